"""Figures that belong together: breakdowns of a whole, and counts that take their measure from the one before."""

from __future__ import annotations

from dateline.knowledge.measures import measures
from dateline.reading import syntax
from dateline.reading.context import Reading
from dateline.reading.figures.counts import Count
from dateline.reading.figures.measuring import Measured
from dateline.reading.figures.people import ELLIPTIC, is_person, lemma
from dateline.reading.tree import Token
from dateline.record import Measure

_OF_ONE = frozenset({"killed", "injured", "missing", "abducted", "detained", "rescued", "released"})
_OF_PEOPLE = _OF_ONE | {"casualties", "displaced", "affected", "demonstrators"}
_OF_WHOLE = ("of whom", "of them", "of which", "of those", "of these")
_OPENING = frozenset({"–", "—", "-", "(", ":"})
Row = tuple[Count, Measured, int | None]


def breakdowns(reading: Reading, found: list[tuple[Count, Measured | None]]) -> list[Row]:
    """The counts that have a measure, each with the position of the whole that it breaks down, None for none."""
    kept: list[Row] = []
    for count, measured in found:
        whole = _whole(count, measured, kept)
        if measured is None and (count.head.lower_ == "both" or not is_person(reading, count)):
            whole = None
        if whole is not None and (measured is None or measured.by == "noun" or count.single):
            measured = kept[whole][1]
        elif whole is not None and measured is not None and measured.measure != kept[whole][1].measure:
            whole = None
        if measured is None and not count.single and count.noun is None:
            measured = _continued(count, kept) or _restated(count, kept) or _compared(count, kept) or _found(count)
        if whole is None and (measured is None or measured.by == "noun") and _is_next(reading, count, kept):
            _, measured, whole = kept[-1]
        if measured is None or (count.single and (measured.by != "predicate" or measured.measure not in _OF_ONE)):
            continue
        kept.append((count, measured, whole))
    return kept


def _whole(count: Count, measured: Measured | None, kept: list[Row]) -> int | None:
    """The figure before that the count breaks down, if words or punctuation say so and it is not the smaller one."""
    if not kept:
        return None
    same_sentence = kept[-1][0].head.sent.start == count.head.sent.start
    whole = _within(count, kept) if same_sentence else _across(count, measured, kept)
    return whole if whole is not None and _size(count) <= _size(kept[whole][0]) else None


def _size(count: Count) -> float:
    quantity = count.quantity
    return next(n for n in (quantity.best, quantity.high, quantity.low, 0) if n is not None)


def _root(kept: list[Row]) -> int:
    """The last figure that is no part of another, in the row of those that the last one belongs to."""
    last = len(kept) - 1
    while (above := kept[last][2]) is not None:
        last = above
    return last


def _within(count: Count, kept: list[Row]) -> int | None:
    """ "22, including three children", "43 people, 16 of them", "of the 61, nine", "six civilians – three women"."""
    doc, previous = count.head.doc, kept[-1][0]
    between = [t.lower_ for t in doc[min(previous.last, count.first) : count.first]]
    around = " ".join([*between, *(t.lower_ for t in doc[count.last : count.last + 2])])
    if measures().breakdown & set(between) or any(said in around for said in _OF_WHOLE):
        return _root(kept)
    degree = count.last < len(doc) and doc[count.last].pos_ == "ADV" and doc[count.last].lower_.endswith("ly")
    if count.noun is None and between == [","] and degree and previous.quantity.unit is None:
        return _root(kept)
    if count.noun is not None and lemma(count.noun) in measures().broken_down and _definite(count):
        return _root(kept)
    before = [t.lower_ for t in doc[max(previous.head.sent.start, previous.first - 2) : previous.first]]
    if count.noun is None and "of" in before and between[-1:] == [","] and not {"and", ";"} & set(between):
        return _root(kept)
    if between and between[-1] in _OPENING and len(between) <= 4 and _of_people(count, kept[-1]):
        return _root(kept)
    goes_on = kept[-1][2] is not None and count.noun is not None
    beside = previous.head in (*syntax.ancestors(count.head), count.head)
    listed = count.head.dep_ == "appos" == previous.head.dep_ and count.head.head.i == previous.head.head.i
    if goes_on and (listed or (beside and syntax.relation(count.head.dep_) == "conj")):
        return _root(kept)
    return None


def _of_people(count: Count, row: Row) -> bool:
    """Whether a count in brackets may be some of the people before it."""
    noun = count.noun
    person = noun is None or lemma(noun) in measures().people or lemma(noun) in ELLIPTIC
    return person and row[1].measure in _OF_PEOPLE and row[0].noun is not None


def _across(count: Count, measured: Measured | None, kept: list[Row]) -> int | None:
    """ "Of those, six were women", "they included four children", "among the dead", "nine of the dead were"."""
    known = measures()
    sentence = count.head.sent
    if sentence.start - kept[-1][0].head.sent.end > 60:
        return None
    lead = [t.lower_ for t in sentence.doc[sentence.start : count.first]]
    noun = count.noun
    if noun is not None and noun.lower_ in {"them", "whom", "those", "these"}:
        return _root(kept)
    verb = syntax.first_conjunct(count.head).head
    included = lemma(verb) in known.breakdown and [lemma(t) for t in syntax.subjects(verb)]
    named = [word for word in included or () if word in known.broken_down]
    if lead and lead[0] in {"among", "of"}:
        named += [word for word in lead if word in known.broken_down]
    if not named and noun is not None and lemma(noun) in known.broken_down and _definite(count):
        named = [lemma(noun)]
        if measured is None or noun.lower_ in known.people:
            return None
    if not named:
        return None
    told = next((m for w in named if (m := known.toll_measures.get(w) or known.adjective.get(w))), None)
    return _last_of(told, kept) if told is not None else _root(kept)


