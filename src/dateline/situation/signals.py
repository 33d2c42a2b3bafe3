"""What the comparison of events looks at: numbers and hashes made of a record, one row an event, kept in the file."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import duckdb
import numpy as np
import pyarrow as pa

from dateline.record import Entity, Event, Figure, Place, Record
from dateline.situation.weights import Weights, stem

LANES = 4
"""How many participants, countries or figures of an event are compared; more than that are rare."""
NAMES = 6
"""How many names of an event's sentence are compared."""
NO_DAY = -(2**31)
PROVINCE = 4
"""From this precision on a place stands for an area."""
STATUSES = ("occurred", "ongoing", "planned", "possible", "called-for", "negated")
_word = re.compile(r"[^\W\d_]{3,}")
_name = re.compile(r"\b[A-Z][^\W\d_]{2,}")
_capital = re.compile(r"(?<=[^.!?\s]\s)[A-Z][^\W\d_]{2,}|\b[A-Z][^\W\d_]{2,}(?=\s[A-Z][a-z])")
_article = re.compile(r"^(?:a[lnrdstz]|ash|el)[-’'](?=.)")
_EPOCH = date(1970, 1, 1).toordinal()

# name, type, lanes. Keys are hashes, 0 where there is nothing; days count from 1970-01-01.
COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("type", "int32", 1), ("family", "int32", 1), ("company", "bool", 1),
    ("modes", "int64", 1), ("like_modes", "int64", 1),
    ("status", "int8", 1), ("first", "int32", 1), ("last", "int32", 1), ("dated", "bool", 1),
    ("reported", "int32", 1), ("latitude", "float64", 1), ("longitude", "float64", 1), ("precision", "int8", 1),
    ("place", "int64", 1), ("country", "int32", 1), ("admin1", "int32", 1),
    ("actors", "int64", LANES), ("recipients", "int64", LANES),
    ("actor_countries", "int32", LANES), ("recipient_countries", "int32", LANES),
    ("figures", "int32", LANES), ("measures", "int32", LANES),
    ("words", "uint64", 4), ("names", "int32", NAMES), ("word_keys", "int32", 2),
    ("sentence", "int32", 1), ("trigger", "int32", 1), ("background", "bool", 1),
)  # fmt: skip
_ARROW = {name: pa.from_numpy_dtype(np.dtype(kind)) for _, kind, _ in COLUMNS for name in [kind]}
_SCHEMA = pa.schema(
    [("document", pa.string()), ("event", pa.string())]
    + [(name, _ARROW[kind] if lanes == 1 else pa.list_(_ARROW[kind], lanes)) for name, kind, lanes in COLUMNS]
)
Row = dict[str, object]


def insert(connection: duckdb.DuckDBPyConnection, records: Iterable[Record], weights: Weights) -> None:
    """Append the signals of the records' events to the table `signals`."""
    found = [row for record in records for row in signals(record, weights)]
    if found:
        incoming = pa.Table.from_pylist(found, schema=_SCHEMA)
        connection.register("incoming", incoming)
        connection.execute("INSERT INTO signals SELECT * FROM incoming")
        connection.unregister("incoming")


def signals(record: Record, weights: Weights) -> list[Row]:
    """The row of every event of a record."""
    entities = {entity.id: entity for entity in record.entities}
    places = {place.id: place for place in record.places}
    reported = day_number(record.document.published)
    text = record.document.text
    named = [span for entity in record.entities for span in entity.mentions]
    named += [span for place in record.places for span in place.mentions]
    words: dict[tuple[int, int], tuple[set[str], set[str]]] = {}
    found = []
    for event in record.events:
        if event.sentence not in words:
            start, end = event.sentence
            names = _names(text[a:b] for a, b in named if start <= a and b <= end)
            words[event.sentence] = _words(text[start:end], names - weights.common, weights)
        figures = [
            f for f in record.figures if f.event == event.id or (f.event is None and f.sentence == event.sentence)
        ]
        row = _row(event, entities, places.get(event.place or ""), figures, weights)
        trigger = text[slice(*event.trigger)].casefold()
        row |= _word_signals(*words[event.sentence], places.get(event.place or ""))
        row |= {
            "document": record.document.id,
            "event": event.id,
            "reported": reported,
            "sentence": event.sentence[0],
            "trigger": _trigger_key(trigger, weights),
            "background": _is_background(event, places.get(event.place or ""), trigger.split(), weights),
        }
        found.append(row)
    return found


def _is_background(event: Event, place: Place | None, trigger: list[str], weights: Weights) -> bool:
    """Whether an event is a war, or the toll of one: told without who, when and in which town."""
    wide = place is None or (place.precision or PROVINCE) >= PROVINCE
    undated = event.date_source != "text"
    toll = not weights.toll.isdisjoint(trigger) and wide and undated and not event.actors
    course = undated and not weights.course.isdisjoint(trigger)
    return toll or course or not weights.background.isdisjoint(trigger)


def _trigger_key(trigger: str, weights: Weights) -> int:
    """The first word as it is compared; by four letters, as triggers are verbs with many endings."""
    words = trigger.split()
    found = stem(words[0]) if words else ""
    return small_key(weights.one_word.get(found, found[:4]))


