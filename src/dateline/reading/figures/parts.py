"""Figures that belong together: breakdowns of a whole, and counts that take their measure from the one before."""

from __future__ import annotations

from dateline.knowledge.measures import measures
from dateline.reading import syntax
from dateline.reading.figures.counts import Count
from dateline.reading.figures.measuring import Measured

_OF_ONE = frozenset({"killed", "injured", "missing", "abducted", "detained", "rescued", "released"})
_OF_WHOLE = ("of whom", "of them", "of which")
Row = tuple[Count, Measured, int | None]


def breakdowns(found: list[tuple[Count, Measured | None]]) -> list[Row]:
    """The counts that have a measure, each with the position of the whole that it breaks down, None for none."""
    kept: list[Row] = []
    for count, measured in found:
        whole = _whole(count, kept)
        if whole is not None and (measured is None or measured.by == "noun" or count.single):
            measured = Measured(kept[whole][1].measure, kept[whole][1].word, kept[whole][1].by)
        elif whole is not None and measured is not None and measured.measure != kept[whole][1].measure:
            whole = None
        if measured is None and not count.single and count.noun is None and count.quantity.new:
            measured = _continued(count, kept)
        if measured is None or (count.single and (measured.by != "predicate" or measured.measure not in _OF_ONE)):
            continue
        kept.append((count, measured, whole))
    return kept


def _whole(count: Count, kept: list[Row]) -> int | None:
    """The figure that an "including", "among them", "of whom" or "of them" before or after the count points at."""
    if not kept:
        return None
    doc = count.head.doc
    last = len(kept) - 1
    previous = kept[last][0]
    while kept[last][2] is not None:
        last = kept[last][2] or 0
    if previous.head.sent.start != count.head.sent.start:
        if count.noun is not None and count.noun.lower_ in {"them", "whom"}:
            return last
        return None
    between = [t.lower_ for t in doc[min(previous.last, count.first) : count.first]]
    around = " ".join([*between, *(t.lower_ for t in doc[count.last : count.last + 2])])
    if measures().breakdown & set(between) or any(phrase in around for phrase in _OF_WHOLE):
        return last
    goes_on = kept[-1][2] is not None and count.noun is not None and syntax.relation(count.head.dep_) == "conj"
    return last if goes_on and previous.head in (*syntax.ancestors(count.head), count.head) else None


def _continued(count: Count, kept: list[Row]) -> Measured | None:
    """ "…, and another 12" goes on with the measure before it, where no verb of its own says otherwise."""
    if not kept or kept[-1][0].head.sent.start != count.head.sent.start:
        return None
    if syntax.relation(count.head.dep_) != "conj":
        return None
    return kept[-1][1]
