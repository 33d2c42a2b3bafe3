"""How many: every count that matters, with its bounds, who is counted, and who says so."""

from __future__ import annotations

from dateline.reading.attributions import innermost_attribution
from dateline.reading.context import Reading, char_span
from dateline.reading.figures.counts import Count, counts
from dateline.reading.figures.details import (
    as_of,
    cause,
    counting,
    location,
    status,
    subject,
    subject_nation,
)
from dateline.reading.figures.measuring import Measured, measure
from dateline.reading.figures.parts import breakdowns
from dateline.record import Figure

__all__ = ["read_figures"]


def read_figures(reading: Reading) -> None:
    """Fill `reading.figures`, in the order of the text."""
    found: list[tuple[Count, Measured | None]] = [(count, measure(reading, count)) for count in counts(reading)]
    for count, measured, whole in breakdowns(reading, found):
        figure = _figure(reading, count, measured)
        if whole is not None and whole < len(reading.figures):
            figure.part_of = reading.figures[whole].id
        reading.figures.append(figure)


def _figure(reading: Reading, count: Count, measured: Measured) -> Figure:
    quantity = count.quantity
    told = status(count, measured)
    attribution = innermost_attribution(reading, *quantity.span)
    country, sectors, reason = subject_nation(reading, count, measured)
    place = location(reading, count, measured)
    figure = Figure(
        id=f"f{len(reading.figures) + 1}",
        measure=measured.measure,
        low=quantity.low,
        high=quantity.high,
        best=quantity.best,
        qualifier=quantity.qualifier,
        unit=quantity.unit or (measured.word.lemma_.lower() if measured.measure == "munitions" else None),
        subject=subject(reading, count),
        subject_country=country,
        subject_sectors=sectors,
        counting=counting(count, measured),
        event=cause(reading, count, measured),
        place=place.id if place is not None else None,
        as_of=as_of(reading, attribution),
        attribution=attribution.id if attribution is not None else None,
        status=told,
        span=count.span,
        sentence=char_span(count.head.sent),
    )
    reading.explain(figure.id, f"“{measured.word.text}” ({measured.by}) makes it {measured.measure}")
    if reason:
        reading.explain(figure.id, reason)
    return figure
