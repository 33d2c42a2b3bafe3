"""News that is not political: what teams, companies and spiders do to each other is no event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.knowledge.ontology import Ontology
from dateline.reading import syntax
from dateline.reading.tree import Doc, Span
from dateline.record import Entity

VERBAL = frozenset({
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION",
})  # fmt: skip
PRIVATE = frozenset({"BUS", "EDU", "MED", "JRN", "AGR", "SOC", "UNK"})
PUBLIC = frozenset({"GOV", "MIL", "COP", "REB", "LEG", "JUD", "PRM", "UAF", "SPY", "PTY", "OPP"})
SEVERAL = 4
"""Different words of a topic from which on a whole document is about it; events with public bodies that settle it."""


class Topics:
    """Which sentences of a document are about something else, by the words of topics.yaml."""

    def __init__(self, doc: Doc, ontology: Ontology) -> None:
        self.doc = doc
        self.table: Mapping[str, Any] = ontology.topics
        self.words = {name: frozenset(row["words"]) for name, row in self.table.items()}
        self._forms = {sentence.start: _forms(sentence) for sentence in doc.sents}
        told = {name: set().union(*(f & words for f in self._forms.values())) for name, words in self.words.items()}
        size = sum(not t.is_punct for t in doc)
        self.throughout = {name for name, found in told.items() if len(found) >= max(SEVERAL, size / 80)}
        self.political = False

    def settle(self, events: list[list[Entity]]) -> None:
        """Take the document for a political one where public bodies act in several events: then all of it counts."""
        acting = sum(any(set(e.sectors) & PUBLIC or e.country in _INTERNATIONAL for e in people) for people in events)
        self.political = acting >= SEVERAL and not self.throughout

    def foreign(self, sentence: Span, people: list[Entity]) -> str | None:
        """The topic that an event of this sentence belongs to instead of politics, None for a political one."""
        if self.political:
            return None
        for name, words in self.words.items():
            if (name in self.throughout or self._forms[sentence.start] & words) and not self._political(name, people):
                return name
        return None

    def anonymous(self, kind: str, people: list[Entity]) -> bool:
        """Whether nobody in a verbal event is a state, a public body, an armed group, or at least named."""
        if self.political or kind not in VERBAL or not people:
            return False
        return not any(e.country or set(e.sectors) - PRIVATE or self._is_named(e) for e in people)

    def _is_named(self, entity: Entity) -> bool:
        start, end = entity.mentions[0]
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return span is not None and any(t.pos_ == "PROPN" for t in span)

    def _political(self, topic: str, people: list[Entity]) -> bool:
        unless = set(self.table[topic]["unless"])
        return any(
            unless & set(e.sectors) or ("country" in unless and (e.kind == "country" or e.country in _INTERNATIONAL))
            for e in people
        )


_INTERNATIONAL = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG"})


def _forms(sentence: Span) -> set[str]:
    found: set[str] = set()
    for token in sentence:
        if token.pos_ not in {"NOUN", "PROPN"}:
            continue
        lemma = token.lemma_.lower()
        found |= {lemma, token.lower_}
        for child in token.children:
            if syntax.rel(child) in {"compound", "amod", "nummod"}:
                found.add(f"{child.lemma_.lower()} {lemma}")
    return found
