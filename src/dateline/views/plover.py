"""PLOVER events of a record: JSON Lines in the manual's field names, and rows with the columns of POLECAT.

The record keeps what is planned, possible, called for or negated apart from the type; here the folds of the PLOVER
manual are applied (draft 2.0, Open Event Data Alliance, CC BY-SA 4.0): a planned cooperative event is AGREE, a planned
RETREAT is CONCEDE, negated and called-for events are left out, other plans and possibilities carry the manual's
auxiliary modes `future` and `hypothetical`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import yaml

from dateline.knowledge.countries import name_of
from dateline.knowledge.ontology import load_ontology
from dateline.record import Document, Entity, Event, Figure, Place, Record

FOLDS = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
DROPPED = frozenset({"negated", "called-for"})
AUXILIARY = {"planned": "future", "possible": "hypothetical"}
RESOLUTION = {1: 5, 2: 4, 3: 3, 4: 2, 5: 2, 6: 1, 7: 1}
"""UCDP where_prec to PLOVER's resolution, 1 (country) to 5 (below a city)."""
SIZES = {"killed": "dead", "injured": "injured", "detained": "arrested"}
POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW",
    "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw",
    "Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
    "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
    "Story Organizations", "Story Locations", "Language", "Version", "Headline",
)  # fmt: skip


@dataclass(frozen=True)
class Folded:
    """An event after the manual's folds: its type and modes as PLOVER has them."""

    event: Event
    type: str
    modes: tuple[str, ...]


def folded(record: Record) -> list[Folded]:
    """The events of a record that PLOVER codes, with the types and modes that it gives them."""
    found = []
    for event in record.events:
        if event.status in DROPPED:
            continue
        kind = FOLDS.get(event.type, event.type) if event.status == "planned" else event.type
        modes = tuple(event.modes) if kind == event.type else ()
        if event.status in AUXILIARY and kind == event.type:
            modes = (*modes, AUXILIARY[event.status])
        found.append(Folded(event, kind, modes))
    return found


def plover_lines(record: Record) -> Iterator[bytes]:
    """One line of JSON for each event, without its line end."""
    for item in plover_events(record):
        yield msgspec.json.encode(item)


def plover_events(record: Record) -> Iterator[dict[str, Any]]:
    """The events of a record in the manual's field names; what is not known is left out, as the manual has it."""
    document = record.document
    entities = {e.id: e for e in record.entities}
    places = {p.id: p for p in record.places}
    for sequence, item in enumerate(folded(record), 1):
        event = item.event
        start, end = event.sentence
        place = places.get(event.place or "")
        line = {
            "id": f"{document.id}-{event.id}",
            "date": event.start or (document.published or "")[:10] or None,
            "enddate": event.end,
            "event": [item.type],
            "mode": list(item.modes),
            "context": event.contexts,
            "actor": [_actor(entities[i], document.text) for i in event.actors],
            "recipient": [_actor(entities[i], document.text) for i in event.recipients],
            "event_loc": _location(place, document.text) if place else None,
            "event_text": [document.text[event.trigger[0] : event.trigger[1]]],
            "quad_code": load_ontology().types[item.type].quad,
            "event_scale": intensity(item.type, item.modes),
            "cameo_root": cameo_root(item.type, item.modes),
            "size": _size(event, record.figures),
            "text": document.text[start:end],
            "text_info": {"sequence": sequence, "start": start, "end": end},
            "link": document.url,
            "cite_info": _citation(document),
            "coder": "dateline",
            "comment": event.rule,
        }
        yield {k: v for k, v in line.items() if v not in (None, [], {}) or k in {"date", "actor"}}


