"""From reporting words and quotation marks to the attributions of a document."""

from __future__ import annotations

from dateline.knowledge.speech import speech
from dateline.reading import syntax
from dateline.reading.attributions.claims import claim_quotes
from dateline.reading.attributions.closings import closing_report
from dateline.reading.attributions.drafts import Draft, fit
from dateline.reading.attributions.markers import (
    according_report,
    adverb_report,
    noun_report,
    quoting_report,
    voiced_report,
)
from dateline.reading.attributions.quotes import Quote, quotes
from dateline.reading.attributions.report import Report
from dateline.reading.attributions.sources import source_span
from dateline.reading.attributions.verbs import verb_report
from dateline.reading.context import Reading
from dateline.reading.tree import Token
from dateline.record import Attribution, Quotation, Span

_GENERIC = frozenset({
    "i", "we", "me", "us", "you", "one", "anyone", "someone", "everyone", "everybody", "nobody", "no", "it", "who",
    "what", "that", "which", "this",
})  # fmt: skip
_SPOKEN = frozenset({"speech", "claim", "denial"})
_MARKS = "\"“”„«»'‘’"


def assemble(reading: Reading) -> list[Attribution]:
    """The attributions of a reading in the order of their contents."""
    text = reading.document.text
    marks = quotes(text)
    drafts = _distinct([draft for report in _reports(reading, marks) if (draft := fit(reading, report, marks)).content])
    _quote_hosts(drafts)
    drafts = [draft for draft in drafts if _is_second_voice(draft, drafts, marks)]
    claim_quotes(reading, drafts, marks)
    drafts.sort(key=lambda draft: (draft.content[0][0], -draft.content[-1][1]))
    return _write(reading, drafts)


def _reports(reading: Reading, marks: list[Quote]) -> list[Report]:
    lexicon = speech()
    found: list[Report] = []
    for token in reading.doc:
        pos = token.pos_
        report: Report | None = None
        if pos in {"VERB", "AUX"}:
            cue = lexicon.verbs.get(token.lemma_.lower())
            if cue is not None:
                quoted = quoting_report(token) if "quoting" in cue.frames else None
                report = quoted or verb_report(token, cue)
                closed = closing_report(token, cue, marks)
                if closed is not None and (report is None or report.source is None or _swallows(report, closed)):
                    report = closed
            if token.lower_ == "according":
                report = _according(token)
        elif pos == "NOUN":
            cue = lexicon.nouns.get(token.lemma_.lower())
            report = noun_report(token, cue) if cue is not None else None
            if report is None and token.lower_ in lexicon.voicing:
                report = voiced_report(token)
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


def _swallows(report: Report, closed: Report) -> bool:
    """Whether the content that the tree gives holds the speaker who stands between the quotation and the verb."""
    assert closed.source is not None
    return any(start <= closed.source.i < end for start, end in report.content)


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
            return according_report(child, span)
    return None


def _quote_hosts(drafts: list[Draft]) -> None:
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


def _is_second_voice(draft: Draft, drafts: list[Draft], marks: list[Quote]) -> bool:
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
        firm = draft.report.frame in {"clause", "according to"} and draft.report.cue.kind in _SPOKEN
        return firm and draft.entity is not None and not draft.report.is_noun
    if draft.entity is None:
        return False
    return all(h.entity is None or h.entity.id != draft.entity.id for h in holders)


def _distinct(drafts: list[Draft]) -> list[Draft]:
    seen: set[tuple[tuple[Span, ...], int | None]] = set()
    kept: list[Draft] = []
    for draft in drafts:
        key = (tuple(draft.content), draft.source.i if draft.source is not None else None)
        if key not in seen:
            seen.add(key)
            kept.append(draft)
    return kept


def _write(reading: Reading, drafts: list[Draft]) -> list[Attribution]:
    doc, text = reading.doc, reading.document.text
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
            quotation=_quotation(text, draft),
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
        holders.sort(key=lambda other: sum(b - a for a, b in other.content))
        attribution.within = next((other.id for other in holders if not _is_within(other, attribution, written)), None)
    return written


def _is_within(one: Attribution | None, other: Attribution, written: list[Attribution]) -> bool:
    """Whether one attribution is reported, however deep, in the other: two never report each other."""
    by_id = {attribution.id: attribution for attribution in written}
    while one is not None and one is not other:
        one = by_id[one.within] if one.within else None
    return one is other


def _quotation(text: str, draft: Draft) -> Quotation:
    letters = covered = 0
    for a, b in draft.content:
        for i in range(a, b):
            if text[i].isalnum():
                letters += 1
                covered += any(q.outer[0] <= i < q.outer[1] for q in draft.quoted)
    return "direct" if covered == letters else "mixed" if covered else "indirect"


def _unmarked(text: str, content: list[Span]) -> list[Span]:
    """Content spans without the quotation marks that enclose them whole."""
    spans: list[Span] = []
    for start, end in content:
        if (
            text[start] in _MARKS
            and text[end - 1] in _MARKS
            and end - start > 2
            and not any(c in _MARKS[:7] for c in text[start + 1 : end - 1])
        ):
            spans.append((start + 1, end - 1))
        else:
            spans.append((start, end))
    return spans
