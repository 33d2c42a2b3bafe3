"""Who a reporting word's source is: its words in the text and its entity."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.reading import syntax
from dateline.reading.actors import actors_of
from dateline.reading.attributions.reports import Report
from dateline.reading.context import Reading
from dateline.record import Entity, Span


def source_entity(reading: Reading, source: Token) -> Entity | None:
    """The entity of the source, its pronoun or relative resolved; None where it is none."""
    found = actors_of(reading, syntax.antecedent(source))
    return found[0] if found else None


def source_span(source: Token, report: Report) -> Span:
    """The source as written, with its titles, appositions and modifiers, without the report itself."""
    blocked = {i for a, b in report.content for i in range(a, b)} | set(range(*report.cue_span))
    start = end = source.i
    inside = {t.i for t in source.subtree}
    while start - 1 in inside and start - 1 not in blocked:
        start -= 1
    while end + 1 in inside and end + 1 not in blocked:
        end += 1
    doc = source.doc
    while start < source.i and (doc[start].is_punct or doc[start].is_space or syntax.relation(doc[start].dep_) == "case"):
        start += 1
    while end > source.i and (doc[end].is_punct or doc[end].is_space or doc[end].lower_ in {"'s", "’s", "who", "which"}):
        end -= 1
    return doc[start].idx, doc[end].idx + len(doc[end])
