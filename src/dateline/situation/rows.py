"""Records into the rows of the stored tables and back; a record that comes back equals the one that went in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import duckdb
import pyarrow as pa

from dateline.record import (
    Attribution,
    Document,
    DocumentDateline,
    Entity,
    Event,
    Figure,
    Place,
    Record,
    Span,
    Time,
)
from dateline.situation.shingles import fingerprints, number_bits

_NAMES = {
    "STRING": pa.string(), "INT": pa.int32(), "BIGINT": pa.int64(), "FLOAT": pa.float64(), "BOOL": pa.bool_(),
    "TEXTS": pa.list_(pa.string()), "HASHES": pa.list_(pa.uint64()), "BITS": pa.list_(pa.uint64(), 2),
    "MAP": pa.map_(pa.string(), pa.string()),
}  # fmt: skip


def _schema(columns: str) -> pa.Schema:
    fields = [column.partition(":") for column in columns.split()]
    return pa.schema([(name, _NAMES[kind or "STRING"]) for name, _, kind in fields])


SCHEMAS = {
    "documents": _schema(
        "id title publisher url authors:TEXTS published language has_dateline:BOOL dateline_place dateline_date text "
        "hash fingerprints:HASHES numbers:BITS"
    ),
    "entities": _schema("document position:INT id kind name role country sectors:TEXTS identifiers:MAP"),
    "places": _schema(
        "document position:INT id name kind latitude:FLOAT longitude:FLOAT country admin1 geonames:BIGINT precision:INT"
    ),
    "times": _schema("document position:INT id span_start:INT span_end:INT type value start_date end_date"),
    "attributions": _schema(
        "document position:INT id source source_start:INT source_end:INT cue_start:INT cue_end:INT quotation within"
    ),
    "events": _schema(
        "document position:INT id type modes:TEXTS contexts:TEXTS actors:TEXTS recipients:TEXTS place time start_date "
        "end_date date_source status attribution trigger_start:INT trigger_end:INT sentence_start:INT sentence_end:INT "
        "rule"
    ),
    "figures": _schema(
        "document position:INT id measure low:FLOAT high:FLOAT best:FLOAT qualifier unit subject subject_country "
        "subject_sectors:TEXTS part_of counting event place as_of attribution status span_start:INT span_end:INT "
        "sentence_start:INT sentence_end:INT"
    ),
    "mentions": _schema("document part position:INT span_start:INT span_end:INT"),
}


def text_hash(text: str) -> str:
    """What tells one text from another: BLAKE2b, 16 bytes, in hex."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def insert(connection: duckdb.DuckDBPyConnection, records: Iterable[Record]) -> None:
    """Append the rows of the records; the caller keeps the transaction and sees to it that no id is stored twice."""
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in SCHEMAS}
    for record in records:
        _add(record, rows)
    for name, schema in SCHEMAS.items():
        if rows[name]:
            columns = zip(*rows[name], strict=True)
            arrays = [pa.array(column, type=kind) for column, kind in zip(columns, schema.types, strict=True)]
            incoming = pa.table(arrays, schema=schema)
            connection.register("incoming", incoming)
            connection.execute(f"INSERT INTO {name} SELECT * FROM incoming")
            connection.unregister("incoming")


