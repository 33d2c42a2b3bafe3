"""Who does it and to whom: the entities that fill an event's roles, as its entry and its type say."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.knowledge.ontology import Ontology
from dateline.reading import syntax
from dateline.reading.actors import actors_of, capital_of, host_of, owner_of
from dateline.reading.context import Reading
from dateline.reading.events.frames import Frame
from dateline.reading.events.matching import Match, Matcher
from dateline.reading.tree import Token
from dateline.record import Entity

REACHING = frozenset(
    {"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "COOPERATE"}
)
OPPOSING = frozenset({"defiance", "opposition", "protest", "response", "anger", "revolt"})
DURING = frozenset({"in", "during", "at"})
INSTRUMENTAL = frozenset({"with", "through", "via"})
TOUCHING = ("with", "against", "to", "on", "by", "from", "between", "for")


@dataclass
class Roles:
    """The entities in an event's two roles, and how each was found."""

    actors: list[Entity] = field(default_factory=list)
    recipients: list[Entity] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


class RoleReader:
    """Fills the roles of the matches of one document."""

    def __init__(self, reading: Reading, ontology: Ontology, matcher: Matcher) -> None:
        self.reading = reading
        self.ontology = ontology
        self.matcher = matcher

    def read(self, match: Match) -> Roles:
        """The roles of one match."""
        entry, frame = match.entry, match.frame
        roles = Roles()
        passive_reading = any(s == "voice" and "passive" in w.lemmas for s, w in entry.conditions)
        if frame.is_nominal or entry.section == "nouns":
            actor_slots = entry.actor if entry.actor is not None else ("owner", "by")
            recipient_slots = entry.recipient
            if recipient_slots is None:
                recipient_slots = self.ontology.types[entry.type or ""].noun_recipient
            self._nominal(match, roles, actor_slots, recipient_slots)
        else:
            actor_slots = entry.actor if entry.actor is not None else (("by",) if passive_reading else ("subject",))
            default = ("subject",) if passive_reading else ("object",)
            recipient_slots = entry.recipient if entry.recipient is not None else default
            self._fill(roles, "actor", match, actor_slots, passive_reading, several=entry.reciprocal)
            self._fill(roles, "recipient", match, recipient_slots, passive_reading)
        if not roles.recipients and not entry.reciprocal and entry.recipient != ():
            self._counterparts(match, roles)
        if entry.implied and not roles.actors:
            self._add(roles, "actor", self._implied(match), f"implied: {entry.implied}, named nearest to it")
        if entry.reciprocal:
            roles.actors += [e for e in roles.recipients if e not in roles.actors]
            roles.recipients = []
        itself = self.reading.entity_at.get(frame.token.i) if frame.is_nominal else None
        roles.actors = [e for e in roles.actors if e is not itself]
        roles.recipients = [e for e in roles.recipients if e not in roles.actors and e is not itself]
        return roles

    def _implied(self, match: Match) -> list[Entity]:
        """Who of the sector that a deed implies is named nearest to it, before it if possible: police who arrest."""
        sector = match.entry.implied
        named = [e for e in self.reading.entities if sector in e.sectors and e.kind in {"organization", "group"}]
        at = match.token.idx
        places = [((start > at, abs(start - at)), e.id, e) for e in named for start, _ in e.mentions]
        return [min(places, key=lambda p: p[:2])[2]] if places else []

    def own(self, match: Match, roles: Roles) -> bool:
        """Whether what somebody claims is a deed of their own: "claimed that they had shot down a jet"."""
        doers = [e for c in match.frame.complements for e in self._entities(Frame(c).subjects)]
        return bool(doers) and all(e in roles.actors for e in doers)

    def split(self, match: Match) -> Roles:
        """The roles of a reciprocal event that one side refuses: who refuses, and the other participants."""
        roles = self.read(match)
        refusing = self._entities(match.frame.subjects)
        others = [e for e in roles.actors if e not in refusing]
        return Roles([e for e in roles.actors if e in refusing], others, roles.reasons) if refusing else roles

    def _nominal(self, match: Match, roles: Roles, actors: tuple[str, ...], recipients: tuple[str, ...]) -> None:
        frame = match.frame
        several = match.entry.reciprocal
        if frame.carrier is not None and frame.relation in {"does", "relation"}:
            self._add(roles, "actor", self._entities(frame.subjects), f"subject of {frame.carrier.text!r}")
        if frame.carrier is not None and frame.relation == "undergoes":
            self._add(
                roles, "recipient", self._entities(syntax.subjects(frame.carrier)), f"subject of {frame.carrier.text!r}"
            )
        if not roles.actors or several:
            self._fill(roles, "actor", match, actors, False, several=several)
        if not roles.actors and match.entry.section == "nouns" and syntax.own_subjects(frame.token):
            self._add(roles, "actor", self._entities(syntax.own_subjects(frame.token)), "its subject")
        amid = DURING if several else INSTRUMENTAL
        if (
            (several or not roles.actors)
            and syntax.rel(frame.token) == "obl"
            and syntax.preposition(frame.token) in amid
        ):
            self._add(roles, "actor", self._entities(syntax.agents(frame.token.head)), "who acts with it")
        if not roles.recipients:
            self._fill(roles, "recipient", match, recipients, False)

    def _fill(
        self, roles: Roles, role: str, match: Match, slots: tuple[str, ...], passive: bool, several: bool = False
    ) -> None:
        """Fill a role from the first slot that names somebody; reciprocal events take all slots."""
        for slot in slots:
            found = self._slot(match, slot, passive)
            if role == "recipient":
                kind = match.entry.type
                if not found and (kind in REACHING | {"COERCE"} or (kind == "ASSAULT" and slot != "in")):
                    found = self._hosts(self._tokens(match, slot, passive), roles.actors)
                found = [e for e in found if e not in roles.actors]
            if found:
                self._add(roles, role, found, slot)
                if not several:
                    return

    def _slot(self, match: Match, slot: str, passive: bool) -> list[Entity]:
        frame = match.frame
        if slot == "owner":
            found: list[Entity] = []
            if frame.is_nominal:
                found += owner_of(self.reading, frame.token) or self._named_before(frame.token)
            else:
                for token in frame.objects + ([] if frame.is_passive is False else frame.grammatical_subjects):
                    found += owner_of(self.reading, token)
            return _distinct(found)
        tokens = self._tokens(match, slot, passive)
        if slot == "in":
            tokens = [t for t in tokens if self.matcher.type_of(t) is None]
        found = self._entities(tokens)
        if not found and "visit" in match.entry.modes and slot in match.entry.place:
            found = [e for t in tokens for e in host_of(self.reading, t)]
        spoken_to = match.entry.type in REACHING and slot not in {"in", "at"}
        if not found and (spoken_to or (slot == "subject" and not passive)):
            found = [e for t in tokens for e in capital_of(self.reading, t)]
        return found

    def _tokens(self, match: Match, slot: str, passive: bool) -> list[Token]:
        """The words that stand in a slot; none for the owner, who is found at another word."""
        frame = match.frame
        if slot == "owner":
            return []
        if slot == "subject":
            return frame.grammatical_subjects if passive else frame.subjects
        if slot == "object":
            return frame.objects
        if slot == "iobj":
            return syntax.indirect_objects(frame.token)
        tokens = list(frame.after(slot))
        for word in match.key[1:]:
            tokens += syntax.nominal_modifiers(word).get(slot, [])
        return tokens

    def _hosts(self, tokens: list[Token], actors: list[Entity]) -> list[Entity]:
        """Whose land it is that somebody from abroad acts on: Lebanon in "Israel bombed Beirut"."""
        abroad = {e.country for e in actors if e.country}
        parts = [t for token in tokens for t in (token, *syntax.nominal_modifiers(token).get("of", []))]
        places = [(t, self.reading.place_at[t.i].country) for t in parts if t.i in self.reading.place_at]
        return [e for t, country in places if abroad and country not in abroad for e in host_of(self.reading, t)]

    def _named_before(self, noun: Token) -> list[Entity]:
        """Who is named before an event noun without being a name: "police firing", "rebel attacks"."""
        before = [c for c in noun.children if syntax.rel(c) == "compound" and c.i < noun.i]
        return self._entities([c for c in before if c.lemma_.lower() in self.matcher.actor_words])

    def _counterparts(self, match: Match, roles: Roles) -> None:
        """Recipients that only the content names: whom it is asked, refused, promised or threatened.

        A request goes to who is to act in it, other statements to whom the deed in them would touch.
        """
        kind = match.entry.type or ""
        frame = match.frame
        if kind not in REACHING:
            own = [o for o in frame.objects if any(t.pos_ == "PRON" for t in syntax.possessors(o))]
            found = self._reach([o for o in frame.objects if kind != "RETREAT" or o not in own], ("of",))
            if not found and kind == "PROTEST":
                found = self._reach([t for t in frame.after("in") if t.lemma_.lower() in OPPOSING], ("of", "to", "at"))
                found = found or self._reach(frame.after("over"))
            self._add(roles, "recipient", found, "whose it is")
            return
        asks = self.ontology.types[kind].content == "called-for"
        purposes = [c for c in frame.complements if c.dep_ == "advcl" and syntax.has_infinitive_marker(c)]
        for clause in [c for c in frame.complements if c not in purposes]:
            found = self._told(clause, roles.actors, asks)
            if found:
                self._add(roles, "recipient", found, f"in what is told by {clause.text!r}")
                return
        if kind == "THREATEN":
            yielding = [e for e in self._conditioned(match) if e not in roles.actors]
            if yielding:
                self._add(roles, "recipient", _distinct(yielding), "on whom it is made to depend")
                return
        nominal = frame.objects + [t for p in ("for", "of", "to", "on") for t in frame.after(p)]
        touching = (*TOUCHING, "of") if kind in {"SUPPORT", "REJECT"} else TOUCHING
        found = [e for e in self._reach(nominal, touching) if e not in roles.actors]
        for clause in purposes:
            found = found or self._told(clause, roles.actors, asks)
        if not found and kind not in {"ACCUSE", "SUPPORT"}:
            clauses = [frame.token, *frame.complements]
            places = [t for c in clauses for t in syntax.obliques(c).get("in", [])]
            places += [t for n in clauses for o in syntax.objects(n) for t in syntax.nominal_modifiers(o).get("in", [])]
            found = self._hosts(places, roles.actors)
        self._add(roles, "recipient", found, "in what it is about")

    def _told(self, clause: Token, actors: list[Entity], asks: bool) -> list[Entity]:
        """Who is to act in a clause that somebody asks for, and whom the deed in it would touch."""
        inner = Frame(clause)
        controlled = clause.dep_ == "xcomp" and not syntax.own_subjects(clause)
        theirs = any(p.pos_ == "PRON" for t in inner.subjects for p in syntax.possessors(t))
        doers = [] if controlled or (theirs and not asks) else self._entities(inner.subjects)
        doers = [e for e in doers if e not in actors]
        touched = self._entities(inner.objects) + self._entities(syntax.indirect_objects(clause))
        for preposition in TOUCHING:
            touched += self._entities(inner.after(preposition))
        touched = [e for e in touched or self._reach(inner.objects) if e not in actors]
        return _distinct(doers or touched if asks else touched or doers)

    def _conditioned(self, match: Match) -> list[Entity]:
        """Who is to give way: the subject of "unless Y leaves", "if Y goes on"."""
        clauses = [c for c in match.token.subtree if syntax.rel(c) == "advcl"]
        told = [c for c in clauses if syntax.clause_marker(c) in {"if", "unless", "until"}]
        return [e for c in told for e in self._entities(syntax.agents(c))]

    def _reach(self, tokens: list[Token], after: tuple[str, ...] = TOUCHING, depth: int = 0) -> list[Entity]:
        """Who stands inside of noun phrases: whose a thing is, with or against whom, deeper where that names nobody."""
        for token in tokens:
            found = owner_of(self.reading, token)
            modifiers = syntax.nominal_modifiers(token)
            for preposition in after:
                found = found or self._entities(modifiers.get(preposition, []))
            if not found and depth < 3:
                found = self._reach([t for p in ("of", *after) for t in modifiers.get(p, [])], after, depth + 1)
            if found:
                return _distinct(found)
        return []

    def _entities(self, tokens: list[Token]) -> list[Entity]:
        """The entities that tokens name, and for things the ones that they belong to."""
        found: list[Entity] = []
        for token in tokens:
            named = actors_of(self.reading, token)
            if not named and token.pos_ != "PRON" and self._is_thing(token):
                named = owner_of(self.reading, token) or self._named_before(token)
            found += named
        return _distinct(found)

    def _is_thing(self, token: Token) -> bool:
        return token.pos_ in {"NOUN", "PROPN"} and token.i not in self.reading.place_at

    def _add(self, roles: Roles, role: str, found: list[Entity], how: str) -> None:
        target = roles.actors if role == "actor" else roles.recipients
        for entity in found:
            if entity not in target:
                target.append(entity)
                roles.reasons.append(f"{role} {entity.name!r}: {how}")


def _distinct(entities: list[Entity]) -> list[Entity]:
    found: list[Entity] = []
    for entity in entities:
        if entity not in found:
            found.append(entity)
    return found
