"""What a stated total counts: "the toll rose to 40", "fatalities reached 58", "put the wounded at 220"."""

from __future__ import annotations

from dateline.knowledge.measures import measures
from dateline.reading import syntax
from dateline.reading.figures.counts import Count
from dateline.reading.figures.people import ELLIPTIC, lemma
from dateline.reading.tree import Token
from dateline.record import Measure

_MARCHING = frozenset({"march", "protest", "demonstrate", "rally"})


def toll(count: Count) -> tuple[Measure, Token] | None:
    """ "a death toll of 40", "put the crowd at 338,000", "the number of dead stood at 12", "the wounded number 90"."""
    known = measures()
    if count.noun is not None and lemma(count.noun) not in known.people and lemma(count.noun) not in ELLIPTIC:
        return None
    if (stated := _put_at(count)) is not None:
        return stated
    head = syntax.first_conjunct(count.head)
    near = [head, head.head, *head.children, *head.head.children]
    if syntax.relation(head.dep_) in {"nmod", "nummod", "obl"}:
        near += [head.head.head, *head.head.head.children]
    for token in near:
        word = lemma(token)
        if word in known.turnout and abs(token.i - head.i) < 12:
            around = token.doc[max(0, token.i - 60) : token.i + 40]
            protest = any(lemma(t) in known.protest_nouns - {"crowd"} or lemma(t) in _MARCHING for t in around)
            return ("demonstrators", token) if protest else None
        if word not in known.totals or abs(token.i - head.i) > 25:
            continue
        about = [lemma(t) for t in token.subtree if t.i != head.i and t.i != token.i and t.i < token.i + 8]
        about += [t.lower_ for t in token.subtree if t.i < token.i + 8]
        for said in about:
            found = (
                known.toll_measures.get(said)
                or known.adjective.get(said)
                or known.counted.get(said)
                or known.patient.get(said)
            )
            if found is not None:
                return found, token
        if word == "toll":
            return "killed", token
    return _amounts(count)


def _put_at(count: Count) -> tuple[Measure, Token] | None:
    """ "put the number of civilians killed at 97 and of wounded at 365": what is counted stands right before "at"."""
    known, said = measures(), count.head.head
    if syntax.preposition(count.head) != "at" or said.i == count.head.i:
        return None
    word = lemma(said)
    found = known.toll_measures.get(word) or known.adjective.get(said.lower_) or known.patient.get(word)
    if found is None:
        return None
    above = list(syntax.ancestors(said))
    near = [*above, *(c for t in above for c in t.children if syntax.relation(c.dep_) == "obj")]
    total = next((t for t in near if lemma(t) in known.totals and t.i < said.i), None)
    return (found, total) if total is not None else None


def _amounts(count: Count) -> tuple[Measure, Token] | None:
    """ "fatalities reached 58", "put the wounded at 220", "hostages, whom it numbers at 140": a bare number."""
    head = syntax.first_conjunct(count.head)
    verb = head.head
    if count.noun is not None or (verb.pos_ != "VERB" and verb.dep_ != "acl:relcl"):
        return None
    put = syntax.preposition(head).split(" ")[0] == "at"
    told = syntax.children(verb, "obj") if put else []
    if not told and (put or lemma(verb) in measures().amounts):
        told = syntax.own_subjects(verb)
    for word in (syntax.antecedent(t) for t in told):
        found = _named_by(word) if word.i < head.i else None
        if found is not None:
            return found, word
    return None


def _named_by(word: Token) -> Measure | None:
    """The measure of those that a word names by itself: "fatalities", "the wounded", "the remaining hostages"."""
    known = measures()
    if word.pos_ == "VERB" or known.noun.get(lemma(word)) in known.needs:
        return None
    tables = (known.counted, known.toll_measures, known.noun)
    return known.adjective.get(word.lower_) or next((t[lemma(word)] for t in tables if lemma(word) in t), None)
