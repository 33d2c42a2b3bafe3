"""One event told by two words stays one: a verb and the noun that it is about, a noun and the clause on it."""

from __future__ import annotations

from dateline.reading import syntax
from dateline.reading.events.candidates import Candidate

DEMANDS = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT"})
APART = frozenset({"after", "before", "following", "despite", "since", "amid", "until", "like", "for"})
"""Prepositions of another event: "bombed the camp after an attack", "retaliated for the raid"."""
MERGED_LINKS = frozenset({"nsubj", "obl", "obj", "nmod", "advcl"})


def merged(found: list[Candidate], harm: frozenset[str]) -> list[Candidate]:
    """The candidates without those that repeat another in the same clause; what they add goes to the one that stays."""
    by_token = {c.token.i: c for c in found}
    dropped: set[int] = set()
    for candidate in found:
        if candidate.token.dep_ == "acl:relcl" and candidate.match.entry.section == "verbs":
            noun = by_token.get(candidate.token.head.i)
            told_of = noun is not None and noun.token in candidate.match.frame.grammatical_subjects
            if noun is not None and told_of and noun.type == candidate.type:
                _absorb(noun, candidate)
                dropped.add(candidate.token.i)
    for candidate in found:
        first = syntax.first_conjunct(candidate.token)
        above = by_token.get(first.head.i)
        purpose = syntax.rel(first) in {"advcl", "acl", "xcomp"} and first.dep_ != "acl:relcl"
        if above is not None and above.type == "PROTEST" and purpose and candidate.type in DEMANDS:
            above.reasons.append(f"{candidate.token.text!r} is what the protest is for")
            dropped.add(candidate.token.i)
    for candidate in found:
        other = by_token.get(candidate.token.head.i)
        both = {candidate.token.lemma_.lower(), candidate.token.head.lemma_.lower()} <= harm
        if both and syntax.rel(candidate.token) == "conj" and other is not None and other.type == candidate.type:
            other.roles.recipients += [e for e in candidate.roles.recipients if e not in other.roles.recipients]
            other.modes += [m for m in candidate.modes if m not in other.modes]
            other.reasons.append(f"{candidate.token.text!r} tells of the same event")
            dropped.add(candidate.token.i)
    for candidate in found:
        token = candidate.token
        if candidate.match.entry.section != "nouns" or token.i in dropped:
            continue
        first = syntax.first_conjunct(token)
        other = by_token.get(first.head.i)
        if other is None or other.token.i in dropped or other.token.i == token.i:
            continue
        apart = not APART.isdisjoint(syntax.preposition(first).split()[:1])
        if other.type == candidate.type and syntax.rel(first) in MERGED_LINKS and not apart:
            _absorb(other, candidate)
            dropped.add(token.i)
    return [c for c in found if c.token.i not in dropped]


def _absorb(keeper: Candidate, noun: Candidate) -> None:
    """Give the verb what only the noun knows; the trigger reaches over both where they stand near."""
    if not keeper.roles.actors:
        keeper.roles.actors = noun.roles.actors
    if not keeper.roles.recipients:
        keeper.roles.recipients = [e for e in noun.roles.recipients if e not in keeper.roles.actors]
    keeper.modes += [m for m in noun.modes if m not in keeper.modes]
    keeper.reasons.append(f"{noun.token.text!r} tells of the same event")
    start, end = min(keeper.trigger[0], noun.trigger[0]), max(keeper.trigger[1], noun.trigger[1])
    if end - start <= 60:
        keeper.trigger = (start, end)