def _row(
    event: Event, entities: dict[str, Entity], place: Place | None, figures: list[Figure], weights: Weights
) -> Row:
    company = event.type in weights.company_types
    actors = [entities[i] for i in event.actors if i in entities]
    recipients = [entities[i] for i in event.recipients if i in entities]
    if company:
        actors, recipients = [e for e in (*actors, *recipients) if not _is_host(e, place)], []
    first, last = day_number(event.start), day_number(event.end)
    like = [n for n, group in enumerate(weights.like_modes) if not group.isdisjoint(event.modes)]
    counted = [f for f in figures if f.status == "occurred"]
    return {
        "type": small_key(event.type),
        "family": small_key(*next((kin for kin in weights.kin if event.type in kin), (event.type,))),
        "company": company,
        "modes": sum({1 << zlib.crc32(mode.encode()) % 61 for mode in event.modes}),
        "like_modes": sum(1 << n for n in like),
        "status": STATUSES.index(event.status),
        "first": last if first == NO_DAY else first,
        "last": first if last == NO_DAY else last,
        "dated": event.date_source == "text",
        "latitude": place.latitude if place and place.latitude is not None else float("nan"),
        "longitude": place.longitude if place and place.longitude is not None else float("nan"),
        "precision": (place.precision or 5) if place else 0,
        "place": _place_key(place),
        "country": small_key(place.country) if place and place.country else 0,
        "admin1": small_key(place.country, place.admin1.casefold()) if place and place.admin1 else 0,
        "actors": _lanes(_name_key(entity) for entity in actors),
        "recipients": _lanes(_name_key(entity) for entity in recipients),
        "actor_countries": _lanes(small_key(e.country) for e in actors if e.country),
        "recipient_countries": _lanes(small_key(e.country) for e in recipients if e.country),
        "figures": _lanes(small_key(f.measure, f.best, f.low, f.high) for f in counted),
        "measures": _lanes(small_key(f.measure) for f in counted),
    }


def _is_host(entity: Entity, place: Place | None) -> bool:
    """Whether a country is a party only as that in which the place lies: who went there met it, whoever it was."""
    return entity.kind == "country" and place is not None and entity.country == place.country


def _words(sentence: str, named: set[str], weights: Weights) -> tuple[set[str], set[str]]:
    """The names in a sentence, with those that a record has of it, and its other words by their stems."""
    names = {word.casefold() for word in _capital.findall(sentence)} - weights.common | named
    found = [word for word in _word.findall(sentence.casefold()) if word not in weights.common and word not in names]
    return names, {weights.one_word.get(stem(word), stem(word) if len(word) > 3 else "") for word in found} - {""}


def _word_signals(names: set[str], words: set[str], place: Place | None) -> Row:
    """The names as keys, but for that of the place, which is compared as such; the words as a bitmap, two as keys."""
    hashes = sorted(zlib.crc32(word.encode("utf-8", "replace")) & 0x7FFFFFFF for word in names | words)
    if place is not None:
        names = names - _names([place.name])
    return {
        "words": _bitmap(words, 4),
        "names": _lanes((small_key(name) for name in names), NAMES),
        "word_keys": [hashes[0], hashes[-1]] if hashes else [0, 0],
    }


def _names(phrases: Iterable[str]) -> set[str]:
    """The words of phrases that are written as names are."""
    return {word.casefold() for phrase in phrases for word in _name.findall(phrase)}


def _bitmap(words: set[str], lanes: int) -> list[int]:
    bits = 0
    for word in words:
        bits |= 1 << zlib.crc32(word.encode("utf-8", "replace")) % (64 * lanes)
    return [bits >> 64 * lane & 0xFFFFFFFFFFFFFFFF for lane in range(lanes)]


@lru_cache(maxsize=1 << 16)
def large_key(*parts: object) -> int:
    """A hash of 62 bits that is the same on every machine, never 0."""
    data = "\x1f".join(map(str, parts)).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big") >> 2 or 1


def small_key(*parts: object) -> int:
    """The same with 30 bits."""
    return large_key(*parts) & 0x3FFFFFFF or 1


def _name_key(entity: Entity) -> int:
    """One key for the forms of one name: people by their last name, countries by code; 0 for mere descriptions."""
    if entity.kind == "country":
        return large_key("country", entity.country or entity.name)
    plain = "".join(c for c in unicodedata.normalize("NFKD", entity.name) if not unicodedata.combining(c))
    words = [word for word in re.findall(r"[\w’'-]+", plain) if word.casefold() != "the"]
    if plain.islower() or not words:
        return 0
    if entity.kind == "person":
        return large_key("name", _article.sub("", words[-1].casefold()))
    return large_key("name", " ".join(words).casefold())


def _place_key(place: Place | None) -> int:
    if place is None:
        return 0
    return large_key("place", place.geonames) if place.geonames else large_key("named", place.name.casefold())


def _lanes(keys: Iterable[int], lanes: int = LANES) -> list[int]:
    chosen = sorted({key for key in keys if key})[:lanes]
    return chosen + [0] * (lanes - len(chosen))


def day_number(value: str | None) -> int:
    """Days from 1970-01-01 to an ISO 8601 date, NO_DAY where there is none."""
    try:
        return date.fromisoformat((value or "")[:10]).toordinal() - _EPOCH
    except ValueError:
        return NO_DAY


def read(
    connection: duckdb.DuckDBPyConnection, of: list[str] | None = None
) -> tuple[list[str], list[str], dict[str, np.ndarray]]:
    """Document ids, event ids and the columns of the signals, in the order of document and event.

    `of` keeps to these documents.

    A column with lanes comes as an array of shape (events, lanes).
    """
    query = "SELECT * FROM signals WHERE $of IS NULL OR document IN (SELECT unnest($of)) ORDER BY document, event"
    table = connection.sql(query, params={"of": of}).to_arrow_table()
    columns: dict[str, np.ndarray] = {}
    for name, kind, lanes in COLUMNS:
        column = table.column(name).combine_chunks()
        flat = column.flatten() if lanes > 1 else column
        values = flat.to_numpy(zero_copy_only=False).astype(kind, copy=False)
        columns[name] = values.reshape(-1, lanes) if lanes > 1 else values
    return table.column("document").to_pylist(), table.column("event").to_pylist(), columns
