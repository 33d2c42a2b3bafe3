"""From reporting words and quotation marks to the attributions of a document."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from dateline.knowledge.speech import speech
from dateline.reading import syntax
from dateline.reading.attributions.quotes import Quote, quotes
from dateline.reading.attributions.reports import (
    Report,
    according_report,
    adverb_report,
    colon_report,
    dash_report,
    noun_report,
    quoting_report,
    verb_report,
)
from dateline.reading.attributions.sources import source_entity, source_span
from dateline.reading.context import Reading
from dateline.record import Attribution, Entity, Quotation, Span

_TRIM = " \t\r\n\u00a0,;:–—―-"
_GENERIC = frozenset({
    "i", "we", "me", "us", "you", "one", "anyone", "someone", "everyone", "everybody", "nobody", "no", "it", "who",
    "what", "that", "which", "this",
})  # fmt: skip
_MARKS = "\"“”„«»'‘’"


@dataclass
class _Draft:
    report: Report | None
    content: list[Span]
    source: Token | None
    entity: Entity | None
    quoted: list[Quote] = field(default_factory=list)


def assemble(reading: Reading) -> list[Attribution]:
    """The attributions of a reading in the order of their contents."""
    text = reading.document.text
    marks = quotes(text)
    drafts = _distinct([draft for report in _reports(reading) if (draft := _fit(reading, report, marks)).content])
    _quote_hosts(drafts)
    drafts = [draft for draft in drafts if _is_second_voice(draft, drafts, marks)]
    _claim_quotes(reading, drafts, marks)
    drafts.sort(key=lambda draft: (draft.content[0][0], -draft.content[-1][1]))
    return _write(reading, drafts)


def _reports(reading: Reading) -> list[Report]:
    lexicon = speech()
    found: list[Report] = []
    for token in reading.doc:
        pos = token.pos_
        report: Report | None = None
        if pos in {"VERB", "AUX"}:
            cue = lexicon.verbs.get(token.lemma_.lower())
            if cue is not None:
                report = verb_report(token, cue) if "quoting" not in cue.frames else quoting_report(token) or verb_report(token, cue)
            if token.lower_ == "according":
                report = _according(token)
        elif pos == "NOUN":
            cue = lexicon.nouns.get(token.lemma_.lower())
            report = noun_report(token, cue) if cue is not None else None
        elif pos == "ADJ":
            cue = lexicon.adjectives.get(token.lower_)
            report = verb_report(token, cue) if cue is not None else None
        elif token.lower_ == "according":
            report = _according(token)
        elif pos == "ADV" and token.lower_ in lexicon.adverbs:
            report = adverb_report(token)
        if report is not None:
            found.append(report)
    return found


def _according(token: Token) -> Report | None:
    """ "according to X": the marker hangs on X, or X on the marker."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if following is None or following.lower_ != "to":
        return None
    span = (token.i, following.i + 1)
    if syntax.relation(token.dep_) in {"case", "mark", "advmod"} and token.head.i > token.i:
        return according_report(token.head, span)
    for child in token.children:
        if child.i > following.i and syntax.relation(child.dep_) in {"obl", "nmod", "obj"}:
            report = according_report(child, span)
            return report
    return None


def _fit(reading: Reading, report: Report, marks: list[Quote]) -> _Draft:
    """The report with its content in characters, grown to the quotations that it touches."""
    doc, text = reading.doc, reading.document.text
    cue_start = doc[report.word.i].idx
    spans: list[Span] = []
    quoted: list[Quote] = []
    for start, end in report.content:
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
    return _Draft(report, _merge(spans), report.source, entity, quoted)


