"""Clusters of mentions, and the state that the passes of coreference share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.reading.actors.mentions import Mention
from dateline.reading.actors.phrases import Resolution
from dateline.reading.tree import Doc

ORDER = {"name": 0, "description": 1, "nationality": 2, "pronoun": 3}


@dataclass(eq=False)
class Cluster:
    """Mentions of one actor, and why they were put together."""

    mentions: list[Mention]
    reasons: list[str] = field(default_factory=list)
    gender: str = ""

    @property
    def first(self) -> Mention:
        return self.mentions[0]

    def best(self) -> Mention:
        """The mention that names the actor best: a listed name, then the longest name, then the first description."""
        return min(
            self.mentions,
            key=lambda m: (ORDER[m.kind], m.said.listed is None, m.said.kind == "group", -len(m.said.name), m.start),
        )

    @property
    def kinds(self) -> set[str]:
        return {m.said.kind for m in self.mentions if m.said.kind}

    @property
    def countries(self) -> set[str]:
        return {m.said.country for m in self.mentions if m.said.country}

    @property
    def sectors(self) -> set[str]:
        return {sector for m in self.mentions for sector in m.said.sectors}

    @property
    def numbers(self) -> set[str]:
        return {m.number for m in self.mentions if m.kind != "pronoun"}


class Links:
    """The mentions of a document in order, the cluster of each, and where sentences and quotations lie.

    `focus` is the country that the document is about, `publisher` who may say "we" in it; `sentence` and `quotation`
    give a number for every token; outside of quotations it is 0.
    """

    def __init__(
        self, mentions: Sequence[Mention], doc: Doc, focus: str | None = None, publisher: Resolution | None = None
    ) -> None:
        self.doc, self.focus, self.publisher = doc, focus, publisher
        self.mentions = list(mentions)
        self.cluster = {m.key: Cluster([m], gender=m.gender) for m in mentions}
        self.by_head = {m.head.i: m for m in reversed(self.mentions)}
        self.sentence = [0] * len(doc)
        for number, sentence in enumerate(doc.sents):
            for position in range(sentence.start, sentence.end):
                self.sentence[position] = number
        self.quotation = quotations(doc)
        self._extents: dict[int, tuple[int, int]] = {}
        for position, number in enumerate(self.quotation):
            if number:
                self._extents[number] = self._extents.get(number, (position, 0))[0], position + 1

    def of(self, mention: Mention) -> Cluster:
        """The cluster that a mention is in."""
        return self.cluster[mention.key]

    def merge(self, a: Mention, b: Mention, reason: str) -> None:
        """Make one cluster of those of two mentions."""
        first, second = self.of(a), self.of(b)
        if first is second:
            return
        first.mentions += second.mentions
        first.reasons += [*second.reasons, reason]
        first.gender = first.gender or second.gender
        for mention in second.mentions:
            self.cluster[mention.key] = first

    def agree(self, a: Mention, b: Mention) -> bool:
        """Whether nothing said of either cluster speaks against their being one."""
        first, second = self.of(a), self.of(b)
        if first.countries and second.countries and not first.countries & second.countries:
            return False
        if "person" in first.kinds | second.kinds and len(first.kinds | second.kinds) > 1:
            return False
        return not (first.gender and second.gender and first.gender != second.gender)

    def distance(self, later: Mention, cluster: Cluster) -> int:
        """Sentences from the last mention of a cluster before a mention to that mention."""
        before = [m.end - 1 for m in cluster.mentions if m.end <= later.start]
        return self.sentence[later.start] - self.sentence[max(before)] if before else 10_000

    def extent(self, quotation: int) -> tuple[int, int]:
        """The tokens [start, end) of a quotation by its number."""
        return self._extents[quotation]

    def text(self, mention: Mention) -> str:
        return self.doc[mention.start : mention.end].text

    def clusters(self) -> list[Cluster]:
        """All clusters of which a kind is known, in the order of their first mention."""
        found = {id(c): c for c in self.cluster.values()}
        kept = [c for c in found.values() if c.kinds]
        for cluster in kept:
            cluster.mentions.sort(key=lambda m: (m.start, -m.end))
        return sorted(kept, key=lambda c: (c.first.start, -c.first.end))


def quotations(doc: Doc) -> list[int]:
    """For every token the number of the quotation that it stands in, 0 outside of one."""
    found, inside, count = [0] * len(doc), False, 0
    for token in doc:
        if token.text in {"“", "”", '"', "``", "''"}:
            inside = token.text in {"“", "``"} or (token.text == '"' and not inside)
            count += inside
        elif token.pos_ == "SPACE" and "\n" in token.text:
            inside = False
        elif inside:
            found[token.i] = count
    return found
