"""From words to events before they are merged: match, roles, modes, status and the reasons for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from dateline.knowledge.ontology import Ontology
from dateline.reading import syntax
from dateline.reading.context import Reading
from dateline.reading.events.calamities import without_calamities
from dateline.reading.events.matching import Match, Matcher
from dateline.reading.events.modes import modes_of
from dateline.reading.events.obligations import obligations
from dateline.reading.events.roles import RoleReader, Roles
from dateline.reading.events.topics import Topics
from dateline.reading.status import StatusReader
from dateline.reading.tree import Token
from dateline.record import Entity, EventType, Status

KEEPS_CONTENT = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT"})
CONFLICT = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})
DEFINITE = frozenset({"the", "this", "these", "those"})
COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
ANNOUNCED = frozenset({"ASSAULT", "COERCE", "SANCTION"})


@dataclass
class Candidate:
    """An event that one word tells of."""

    match: Match
    type: EventType
    roles: Roles
    modes: list[str]
    status: Status
    trigger: tuple[int, int]
    reasons: list[str] = field(default_factory=list)
    around: set[str] = field(default_factory=set)

    @property
    def token(self) -> Token:
        return self.match.token


def candidates(reading: Reading, ontology: Ontology, matcher: Matcher) -> list[Candidate]:
    """Every event that a word of the document tells of, in the order of the text."""
    matches = [m for t in reading.doc if (m := matcher.best(t)) is not None and m.entry.type is not None]
    roles = RoleReader(reading, ontology, matcher)
    status = StatusReader(ontology)
    suppressed = _inside_others(matches, ontology)
    topics = Topics(reading.doc, ontology)
    found = []
    events = [(m, roles.read(m)) for m in matches if m.token.i not in suppressed]
    events = [(m, r) for m, r in events if m.entry.section != "nouns" or _names_an_event(reading, matcher, m, r)]
    events = [(m, r) for m, r in events if not _is_interview(m, r)]
    events = [(m, r) for m, r in events if m.entry.type != "ACCUSE" or not roles.own(m, r)]
    topics.settle([filled.actors + filled.recipients for _, filled in events])
    for match, filled in events:
        people = filled.actors + filled.recipients
        if topics.foreign(match.token, people) is None and not topics.anonymous(match.entry.type or "", people):
            found.append(_candidate(ontology, matcher, match, roles, filled, status))
    for match, filled in obligations(reading, ontology, matcher):
        content = matcher.type_of(match.frame.token)
        reasons = [f"{match.entry.id}: {match.token.text!r} tells what another must do", *filled.reasons]
        modes = modes_of(ontology, match, content)
        found.append(Candidate(match, "REQUEST", filled, modes, "occurred", _trigger(match), reasons))
    for candidate in found:
        candidate.around = matcher.around(candidate.token)
    _share_roles(found)
    found = without_calamities(reading, ontology, found)
    return sorted(found, key=lambda c: c.trigger)


def _candidate(
    ontology: Ontology, matcher: Matcher, match: Match, reader: RoleReader, roles: Roles, status: StatusReader
) -> Candidate:
    entry = match.entry
    kind = cast(EventType, entry.type)
    carrier = match.frame.carrier if match.frame.relation in {"does", "happens", "relation", "undergoes"} else None
    verdict = status.read(match.token, carrier, kind)
    if "not" in entry.words:
        verdict.status, verdict.reasons = "occurred", [f"{entry.id} holds the negation"]
    if entry.status and verdict.status == "occurred":
        verdict.status, verdict.reasons = cast(Status, entry.status), [f"{entry.id} says {entry.status}"]
    content = _content_type(matcher, match)
    modes = modes_of(ontology, match, content)
    reasons = [f"{entry.id} reads {match.token.text!r} as {kind}", *roles.reasons]
    reasons += [f"mode {mode}" for mode in modes]
    reasons += [f"status {verdict.status}: {r}" for r in verdict.reasons]
    if kind in ANNOUNCED and verdict.status == "planned" and verdict.announced and roles.actors:
        kind, modes = "THREATEN", [m for m in (ontology.types["THREATEN"].content_modes.get(kind),) if m]
        reasons.append("announced coercion is a threat")
        verdict.status = "occurred"
    clauses = match.frame.complements
    if kind == "AGREE" and content in COOPERATIVE and clauses and all(map(syntax.negation, clauses)):
        modes = [m for m in (ontology.types["REJECT"].content_modes.get(content),) if m]
        kind = "REJECT"
        reasons.append("to promise not to do it is to refuse it")
    if kind in COOPERATIVE and verdict.status == "negated" and verdict.announced and roles.actors:
        modes = [m for m in (ontology.types["REJECT"].content_modes.get(kind),) if m]
        kind, verdict.status = "REJECT", "occurred"
        if entry.reciprocal:
            roles = reader.split(match)
        reasons.append("what somebody says they will not do is refused")
    return Candidate(match, kind, roles, modes, verdict.status, _trigger(match), reasons)


def _content_type(matcher: Matcher, match: Match) -> str | None:
    """The type of the event told inside of this one: in its complement, its object, or after "for"."""
    frame = match.frame
    for token in [*frame.complements, *frame.objects, *frame.after("for"), *frame.after("of"), *frame.after("to")]:
        kind = matcher.told(token)
        if kind is not None:
            return kind
    return None


def _inside_others(matches: list[Match], ontology: Ontology) -> set[int]:
    """Words that only say what another event is made of: "aid" of "sent aid", "attack" of "promised to attack"."""
    found: set[int] = set()
    by_token = {m.token.i: m for m in matches}
    for match in matches:
        kind = match.entry.type or ""
        promised = ontology.types[kind].content == "promised"
        if kind not in KEEPS_CONTENT or promised:
            for position in match.consumed - {match.token.i}:
                inner = by_token.get(position)
                told = inner.entry.type if inner else None
                kept = told in CONFLICT and kind not in CONFLICT and not promised
                if told != kind and not kept:
                    found.add(position)
        if promised:
            clauses = {c.i for c in match.frame.complements}
            found |= clauses
            found |= {m.token.i for m in matches if m.frame.carrier is not None and m.frame.carrier.i in clauses}
        found |= {t.i for t in match.key[1:]}
    return found


def _is_interview(match: Match, roles: Roles) -> bool:
    """Whether a meeting or call is only one with the press: "spoke to Reuters by phone"."""
    press = [e for e in roles.actors if "JRN" in e.sectors]
    return match.entry.type == "CONSULT" and bool(press) and len(roles.actors) - len(press) < 2


def _names_an_event(reading: Reading, matcher: Matcher, match: Match, roles: Roles) -> bool:
    """Whether an event noun names one event.

    It does where it has a light verb, participants, a place or time of its own, or is a definite one that is accused.
    """
    if match.frame.carrier is not None or match.entry.strong or roles.actors or roles.recipients or match.consumed:
        return True
    if match.entry.type in CONFLICT and "of" in (match.entry.recipient or ()) and match.frame.after("of"):
        return True
    head = syntax.first_conjunct(match.token).head
    definite = any(c.lower_ in DEFINITE for c in match.token.children)
    governor = matcher.type_of(head) if head.i != match.token.i else None
    if definite and governor == "ACCUSE":
        return True
    link = syntax.rel(syntax.first_conjunct(match.token))
    if governor == "REQUEST" and link in {"obj", "obl", "nmod"} and matcher.best(head) is not None:
        return True
    inside = [t for c in match.token.children for t in c.subtree]
    return any(t.i in reading.place_at or t.i in reading.time_at for t in inside)


def _share_roles(found: list[Candidate]) -> None:
    """An event without actors takes those of the event that it is coordinated with, or that it speaks of again.

    "The attacks" speaks again of the last attacks that somebody was said to have made.
    """
    by_token = {c.token.i: c for c in found}
    earlier: dict[str, list[Entity]] = {}
    for candidate in found:
        nouns = [candidate.token, *candidate.match.frame.subjects]
        definite = [n for n in nouns if n.pos_ == "NOUN" and any(c.lower_ in DEFINITE for c in n.children)]
        for noun in definite:
            if not candidate.roles.actors and noun.lemma_ in earlier and candidate.type in CONFLICT:
                candidate.roles.actors = list(earlier[noun.lemma_])
                candidate.reasons.append(f"actors: those of the {noun.text!r} told of before")
        if candidate.roles.actors and candidate.match.entry.section == "nouns" and candidate.type in CONFLICT:
            earlier[candidate.token.lemma_] = candidate.roles.actors
    for candidate in found:
        if syntax.rel(candidate.token) == "conj" and not candidate.roles.actors:
            first = by_token.get(syntax.first_conjunct(candidate.token).i)
            if first is not None and first.type == candidate.type:
                candidate.roles.actors = list(first.roles.actors)
                candidate.roles.recipients = candidate.roles.recipients or list(first.roles.recipients)
        candidate.roles.recipients = [e for e in candidate.roles.recipients if e not in candidate.roles.actors]


def _trigger(match: Match) -> tuple[int, int]:
    """The characters from the first to the last word of the key, with the light verb where it stands near."""
    tokens = list(match.key)
    if match.frame.carrier is not None and abs(match.frame.carrier.i - match.token.i) <= 5:
        tokens.append(match.frame.carrier)
    near = [t for t in tokens if abs(t.i - match.token.i) <= 6]
    first, last = min(near, key=lambda t: t.i), max(near, key=lambda t: t.i)
    return first.idx, last.idx + len(last)
