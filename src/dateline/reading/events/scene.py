"""Where and when an event happened: its own clause first, then what governs it, never an unrelated sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from dateline.reading import syntax
from dateline.reading.context import Reading
from dateline.reading.events.matching import Match
from dateline.reading.tree import Token
from dateline.record import Entity, Place, Time

LOCATIVE = frozenset({
    "in", "at", "near", "outside", "inside", "across", "around", "along", "throughout", "within", "off", "over",
    "above", "on", "through",
})  # fmt: skip
DIRECTED = frozenset({"MOBILIZE", "AID", "CONSULT", "ASSAULT", "COERCE", "RETREAT"})
GOALS = frozenset({"to", "into", "toward", "towards", "onto"})
FORCIBLE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"})
TARGETS = frozenset({"on", "of", "against", "at"})
SOURCES = frozenset({"from"})
BEARINGS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "inland",
                      "outside", "upstream", "downstream", "close"})  # fmt: skip
SPOKEN = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj"})
MEANWHILE = frozenset({"", "when", "as", "while", "after"})


@dataclass(frozen=True)
class Scene:
    """The words of one event, its participants, and the words that tell of other events of the document."""

    reading: Reading
    match: Match
    participants: Collection[Entity]
    others: frozenset[int]

    @property
    def type(self) -> str:
        return self.match.entry.type or ""

    def place(self) -> Place | None:
        """In the slot that its entry names, in its own clause, in the clauses that govern it, in one beside it."""
        for slot in self.match.entry.place:
            tokens = self.match.frame.objects if slot == "object" else self.match.frame.after(slot)
            for token in tokens:
                found = _best([p for t in self._below(token) for p in self._at(t)])
                if found is not None:
                    return found
        scopes = list(self._scopes())
        for root in scopes:
            found = next((b for b in map(_best, self._around(root)) if b is not None), None)
            if found is not None:
                return found
        if self.type not in SPOKEN:
            for root in scopes:
                beside = (c for c in root.children if syntax.rel(c) == "advcl" and syntax.clause_marker(c) in MEANWHILE)
                phrases = (c for c in root.children if syntax.rel(c) == "obl" and syntax.preposition(c) == "in")
                inside = [c for p in phrases for c in p.children if syntax.rel(c) == "acl"]
                for clause in (*beside, *inside):
                    found = _best([p for t in clause.subtree if t.i != root.i for p in self._at(t) if _stands_in(t)])
                    if found is not None and found.kind != "country":
                        return found
        return None

    def time(self) -> Time | None:
        """The time expression that dates it, None where neither its clause nor what governs it has one."""
        at = self.reading.time_at
        for root in self._scopes():
            depths = {t.i: depth for t, depth in self._clause(root)}
            dated = [(at[i], depth) for i, depth in depths.items() if i in at and at[i].type in {"DATE", "TIME"}]
            ranked = [((depth, abs(t.span[0] - self.match.token.idx)), t.id, t) for t, depth in dated if t.start]
            if ranked:
                return min(ranked, key=lambda r: r[:2])[2]
        return None

    def _scopes(self) -> Iterator[Token]:
        """The words whose phrases may hold the scene: the event word, its carrier, then the clauses above it.

        What somebody asks for, promises or threatens is not where and when they do so.
        """
        yield self.match.token
        carrier = self.match.frame.carrier
        if carrier is not None:
            yield carrier
        seen = {self.match.token.i, *((carrier.i,) if carrier is not None else ())}
        current = self.match.token
        for _ in range(6):
            head, link = current.head, syntax.rel(current)
            if head.i == current.i or link in {"ccomp", "parataxis", "appos"}:
                return
            if current.dep_ == "acl:relcl" and not any(c.lower_ in {"when", "where"} for c in current.children):
                return
            if head.i not in seen:
                seen.add(head.i)
                yield head
            current = head

    def _around(self, root: Token) -> Iterator[list[Place]]:
        """Places of the clause below a word, those that say most surely where it happened first."""
        phrases = [(c, self._preposition(c)) for c in root.children if syntax.rel(c) in {"obl", "nmod", "advmod"}]
        spoken = self.type in SPOKEN
        carrier = self.match.frame.carrier
        own = root.i == self.match.token.i or (carrier is not None and root.i == carrier.i)
        surely: list[Place] = []
        if own and self.type in FORCIBLE and root.pos_ == "VERB":
            objects = [c for c in root.children if syntax.rel(c) == "obj"]
            aimed = [t for o in objects for t in (*([o] if o.pos_ == "PROPN" else []), *self._of(o))]
            surely += [p for t in aimed for p in self._at(t) if p.kind != "country"]
        surely += self._after(phrases, LOCATIVE - TARGETS if spoken else LOCATIVE)
        if own and self.type in FORCIBLE:
            surely += self._after(phrases, TARGETS)
        if not spoken or own:
            links = {"nsubj", "obl"} if spoken else {"nsubj", "obl", "obj", "nmod"}
            holders = [c for c in root.children if syntax.rel(c) in links and c.i not in self.others]
            parts = [t for h in holders for t in self._below(h) if t.i != h.i and syntax.rel(t) == "nmod"]
            surely += self._after([(t, self._preposition(t)) for t in parts], LOCATIVE)
        yield surely
        if own and self.type in DIRECTED:
            yield self._after(phrases, GOALS)
        if own and self.type in FORCIBLE - {"MOBILIZE"}:
            yield self._after(phrases, SOURCES)

    def _after(self, phrases: list[tuple[Token, str]], wanted: frozenset[str]) -> list[Place]:
        found = []
        for head, preposition in phrases:
            if preposition not in wanted:
                continue
            for token in self._below(head):
                entity = self.reading.entity_at.get(token.i)
                takes_part = entity is not None and entity in self.participants and preposition in TARGETS | GOALS
                if not takes_part:
                    found += self._at(token)
        return found

    @staticmethod
    def _preposition(phrase: Token) -> str:
        """Its preposition, of several words the first; "south of Gao" stands in a place, whatever leads to it."""
        words = [phrase.lower_] if phrase.lower_ in BEARINGS else syntax.preposition(phrase).split()
        return "in" if words and words[0] in BEARINGS else next(iter(words), "")

    @staticmethod
    def _of(noun: Token) -> list[Token]:
        return syntax.nominal_modifiers(noun).get("of", [])

    def _below(self, head: Token) -> list[Token]:
        """The tokens of a phrase in which a place may stand: no clauses, no other events, nobody "with" or "from"."""
        found, stack = [], [head]
        while stack:
            token = stack.pop()
            if token.i in self.others and token.i != head.i:
                continue
            link = syntax.rel(token)
            if token.i != head.i and (
                link in CLAUSES or syntax.preposition(token) in {"with", "from", "against", "by"}
            ):
                continue
            found.append(token)
            stack.extend(token.children)
        return sorted(found, key=lambda t: t.i) if head.i not in self.others else []

    def _clause(self, root: Token) -> list[tuple[Token, int]]:
        """The tokens of the clause below a word with their depth, without inner clauses and other events."""
        found, stack = [], [(root, 0)]
        while stack:
            token, depth = stack.pop()
            found.append((token, depth))
            for child in token.children:
                link = syntax.rel(child)
                coordinated = link == "conj" and syntax.is_predicate(child)
                if link not in CLAUSES and not coordinated and child.i not in self.others:
                    stack.append((child, depth + (2 if link in {"nsubj", "obj", "appos"} else 1)))
        return found

    def _at(self, token: Token) -> list[Place]:
        """The place at a token; a country that only says whose something is ("U.S. airstrikes") is none."""
        place = self.reading.place_at.get(token.i)
        owning = token.dep_ == "nmod:poss" or syntax.rel(token) in {"amod", "compound"}
        if place is None or (place.kind == "country" and owning):
            return []
        return [place]


def _stands_in(token: Token) -> bool:
    holder = token if syntax.preposition(token) else token.head
    return syntax.preposition(holder) in LOCATIVE or syntax.preposition(holder) == "of"


def _best(places: list[Place]) -> Place | None:
    """The most precise of the places, the first of equals."""
    return min(places, key=lambda p: p.precision or 9) if places else None
