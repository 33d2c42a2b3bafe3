"""One document as a self-contained HTML page: no outside resource, facts and words that light each other up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from itertools import pairwise

from dateline.record import Record, Span
from dateline.views.facts import arrange, printable
from dateline.views.inline import content_policy, environment, stylesheet


@dataclass
class Segment:
    """A stretch of text in which nothing begins or ends, with the facts read from it."""

    text: str
    facts: list[str] = field(default_factory=list)
    layers: list[str] = field(default_factory=list)
    sentence: str | None = None


def render(record: Record, why: Mapping[str, list[str]] | None = None) -> str:
    """The page of a record; `why` holds the reasons by the id of a part, where they are known."""
    style, script = stylesheet(_asset("page.css")), _asset("page.js")
    sentences = _sentences(record)
    template = environment().from_string(_asset("page.html.j2"))
    page = template.render(
        record=record,
        document=record.document,
        title=printable(record.document.title or _first_words(record.document.text)),
        published=_readable(record.document.published),
        link=record.document.url if (record.document.url or "").startswith(("https://", "http://")) else None,
        facts=arrange(record, why),
        segments=segments(record, sentences),
        sentence_of={fact: sentences[span] for fact, span in _fact_sentences(record).items()},
        style=style,
        script=script,
        policy=content_policy(style, script),
        version=version("dateline"),
    )
    return printable(page)


def segments(record: Record, sentences: Mapping[Span, str]) -> list[Segment]:
    """The whole text cut at every place where a fact's words begin or end."""
    text = printable(record.document.text)
    marks = sorted(_marks(record), key=lambda mark: (mark[0][0], -mark[0][1]))
    cuts = {0, len(text)}
    for span in (*(mark[0] for mark in marks), *sentences):
        cuts.update(span)
    edges = sorted(cuts)
    by_start = {start: Segment(text[start:end]) for start, end in pairwise(edges)}
    for (start, end), id, layer in marks:
        for edge in edges[edges.index(start) : edges.index(end)]:
            segment = by_start[edge]
            if id not in segment.facts:
                segment.facts.append(id)
            if layer not in segment.layers:
                segment.layers.append(layer)
    for (start, end), name in sentences.items():
        for edge in edges[edges.index(start) : edges.index(end)]:
            by_start[edge].sentence = name
    return list(by_start.values())


def _marks(record: Record) -> list[tuple[Span, str, str]]:
    marks = [(span, entity.id, "entity") for entity in record.entities for span in entity.mentions]
    marks += [(span, place.id, "place") for place in record.places for span in place.mentions]
    marks += [(time.span, time.id, "time") for time in record.times]
    marks += [(event.trigger, event.id, "event") for event in record.events]
    marks += [(figure.span, figure.id, "figure") for figure in record.figures]
    for part in record.attributions:
        marks += [(span, part.id, "content") for span in part.content]
        marks += [(span, part.id, "cue") for span in (part.source_span, part.cue) if span]
    return marks


def _fact_sentences(record: Record) -> dict[str, Span]:
    sentences = {event.id: event.sentence for event in record.events}
    return sentences | {figure.id: figure.sentence for figure in record.figures}


def _sentences(record: Record) -> dict[Span, str]:
    return {span: f"s{number}" for number, span in enumerate(sorted(set(_fact_sentences(record).values())), 1)}


def _first_words(text: str) -> str:
    words = " ".join(text.split()[:12])
    return words if len(words) <= 90 else words[:90] + "…"


def _readable(published: str | None) -> str | None:
    if published is None or "T" not in published:
        return published
    try:
        return f"{datetime.fromisoformat(published):%Y-%m-%d %H:%M %Z}".strip()
    except ValueError:
        return published


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
