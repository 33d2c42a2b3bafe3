"""News that is not political: what teams, companies and spiders do to each other is no event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.knowledge.ontology import Ontology
from dateline.reading import syntax
from dateline.reading.actors.shape import HYPHENS
from dateline.reading.tree import Doc, Span, Token
from dateline.record import Entity

VERBAL = frozenset({
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION",
})  # fmt: skip
PRIVATE = frozenset({"BUS", "EDU", "MED", "JRN", "AGR", "SOC", "UNK"})
PUBLIC = frozenset({"GOV", "MIL", "COP", "REB", "LEG", "JUD", "PRM", "UAF", "SPY", "PTY", "OPP"})
VOTES = frozenset({"vote", "to vote", "ballot", "majority", "ruling", "to rule", "poll"})
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

    def foreign(self, token: Token, people: list[Entity]) -> str | None:
        """The topic that the event of a word belongs to instead of politics, None for a political one."""
        if self.political:
            return None
        sentence = token.sent
        for name, words in self.words.items():
            if token.lemma_.lower() in self.table[name].get("never", ()):
                continue
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
    """Nouns with what narrows them, verbs after "to", words joined by hyphens, and SCORE for the result of a match."""
    found: set[str] = set()
    for token in sentence:
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB":
            found.add(f"to {lemma}")
        elif token.text in HYPHENS and sentence.start < token.i < sentence.end - 1 and not token.whitespace_:
            before, after = token.nbor(-1), token.nbor(1)
            found.add("SCORE" if _is_score(before, after) else f"{before.lower_}-{after.lemma_.lower()}")
        elif token.pos_ in {"NOUN", "PROPN"}:
            found |= {lemma, token.lower_}
            for child in token.children:
                if syntax.rel(child) in {"compound", "amod", "nummod"}:
                    found.add(f"{child.lemma_.lower()} {lemma}")
    return found - {"SCORE"} if found & VOTES else found


def _is_score(first: Token, second: Token) -> bool:
    """Whether two numbers are goals or points, the winner's first: ranges rise."""
    if first.whitespace_ or not all(t.text.isdigit() and len(t.text) < 3 for t in (first, second)):
        return False
    return int(first.text) > int(second.text)
