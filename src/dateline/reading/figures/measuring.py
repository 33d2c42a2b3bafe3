"""What a count counts: its measure from the predicate, the nouns around it, a toll, or who is counted."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.knowledge.measures import measures
from dateline.reading import syntax
from dateline.reading.context import Reading
from dateline.reading.figures import clauses, predicates, tolls
from dateline.reading.figures.counts import Count
from dateline.reading.figures.people import ELLIPTIC, is_person, lemma, named
from dateline.reading.tree import Token
from dateline.record import Measure

_LARGE = 1_000_000


@dataclass(frozen=True)
class Measured:
    """A measure with the word that says so, and what kind of word it is.

    `by` is "predicate", "denied" (a verb under a negation), "noun" (who is counted), "toll" or "money".
    """

    measure: Measure
    word: Token
    by: str


def measure(reading: Reading, count: Count) -> Measured | None:
    """The measure of a count, None where it is an ordinary number."""
    if count.quantity.unit is not None:
        return _money(count)
    if _are_animals(count):
        return None
    found = (
        _beside(count)
        or _counted_noun(count)
        or _told("predicate", predicates.predicate(reading, count))
        or _told("predicate", predicates.modifier(reading, count))
        or _told("denied", predicates.denied(reading, count))
        or _told("toll", tolls.toll(count))
        or _nearby(reading, count)
        or _told("predicate", clauses.phrase(reading, count))
        or _told("predicate", clauses.event(reading, count))
    )
    if not count.single and (found is None or (found.by == "predicate" and is_unrealised(found.word))):
        found = _kind(reading, count) or found
    if found is None and (word := clauses.ruined(reading, count)) is not None:
        found = Measured("structures", word, "predicate")
    return _together(found) if found is not None else None


def _are_animals(count: Count) -> bool:
    """ "4,000 dead birds", "24 animal deaths"."""
    noun = count.noun
    return noun is not None and any(lemma(t) in measures().animals for t in (noun, *syntax.modifiers(noun)))


def _told(by: str, found: tuple[Measure, Token] | None) -> Measured | None:
    return Measured(found[0], found[1], by) if found is not None else None


def is_unrealised(predicate: Token) -> bool:
    """Whether the predicate is an infinitive that somebody only plans, wants or asks for."""
    for _ in range(4):
        if not syntax.has_infinitive_marker(predicate):
            return False
        if syntax.relation(predicate.dep_) not in {"xcomp", "advcl", "acl", "ccomp"}:
            return False
        predicate = predicate.head
        if lemma(predicate) in measures().unrealised:
            return True
    return False


def _beside(count: Count) -> Measured | None:
    """ "12 dead and 30 wounded", "11 people arrested", "five others missing"."""
    doc, known = count.head.doc, measures()
    position = count.last
    skipped = 0
    while position < len(doc) and skipped < 3:
        token = doc[position]
        if token.lower_ in {"still", "more", "others"}:
            position, skipped = position + 1, skipped + 1
            continue
        found = known.adjective.get(token.lower_)
        active = token.pos_ == "VERB" and any(syntax.relation(c.dep_) == "obj" for c in token.children)
        attribute = count.noun is not None and token.i < count.noun.i and token.head.i == count.noun.i
        if found is not None and token.pos_ != "ADV" and not active and not attribute:
            return Measured(found, token, "predicate")
        if lemma(token) not in known.people and lemma(token) not in ELLIPTIC:
            return None
        position, skipped = position + 1, skipped + 1
    return None


def _counted_noun(count: Count) -> Measured | None:
    """ "12 deaths", "30 arrests", "claimed 22 lives"."""
    known, noun = measures(), count.noun
    for token in (noun, count.head):
        if token is None:
            continue
        found = known.counted.get(lemma(token))
        if found is not None and token.pos_ != "VERB":
            return Measured(found, token, "predicate")
        if lemma(token) == "life":
            verb = syntax.first_conjunct(count.head).head
            lost = lemma(verb) in known.life_verbs or any(lemma(c) in known.life_verbs for c in token.children)
            return Measured("killed", token, "predicate") if lost else None
        beside = {lemma(t) for t in token.subtree} | {lemma(t) for t in list(syntax.ancestors(token))[:1]}
        for measure, words in known.frames["counted"].get(lemma(token), ()):
            if beside & words:
                return Measured(measure, token, "noun" if measure == "combatants" else "predicate")
    return None


def _nearby(reading: Reading, count: Count) -> Measured | None:
    """The words right before and after, where the tree says nothing: "killing at least 12", "12 people were killed"."""
    doc, sentence = count.head.doc, count.head.sent
    if count.single or not is_person(reading, count) or _is_whole(count):
        return None
    before = doc[count.first - 1] if count.first > sentence.start else None
    if before is not None and before.pos_ == "VERB" and not syntax.is_passive(before):
        found = predicates.says(reading, before, "patient")
        if found is not None:
            return Measured(found, before, "predicate")
    position = count.last
    while position < min(sentence.end, count.last + 4) and doc[position].pos_ in {"NOUN", "ADJ", "PROPN"}:
        position += 1
    passive = False
    while position < min(sentence.end, count.last + 9) and (doc[position].pos_ in {"AUX", "ADV"}):
        passive = passive or lemma(doc[position]) in {"be", "get"}
        position += 1
    if position < sentence.end and doc[position].pos_ in {"VERB", "ADJ"}:
        after = doc[position]
        passive = passive or (position <= count.last + 2 and syntax.is_passive(after))
        roles = ("patient", "adjective") if passive else ("subject",)
        found = next((f for role in roles if (f := predicates.says(reading, after, role)) is not None), None)
        if found is not None:
            return Measured(found, after, "predicate")
    return None


def _is_whole(count: Count) -> bool:
    """The nine of "seven of the nine soldiers"."""
    head = count.head
    return syntax.relation(head.dep_) == "nmod" and syntax.preposition(head) == "of" and head.head.pos_ == "NUM"


def _kind(reading: Reading, count: Count) -> Measured | None:
    """Who or what is counted says it: "scores of hostages", "1,500 militants", "thousands of rockets"."""
    known = measures()
    noun = named(count)
    if noun is None:
        return None
    found = known.noun.get(lemma(noun))
    if found is None and noun.i in reading.entity_at and reading.entity_at[noun.i].sectors[:1] == ["REB"]:
        return Measured("combatants", noun, "noun")
    if found is None and lemma(noun) in known.people:
        found = next((m for c in noun.children if (m := known.armed.get(c.lower_)) is not None), None)
    if found is None:
        return None
    needed = known.needs.get(found)
    if needed is not None and not needed & {lemma(t) for t in syntax.clause_of(noun).subtree}:
        return None
    if lemma(noun) == "round":
        of = _lemma_of(noun)
        verb = syntax.first_conjunct(count.head).head
        if of in known.talks or (of is None and lemma(verb) not in {"fire", "shoot"}):
            return None
    return Measured(found, noun, "noun")


def _lemma_of(noun: Token) -> str | None:
    for child in noun.children:
        if syntax.relation(child.dep_) == "nmod" and syntax.preposition(child) == "of":
            return lemma(child)
    return None


def _money(count: Count) -> Measured | None:
    known = measures()
    clause = syntax.clause_of(count.head)
    words = {lemma(t): t for t in (*clause.subtree, *list(syntax.ancestors(count.head))[:3])}
    if words.keys() & known.money_not:
        return None
    large = (count.quantity.best or count.quantity.low or count.quantity.high or 0) >= _LARGE
    reasons = [words[w] for w in words.keys() & (known.money | known.money_large if large else known.money)]
    return Measured("money", min(reasons, key=lambda t: t.i), "money") if reasons else None


def _together(found: Measured) -> Measured:
    """Killed and injured in one number are casualties."""
    if found.measure not in {"killed", "injured"} or found.by != "predicate":
        return found
    other = "injured" if found.measure == "killed" else "killed"
    known = measures()
    for conjunct in found.word.children:
        if syntax.relation(conjunct.dep_) != "conj" or conjunct.i - found.word.i > 3:
            continue
        if any(syntax.relation(c.dep_) in {"nsubj", "obj", "nummod"} for c in conjunct.children):
            continue
        if any(t.pos_ == "NUM" for t in conjunct.doc[found.word.i : conjunct.i]):
            continue
        word = lemma(conjunct)
        tables = (known.patient, known.adjective, known.counted, known.subject)
        if any(t.get(word) == other or t.get(conjunct.lower_) == other for t in tables):
            return Measured("casualties", found.word, found.by)
    return found
