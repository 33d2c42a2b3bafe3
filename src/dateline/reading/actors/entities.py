"""A cluster of mentions into an entity of the record: the fullest name, and what its mentions say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dateline.reading.actors.mentions import Mention
from dateline.reading.actors.phrases import Resolution
from dateline.reading.context import Reading
from dateline.reading.coreference.clusters import Cluster
from dateline.record import Entity, EntityKind, Span


def to_entity(reading: Reading, cluster: Cluster) -> Entity:
    """The entity of a cluster, with its reasons written down in the reading."""
    best = cluster.best()
    told = [m for m in cluster.mentions if m.said.kind]
    entity = Entity(
        id=f"e{len(reading.entities) + 1}",
        kind=_kind(told),
        name=best.said.name,
        role=_role(told),
        country=_country(best, told),
        sectors=_sectors(best, told),
        identifiers=best.said.identifiers,
        mentions=[span_of(reading, mention) for mention in cluster.mentions],
    )
    for reason in dict.fromkeys(reason for m in told for reason in m.said.reasons):
        reading.explain(entity.id, reason)
    for reason in cluster.reasons:
        reading.explain(entity.id, reason)
    return entity


def add_entity(reading: Reading, said: Resolution, span: Span, tokens: Iterable[int], reason: str) -> Entity:
    """A further entity of the reading with one mention, found while an argument was asked for."""
    entity = Entity(
        id=f"e{len(reading.entities) + 1}", kind=said.kind or "group", name=said.name, role=said.role,
        country=said.country, sectors=list(said.sectors), identifiers=said.identifiers, mentions=[span],
    )  # fmt: skip
    reading.entities.append(entity)
    for position in tokens:
        reading.entity_at.setdefault(position, entity)
    for why in (*said.reasons, reason):
        reading.explain(entity.id, why)
    return entity


def span_of(reading: Reading, mention: Mention) -> Span:
    """The characters of a mention."""
    span = reading.doc[mention.start : mention.end]
    return span.start_char, span.end_char


def _kind(told: list[Mention]) -> EntityKind:
    counted: Counter[EntityKind] = Counter(
        m.said.kind for m in sorted(told, key=lambda m: m.kind != "name") if m.said.kind
    )
    return counted.most_common(1)[0][0]


def _role(told: list[Mention]) -> str | None:
    return next((m.said.role for m in told if m.said.role), None)


def _country(best: Mention, told: list[Mention]) -> str | None:
    said = [m.said.country for m in told if m.said.country]
    return best.said.country or (Counter(said).most_common(1)[0][0] if said else None)


def _sectors(best: Mention, told: list[Mention]) -> list[str]:
    """What the best mention says, else the first that says anything."""
    return list(best.said.sectors or next((m.said.sectors for m in told if m.said.sectors), ()))
