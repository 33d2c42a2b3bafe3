"""Parsed text into a record: times, places, actors, attributions, events and figures, in that order of dependence."""

from __future__ import annotations

from pathlib import Path

from spacy.tokens import Doc

from dateline.reading.actors import read_actors
from dateline.reading.attributions import read_attributions
from dateline.reading.context import Reading
from dateline.reading.events import read_events
from dateline.reading.figures import read_figures
from dateline.reading.namesakes import drop_namesakes
from dateline.reading.places import read_places
from dateline.reading.places.described import read_described_places
from dateline.reading.times import read_times
from dateline.record import Document, Record

READERS = (
    read_times, read_places, read_actors, drop_namesakes, read_described_places, read_attributions, read_events,
    read_figures,
)  # fmt: skip


def read(doc: Doc, document: Document, *, own_actors: Path | None = None, own_ontology: Path | None = None) -> Reading:
    """Read everything from a parsed document; `doc.text` must equal `document.text`."""
    reading = Reading(doc, document, own_actors=own_actors, own_ontology=own_ontology)
    for reader in READERS:
        reader(reading)
    return reading


def to_record(reading: Reading) -> Record:
    """The finished record of a reading."""
    return Record(
        document=reading.document,
        entities=reading.entities,
        places=reading.places,
        times=reading.times,
        attributions=reading.attributions,
        events=reading.events,
        figures=reading.figures,
    )
