"""Where and when an event happened: its own clause first, then what governs it, never an unrelated sentence."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dateline.reading import syntax
from dateline.reading.context import Reading
from dateline.reading.events.matching import Match
from dateline.record import Place, Time

LOCATIVE = frozenset({
    "in", "at", "near", "on", "outside", "inside", "across", "around", "along", "into", "to", "through", "throughout",
    "off", "toward", "towards", "over", "from", "within", "of", "against", "above", "between",
})  # fmt: skip
CLAUSES = frozenset({"ccomp", "advcl", "acl", "parataxis", "csubj"})
TEMPORAL_MARKERS = frozenset({"when", "as", "while", "after", "before", "since", "until"})


def place_of(reading: Reading, match: Match) -> Place | None:
    """The place of an event: in the slot its entry names, in its own clause, then in the clauses that govern it."""
    for slot in match.entry.place:
        tokens = match.frame.objects if slot == "object" else match.frame.after(slot)
        for token in tokens:
            found = _best(_places(reading, token))
            if found is not None:
                return found
    for root in _scopes(match, climb_reporting=False):
        targets = root.pos_ == "VERB" and match.entry.type in {"ASSAULT", "COERCE", "MOBILIZE"}
        found = _best(_in_clause(reading, root, targets))
        if found is not None:
            return found
    return None


def time_of(reading: Reading, match: Match) -> Time | None:
    """The time expression that dates an event, None where neither its clause nor what governs it has one."""
    for root in _scopes(match, climb_reporting=False):
        candidates = [t for t in _clause_tokens(root) if t.i in reading.time_at]
        dated = [reading.time_at[t.i] for t in candidates if reading.time_at[t.i].type in {"DATE", "TIME"}]
        dated = [t for t in dated if t.start]
        if dated:
            return min(dated, key=lambda t: abs(t.span[0] - match.token.idx))
    return None


def _scopes(match: Match, climb_reporting: bool) -> Iterator[Token]:
    """The words whose phrases may hold the scene: the event word, its carrier, then the clauses above it."""
    token = match.token
    yield token
    if match.frame.carrier is not None:
        yield match.frame.carrier
    seen = {token.i}
    current = token
    for _ in range(6):
        head, link = current.head, syntax.rel(current)
        if head.i == current.i:
            return
        if link in {"ccomp", "parataxis", "appos"} and not climb_reporting:
            return
        if current.dep_ == "acl:relcl" and not _is_temporal_relative(current):
            return
        if head.i not in seen:
            seen.add(head.i)
            yield head
        current = head


def _is_temporal_relative(clause: Token) -> bool:
    return any(c.lower_ in {"when", "where"} for c in clause.children)


def _clause_tokens(root: Token) -> list[Token]:
    """The tokens of the clause or phrase below a word, without the clauses inside of it and its coordinated clauses."""
    found = [root]
    stack = list(root.children)
    while stack:
        token = stack.pop()
        link = syntax.rel(token)
        if link in CLAUSES or (link == "conj" and syntax.is_predicate(token)):
            continue
        found.append(token)
        stack.extend(token.children)
    return sorted(found, key=lambda t: t.i)


def _in_clause(reading: Reading, root: Token, targets: bool) -> list[Place]:
    """Places that stand after a preposition of place somewhere in the clause; with `targets` also as an object."""
    found: list[Place] = []
    for child in root.children:
        if syntax.rel(child) in {"obl", "nmod", "advmod"} and syntax.preposition(child) in LOCATIVE:
            found += [p for t in _clause_tokens(child) for p in _at(reading, t)]
        elif syntax.rel(child) in {"obj", "nsubj", "xcomp"} and child.pos_ in {"NOUN", "PROPN"}:
            for inner in child.children:
                if syntax.rel(inner) == "nmod" and syntax.preposition(inner) in LOCATIVE:
                    found += [p for t in _clause_tokens(inner) for p in _at(reading, t)]
    if targets:
        for child in root.children:
            if syntax.rel(child) == "obj" and child.pos_ == "PROPN":
                found += [p for p in _at(reading, child) if p.kind != "country"]
    return found


def _places(reading: Reading, token: Token) -> list[Place]:
    return [p for t in _clause_tokens(token) for p in _at(reading, t)]


def _at(reading: Reading, token: Token) -> list[Place]:
    """The place at a token; a country that only says whose something is ("U.S. airstrikes") is none."""
    place = reading.place_at.get(token.i)
    owning = token.dep_ == "nmod:poss" or syntax.rel(token) in {"amod", "compound"}
    if place is not None and place.kind == "country" and owning:
        return []
    return [place] if place is not None else []


def _best(places: list[Place]) -> Place | None:
    """The most precise of the places, the first of equals."""
    return min(places, key=lambda p: p.precision or 9) if places else None
