"""What else tells the measure in the clause of a count: a set phrase, a role in an event, a verb that ruins things."""

from __future__ import annotations

from dateline.knowledge.measures import measures
from dateline.reading import syntax
from dateline.reading.context import Reading
from dateline.reading.figures.counts import Count
from dateline.reading.figures.people import is_person, lemma, named
from dateline.reading.figures.predicates import role_of
from dateline.reading.tree import Token
from dateline.record import Measure


def phrase(reading: Reading, count: Count) -> tuple[Measure, Token] | None:
    """ "12 are behind bars", "left 3,000 without power": a set phrase in the clause of the count, behind it."""
    head = syntax.first_conjunct(count.head)
    clause = syntax.clause_of(head)
    if syntax.preposition(head) == "of" and (syntax.relation(head.dep_) == "obl" or head.head.pos_ == "NUM"):
        return None
    whole = count.head.dep_ == "appos" or (count.noun is not None and count.noun.lower_ == "them")
    noun = named(count)
    thing = noun is not None and measures().noun.get(lemma(noun)) == "structures"
    people = is_person(reading, count) and not thing
    if not thing and not people:
        return None
    words = [
        t
        for t in count.head.sent
        if (t.i >= count.last or whole)
        and syntax.relation(t.dep_) != "det"
        and t.dep_ != "nmod:poss"
        and not t.is_punct
        and _shares(t, clause, count.head)
    ]
    words = words[_taken(count, words) :]
    forms = [{t.lower_, lemma(t)} for t in words]
    every = set[str]().union(*forms)
    for said, measure in measures().phrase.items():
        if not (thing if measure == "structures" else people) or not every.issuperset(said):
            continue
        for at in range(len(words) - len(said) + 1):
            if all(word in forms[at + k] for k, word in enumerate(said)):
                return measure, words[at + len(said) - 1]
    return None


def _taken(count: Count, words: list[Token]) -> int:
    """How many words behind a subject end with the people that it does something to; the rest is said of them."""
    head, verb, link = role_of(count)
    if link != "nsubj" or head.dep_ == "nsubj:pass":
        return 0
    others = {
        t.i for t in syntax.children(verb, "obj") if lemma(t) in measures().people or syntax.children(t, "nummod")
    }
    return next((at + 1 for at, t in enumerate(words) if t.i in others), 0) if others else 0


def _shares(token: Token, clause: Token, head: Token) -> bool:
    """Whether a token stands in the clause of a count, in one that goes on with its subject, or is said of it."""
    own = syntax.clause_of(token)
    for _ in range(4):
        if own.i == clause.i or head.is_ancestor(own):
            return True
        if own.head.i == clause.i and syntax.clause_marker(own) == "without":
            return True
        if syntax.relation(own.dep_) not in {"conj", "xcomp", "ccomp"} or syntax.own_subjects(own):
            return False
        own = syntax.clause_of(own.head)
    return False


def event(reading: Reading, count: Count) -> tuple[Measure, Token] | None:
    """What the count's role in an event means: one who takes part in a protest, those that a verb of arrest takes."""
    if not is_person(reading, count) or not reading.events:
        return None
    head, verb, link = role_of(count)
    passive = head.dep_ == "nsubj:pass" or (link == "nsubj" and syntax.is_passive(verb))
    if link not in {"nsubj", "obj"}:
        return None
    told = measures().events["patient" if link == "obj" or passive else "agent"]
    for each in reading.events:
        if each.trigger[0] <= verb.idx < each.trigger[1]:
            for key in (*(f"{each.type} {mode}" for mode in each.modes), each.type):
                if key in told:
                    return told[key], verb
    return None


def ruined(reading: Reading, count: Count) -> Token | None:
    """The word that says that things are damaged or destroyed: "70 health facilities were damaged"."""
    noun, known = count.noun, measures()
    if noun is None or lemma(noun) in known.ruin["not"] | known.animals or is_person(reading, count):
        return None
    head, verb, link = role_of(count)
    passive = head.dep_ == "nsubj:pass" or (link == "nsubj" and syntax.is_passive(verb))
    if link == "obj" or passive:
        if lemma(verb) in known.ruin["patient"]:
            return verb
    elif link == "nsubj" and (
        lemma(verb) in known.ruin["subject"] or (verb.pos_ != "VERB" and verb.lower_ in known.ruin["adjective"])
    ):
        return verb
    for child in noun.children:
        said = {child.lower_, lemma(child)} & (known.ruin["adjective"] | known.ruin["patient"])
        if said and syntax.relation(child.dep_) in {"amod", "acl"} and not syntax.is_participle(child):
            return child
    return None
