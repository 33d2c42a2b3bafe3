"""Dispatches as records for the tests of the situation, written by hand: no coder has a part in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from dateline.record import Attribution, Document, Entity, Event, Figure, Place, Record, to_json
from dateline.situation import store
from dateline.situation.adding import Adder
from dateline.situation.derive import derive

TOWNS = {
    "Aleppo": (36.2021, 37.1343, "SYR", 1), "Homs": (34.7324, 36.7137, "SYR", 1), "Kyiv": (50.4501, 30.5234, "UKR", 1),
    "Odesa": (46.4857, 30.7438, "UKR", 1), "Geneva": (46.2044, 6.1432, "CHE", 1), "Syria": (35.0, 38.0, "SYR", 6),
}  # fmt: skip


def dispatch(
    id: str, text: str, *, published: str = "2023-03-02", publisher: str = "Example Wire", title: str | None = None,
    events: list[dict[str, Any]] | None = None, figures: list[dict[str, Any]] | None = None,
    said_by: dict[str, str] | None = None, people: dict[str, str] | None = None,
) -> Record:  # fmt: skip
    """A record of a text; every part is given by the words that it stands for.

    `people` maps names to countries, `said_by` a speaker to the words that follow as what was said. An event is given
    by trigger, type and what else is known; `place` names a town, `by` the speaker whose words hold it.
    """
    entities = {
        name: Entity(id=f"e{n}", kind="person", name=name, country=country, sectors=["GOV"], mentions=[_at(text, name)])
        for n, (name, country) in enumerate((people or {}).items(), 1)
        if name in text
    }
    places = {
        name: Place(
            id=f"p{n}", name=name, kind="city" if exact < 6 else "country", latitude=latitude, longitude=longitude,
            country=country, admin1=name if exact < 6 else None, geonames=1000 + n, precision=exact,
            mentions=[_at(text, name)],
        )
        for n, (name, (latitude, longitude, country, exact)) in enumerate(TOWNS.items(), 1)
        if name in text
    }  # fmt: skip
    voices = {
        speaker: Attribution(
            id=f"a{n}", source=entities[speaker].id if speaker in entities else None, source_span=_at(text, speaker),
            cue=_at(text, "said"), content=[_at(text, words)],
        )
        for n, (speaker, words) in enumerate((said_by or {}).items(), 1)
    }  # fmt: skip

    def voice(name: str | None) -> str | None:
        return voices[name].id if name else None

    made_events = []
    for n, given in enumerate(events or [], 1):
        given = dict(given)
        trigger, place, by = given.pop("trigger"), given.pop("place", None), given.pop("by", None)
        start = given.pop("start", None)
        given["actors"] = [entities[name].id for name in given.get("actors", [])]
        given["recipients"] = [entities[name].id for name in given.get("recipients", [])]
        made_events.append(Event(
            id=f"v{n}", trigger=_at(text, trigger), sentence=_sentence(text, trigger), rule="by hand",
            place=places[place].id if place else None, start=start or published[:10], end=start or published[:10],
            date_source="text" if start else "document", attribution=voice(by), **given,
        ))  # fmt: skip
    made_figures = []
    for n, given in enumerate(figures or [], 1):
        given = dict(given)
        words, by = given.pop("words"), given.pop("by", None)
        made_figures.append(Figure(
            id=f"f{n}", span=_at(text, words), sentence=_sentence(text, words), attribution=voice(by),
            as_of=published[:10], **given,
        ))  # fmt: skip
    document = Document(id=id, title=title, publisher=publisher, published=published, language="en", text=text)
    return Record(
        document=document, entities=list(entities.values()), places=list(places.values()),
        attributions=list(voices.values()), events=made_events, figures=made_figures,
    )  # fmt: skip


def situation_file(folder: Path, *batches: list[Record], name: str = "crisis.duckdb") -> Path:
    """A situation file that the batches were added to one after the other."""
    path = folder / name
    for batch in batches:
        with store.writing(path) as connection:
            for _ in Adder(connection).add(batch):
                pass
            derive(connection)
    return path


def write_records(path: Path, records: list[Record]) -> Path:
    """Records as JSON Lines."""
    path.write_bytes(b"".join(to_json(record) + b"\n" for record in records))
    return path


def contents(path: Path) -> dict[str, list[str]]:
    """Every row of every table, in an order of its own."""
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = (*store.STORED, *store.DERIVED, "meta")
        return {name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}").fetchall())) for name in tables}


def _at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def _sentence(text: str, words: str) -> tuple[int, int]:
    at = text.index(words)
    start = text.rfind(". ", 0, at)
    end = text.find(". ", at)
    return (0 if start < 0 else start + 2), (len(text) if end < 0 else end + 1)
