"""FollowTheMoney entities (https://followthemoney.tech) as actors: people, organisations, companies."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dateline.errors import DatelineError
from dateline.knowledge.actors import Actor, day_of, pieces_of
from dateline.knowledge.countries import countries, iso3_of
from dateline.record import EntityKind

SCHEMATA: dict[str, tuple[EntityKind, str]] = {
    "Person": ("person", ""),
    "LegalEntity": ("organization", ""),
    "Organization": ("organization", ""),
    "Company": ("organization", "BUS"),
    "PublicBody": ("organization", "GOV"),
}
TOPICS = {
    "role.pep": "GOV", "gov": "GOV", "gov.national": "GOV", "gov.head": "GOV", "gov.executive": "GOV",
    "gov.legislative": "LEG", "gov.judicial": "JUD", "gov.security": "MIL", "mil": "MIL", "role.judge": "JUD",
    "role.lawyer": "JUD", "role.journo": "JRN", "role.act": "CVL", "role.spy": "SPY", "pol.party": "PTY",
    "pol.union": "LAB", "rel": "REL", "crime": "CRM", "crime.terror": "UAF", "crime.traffick": "CRM", "gov.igo": "GOV",
}  # fmt: skip
"""FollowTheMoney's topics with the PLOVER sector of each, where it has one."""


class Statement(msgspec.Struct):
    """The parts of an entity that an actor needs; every property holds a list of strings."""

    id: str
    schema: str
    properties: dict[str, list[str]] = {}
    caption: str | None = None


def read_entities(lines: Iterable[str], source: str) -> list[Actor]:
    """Actors of a file of one entity a line; other schemata (vessels, payments …) are passed over.

    Raises DatelineError that names the line and the field.
    """
    decoder = msgspec.json.Decoder(Statement)
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entity = decoder.decode(line)
        except msgspec.DecodeError as error:
            raise DatelineError(f"{source}: line {number}: no FollowTheMoney entity: {error}") from error
        if entity.schema in SCHEMATA:
            actor = _actor(entity, source, number)
            if actor is not None:
                found.append(actor)
    return found


def _actor(entity: Statement, source: str, number: int) -> Actor | None:
    def first(*names: str) -> str | None:
        return next((value for name in names for value in entity.properties.get(name, ()) if value), None)

    kind, sector = SCHEMATA[entity.schema]
    names = [entity.caption] if entity.caption else []
    names += [n for key in ("name", "alias", "weakAlias", "previousName") for n in entity.properties.get(key, ())]
    names = [name for name in dict.fromkeys(names) if pieces_of(name)]
    if not names:
        raise DatelineError(f"{source}: line {number}: name: entity {entity.id!r} has none")
    code = first("country", "nationality", "citizenship", "jurisdiction", "mainCountry")
    country = None
    if code:
        country = code.upper() if code.upper() in countries() else iso3_of(code)
    sectors = tuple(dict.fromkeys(s for t in entity.properties.get("topics", ()) if (s := TOPICS.get(t)))) or (
        (sector,) if sector else ()
    )
    if country is None and not sectors:
        return None
    days = {}
    for name, last in (("incorporationDate", False), ("dissolutionDate", True)):
        try:
            days[name] = day_of((first(name) or "")[:10], last)
        except ValueError:
            raise DatelineError(f"{source}: line {number}: {name}: {first(name)!r} is no date") from None
    return Actor(
        names[0], tuple(names[1:]), kind, country, sectors, first("position", "summary"),
        days["incorporationDate"], days["dissolutionDate"], first("wikidataId"), f"{source} line {number}",
    )  # fmt: skip