def _after_full_stop(text: str, start: int, end: int, marks: list[Quote]) -> int:
    """Where a content starts that the sentence splitter joined with the sentence before its quotation."""
    for quote in marks:
        if start < quote.outer[0] < end <= quote.outer[1] + 2 and text[start : quote.outer[0]].rstrip().endswith((".", "?", "!")):
            return quote.outer[0]
    return start


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in _TRIM:
        start += 1
    while start < end and text[end - 1] in _TRIM:
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def _merge(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _quote_hosts(drafts: list[_Draft]) -> None:
    """Give "…, quoting officials, …" the content of the report that it stands in; drop it where there is none."""
    for draft in [d for d in drafts if d.report is not None and d.report.frame == "quoting"]:
        assert draft.report is not None
        word = draft.report.word
        near = {word.head.i, *(t.i for t in syntax.ancestors(word.head))}
        hosts = [d for d in drafts if d.report is not None and d.report.frame != "quoting" and (
            d.report.word.i in near or (d.source is not None and d.source.i == word.head.i))]  # fmt: skip
        if hosts and draft.entity is not None:
            draft.content = [span for span in hosts[0].content if not span[0] <= word.idx < span[1]] or draft.content
            draft.quoted = list(hosts[0].quoted)
        else:
            drafts.remove(draft)


def _is_second_voice(draft: _Draft, drafts: list[_Draft], marks: list[Quote]) -> bool:
    """Whether a report inside another's content brings in someone else, not the speaker's own "I think"."""
    if draft.report is None:
        return True
    word = draft.report.word
    holders = [
        d for d in drafts
        if d is not draft and d.report is not None and any(a <= word.idx < b for a, b in d.content)
    ]  # fmt: skip
    quoted = any(q.outer[0] <= word.idx < q.outer[1] and len(q.parts) for q in marks)
    if not holders and not quoted:
        return True
    if draft.source is None or draft.source.lower_ in _GENERIC:
        return False
    if quoted:
        firm = draft.report.frame in {"clause", "according to"} and draft.report.cue.kind in {"speech", "claim", "denial"}
        return firm and draft.entity is not None and not draft.report.is_noun
    if draft.entity is None:
        return False
    return all(h.entity is None or h.entity.id != draft.entity.id for h in holders)


def _distinct(drafts: list[_Draft]) -> list[_Draft]:
    seen: set[tuple[tuple[Span, ...], int | None]] = set()
    kept: list[_Draft] = []
    for draft in drafts:
        key = (tuple(draft.content), draft.source.i if draft.source is not None else None)
        if key not in seen:
            seen.add(key)
            kept.append(draft)
    return kept


def _claim_quotes(reading: Reading, drafts: list[_Draft], marks: list[Quote]) -> None:
    """Give each quotation that no reporting word took to the one who speaks around it."""
    text = reading.document.text
    for quote in marks:
        if any(a < quote.outer[1] and quote.outer[0] < b and not _within(d, quote) for d in drafts for a, b in d.content):
            continue
        last = max((d for d in drafts if d.quoted and _cue_end(d) <= quote.outer[0]), key=_cue_end, default=None)
        if last is not None and not _within(last, quote) and _goes_on(text, last, quote):
            if ";" in text[_cue_end(last) : quote.outer[0]] and last.report is not None:
                drafts.append(_Draft(last.report, [quote.outer], last.source, last.entity, [quote]))
            else:
                last.content = _merge([*last.content, quote.outer])
                last.quoted.append(quote)
            continue
        report = _introduced_by(reading, quote)
        if report is not None:
            source = report.source
            entity = source_entity(reading, source, report) if source is not None else None
            drafts.append(_Draft(report, [quote.outer], source, entity, [quote]))
        elif last is not None and last.entity is not None and _speaks_on(reading, last, quote):
            drafts.append(_Draft(None, [quote.outer], None, last.entity, [quote]))


def _goes_on(text: str, draft: _Draft, quote: Quote) -> bool:
    """Whether nothing but the end of the reporting sentence stands between the draft and the quotation: “A,” he said. “B.”"""
    reach = min(max(_cue_end(draft), draft.content[-1][1]), quote.outer[0])
    sentence_end = min(draft.report.word.sent.end_char if draft.report is not None else reach, quote.outer[0])
    return "\n" not in text[reach : quote.outer[0]] and not any(c.isalnum() for c in text[sentence_end : quote.outer[0]])


def _speaks_on(reading: Reading, draft: _Draft, quote: Quote) -> bool:
    """Whether a quotation of whole sentences follows, in the same paragraph or as the next one, with nobody else named."""
    text = reading.document.text
    inside = reading.doc.char_span(*quote.inner, alignment_mode="expand")
    if inside is None or len(inside) < 6 or text[quote.inner[1] - 1] not in ".!?…,":
        return False
    gap = text[_cue_end(draft) : quote.outer[0]]
    if gap.count("\n\n") > 1 or (text[: quote.outer[0]].rstrip()[-1:] not in ".!?\"”’"):
        return False
    between = reading.doc.char_span(_cue_end(draft), quote.outer[0], alignment_mode="contract")
    named = {reading.entity_at[t.i].id for t in between or () if t.i in reading.entity_at and t.pos_ == "PROPN"}
    return "\n" not in gap and named <= {draft.entity.id if draft.entity else ""}


def _introduced_by(reading: Reading, quote: Quote) -> Report | None:
    """The report of a quotation with a colon before it ("X was clear: “…”") or a dash and a name behind it ("“…” — X")."""
    doc, text = reading.doc, reading.document.text
    if len(text[slice(*quote.inner)].split()) < 3:
        return None
    before = text[: quote.outer[0]].rstrip()
    inside = doc.char_span(*quote.outer, alignment_mode="expand")
    if inside is None:
        return None
    if before.endswith(":"):
        colon = doc.char_span(len(before) - 1, len(before), alignment_mode="expand")
        return colon_report(colon[0], (inside.start, inside.end)) if colon is not None else None
    return dash_report(inside.end, (inside.start, inside.end), doc)


def _within(draft: _Draft, quote: Quote) -> bool:
    """Whether the draft's reporting word stands inside the quotation."""
    return draft.report is not None and quote.outer[0] <= draft.report.word.idx < quote.outer[1]


def _cue_end(draft: _Draft) -> int:
    if draft.report is None:
        return draft.content[-1][1]
    last = draft.report.word.doc[draft.report.cue_span[1] - 1]
    return last.idx + len(last)


def _quotation(text: str, content: list[Span], marks: list[Quote]) -> Quotation:
    letters = [i for a, b in content for i in range(a, b) if text[i].isalnum()]
    covered = sum(1 for i in letters if any(q.outer[0] <= i < q.outer[1] for q in marks))
    if covered == len(letters):
        return "direct"
    return "mixed" if covered else "indirect"


def _write(reading: Reading, drafts: list[_Draft]) -> list[Attribution]:
    doc, text = reading.doc, reading.document.text
    marks = [q for d in drafts for q in d.quoted]
    written: list[Attribution] = []
    for number, draft in enumerate(drafts, start=1):
        entity = draft.entity
        cue: Span | None = None
        own_span: Span | None = None
        if draft.report is not None:
            start, end = draft.report.cue_span
            cue = (doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
            own_span = source_span(draft.source, draft.report) if draft.source is not None else None
        attribution = Attribution(
            id=f"a{number}",
            source=entity.id if entity is not None else None,
            source_span=own_span,
            cue=cue,
            content=_unmarked(text, draft.content),
            quotation=_quotation(text, draft.content, marks),
        )
        if draft.report is not None:
            reading.explain(attribution.id, f"“{draft.report.word.text}” reports with the frame “{draft.report.frame}”")
        written.append(attribution)
    for attribution in written:
        holders = [
            other for other in written
            if other is not attribution and attribution.cue is not None
            and any(a <= attribution.cue[0] and attribution.cue[1] <= b for a, b in other.content)
        ]  # fmt: skip
        if holders:
            attribution.within = min(holders, key=lambda o: sum(b - a for a, b in o.content)).id
    return written


def _unmarked(text: str, content: list[Span]) -> list[Span]:
    """Content spans without the quotation marks that enclose them whole."""
    spans: list[Span] = []
    for start, end in content:
        if text[start] in _MARKS and text[end - 1] in _MARKS and end - start > 2 and not any(
            c in _MARKS[:7] for c in text[start + 1 : end - 1]
        ):
            spans.append((start + 1, end - 1))
        else:
            spans.append((start, end))
    return spans
