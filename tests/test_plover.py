"""PLOVER events: the manual's fields and folds, POLECAT's columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.record import Document, Entity, Event, EventType, Figure, Place, Record, Status
from dateline.views.plover import POLECAT, cameo_root, intensity, plover_events, plover_lines, polecat_rows

TEXT = "Chad attacked a camp near Bol."


def record(kind: EventType, status: Status, modes: list[str] | None = None) -> Record:
    return Record(
        document=Document(id="d1", text=TEXT, published="2021-06-10", publisher="Example"),
        entities=[Entity(id="e1", kind="country", name="Chad", country="TCD", mentions=[(0, 4)])],
        places=[Place(id="p1", name="Bol", kind="city", country="TCD", precision=1, mentions=[(26, 29)])],
        events=[
            Event(
                id="v1", type=kind, modes=modes or [], actors=["e1"], place="p1", start="2021-06-09", end="2021-06-09",
                status=status, trigger=(5, 13), sentence=(0, 30), rule="assault.yaml:verbs.attack",
            )
        ],
        figures=[Figure(id="f1", measure="killed", best=3, low=3, high=3, event="v1", span=(0, 4), sentence=(0, 30))],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "status", "coded"),
    [
        ("CONSULT", "planned", "AGREE"), ("AID", "planned", "AGREE"), ("RETREAT", "planned", "CONCEDE"),
        ("ASSAULT", "occurred", "ASSAULT"), ("ASSAULT", "planned", "ASSAULT"),
    ],
)  # fmt: skip
def test_plans_are_folded(kind: EventType, status: Status, coded: str) -> None:
    assert [e["event"] for e in plover_events(record(kind, status))] == [[coded]]


@pytest.mark.parametrize("status", ["negated", "called-for"])
def test_what_did_not_happen_is_left_out(status: Status) -> None:
    assert list(plover_events(record("ASSAULT", status))) == []


def test_a_possible_event_carries_the_auxiliary_mode() -> None:
    assert next(plover_events(record("ASSAULT", "possible", ["drone"])))["mode"] == ["drone", "hypothetical"]


def test_the_fields_are_the_manuals() -> None:
    lines: list[dict[str, Any]] = [json.loads(line) for line in plover_lines(record("ASSAULT", "occurred", ["drone"]))]
    line = lines[0]
    assert line["id"] == "d1-v1"
    assert (line["date"], line["quad_code"], line["event_scale"], line["cameo_root"]) == ("2021-06-09", 4, -9.5, "19")
    assert line["actor"] == [
        {"raw_text": "Chad", "entity_name": "Chad", "country_code": "TCD", "country_name": "Chad"}
    ]  # fmt: skip
    assert line["event_loc"]["resolution"] == 5
    assert line["size"] == {"dead": 3}
    assert line["text"][slice(*[5, 13])] == line["event_text"][0]


def test_polecat_rows_have_its_columns() -> None:
    row = dict(zip(POLECAT, next(polecat_rows(record("ASSAULT", "occurred", ["drone"]))), strict=True))
    assert len(POLECAT) == 41
    assert (row["Event ID"], row["Actor Country"], row["Event Mode"], row["City"]) == ("d1-v1", "TCD", "drone", "Bol")


def test_scores_and_roots_follow_the_mode() -> None:
    assert intensity("CONSULT", ()) == 2.5 and intensity("CONSULT", ("visit",)) == 4
    assert cameo_root("ASSAULT", ()) == "18" and cameo_root("ACCUSE", ("investigate",)) == "09"


@pytest.fixture
def dispatches(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    texts = ['Chad attacked a camp near Bol, "at dawn".', "It rained.", "Kenya did not attack Chad. Kenya aided Mali."]
    path.write_text("".join(json.dumps({"id": f"d{n}", "text": text}) + "\n" for n, text in enumerate(texts)))
    return path


def test_code_writes_polecat_rows_under_one_header(run: Callable[..., Any], dispatches: Path, tmp_path: Path) -> None:
    printed = run("code", dispatches, "--format", "polecat")
    assert printed.status == 0
    rows = list(csv.DictReader(io.StringIO(printed.out.decode())))
    assert tuple(rows[0]) == POLECAT
    assert [(r["Event ID"].split("-")[0], r["Event Type"], r["Actor Country"]) for r in rows] == [
        ("d0", "ASSAULT", "TCD"), ("d2", "AID", "KEN")
    ]  # fmt: skip
    written = run("code", dispatches, "--format", "polecat", "-o", tmp_path / "out.csv")
    assert written.status == 0
    assert (tmp_path / "out.csv").read_bytes() == printed.out


@pytest.mark.parametrize("format", ["plover", "polecat"])
def test_an_interrupted_run_of_events_is_not_resumed(
    run: Callable[..., Any], dispatches: Path, tmp_path: Path, format: str
) -> None:
    left = tmp_path / "out.csv.part"
    left.write_text("half a line")
    result = run("code", dispatches, "--format", format, "-o", tmp_path / "out.csv", "--resume")
    assert result.status == 2
    assert "--resume needs --format json" in result.err
    assert left.read_text() == "half a line"
