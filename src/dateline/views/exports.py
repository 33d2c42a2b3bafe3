"""A situation in the formats of others: each writer takes an open situation and a path, and says what it wrote."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

from dateline.errors import DatelineError
from dateline.situation import Situation
from dateline.situation.shapes import Incident
from dateline.situation.store import explained
from dateline.views import followthemoney, gdelt
from dateline.views.plover import plover_lines

# What a table leaves out for others, and where its year comes from.
_TABLES = {
    "documents": "SELECT * EXCLUDE (has_dateline, hash, fingerprints, numbers), left(published, 4) AS year "
    "FROM documents",
    "incidents": "SELECT *, CAST(year(start_date) AS VARCHAR) AS year FROM incidents",
    **{
        name: f"SELECT t.*, left(d.published, 4) AS year FROM {name} t JOIN documents d ON d.id = t.document"
        for name in ("places", "times", "attributions", "events", "figures", "mentions", "stories", "incident_events",
                     "claims", "claim_figures")
    },
    "entities": "SELECT t.* EXCLUDE (identifiers), CAST(CAST(identifiers AS JSON) AS VARCHAR) AS identifiers, "
                "left(d.published, 4) AS year FROM entities t JOIN documents d ON d.id = t.document",
}  # fmt: skip


class Target(StrEnum):
    """The formats."""

    PLOVER = "plover"
    CSV = "csv"
    GEOJSON = "geojson"
    PARQUET = "parquet"
    FOLLOWTHEMONEY = "followthemoney"
    GDELT = "gdelt"


def export(situation: Situation, target: Target, output: Path) -> str:
    """Write the situation to a new file, or a new folder for csv and parquet; raises DatelineError if it is there."""
    if output.exists():
        raise DatelineError(f"{output} is there already: name another one, or delete it first")
    if not output.parent.is_dir():
        raise DatelineError(f"{output.parent}: no such folder; make it first")
    part = output.with_name(output.name + ".part")
    with explained(output):
        _remove(part)
        try:
            said = _WRITERS[target](situation, part)
            part.replace(output)
        except BaseException:
            _remove(part)
            raise
    return said


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def write_csv(situation: Situation, output: Path) -> str:
    """One CSV file a table; lists are joined with "; "."""
    output.mkdir()
    for name, query in _TABLES.items():
        columns = situation.connection.execute(f"DESCRIBE ({query})").fetchall()
        cells = ", ".join(
            f"list_aggregate(\"{column}\", 'string_agg', '; ') AS \"{column}\""
            if kind.endswith("[]")
            else f'"{column}"'
            for column, kind, *_ in columns
            if column != "year"
        )
        file = str(output / f"{name}.csv").replace("'", "''")
        situation.connection.execute(
            f"COPY (SELECT {cells} FROM ({query}) ORDER BY ALL) TO '{file}' (FORMAT csv, HEADER)"
        )
    return f"{len(_TABLES)} tables"


def write_parquet(situation: Situation, output: Path) -> str:
    """One folder a table, partitioned as `year=2023/data_0.parquet`: of the incident, else of publication."""
    output.mkdir()
    situation.connection.execute("SET threads = 1")
    for name, query in _TABLES.items():
        folder = str(output / name).replace("'", "''")
        situation.connection.execute(
            f"COPY (SELECT * FROM ({query}) ORDER BY ALL) TO '{folder}' "
            "(FORMAT parquet, PARTITION_BY (year), COMPRESSION zstd)"
        )
    return f"{len(_TABLES)} tables"


def write_geojson(situation: Situation, output: Path) -> str:
    """A FeatureCollection (RFC 7946) with one feature an incident; without a place its geometry is null."""
    features = [_feature(incident) for incident in situation.incidents()]
    output.write_bytes(msgspec.json.encode({"type": "FeatureCollection", "features": features}))
    return f"{len(features):,} incidents"


def _feature(incident: Incident) -> dict[str, Any]:
    properties = msgspec.to_builtins(incident)
    properties["sentence"] = incident.sentence.text
    del properties["history"]
    point = None
    if incident.latitude is not None:
        point = {"type": "Point", "coordinates": [incident.longitude, incident.latitude]}
    return {"type": "Feature", "id": incident.id, "geometry": point, "properties": properties}


def write_plover(situation: Situation, output: Path) -> str:
    """PLOVER events in JSON Lines, as `dateline code --format plover` writes them, one line an event and document."""
    return _lines(output, (line for record in situation.records() for line in plover_lines(record)), "events")


def write_followthemoney(situation: Situation, output: Path) -> str:
    """FollowTheMoney entities in JSON Lines: Article, Person, Organization, LegalEntity, Event."""
    lines = (msgspec.json.encode(entity) for entity in followthemoney.entities(situation))
    return _lines(output, lines, "entities")


def write_gdelt(situation: Situation, output: Path) -> str:
    """Tab-separated rows of the 61 columns of the GDELT 2.0 event table, with a header, one row an incident."""
    rows = ("\t".join(row).encode() for row in gdelt.rows(situation))
    return _lines(output, rows, "rows with the header")


def _lines(output: Path, lines: Iterable[bytes], what: str) -> str:
    count = 0
    with output.open("wb") as stream:
        for line in lines:
            stream.write(line + b"\n")
            count += 1
    return f"{count:,} {what}"


_WRITERS: dict[Target, Callable[[Situation, Path], str]] = {
    Target.PLOVER: write_plover,
    Target.CSV: write_csv,
    Target.GEOJSON: write_geojson,
    Target.PARQUET: write_parquet,
    Target.FOLLOWTHEMONEY: write_followthemoney,
    Target.GDELT: write_gdelt,
}
