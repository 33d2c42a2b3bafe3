"""A report with its content in characters, on its way to an attribution."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.reading.attributions.quotes import Quote
from dateline.reading.attributions.report import Report
from dateline.reading.attributions.sources import source_entity
from dateline.reading.context import Reading
from dateline.reading.tree import Token
from dateline.record import Entity, Span

_TRIM = " \t\r\n\u00a0,;:–—―-"


@dataclass
class Draft:
    """An attribution in the making; `report` is None for a quotation that goes on without a word about it."""

    report: Report | None
    content: list[Span]
    source: Token | None
    entity: Entity | None
    quoted: list[Quote] = field(default_factory=list)


def fit(reading: Reading, report: Report, marks: list[Quote]) -> Draft:
    """The report with its content in characters, grown to the quotations that it touches."""
    doc, text = reading.doc, reading.document.text
    cue_start = doc[report.word.i].idx
    spans: list[Span] = []
    quoted: list[Quote] = []
    for start, end in report.content:
        if start >= end:
            continue
        a, b = doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
        a = _after_full_stop(text, a, b, marks)
        for quote in marks:
            if quote.outer[1] <= a or quote.outer[0] >= b or quote.outer[0] <= cue_start < quote.outer[1]:
                continue
            quoted.append(quote)
            if report.frame == "clause":
                a, b = min(a, quote.outer[0]), max(b, quote.outer[1])
        trimmed = _trim(text, a, b)
        if trimmed is not None:
            spans.append(trimmed)
    entity = source_entity(reading, report.source, report) if report.source is not None else None
    return Draft(report, merge(spans), report.source, entity, quoted)


def _after_full_stop(text: str, start: int, end: int, marks: list[Quote]) -> int:
    """Where a content starts that the sentence splitter joined with the sentence before its quotation."""
    for quote in marks:
        opens = quote.outer[0]
        if start < opens < end <= quote.outer[1] + 2 and text[start:opens].rstrip().endswith((".", "?", "!")):
            return opens
    return start


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _TRIM:
        start += 1
    while start < end and text[end - 1] in _TRIM:
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def merge(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def cue_end(draft: Draft) -> int:
    if draft.report is None:
        return draft.content[-1][1]
    last = draft.report.word.doc[draft.report.cue_span[1] - 1]
    return last.idx + len(last)
