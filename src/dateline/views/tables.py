"""Answers of a situation as a table on the terminal, as CSV, or as JSON."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import IO, Any

import msgspec

from dateline.situation.shapes import Claim, Entry, Incident, Meeting, Statement
from dateline.views.facts import printable


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


Answer = Incident | Entry | Statement | Meeting
Row = dict[str, Any]


def write(answers: Sequence[Answer], format: Format, stream: IO[str] | None = None) -> None:
    """Write the answers; JSON holds all of them whole, CSV one line a row with all columns, a table the main ones."""
    stream = stream or sys.stdout
    if format is Format.JSON:
        stream.write(msgspec.json.format(msgspec.json.encode(answers)).decode() + "\n")
        return
    rows = [row for answer in answers for row in _rows(answer)]
    if format is Format.CSV:
        writer = csv.DictWriter(stream, list(rows[0]) if rows else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    else:
        _table(rows, stream)


def _rows(answer: Answer) -> Iterator[Row]:
    if isinstance(answer, Incident):
        yield _incident(answer)
    elif isinstance(answer, Statement):
        yield _statement(answer)
    elif isinstance(answer, Meeting):
        yield _meeting(answer)
    else:
        for claim in answer.claims:
            yield _claim(answer, claim)


def _incident(one: Incident) -> Row:
    return {
        "incident": one.id, "date": dates(one.start, one.end), "type": one.type, "modes": one.modes,
        "status": one.status + (" (denied by some)" if one.contested else ""), "place": one.place,
        "country": one.country, "actors": one.actors, "recipients": one.recipients, "reports": len(one.documents),
        "stories": one.stories, "publishers": one.publishers, "first_reported": one.first_reported,
        "last_reported": one.last_reported, "latitude": one.latitude, "longitude": one.longitude,
        "precision": one.precision, "date_source": one.date_source, "sentence": one.sentence.text,
        "documents": one.documents, "events": [f"{document}#{event}" for document, event in one.events],
    }  # fmt: skip


def _claim(entry: Entry, one: Claim) -> Row:
    return {
        "incident": entry.incident, "country": entry.country, "place": entry.place, "measure": entry.measure,
        "subject": entry.subject, "unit": entry.unit, "range": figure_range(entry.low, entry.high),
        "figure": figure(one), "source": one.source, "as_of": one.as_of,
        "state": "superseded" if one.superseded_by else one.status if one.status != "occurred" else "stands",
        "contradicts": one.contradicts, "own_voice": one.own_voice, "publisher": one.publisher,
        "reported": one.reported, "low": one.low, "high": one.high, "best": one.best, "counting": one.counting,
        "carriers": one.carriers, "claim": one.id, "superseded_by": one.superseded_by, "document": one.document,
        "figure_id": one.figure, "start": one.evidence.start, "end": one.evidence.end,
    }  # fmt: skip


def _statement(one: Statement) -> Row:
    return {
        "reported": one.reported, "source": one.source, "role": one.role, "country": one.country,
        "cue": one.cue.text if one.cue else None, "content": " … ".join(part.text for part in one.content),
        "quotation": one.quotation, "publisher": one.publisher, "document": one.document,
        "attribution": one.attribution, "start": one.content[0].start if one.content else None,
        "end": one.content[-1].end if one.content else None,
    }  # fmt: skip


def _meeting(one: Meeting) -> Row:
    return {
        "date": dates(one.start, one.end), "status": one.status, "place": one.place, "country": one.country,
        "with": one.others, "as_host": one.as_host, "modes": one.modes, "incident": one.incident,
        "sentence": one.sentence.text, "latitude": one.latitude, "longitude": one.longitude,
        "documents": one.documents,
    }  # fmt: skip


_SHOWN = {
    "incident": 16, "date": 23, "type": 9, "status": 12, "place": 16, "country": 7, "actors": 24, "recipients": 24,
    "reports": 7, "measure": 12, "subject": 18, "range": 12, "figure": 14, "source": 24, "as_of": 10, "state": 10,
    "reported": 10, "role": 20, "cue": 10, "content": 60, "with": 36,
}  # fmt: skip


def _table(rows: list[Row], stream: IO[str]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        stream.write("nothing found\n")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    names = [name for name in rows[0] if name in _SHOWN]
    for name in names:
        table.add_column(name.replace("_", " "), max_width=_SHOWN[name], overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(_cell(row[name]))[: 10 if name == "reported" else None]) for name in names))
    console = Console(file=stream)
    console = console if console.is_terminal else Console(file=stream, width=200)
    console.print(table)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)


def dates(start: str | None, end: str | None) -> str:
    """A span of days in one word."""
    return f"{start} to {end}" if start != end else start or ""


def figure_range(low: float | None, high: float | None) -> str:
    """A range as one reads it: "24", "24 to 30", "24 or more", "up to 30"."""
    if low is None and high is None:
        return ""
    if high is None:
        return f"{low:,.15g} or more"
    if low is None:
        return f"up to {high:,.15g}"
    return f"{low:,.15g}" if low == high else f"{low:,.15g} to {high:,.15g}"


def figure(claim: Claim) -> str:
    """A claim's figure as one reads it, with "about" for one that is best alone and "+" for one that adds."""
    if claim.low is None and claim.high is None and claim.best is not None:
        told = f"about {claim.best:,.15g}"
    else:
        told = figure_range(claim.low, claim.high)
    return f"+{told}" if claim.counting == "new" else told