def _add(record: Record, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    document = record.document
    key, dateline = document.id, document.dateline
    rows["documents"].append(
        (key, document.title, document.publisher, document.url, document.authors, document.published,
         document.language, dateline is not None, dateline and dateline.place, dateline and dateline.date,
         document.text, text_hash(document.text), fingerprints(document.text),
         number_bits(document.text))
    )  # fmt: skip
    mentions = rows["mentions"]
    for at, entity in enumerate(record.entities):
        rows["entities"].append(
            (key, at, entity.id, entity.kind, entity.name, entity.role, entity.country, entity.sectors,
             list(entity.identifiers.items()))
        )  # fmt: skip
        mentions.extend((key, entity.id, n, start, end) for n, (start, end) in enumerate(entity.mentions))
    for at, place in enumerate(record.places):
        rows["places"].append(
            (key, at, place.id, place.name, place.kind, place.latitude, place.longitude, place.country, place.admin1,
             place.geonames, place.precision)
        )  # fmt: skip
        mentions.extend((key, place.id, n, start, end) for n, (start, end) in enumerate(place.mentions))
    for at, time in enumerate(record.times):
        rows["times"].append((key, at, time.id, *time.span, time.type, time.value, time.start, time.end))
    for at, voice in enumerate(record.attributions):
        rows["attributions"].append(
            (key, at, voice.id, voice.source, *(voice.source_span or (None, None)), *(voice.cue or (None, None)),
             voice.quotation, voice.within)
        )  # fmt: skip
        mentions.extend((key, voice.id, n, start, end) for n, (start, end) in enumerate(voice.content))
    for at, event in enumerate(record.events):
        rows["events"].append(
            (key, at, event.id, event.type, event.modes, event.contexts, event.actors, event.recipients, event.place,
             event.time, event.start, event.end, event.date_source, event.status, event.attribution, *event.trigger,
             *event.sentence, event.rule)
        )  # fmt: skip
    for at, figure in enumerate(record.figures):
        rows["figures"].append(
            (key, at, figure.id, figure.measure, figure.low, figure.high, figure.best, figure.qualifier, figure.unit,
             figure.subject, figure.subject_country, figure.subject_sectors, figure.part_of, figure.counting,
             figure.event, figure.place, figure.as_of, figure.attribution, figure.status, *figure.span,
             *figure.sentence)
        )  # fmt: skip


def select(connection: duckdb.DuckDBPyConnection, keys: list[str]) -> Iterator[Record]:
    """The records of these documents, in the order of `keys`."""

    def fetch(table: str, key: str = "document") -> dict[str, list[dict[str, Any]]]:
        order = "" if table == "documents" else "ORDER BY position"
        result = connection.execute(f"SELECT * FROM {table} WHERE {key} IN (SELECT unnest(?)) {order}", [keys])
        names = [column[0] for column in result.description]
        found: dict[str, list[dict[str, Any]]] = {}
        for row in result.fetchall():
            entry = dict(zip(names, row, strict=True))
            found.setdefault(entry[key], []).append(entry)
        return found

    documents = fetch("documents", "id")
    tables = {name: fetch(name) for name in SCHEMAS if name != "documents"}
    for key in keys:
        if key in documents:
            yield _record(documents[key][0], {name: table.get(key, []) for name, table in tables.items()})


def _record(row: dict[str, Any], parts: dict[str, list[dict[str, Any]]]) -> Record:
    mentions: dict[str, list[Span]] = {}
    for mention in parts["mentions"]:
        mentions.setdefault(mention["part"], []).append((mention["span_start"], mention["span_end"]))
    dateline = DocumentDateline(place=row["dateline_place"], date=row["dateline_date"]) if row["has_dateline"] else None
    return Record(
        document=Document(
            id=row["id"], title=row["title"], publisher=row["publisher"], url=row["url"], authors=row["authors"],
            published=row["published"], language=row["language"], dateline=dateline, text=row["text"],
        ),
        entities=[
            Entity(id=e["id"], kind=e["kind"], name=e["name"], role=e["role"], country=e["country"],
                   sectors=e["sectors"], identifiers=dict(e["identifiers"]), mentions=mentions.get(e["id"], []))
            for e in parts["entities"]
        ],
        places=[
            Place(id=p["id"], name=p["name"], kind=p["kind"], latitude=p["latitude"], longitude=p["longitude"],
                  country=p["country"], admin1=p["admin1"], geonames=p["geonames"], precision=p["precision"],
                  mentions=mentions.get(p["id"], []))
            for p in parts["places"]
        ],
        times=[
            Time(id=t["id"], span=(t["span_start"], t["span_end"]), type=t["type"], value=t["value"],
                 start=t["start_date"], end=t["end_date"])
            for t in parts["times"]
        ],
        attributions=[
            Attribution(id=a["id"], source=a["source"], source_span=_span(a, "source"), cue=_span(a, "cue"),
                        content=mentions.get(a["id"], []), quotation=a["quotation"], within=a["within"])
            for a in parts["attributions"]
        ],
        events=[
            Event(id=v["id"], type=v["type"], modes=v["modes"], contexts=v["contexts"], actors=v["actors"],
                  recipients=v["recipients"], place=v["place"], time=v["time"], start=v["start_date"],
                  end=v["end_date"], date_source=v["date_source"], status=v["status"], attribution=v["attribution"],
                  trigger=(v["trigger_start"], v["trigger_end"]), sentence=(v["sentence_start"], v["sentence_end"]),
                  rule=v["rule"])
            for v in parts["events"]
        ],
        figures=[
            Figure(id=f["id"], measure=f["measure"], low=_number(f["low"]), high=_number(f["high"]),
                   best=_number(f["best"]), qualifier=f["qualifier"], unit=f["unit"], subject=f["subject"],
                   subject_country=f["subject_country"], subject_sectors=f["subject_sectors"], part_of=f["part_of"],
                   counting=f["counting"], event=f["event"], place=f["place"], as_of=f["as_of"],
                   attribution=f["attribution"], status=f["status"], span=(f["span_start"], f["span_end"]),
                   sentence=(f["sentence_start"], f["sentence_end"]))
            for f in parts["figures"]
        ],
    )  # fmt: skip


def _span(row: dict[str, Any], name: str) -> Span | None:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return None if start is None else (start, end)


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value.is_integer() else value
