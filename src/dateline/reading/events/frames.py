"""The arguments of one predicate by slot: subject, object, owner, and whatever stands after each preposition."""

from __future__ import annotations

from functools import cached_property

from dateline.reading import syntax
from dateline.reading.tree import Token


class Frame:
    """Lazily found arguments of a predicate; `carrier` is the light verb that carries an event noun."""

    def __init__(self, token: Token, carrier: Token | None = None, relation: str = "", nominal: bool = False) -> None:
        self.token = token
        self.carrier = carrier
        self.relation = relation
        self.is_nominal = nominal or token.pos_ in {"NOUN", "PROPN", "NUM", "PRON"}

    @cached_property
    def is_passive(self) -> bool:
        """Whether the event verb stands in the passive."""
        return not self.is_nominal and syntax.is_passive(self.token)

    @cached_property
    def subjects(self) -> list[Token]:
        """Who does it: the agents of a verb, the subject of a predicate nominal, those of the carrier of a noun."""
        if not self.is_nominal:
            return syntax.agents(self.token)
        if self.carrier is not None and self.relation == "relation":
            return syntax.subjects(self.carrier)
        if self.carrier is not None and self.relation == "does":
            return syntax.agents(self.carrier)
        return syntax.own_subjects(self.token)

    @cached_property
    def grammatical_subjects(self) -> list[Token]:
        """The subject as grammar has it: of a passive, those acted upon."""
        return self.subjects if self.is_nominal else syntax.subjects(self.token)

    @cached_property
    def objects(self) -> list[Token]:
        """Whom it is done to: the objects of an active verb, the subjects of a passive one."""
        if self.is_nominal:
            return []
        found = syntax.patients(self.token)
        if self.is_passive:
            found = found + [t for t in syntax.objects(self.token) if t not in found]
        if not found:
            told = [c for c in self.complements if syntax.has_infinitive_marker(c)]
            found = [t for c in told[:1] for t in syntax.own_subjects(c)]
        return found

    @cached_property
    def owners(self) -> list[Token]:
        """Possessors of an event noun, and the names that stand before it."""
        before = [m for m in syntax.modifiers(self.token) if m.pos_ in {"PROPN", "ADJ", "NOUN"}]
        return syntax.possessors(self.token) + before

    @cached_property
    def complements(self) -> list[Token]:
        """Clauses that the predicate takes."""
        own = syntax.complements(self.token)
        acl = [c for c in self.token.children if syntax.rel(c) == "acl" and c.dep_ != "acl:relcl"]
        found = own + acl if self.is_nominal else own
        if not found and not self.is_nominal:
            found = [c for c in self.token.children if c.dep_ == "advcl" and syntax.has_infinitive_marker(c)]
        return [t for c in found for t in syntax.conjuncts(c)]

    @cached_property
    def phrases(self) -> dict[str, list[Token]]:
        """Prepositional arguments of the predicate, of its carrier, and those that its objects may have taken."""
        token = self.token
        own = syntax.nominal_modifiers(token) if self.is_nominal else syntax.obliques(token)
        found = {p: list(ts) for p, ts in own.items()}
        holders: list[dict[str, list[Token]]] = []
        if self.is_nominal:
            if self.carrier is not None:
                holders.append(syntax.obliques(self.carrier))
            first = syntax.first_conjunct(token)
            if first.i != token.i:
                holders.append(syntax.nominal_modifiers(first))
            later = syntax.conjuncts(token)[1:]
            holders.extend(syntax.nominal_modifiers(t) for t in later[-1:])
            holders.extend(syntax.obliques(c) for c in token.children if syntax.rel(c) == "acl")
        else:
            first = syntax.first_conjunct(token)
            if first.i != token.i and syntax.is_predicate(first) and not syntax.own_subjects(token):
                holders.append({p: ts for p, ts in syntax.obliques(first).items() if ts and ts[0].i > token.i})
            holders.extend(syntax.nominal_modifiers(o) for o in syntax.children(token, "obj", "xcomp", "nsubj:pass"))
        for holder in holders:
            for preposition, tokens in holder.items():
                if preposition not in found:
                    found[preposition] = tokens
        return found

    def after(self, preposition: str) -> list[Token]:
        """What stands after a preposition."""
        if preposition == "by" and self.is_passive:
            return syntax.by_phrase(self.token)
        return self.phrases.get(preposition, [])


def heads(tokens: list[Token], quantities: frozenset[str]) -> list[Token]:
    """The tokens, and for quantities ("dozens of rockets", "members of the council") what they count."""
    found: list[Token] = []
    for token in tokens:
        found.append(token)
        if token.lemma_.lower() in quantities or token.pos_ == "NUM":
            found.extend(syntax.nominal_modifiers(token).get("of", []))
    return found
