"""What the situation answers with: incidents, ledger entries with their claims, statements, meetings."""

from __future__ import annotations

from msgspec import Struct


class Evidence(Struct, kw_only=True):
    """The characters [start, end) of a document's text, and those characters."""

    document: str
    start: int
    end: int
    text: str


class Change(Struct, kw_only=True):
    """One report in an incident's history: what status a document gave it, `reported` its publication (ISO 8601).

    `start` and `end` are the characters of the report's sentence in the document.
    """

    status: str
    reported: str | None
    publisher: str | None
    document: str
    event: str
    start: int
    end: int


class Incident(Struct, kw_only=True):
    """One occurrence with all its reports; dates are ISO days, `precision` is UCDP GED where_prec 1 to 7.

    `status` is the latest that the reports agree on, `contested` says that one report denies it.
    `documents` and `events` name every report, `stories` counts near-duplicates once.
    """

    id: str
    type: str
    modes: list[str]
    status: str
    contested: bool
    start: str | None
    end: str | None
    date_source: str | None
    place: str | None
    latitude: float | None
    longitude: float | None
    country: str | None
    admin1: str | None
    geonames: int | None
    precision: int | None
    actors: list[str]
    actor_countries: list[str]
    recipients: list[str]
    recipient_countries: list[str]
    stories: int
    publishers: int
    first_reported: str | None
    last_reported: str | None
    sentence: Evidence
    documents: list[str]
    events: list[tuple[str, str]]
    history: list[Change]


class Claim(Struct, kw_only=True):
    """One figure by one voice: `source` is who says so, or the publisher where the document speaks for itself.

    `superseded_by` and `contradicts` hold ids of claims; `carriers` is the number of documents that carry it.
    """

    id: str
    low: float | None
    high: float | None
    best: float | None
    qualifier: str | None
    counting: str | None
    status: str
    source: str | None
    own_voice: bool
    publisher: str | None
    as_of: str | None
    reported: str | None
    superseded_by: str | None
    contradicts: list[str]
    carriers: int
    document: str
    figure: str
    evidence: Evidence


class Entry(Struct, kw_only=True):
    """One line of the ledger: a measure and subject of an incident, or of a country and place if no incident holds it.

    `low` and `high` are the range that the claims still standing leave; `high` is None where none bounds it.
    """

    incident: str | None
    country: str | None
    place: str | None
    measure: str
    subject: str
    unit: str | None
    low: float | None
    high: float | None
    contested: bool
    claims: list[Claim]


class Statement(Struct, kw_only=True):
    """What somebody said: cue and content are verbatim, each with its characters."""

    document: str
    attribution: str
    publisher: str | None
    reported: str | None
    source: str | None
    role: str | None
    country: str | None
    quotation: str
    cue: Evidence | None
    content: list[Evidence]


class Meeting(Struct, kw_only=True):
    """One stop of an itinerary: where somebody went or was to go, to see whom; `incident` leads to the reports."""

    incident: str
    status: str
    modes: list[str]
    start: str | None
    end: str | None
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    others: list[str]
    as_host: bool
    documents: list[str]
    sentence: Evidence


class Source(Struct, kw_only=True):
    """A document of the situation without its record: `story` is shared by near-duplicates."""

    id: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    language: str | None
    story: str
    text: str


class PlaceSeen(Struct, kw_only=True):
    """A place as the documents name it, with the number of documents that do."""

    name: str
    kind: str
    latitude: float | None
    longitude: float | None
    country: str | None
    admin1: str | None
    geonames: int | None
    precision: int | None
    documents: int
