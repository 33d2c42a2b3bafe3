"""Quotations that no reporting word took: who goes on, who is introduced by a colon, who signs with a dash."""

from __future__ import annotations

from dateline.reading.attributions.drafts import Draft, cue_end, merge
from dateline.reading.attributions.markers import colon_report, dash_report
from dateline.reading.attributions.quotes import Quote
from dateline.reading.attributions.report import Report
from dateline.reading.attributions.sources import source_entity
from dateline.reading.context import Reading


def claim_quotes(reading: Reading, drafts: list[Draft], marks: list[Quote]) -> None:
    """Give each quotation that no reporting word took to the one who speaks around it."""
    text = reading.document.text
    for quote in marks:
        if any(_holds(draft, quote) for draft in drafts):
            continue
        last = max((d for d in drafts if d.quoted and cue_end(d) <= quote.outer[0]), key=cue_end, default=None)
        if last is not None and not _within(last, quote) and _goes_on(text, last, quote):
            if ";" in text[cue_end(last) : quote.outer[0]] and last.report is not None:
                drafts.append(Draft(last.report, [quote.outer], last.source, last.entity, [quote]))
            else:
                last.content = merge([*last.content, quote.outer])
                last.quoted.append(quote)
            continue
        report = _introduced_by(reading, quote)
        if report is not None:
            source = report.source
            entity = source_entity(reading, source, report) if source is not None else None
            drafts.append(Draft(report, [quote.outer], source, entity, [quote]))
        elif last is not None and last.entity is not None and _speaks_on(reading, last, quote):
            drafts.append(Draft(None, [quote.outer], None, last.entity, [quote]))


def _holds(draft: Draft, quote: Quote) -> bool:
    """Whether the draft's content touches the quotation from outside of it."""
    return not _within(draft, quote) and any(a < quote.outer[1] and quote.outer[0] < b for a, b in draft.content)


def _within(draft: Draft, quote: Quote) -> bool:
    """Whether the draft's reporting word stands inside the quotation."""
    return draft.report is not None and quote.outer[0] <= draft.report.word.idx < quote.outer[1]


def _goes_on(text: str, draft: Draft, quote: Quote) -> bool:
    """Whether only the end of the reporting sentence stands between the two: “A,” he said. “B.”"""
    reach = min(max(cue_end(draft), draft.content[-1][1]), quote.outer[0])
    sentence_end = min(draft.report.word.sent.end_char if draft.report is not None else reach, quote.outer[0])
    gap, rest = text[reach : quote.outer[0]], text[sentence_end : quote.outer[0]]
    return "\n" not in gap and not any(c.isalnum() for c in rest)


def _speaks_on(reading: Reading, draft: Draft, quote: Quote) -> bool:
    """Whether a quotation of whole sentences follows in the same paragraph with nobody else named between."""
    text = reading.document.text
    inside = reading.doc.char_span(*quote.inner, alignment_mode="expand")
    if inside is None or len(inside) < 6 or text[quote.inner[1] - 1] not in ".!?…,":
        return False
    gap = text[cue_end(draft) : quote.outer[0]]
    if "\n" in gap or gap.rstrip()[-1:] not in tuple('.!?"”’'):
        return False
    between = reading.doc.char_span(cue_end(draft), quote.outer[0], alignment_mode="contract")
    named = {reading.entity_at[t.i].id for t in between or () if t.i in reading.entity_at and t.pos_ == "PROPN"}
    return named <= {draft.entity.id if draft.entity else ""}


def _introduced_by(reading: Reading, quote: Quote) -> Report | None:
    """The report of a quotation with a colon before it ("X was clear: “…”") or a dash behind it ("“…” — X")."""
    doc, text = reading.doc, reading.document.text
    if len(text[slice(*quote.inner)].split()) < 3:
        return None
    before = text[max(0, quote.outer[0] - 8) : quote.outer[0]].rstrip()
    inside = doc.char_span(*quote.outer, alignment_mode="expand")
    if inside is None:
        return None
    if before.endswith(":"):
        end = max(0, quote.outer[0] - 8) + len(before)
        colon = doc.char_span(end - 1, end, alignment_mode="expand")
        return colon_report(colon[0], (inside.start, inside.end)) if colon is not None else None
    return dash_report(inside.end, (inside.start, inside.end), doc)
