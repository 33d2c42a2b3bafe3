"""Events in sentences of every shape: voice, clauses, control, coordination, nouns, headlines, plans, denials, reports.

The table holds what a careful coder reads in each sentence: type, status, roles, place, and who says so.
"""

from __future__ import annotations

from pathlib import Path

from dateline import Coder
from dateline.record import Event, Record

SHAPES = Path(__file__).parent / "data" / "event_shapes.tsv"
FLOOR = 0.95
"""The share of rows that must be right, so that a new language model may differ in a few parses, not in many."""


def told(record: Record, event: Event) -> list[str]:
    """An event as a row of the table."""
    names = {e.id: e.name for e in record.entities}
    places = {p.id: p.name for p in record.places}
    sources = {a.id: a.source for a in record.attributions}
    source = sources.get(event.attribution or "")
    actors, recipients = ("|".join(names[i] for i in side) for side in (event.actors, event.recipients))
    place = places.get(event.place or "", "")
    return [event.type, event.status, actors, recipients, place, names.get(source or "", "")]


def test_shapes(coder: Coder) -> None:
    rows = [line.split("\t") for line in SHAPES.read_text(encoding="utf-8").splitlines()[1:]]
    records = {text: coder.code(text, published="2024-03-13") for text, *_ in rows}
    found = {text: [told(record, event) for event in record.events] for text, record in records.items()}
    wrong = [(text, want, found[text]) for text, *want in rows if want not in found[text]]
    assert len(rows) > 100
    assert len(wrong) <= len(rows) * (1 - FLOOR), wrong
