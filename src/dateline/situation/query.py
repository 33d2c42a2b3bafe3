"""Reading a situation: incidents, the ledger, statements, itineraries, documents, places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from dateline.errors import DatelineError
from dateline.record import Record
from dateline.situation import rows, store
from dateline.situation.derive import is_derived
from dateline.situation.filters import Filter
from dateline.situation.ranges import standing_range
from dateline.situation.shapes import (
    Change,
    Claim,
    Entry,
    Evidence,
    Incident,
    Meeting,
    PlaceSeen,
    Source,
    Statement,
)

_BATCH = 500
_LINE = ("incident", "country", "place", "measure", "subject", "unit")


@contextmanager
def open_situation(path: Path | str) -> Iterator[Situation]:
    """Open a situation file for reading; raises DatelineError where it cannot be read."""
    with store.reading(Path(path)) as connection:
        yield Situation(connection)


class Situation:
    """A situation file that is open for reading; every answer comes in a fixed order."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def is_complete(self) -> bool:
        """Whether the last `add` came to its end; if not, incidents and ledger are those from before it."""
        return is_derived(self.connection)

    def incidents(self, chosen: Filter | None = None, ids: Iterable[str] | None = None) -> list[Incident]:
        """Incidents by date, those without one last; `ids` keeps to these."""
        condition, values = (chosen or Filter()).condition(self.connection)
        if ids is not None:
            condition, values = f"{condition} AND id IN (SELECT unnest(?))", [*values, list(ids)]
        query = f"""
            WITH chosen AS (SELECT * EXCLUDE (documents, events) FROM incidents WHERE {condition}),
            reports AS (
              SELECT m.incident,
                     list({{'status': m.status, 'reported': m.reported, 'publisher': d.publisher,
                           'document': m.document, 'event': m.event,
                           'start': v.sentence_start, 'end': v.sentence_end}}
                          ORDER BY m.reported NULLS LAST, m.document, m.event) AS history
              FROM incident_events m JOIN documents d ON d.id = m.document
              JOIN events v ON v.document = m.document AND v.id = m.event
              WHERE m.incident IN (SELECT id FROM chosen) GROUP BY m.incident
            )
            SELECT c.*, r.history, e.sentence_start, e.sentence_end,
                   substr(d.text, e.sentence_start + 1, e.sentence_end - e.sentence_start) AS sentence
            FROM chosen c JOIN reports r ON r.incident = c.id
            JOIN events e ON e.document = c.document AND e.id = c.event
            JOIN documents d ON d.id = c.document
            ORDER BY c.start_date NULLS LAST, c.id
        """
        return [_incident(row) for row in self._rows(query, values)]

    def ledger(self, chosen: Filter | None = None, incident: str | None = None) -> list[Entry]:
        """Every line with all its claims in the order of their as-of; those of incidents first, by incident."""
        condition, values = (chosen or Filter()).condition(self.connection)
        if incident is not None:
            where, values = "c.incident = ?", [incident]
        elif chosen is None or chosen == Filter():
            where = "true"
        else:
            where = f"c.incident IN (SELECT id FROM incidents WHERE {condition})"
        query = f"""
            SELECT c.*, f.span_start, f.span_end, substr(d.text, f.span_start + 1, f.span_end - f.span_start) AS said
            FROM claims c JOIN figures f ON f.document = c.document AND f.id = c.figure
            JOIN documents d ON d.id = c.document
            WHERE {where}
            ORDER BY c.incident NULLS LAST, c.country NULLS LAST, c.place NULLS FIRST, c.measure, c.subject,
                     c.unit NULLS FIRST, c.as_of NULLS FIRST, c.reported NULLS FIRST, c.id
        """
        entries: list[Entry] = []
        for row in self._rows(query, values):
            line = tuple(row[name] for name in _LINE)
            last = entries[-1] if entries else None
            if last is None or tuple(getattr(last, name) for name in _LINE) != line:
                last = Entry(**dict(zip(_LINE, line, strict=True)), low=None, high=None, contested=False, claims=[])
                entries.append(last)
            last.claims.append(_claim(row))
        for entry in entries:
            standing = [c for c in entry.claims if c.superseded_by is None and c.status == "occurred"]
            entry.low, entry.high = standing_range([(c.low, c.high, c.best) for c in standing if c.counting != "new"])
            kept = {c.id for c in standing}
            entry.contested = any(kept & set(c.contradicts) for c in standing)
        return entries

    def statements(self, by: str | None = None, chosen: Filter | None = None) -> list[Statement]:
        """What those said whose name or role holds `by`; of a filter only since and until and country count."""
        chosen = chosen or Filter()
        query = """
            WITH voices AS (
              SELECT a.document, a.position, a.id AS attribution, d.publisher, d.published AS reported, d.text,
                     coalesce(e.name, substr(d.text, a.source_start + 1, a.source_end - a.source_start)) AS speaker,
                     e.role, e.country, a.quotation, a.cue_start, a.cue_end
              FROM attributions a JOIN documents d ON d.id = a.document
              LEFT JOIN entities e ON e.document = a.document AND e.id = a.source
            )
            SELECT v.* EXCLUDE (position, speaker), speaker AS source,
                   (SELECT list({'start': m.span_start, 'end': m.span_end} ORDER BY m.position) FROM mentions m
                    WHERE m.document = v.document AND m.part = v.attribution) AS content
            FROM voices v
            WHERE ($by IS NULL OR contains(lower(concat_ws(' ', speaker, role)), lower($by)))
              AND ($country IS NULL OR country = upper($country))
              AND ($since IS NULL OR left(reported, 10) >= $since)
              AND ($until IS NULL OR left(reported, 10) <= $until)
            ORDER BY reported NULLS LAST, v.document, v.position
        """
        values = {"by": by, "country": chosen.country, "since": chosen.since, "until": chosen.until}
        return [_statement(row) for row in self._rows(query, values)]

    def itinerary(self, name: str, chosen: Filter | None = None) -> list[Meeting]:
        """Where somebody went to see whom, planned and held, by date: the CONSULT incidents that name the person."""
        wanted = Filter(**{**_fields(chosen), "type": "CONSULT"})
        stops = []
        for incident in self.incidents(wanted):
            as_actor = [who for who in incident.actors if name.casefold() in who.casefold()]
            as_host = [who for who in incident.recipients if name.casefold() in who.casefold()]
            if as_actor or as_host:
                own = {*as_actor, *as_host}
                stops.append(_meeting(incident, own, as_host=not as_actor))
        return stops

    def documents(self, ids: Iterable[str] | None = None) -> list[Source]:
        """Documents with their text and story, by publication."""
        where, values = ("true", []) if ids is None else ("d.id IN (SELECT unnest(?))", [list(ids)])
        query = f"""
            SELECT d.id, title, publisher, url, published, language, coalesce(s.story, d.id) AS story, text
            FROM documents d LEFT JOIN stories s ON s.document = d.id WHERE {where} ORDER BY published NULLS LAST, d.id
        """
        return [Source(**row) for row in self._rows(query, values)]

    def places(self) -> list[PlaceSeen]:
        """Every place that the documents name, the most named first."""
        query = """
            SELECT name, kind, latitude, longitude, country, admin1, geonames, "precision",
                   count(DISTINCT document)::INTEGER AS documents
            FROM places GROUP BY ALL ORDER BY documents DESC, name, latitude, longitude, kind, geonames
        """
        return [PlaceSeen(**row) for row in self._rows(query, [])]

    def records(self) -> Iterator[Record]:
        """Every record as it was added, by document id."""
        keys = [row[0] for row in self.connection.execute("SELECT id FROM documents ORDER BY id").fetchall()]
        for start in range(0, len(keys), _BATCH):
            yield from rows.select(self.connection, keys[start : start + _BATCH])

    def record(self, document: str) -> Record:
        """One record; raises DatelineError where there is no such document."""
        for found in rows.select(self.connection, [document]):
            return found
        raise DatelineError(f"{document}: no such document in the situation")

    def _rows(self, query: str, values: Any) -> list[dict[str, Any]]:
        result = self.connection.execute(query, values)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _fields(chosen: Filter | None) -> dict[str, Any]:
    return {} if chosen is None else {name: getattr(chosen, name) for name in chosen.__struct_fields__}


