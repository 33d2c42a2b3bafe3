"""A situation as FollowTheMoney entities: documents as Article, actors as Person and so on, incidents as Event."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from dateline.knowledge.countries import countries
from dateline.situation import Situation

_SCHEMAS = {"person": "Person", "organization": "Organization", "group": "LegalEntity"}


def entities(situation: Situation) -> Iterator[dict[str, Any]]:
    """Entities as `{"id", "schema", "properties"}`; property values are lists of strings, countries ISO alpha-2.

    Actors of one name, kind and country are one entity. Countries are no entities of their own: they are values.
    """
    for document in situation.documents():
        yield _entity(
            key("article", document.id), "Article",
            title=[document.title], publisher=[document.publisher], sourceUrl=[document.url],
            publishedAt=[document.published], language=["eng" if document.language == "en" else None],
            bodyText=[document.text],
        )  # fmt: skip
    query = "SELECT DISTINCT kind, name, country FROM entities WHERE kind <> 'country' ORDER BY ALL"
    for kind, name, country in situation.connection.execute(query).fetchall():
        yield _entity(key(kind, name, country), _SCHEMAS[kind], name=[name], country=[_alpha2(country)])
    query = """
        SELECT m.incident, list(DISTINCT {'kind': e.kind, 'name': e.name, 'country': e.country}
                                ORDER BY {'kind': e.kind, 'name': e.name, 'country': e.country})
        FROM incident_events m JOIN events v ON v.document = m.document AND v.id = m.event
        JOIN entities e ON e.document = m.document AND list_contains(list_concat(v.actors, v.recipients), e.id)
        WHERE e.kind <> 'country' GROUP BY m.incident
    """
    involved = dict(situation.connection.execute(query).fetchall())
    for incident in situation.incidents():
        yield _entity(
            key("incident", incident.id), "Event",
            name=[incident.sentence.text], recordId=[incident.id], startDate=[incident.start], endDate=[incident.end],
            keywords=[incident.type, *incident.modes, incident.status], location=[incident.place],
            country=[_alpha2(incident.country)],
            involved=[key(who["kind"], who["name"], who["country"]) for who in involved.get(incident.id, [])],
            proof=[key("article", document) for document in incident.documents],
        )  # fmt: skip


def key(*parts: str | None) -> str:
    """The id of an entity: the same for the same parts."""
    return "dateline-" + hashlib.sha1("\x1f".join(part or "" for part in parts).encode()).hexdigest()


def _entity(identifier: str, schema: str, **properties: list[str | None]) -> dict[str, Any]:
    given = {name: [value for value in values if value] for name, values in properties.items()}
    return {
        "id": identifier,
        "schema": schema,
        "properties": {name: values for name, values in given.items() if values},
    }


def _alpha2(country: str | None) -> str | None:
    found = countries().get(country or "")
    return found.iso2.lower() if found else None
