"""Counts in a parsed text: number phrases, and single people named by no number ("a boy and his mother")."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.knowledge.measures import measures
from dateline.reading import syntax
from dateline.reading.context import Reading
from dateline.reading.quantities import Quantity, quantities
from dateline.reading.tree import Span as Words
from dateline.reading.tree import Token
from dateline.record import Span

_CLIMB = frozenset({"nummod", "det", "amod", "compound", "advmod", "flat"})
_NAMING = frozenset({"nummod", "appos", "nmod", "dep", "flat", "compound"})
_DETERMINERS = frozenset({"a", "an"})
_PRONOUNS = frozenset({"them", "those", "these", "other", "others", "more"})
_POSSESSIVES = frozenset({"his", "her", "their", "its"})


@dataclass(frozen=True)
class Count:
    """A count: `head` fills the place in the sentence, `noun` is what is counted (None: not said), `span` its words.

    `like` is the noun of the count before, where this one goes on from it: "320 houses … and another 1,100".
    """

    quantity: Quantity
    head: Token
    noun: Token | None
    span: Span
    first: int  # token positions of the number phrase, half-open
    last: int
    single: bool = False
    like: Token | None = None


def counts(reading: Reading) -> list[Count]:
    """The counts of a document in the order of the text; dates, ages and measurements are none."""
    found = [c for q in quantities(reading.document.text) if (c := _numbered(reading, q)) is not None]
    taken = {i for c in found for i in range(c.first, c.last)} | {c.noun.i for c in found if c.noun is not None}
    found.extend(_singles(reading, taken))
    return _continued(sorted(found, key=lambda c: c.span))


def _continued(found: list[Count]) -> list[Count]:
    """The counts, those that only go on with another in their sentence with the noun of that one as `like`."""
    result: list[Count] = []
    for count in found:
        before = result[-1] if result else None
        goes_on = count.quantity.new or syntax.relation(count.head.dep_) in {"conj", "nsubj", "obj"}
        open_noun = count.noun is None or count.noun.lower_ in _PRONOUNS
        goes_on = goes_on and count.head.pos_ in {"NUM", "NOUN", "ADJ"} and count.head.lower_ != "both"
        if before is not None and goes_on and open_noun and before.head.sent.start == count.head.sent.start:
            count = replace(count, like=before.noun if before.noun is not None else before.like)
        result.append(count)
    return result


def _numbered(reading: Reading, quantity: Quantity) -> Count | None:
    doc = reading.doc
    core = doc.char_span(*quantity.core, alignment_mode="expand")
    whole = doc.char_span(*quantity.span, alignment_mode="expand")
    if core is None or whole is None or any(t.i in reading.time_at for t in core):
        return None
    head = next((t for t in core if not core.start <= t.head.i < core.end or t.head.i == t.i), core[0])
    while whole.start <= head.head.i < whole.end and head.head.i != head.i and head.head.pos_ != "VERB":
        head = head.head
    if _names(core[0], head) or (quantity.span == quantity.core and _is_age(core)):
        return None
    noun: Token | None = None
    while syntax.relation(head.dep_) in _CLIMB and head.head.i > head.i and head.head.pos_ not in {"VERB", "AUX"}:
        head = noun = head.head
    if noun is None:
        noun = _of(head)
        while noun is not None and core.start <= noun.i < core.end:
            noun = _of(noun)
    elif noun.text in {"$", "€", "£", "¥"}:
        noun = None
    if noun is None and (beside := _beside(core)) is not None:
        head = noun = beside
    if noun is not None and (noun.lemma_.lower() in measures().units or noun.i in reading.time_at):
        return None
    if noun is None and quantity.span == quantity.core and quantity.best is not None and whole.start > 0:
        quantity = _passed(doc[whole.start - 1], quantity)
    start, end = quantity.span
    if noun is not None:
        end = max(end, noun.idx + len(noun)) if noun.i < core.end + 12 else end
    return Count(quantity, head, noun, (start, end), whole.start, whole.end)


def _beside(core: Words) -> Token | None:
    """The plural behind a number that a tree hangs elsewhere: "the withdrawal last month of 900 Malian troops"."""
    doc, position = core.doc, core.end
    while position < len(doc) and position < core.end + 4:
        token = doc[position]
        if token.pos_ == "NOUN" and (token.lower_ != token.lemma_.lower() or token.lower_ == "troops"):
            inside = all(t.head.i == token.i for t in doc[core.end : position])
            bare = not any(c.i < core.end for c in token.children if syntax.relation(c.dep_) != "case")
            return token if inside and bare else None
        if token.pos_ not in {"ADJ", "NOUN", "PROPN"} or syntax.relation(token.dep_) not in {"amod", "compound"}:
            return None
        position += 1
    return None


def _passed(before: Token, quantity: Quantity) -> Quantity:
    """ "the count of wounded passed 700": more than 700."""
    if before.pos_ != "VERB" or before.lemma_.lower() not in measures().passing:
        return quantity
    span = (before.idx, quantity.span[1])
    return replace(quantity, span=span, high=None, best=None, qualifier=before.text)


def _names(first: Token, head: Token) -> bool:
    """Whether the number names the thing before it: "posts 542", "Flight 370", "Resolution 2254"."""
    lead = syntax.first_conjunct(head)
    if not first.is_digit or not lead.is_digit or lead.i == 0 or lead.head.i != lead.i - 1:
        return False
    before = lead.nbor(-1)
    if before.lemma_.lower() in measures().totals:
        return False
    return before.pos_ in {"NOUN", "PROPN"} and syntax.relation(lead.dep_) in _NAMING


def _is_age(core: Words) -> bool:
    """Whether the number tells an age: "a seller, 22, is", "Hassan Omar, 61."."""
    doc = core.doc
    if len(core) != 1 or not core.text.isdigit() or int(core.text) > 110 or core.start < 2 or core.end >= len(doc):
        return False
    before = doc[core.start - 2]
    one = before.pos_ == "PROPN" or (before.pos_ == "NOUN" and before.lower_ == before.lemma_.lower())
    return one and doc[core.start - 1].text == "," and doc[core.end].text in {",", "."}


def _of(head: Token) -> Token | None:
    """What "hundreds of protesters", "14 of its peacekeepers" count."""
    for child in head.children:
        if child.i > head.i and syntax.relation(child.dep_) in {"nmod", "obl"} and syntax.preposition(child) == "of":
            if child.lemma_.lower() in measures().talks:
                return None
            return child
    return None


def _singles(reading: Reading, taken: set[int]) -> list[Count]:
    known = measures()
    found: list[Count] = []
    for token in reading.doc:
        if token.lower_ not in _DETERMINERS and not (
            token.lower_ == "the" and token.head.lemma_.lower() in known.groups
        ):
            continue
        noun = token.head
        if noun.i < token.i or noun.i in taken or syntax.relation(token.dep_) != "det":
            continue
        lemma = noun.lemma_.lower()
        size = known.groups.get(lemma) if _of(noun) is None else None
        if size is None:
            if lemma not in known.people or token.lower_ not in _DETERMINERS:
                continue
            size = 1
        last = noun
        for other in syntax.conjuncts(noun)[1:]:
            if _is_single(other) and other.i not in taken:
                size, last = size + 1, other
                taken.add(other.i)
        taken.add(noun.i)
        span = (token.idx, last.idx + len(last))
        bare = Quantity(span, span, size, size, size)
        found.append(Count(bare, noun, noun, span, token.i, noun.i + 1, single=True))
    return found


def _is_single(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    for child in noun.children:
        if child.lower_ in _DETERMINERS and lemma in measures().people:
            return True
        if child.lower_ in _POSSESSIVES and child.i < noun.i and lemma in measures().kin:
            return noun.lower_ == lemma
    return False