def _day(value: Any) -> str | None:
    return None if value is None else value.isoformat()


def _incident(row: dict[str, Any]) -> Incident:
    history = [Change(**change) for change in row.pop("history")]
    evidence = Evidence(
        document=row.pop("document"), start=row.pop("sentence_start"), end=row.pop("sentence_end"),
        text=row.pop("sentence"),
    )  # fmt: skip
    row.pop("event")
    return Incident(
        **{key: value for key, value in row.items() if key not in ("start_date", "end_date")},
        start=_day(row["start_date"]),
        end=_day(row["end_date"]),
        sentence=evidence,
        documents=sorted({change.document for change in history}),
        events=[(change.document, change.event) for change in history],
        history=history,
    )


def _claim(row: dict[str, Any]) -> Claim:
    evidence = Evidence(document=row["document"], start=row["span_start"], end=row["span_end"], text=row["said"])
    names = [name for name in Claim.__struct_fields__ if name not in ("evidence", "as_of")]
    return Claim(**{name: row[name] for name in names}, as_of=_day(row["as_of"]), evidence=evidence)


def _statement(row: dict[str, Any]) -> Statement:
    text, document = row.pop("text"), row["document"]

    def part(start: int, end: int) -> Evidence:
        return Evidence(document=document, start=start, end=end, text=text[start:end])

    cue_start, cue_end = row.pop("cue_start"), row.pop("cue_end")
    content = [part(span["start"], span["end"]) for span in row.pop("content") or []]
    return Statement(**row, cue=None if cue_start is None else part(cue_start, cue_end), content=content)


def _meeting(incident: Incident, own: set[str], *, as_host: bool) -> Meeting:
    return Meeting(
        incident=incident.id, status=incident.status, modes=incident.modes, start=incident.start, end=incident.end,
        place=incident.place, country=incident.country, latitude=incident.latitude, longitude=incident.longitude,
        others=[who for who in (*incident.actors, *incident.recipients) if who not in own], as_host=as_host,
        documents=incident.documents, sentence=incident.sentence,
    )  # fmt: skip
