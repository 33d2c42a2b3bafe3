"""Exports: each format as its own readers read it, and the same bytes every time."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pyarrow.dataset
import pytest
from situation_sample import situation_file

from dateline import situation
from dateline.errors import DatelineError
from dateline.views import gdelt
from dateline.views.exports import Target, export

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from made_world import tell


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return situation_file(tmp_path_factory.mktemp("export"), [told.record for told in tell(60, seed=5)])


def exported(path: Path, folder: Path, target: Target) -> Path:
    output = folder / target.value
    with situation.open(path) as opened:
        export(opened, target, output)
    return output


def files(folder: Path) -> dict[str, bytes]:
    found = [folder] if folder.is_file() else [file for file in folder.rglob("*") if file.is_file()]
    return {str(file.relative_to(folder)): file.read_bytes() for file in found}


@pytest.mark.parametrize("target", list(Target))
def test_an_export_is_the_same_every_time_and_overwrites_nothing(path: Path, tmp_path: Path, target: Target) -> None:
    (tmp_path / "again").mkdir()
    first, second = exported(path, tmp_path, target), exported(path, tmp_path / "again", target)
    assert files(first) == files(second)
    with pytest.raises(DatelineError, match="is there already"):
        exported(path, tmp_path, target)


def test_geojson_has_every_incident_at_its_place(path: Path, tmp_path: Path) -> None:
    collection = json.loads(exported(path, tmp_path, Target.GEOJSON).read_text(encoding="utf-8"))
    with situation.open(path) as opened:
        incidents = {incident.id: incident for incident in opened.incidents()}
    assert collection["type"] == "FeatureCollection"
    assert {feature["id"] for feature in collection["features"]} == set(incidents)
    for feature in collection["features"]:
        incident = incidents[feature["id"]]
        where = None if feature["geometry"] is None else feature["geometry"]["coordinates"]
        assert where == (None if incident.longitude is None else [incident.longitude, incident.latitude])
        assert feature["properties"]["documents"] == incident.documents


def test_csv_has_every_row_of_every_table(path: Path, tmp_path: Path) -> None:
    folder = exported(path, tmp_path, Target.CSV)
    with situation.open(path) as opened:
        for file in folder.iterdir():
            with file.open(encoding="utf-8", newline="") as stream:
                rows = list(csv.DictReader(stream))
            counted = opened.connection.execute(f"SELECT count(*) FROM {file.stem}").fetchall()[0][0]
            assert len(rows) == counted, file
        texts = {document.id: document.text for document in opened.documents()}
    with (folder / "documents.csv").open(encoding="utf-8", newline="") as stream:
        assert {row["id"]: row["text"] for row in csv.DictReader(stream)} == texts


def test_parquet_partitions_are_one_table_to_their_readers(path: Path, tmp_path: Path) -> None:
    folder = exported(path, tmp_path, Target.PARQUET)
    events = pyarrow.dataset.dataset(folder / "events", partitioning="hive").to_table()
    with situation.open(path) as opened:
        records = list(opened.records())
    assert sorted(zip(events["document"].to_pylist(), events["id"].to_pylist(), strict=True)) == sorted(
        (record.document.id, event.id) for record in records for event in record.events
    )
    assert set(events["year"].to_pylist()) == {int((record.document.published or "")[:4]) for record in records}


def test_followthemoney_entities_point_at_each_other(path: Path, tmp_path: Path) -> None:
    lines = exported(path, tmp_path, Target.FOLLOWTHEMONEY).read_text(encoding="utf-8").splitlines()
    entities = {entity["id"]: entity for entity in map(json.loads, lines)}
    assert {entity["schema"] for entity in entities.values()} <= {
        "Article", "Person", "Organization", "LegalEntity", "Event",
    }  # fmt: skip
    for entity in entities.values():
        assert all(isinstance(value, str) for values in entity["properties"].values() for value in values)
        for name, schema in (("proof", {"Article"}), ("involved", {"Person", "Organization", "LegalEntity"})):
            assert all(entities[other]["schema"] in schema for other in entity["properties"].get(name, []))


def test_gdelt_rows_have_its_61_columns(path: Path, tmp_path: Path) -> None:
    header, *rows = exported(path, tmp_path, Target.GDELT).read_text(encoding="utf-8").splitlines()
    assert header.split("\t") == gdelt.COLUMNS
    assert len(gdelt.COLUMNS) == 61
    for row in rows:
        filled = dict(zip(gdelt.COLUMNS, row.split("\t"), strict=True))
        assert filled["EventCode"].startswith(filled["EventRootCode"])
        assert filled["QuadClass"] in "1234"
        assert len(filled["SQLDATE"]) in (0, 8)
        assert int(filled["NumArticles"]) >= 1


@pytest.mark.parametrize(
    "command",
    [
        ["incidents"], ["ledger"], ["statements", "--by", "a"], ["itinerary", "a"],
        ["incidents", "--type", "ASSAULT", "--since", "2021-01-01", "--near", "0,0", "--within", "20000"],
    ],
)  # fmt: skip
def test_commands_answer_as_table_csv_and_json(path: Path, command: list[str]) -> None:
    answers = {}
    for format in ("table", "csv", "json"):
        name, *options = command
        line = [sys.executable, "-c", "from dateline.cli import main; main()", name, str(path), *options]
        done = subprocess.run([*line, "--format", format], capture_output=True, text=True, check=True)
        answers[format] = done.stdout
    found = json.loads(answers["json"])
    assert found
    rows = list(csv.DictReader(answers["csv"].splitlines()))
    assert len(rows) == (len(found) if name != "ledger" else sum(len(entry["claims"]) for entry in found))
    assert len(answers["table"].splitlines()) > len(rows)
    if name == "incidents":
        assert all(document in one["documents"] for one in found for document, _ in one["events"])
