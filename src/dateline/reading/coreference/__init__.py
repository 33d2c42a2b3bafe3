"""Which mentions are the same actor: precise links first (names, appositions, acronyms), pronouns last.

A sequence of passes over the clusters that the ones before made, after Lee et al., "Deterministic coreference
resolution based on entity-centric, precision-ranked rules" (Computational Linguistics 39:4, 2013).
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.reading.actors.mentions import Mention
from dateline.reading.actors.phrases import Resolution
from dateline.reading.coreference.clusters import Cluster, Links
from dateline.reading.coreference.descriptions import predicates, same_heads, taken_up
from dateline.reading.coreference.names import neighbours, same_names, short_names
from dateline.reading.coreference.pronouns import countries, first_persons, pronouns
from dateline.reading.tree import Doc

__all__ = ["Cluster", "link"]

PASSES = (
    same_names,
    neighbours,
    short_names,
    predicates,
    same_heads,
    taken_up,
    pronouns,
    same_heads,
    countries,
    first_persons,
)


def link(
    mentions: Sequence[Mention], doc: Doc, focus: str | None = None, publisher: Resolution | None = None
) -> list[Cluster]:
    """Clusters of mentions in the order of their first mention; pronouns that stand for no mention are left out.

    `focus` is the country that the document is about, for "the country"; `publisher` the body that speaks as "we" in
    a statement of its own, None for media.
    """
    links = Links(mentions, doc, focus, publisher)
    for one in PASSES:
        one(links)
    return links.clusters()
