"""The record that one document becomes: the shapes that pass between the rooms."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct, field

FORMAT = "dateline/1"

Offset = Annotated[int, Meta(ge=0)]
Span = tuple[Offset, Offset]
"""Half-open Unicode code point offsets [start, end) into `document.text`."""

EntityKind = Literal["person", "organization", "group", "country"]
PlaceKind = Literal["city", "admin", "country", "region", "water", "facility", "other"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Quotation = Literal["direct", "indirect", "mixed"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal["occurred", "ongoing", "planned", "possible", "called-for", "negated"]
FigureStatus = Literal["occurred", "possible", "negated"]
DateSource = Literal["text", "document"]
Counting = Literal["total", "new"]
Measure = Literal[
    "killed", "injured", "casualties", "missing", "abducted", "detained", "displaced", "released",
    "rescued", "affected", "combatants", "demonstrators", "munitions", "vehicles", "structures", "money",
]  # fmt: skip


class DocumentDateline(Struct, kw_only=True):
    """The opening "KYIV, March 3 (Agency) —" of a dispatch."""

    place: str | None = None
    date: str | None = None


class Document(Struct, kw_only=True):
    """One dispatch as it came: `text` is never normalised or trimmed, `published` is ISO 8601 or None."""

    id: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    authors: list[str] = field(default_factory=list)
    published: str | None = None
    language: str | None = None
    dateline: DocumentDateline | None = None
    text: str


class Entity(Struct, kw_only=True):
    """An actor: everything in the document that is the same one."""

    id: str
    kind: EntityKind
    name: str
    role: str | None = None
    country: str | None = None
    sectors: list[str] = field(default_factory=list)
    identifiers: dict[str, str] = field(default_factory=dict)
    mentions: list[Span] = field(default_factory=list)


class Place(Struct, kw_only=True):
    """A toponym resolved; `precision` is UCDP GED where_prec, 1 (exact) to 7 (wider than a country, or at sea)."""

    id: str
    name: str
    kind: PlaceKind
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    admin1: str | None = None
    geonames: int | None = None
    precision: Annotated[int, Meta(ge=1, le=7)] | None = None
    mentions: list[Span] = field(default_factory=list)


class Time(Struct, kw_only=True):
    """A time expression with its TIMEX3 value; `start` and `end` are inclusive ISO days, None where not anchored."""

    id: str
    span: Span
    type: TimeType
    value: str | None = None
    start: str | None = None
    end: str | None = None


class Attribution(Struct, kw_only=True):
    """Who says, thinks, orders or denies what; `within` is the attribution that this one is reported in."""

    id: str
    source: str | None = None
    source_span: Span | None = None
    cue: Span | None = None
    content: list[Span] = field(default_factory=list)
    quotation: Quotation = "indirect"
    within: str | None = None


class Event(Struct, kw_only=True):
    """A PLOVER event with roles, status and the rule that read it."""

    id: str
    type: EventType
    modes: list[str] = field(default_factory=list)
    contexts: list[str] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    place: str | None = None
    time: str | None = None
    start: str | None = None
    end: str | None = None
    date_source: DateSource | None = None
    status: Status = "occurred"
    attribution: str | None = None
    trigger: Span
    sentence: Span
    rule: str


class Figure(Struct, kw_only=True):
    """A count that matters, with its bounds, who or what is counted, and who says so."""

    id: str
    measure: Measure
    low: float | int | None = None
    high: float | int | None = None
    best: float | int | None = None
    qualifier: str | None = None
    unit: str | None = None
    subject: str | None = None
    subject_country: str | None = None
    subject_sectors: list[str] = field(default_factory=list)
    part_of: str | None = None
    counting: Counting | None = None
    event: str | None = None
    place: str | None = None
    as_of: str | None = None
    attribution: str | None = None
    status: FigureStatus = "occurred"
    span: Span
    sentence: Span


class Record(Struct, kw_only=True):
    """What one document becomes; its JSON is one line of a `.jsonl` file."""

    format: Literal["dateline/1"] = "dateline/1"
    document: Document
    entities: list[Entity] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Record)


def to_json(record: Record) -> bytes:
    """The record as one line of JSON, without the line end."""
    return _encoder.encode(record)


def from_json(line: bytes | str) -> Record:
    """Read one line of JSON; raises msgspec.ValidationError that names the offending field."""
    return _decoder.decode(line)


def json_schema() -> dict[str, object]:
    """The JSON Schema of a record."""
    return msgspec.json.schema(Record)


def problems(record: Record) -> list[str]:
    """What breaks the record's rules of meaning: spans outside of the text, ids that are doubled or lead nowhere."""
    found: list[str] = []
    size = len(record.document.text)
    ids: dict[str, str] = {}

    def check_span(owner: str, span: Span | None) -> None:
        if span is not None and not 0 <= span[0] < span[1] <= size:
            found.append(f"{owner}: span {list(span)} is empty or outside of the text of {size} characters")

    def check_reference(owner: str, name: str, target: str | None, kind: str) -> None:
        if target is not None and ids.get(target) != kind:
            found.append(f"{owner}: {name} {target!r} is no {kind} of this record")

    parts: dict[str, list[Entity] | list[Place] | list[Time] | list[Attribution] | list[Event] | list[Figure]] = {
        "entity": record.entities, "place": record.places, "time": record.times,
        "attribution": record.attributions, "event": record.events, "figure": record.figures,
    }  # fmt: skip
    for kind, members in parts.items():
        for member in members:
            if member.id in ids:
                found.append(f"{member.id}: the id is used twice")
            ids[member.id] = kind
    for entity in record.entities:
        if not entity.mentions:
            found.append(f"{entity.id}: no mention")
        for span in entity.mentions:
            check_span(entity.id, span)
    for place in record.places:
        if not place.mentions:
            found.append(f"{place.id}: no mention")
        for span in place.mentions:
            check_span(place.id, span)
    for time in record.times:
        check_span(time.id, time.span)
    for attribution in record.attributions:
        check_reference(attribution.id, "source", attribution.source, "entity")
        check_reference(attribution.id, "within", attribution.within, "attribution")
        for part in (attribution.source_span, attribution.cue, *attribution.content):
            check_span(attribution.id, part)
    reported_in = {attribution.id: attribution.within for attribution in record.attributions}
    for id in reported_in:
        outer = reported_in[id]
        for _ in reported_in:
            outer = reported_in.get(outer) if outer is not None else None
        if outer is not None:
            found.append(f"{id}: within leads in a circle")
    for event in record.events:
        for who in (*event.actors, *event.recipients):
            check_reference(event.id, "actor or recipient", who, "entity")
        check_reference(event.id, "place", event.place, "place")
        check_reference(event.id, "time", event.time, "time")
        check_reference(event.id, "attribution", event.attribution, "attribution")
        check_span(event.id, event.trigger)
        check_span(event.id, event.sentence)
    for figure in record.figures:
        check_reference(figure.id, "part_of", figure.part_of, "figure")
        check_reference(figure.id, "event", figure.event, "event")
        check_reference(figure.id, "place", figure.place, "place")
        check_reference(figure.id, "attribution", figure.attribution, "attribution")
        check_span(figure.id, figure.span)
        check_span(figure.id, figure.sentence)
    if record.document.dateline is not None:
        check_reference("document", "dateline.place", record.document.dateline.place, "place")
    return found