def _definite(count: Count) -> bool:
    return count.noun is not None and any(c.lower_ == "the" for c in count.noun.children)


def _last_of(measure: Measure, kept: list[Row]) -> int | None:
    """The last figure of a measure that is no part."""
    wholes = (at for at in reversed(range(len(kept))) if kept[at][2] is None)
    return next((at for at in wholes if kept[at][1].measure == measure), None)


def _continued(count: Count, kept: list[Row]) -> Measured | None:
    """ "…, and another 12" goes on with the measure before it, where no verb of its own says otherwise."""
    if not kept or kept[-1][0].head.sent.start != count.head.sent.start:
        return None
    if not count.quantity.new or syntax.relation(count.head.dep_) != "conj":
        return None
    return kept[-1][1]


def _restated(count: Count, kept: list[Row]) -> Measured | None:
    """ "Others put the figure at 300": another number for what was counted before, in this sentence or the last."""
    totals = measures().totals
    head = count.head
    near = [head.head, *head.children, *head.head.children]
    stated = next((t for t in near if lemma(t) in totals and _bare(t)), None)
    if not kept or not _size(count) or syntax.relation(head.dep_) == "nsubj":
        return None
    whole = kept[_root(kept)]
    close = count.head.sent.start - whole[0].head.sent.end <= 1
    if not close or whole[1].measure not in _OF_PEOPLE or not _is_plain(whole[0].head.sent.start, kept):
        return None
    if stated is None:
        return Measured(whole[1].measure, head.head, "predicate") if _is_said_again(count) else None
    return Measured(whole[1].measure, stated, "toll")


def _bare(noun: Token) -> bool:
    """ "the figure", "that number": nothing else is said of it."""
    return [c.lower_ for c in noun.children if c.i < noun.i] in (["the"], ["that"], ["this"]) and not any(
        syntax.relation(c.dep_) in {"nmod", "acl"} for c in noun.children
    )


def _is_said_again(count: Count) -> bool:
    """ "the rebels spoke of 60", "a rival group counted 112": somebody's bare number."""
    verb, link = count.head.head, syntax.relation(count.head.dep_)
    if verb.pos_ != "VERB" or lemma(verb) not in measures().restating or not syntax.own_subjects(verb):
        return False
    return link == "obj" or (link == "obl" and syntax.preposition(count.head) == "of")


def _is_plain(sentence: int, kept: list[Row]) -> bool:
    """Whether the wholes of a sentence are all of one measure, so that a bare number can mean no other."""
    return len({row[1].measure for row in kept if row[0].head.sent.start == sentence and row[2] is None}) == 1


def _compared(count: Count, kept: list[Row]) -> Measured | None:
    """ "13 died, up from eight", "rose from 31 to 45": a number that the one before is held against."""
    if not kept or kept[-1][0].head.sent.start != count.head.sent.start:
        return None
    previous, doc = kept[-1][0], count.head.doc
    if previous.noun is None and [t.lower_ for t in doc[previous.last : count.first]] == ["to"]:
        return kept[-1][1]
    words = " ".join(t.lower_ for t in doc[max(0, count.first - 2) : count.first])
    return kept[-1][1] if words in measures().compared and kept[-1][1].measure in _OF_PEOPLE else None


def _found(count: Count) -> Measured | None:
    """ "Bodies lay by the well. He counted 38.": what was just told of without a number is what somebody counts."""
    verb, here = count.head.head, count.head.sent
    if lemma(verb) != "count" or syntax.relation(count.head.dep_) != "obj" or here.start == 0:
        return None
    counted = measures().counted
    for token in (*here.doc[here.start : verb.i], *here.doc[here.start - 1].sent):
        found = counted.get(lemma(token)) if token.pos_ == "NOUN" and token.lower_ != lemma(token) else None
        if found is not None and not syntax.children(token, "nummod"):
            return Measured(found, token, "noun")
    return None


def _is_next(reading: Reading, count: Count, kept: list[Row]) -> bool:
    """ "nine Filipinos, three Indians and two Ukrainians": the next in a list of people, wherever the tree hangs it."""
    if not kept or count.single or count.noun is None or not is_person(reading, count):
        return False
    previous, told, _ = kept[-1]
    if previous.noun is None or told.by != "predicate" or told.measure not in _OF_PEOPLE:
        return False
    between = [t.lower_ for t in count.head.doc[max(previous.last, previous.noun.i + 1) : count.first]]
    verb = syntax.first_conjunct(count.head).head
    acts = syntax.relation(count.head.dep_) == "nsubj" and verb.i != told.word.i and verb.i > count.head.i
    return between in ([","], ["and"], [",", "and"], [";"]) and not acts
