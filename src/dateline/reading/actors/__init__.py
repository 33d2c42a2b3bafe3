"""Who acts: every actor of a document as one entity, with country and sectors, and who fills an argument."""

from __future__ import annotations

from dateline.reading.actors.arguments import actors_of, capital_of, country_actor, host_of, owner_of
from dateline.reading.actors.entities import to_entity
from dateline.reading.actors.inheritance import focus_country, inherit, place_shared
from dateline.reading.actors.mentions import find_mentions, publisher
from dateline.reading.context import Reading
from dateline.reading.coreference import link

__all__ = ["actors_of", "capital_of", "country_actor", "host_of", "owner_of", "read_actors"]


def read_actors(reading: Reading) -> None:
    """Fill `reading.entities`, `reading.entity_at` and the reasons for each entity.

    `entity_at` maps every token of a mention to its entity; where mentions lie within each other the inner one has
    its tokens, but the head of a phrase always belongs to the entity that the phrase is.
    """
    mentions = find_mentions(reading)
    focus = focus_country(reading, mentions)
    place_shared(reading, mentions, focus)
    clusters = link(mentions, reading.doc, focus, publisher(reading))
    inherit(reading, clusters, focus)
    sized = []
    for cluster in clusters:
        entity = to_entity(reading, cluster)
        reading.entities.append(entity)
        sized += [(mention, entity) for mention in cluster.mentions]
    for mention, entity in sorted(sized, key=lambda pair: pair[0].start - pair[0].end):
        for position in range(mention.start, mention.end):
            reading.entity_at[position] = entity
    for mention, entity in sorted(sized, key=lambda pair: pair[0].end - pair[0].start):
        reading.entity_at[mention.head.i] = entity
