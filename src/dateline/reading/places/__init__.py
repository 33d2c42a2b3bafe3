"""Places: names in the text to places on the earth, with coordinates, country, unit and precision."""

from __future__ import annotations

from dateline.knowledge.gazetteer import Toponym, gazetteer
from dateline.language.datelines import find_dateline
from dateline.reading.context import Reading
from dateline.reading.places.mentions import find_mentions
from dateline.reading.places.resolve import Choice, resolve
from dateline.reading.places.surroundings import Mention
from dateline.record import DocumentDateline, Place

NEAR = 2
"""UCDP's precision of what lies within some 25 km of a known place."""


def read_places(reading: Reading) -> None:
    """Fill `reading.places` and `reading.place_at`, and the place of the document's dateline."""
    doc = reading.doc
    zone = find_dateline(doc.text)
    mentions = find_mentions(doc, gazetteer(), zone.place if zone else None)
    in_dateline = None
    if zone is not None and zone.place is not None:
        for position, mention in enumerate(mentions):
            if zone.place[0] <= doc[mention.start].idx < zone.place[1]:
                in_dateline = position
                break
    choices = resolve(mentions, in_dateline)
    places: dict[tuple[object, int | None], Place] = {}
    for position, (mention, choice) in enumerate(zip(mentions, choices, strict=True)):
        span = doc[mention.start : mention.end]
        found = choice.place
        precision = _precision(found, mention)
        identity = (found or mention.name.casefold(), precision)
        place = places.get(identity)
        if place is None:
            place = places[identity] = _place(f"p{len(places) + 1}", mention, choice, precision)
            reading.places.append(place)
            for reason in (mention.why, *choice.reasons):
                reading.explain(place.id, reason)
            if mention.near and precision == NEAR:
                reading.explain(place.id, "the text speaks of what lies near it")
        place.mentions.append((span.start_char, span.end_char))
        for token in span:
            reading.place_at[token.i] = place
        if position == in_dateline:
            dateline = reading.document.dateline or DocumentDateline()
            dateline.place = place.id
            reading.document.dateline = dateline


def _precision(place: Toponym | None, mention: Mention) -> int | None:
    if place is None:
        return None
    return NEAR if mention.near and place.precision == 1 else place.precision


def _place(identifier: str, mention: Mention, choice: Choice, precision: int | None) -> Place:
    found = choice.place
    if found is None:
        return Place(id=identifier, name=mention.name, kind="other")
    return Place(
        id=identifier, name=found.name, kind=found.record_kind, latitude=found.latitude, longitude=found.longitude,
        country=found.country, admin1=found.admin1, geonames=found.geonames, precision=precision,
    )  # fmt: skip