def polecat_rows(record: Record) -> Iterator[list[str]]:
    """A row for each event in the columns of `POLECAT`; several actors stand in one cell, separated by semicolons.

    Correlates of War numbers and the feature type are not known here and stay empty.
    """
    document = record.document
    entities = {e.id: e for e in record.entities}
    places = {p.id: p for p in record.places}
    story = {
        "Source": document.publisher, "Publication Date": (document.published or "")[:10],
        "Story People": _joined(e.name for e in record.entities if e.kind == "person"),
        "Story Organizations": _joined(e.name for e in record.entities if e.kind == "organization"),
        "Story Locations": _joined(p.name for p in record.places if p.latitude is not None),
        "Language": document.language, "Version": record.format, "Headline": document.title,
    }  # fmt: skip
    for item in folded(record):
        event = item.event
        cells: dict[str, object] = {
            **story, "Event ID": f"{document.id}-{event.id}", "Event Date": event.start, "Event Type": item.type,
            "Event Mode": _joined(item.modes), "Intensity": intensity(item.type, item.modes),
            "Quad Code": load_ontology().types[item.type].quad, "Contexts": _joined(event.contexts),
        }  # fmt: skip
        for side, ids in (("Actor", event.actors), ("Recipient", event.recipients)):
            cells |= _side(side, [entities[i] for i in ids], document.text)
        place = places.get(event.place or "")
        if place is not None:
            start, end = place.mentions[0]
            cells |= {
                "Placename": place.name, "City": place.name if place.kind == "city" else None,
                "Province": place.admin1, "Country": place.country, "Latitude": place.latitude,
                "Longitude": place.longitude, "GeoNames ID": place.geonames, "Raw Placename": document.text[start:end],
            }  # fmt: skip
        yield ["" if cells.get(c) is None else str(cells[c]) for c in POLECAT]


def intensity(kind: str, modes: tuple[str, ...]) -> float:
    """The conflict-cooperation score: that of the mode farthest from nought, else that of the type."""
    info = load_ontology().types[kind]
    scores = [info.modes[m] for m in modes if m in info.modes]
    return max(scores, key=abs) if scores else info.score


def cameo_root(kind: str, modes: tuple[str, ...]) -> str | None:
    """The CAMEO root code by the manual's conversion, read backwards; None where it has none."""
    table = _cameo().get(kind) or {}
    code = next((table[m] for m in modes if m in table), table.get("code"))
    return str(code)[:2] if code else None


@cache
def _cameo() -> dict[str, dict[str, str]]:
    text = files("dateline.views").joinpath("cameo.yaml").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = yaml.safe_load(text)
    return table


def _citation(document: Document) -> dict[str, Any]:
    return _filled({"publisher": document.publisher, "date": document.published, "title": document.title})


def _actor(entity: Entity, text: str) -> dict[str, Any]:
    start, end = entity.mentions[0]
    return _filled({
        "raw_text": text[start:end],
        "entity_name": entity.name,
        "wikidata_id": entity.identifiers.get("wikidata"),
        "office": entity.role,
        "country_code": _country(entity.country),
        "country_name": name_of(entity.country) if entity.country else None,
        "sector_code": entity.sectors[0] if entity.sectors else None,
        "other_sector_codes": entity.sectors[1:],
    })  # fmt: skip


def _location(place: Place, text: str) -> dict[str, Any]:
    start, end = place.mentions[0]
    return _filled({
        "extracted_placename": text[start:end], "resolved_placename": place.name, "geonameid": place.geonames,
        "lat": place.latitude, "lon": place.longitude, "city": place.name if place.kind == "city" else None,
        "province": place.admin1, "country": name_of(place.country) if place.country else None,
        "country_code": _country(place.country), "resolution": RESOLUTION.get(place.precision or 0),
    })  # fmt: skip


def _size(event: Event, figures: list[Figure]) -> dict[str, float]:
    found: dict[str, float] = {}
    for figure in figures:
        count = figure.best if figure.best is not None else figure.low
        name = SIZES.get(figure.measure)
        if figure.event == event.id and name and count is not None and figure.status == "occurred":
            found[name] = max(count, found.get(name, 0))
    return found


def _side(side: str, entities: list[Entity], text: str) -> dict[str, object]:
    return {
        f"{side} Name": _joined(e.name for e in entities),
        f"{side} Country": _joined(_country(e.country) or "" for e in entities),
        f"Primary {side} Sector": _joined(e.sectors[0] if e.sectors else "" for e in entities),
        f"{side} Sectors": _joined(" ".join(e.sectors) for e in entities),
        f"{side} Title": _joined(e.role or "" for e in entities),
        f"{side} Name Raw": _joined(text[e.mentions[0][0] : e.mentions[0][1]] for e in entities),
        f"Wikipedia {side} ID": _joined(e.identifiers.get("wikidata", "") for e in entities),
    }


def _country(code: str | None) -> str | None:
    """PLOVER writes Kosovo as KOS."""
    return "KOS" if code == "XKX" else code


def _joined(parts: Any) -> str:
    words = list(parts)
    return "; ".join(words) if any(words) else ""


def _filled(block: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in block.items() if v not in (None, [], "")}
