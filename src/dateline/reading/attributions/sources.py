"""Who a reporting word's source is: its words in the text and its entity."""

from __future__ import annotations

from dateline.knowledge.measures import measures
from dateline.knowledge.speech import speech
from dateline.reading import syntax
from dateline.reading.actors import actors_of, owner_of
from dateline.reading.attributions.report import Report
from dateline.reading.context import Reading, char_span
from dateline.reading.tree import Token
from dateline.record import Entity, Span

_SAYING = frozenset({"say", "tell", "add", "announce", "write"})


def source_entity(reading: Reading, source: Token, report: Report) -> Entity | None:
    """The entity of the source: its pronoun or relative resolved, a document's author, a new one for others who speak.

    None where the text names nobody: "it is said".
    """
    source = syntax.antecedent(source)
    if source.lower_ in {"one", "another"}:
        source = next(iter(syntax.children(source, "appos")), source)
    lemma, known = source.lemma_.lower(), measures()
    person = lemma in known.people or lemma in known.kin or lemma in speech().speakers
    found = actors_of(reading, source) if not _is_document(source) else []
    if not found and source.pos_ == "NOUN" and not person:
        read_by = any(c.lemma_.lower() in speech().readings for c in syntax.children(source, "acl"))
        found = [] if read_by else owner_of(reading, source) or _from(reading, source)
    found = found or actors_of(reading, source)
    several = len(found) > 1 and source.pos_ == "NOUN" and not syntax.children(source, "conj")
    if found and not several:
        return found[0]
    speaks = person or several or lemma in speech().voices
    if source.pos_ not in {"NOUN", "PROPN"} or not (speaks or report.word.lemma_.lower() in _SAYING):
        return None
    start, end = syntax.core_span(source)
    span = reading.doc[start:end]
    entity = Entity(
        id=f"e{len(reading.entities) + 1}",
        kind="person" if person else "group",
        name=span.text,
        mentions=[char_span(span)],
    )
    reading.entities.append(entity)
    for position in range(start, end):
        reading.entity_at.setdefault(position, entity)
    reading.explain(entity.id, f"“{span.text}” is said to speak")
    return entity


def _is_document(source: Token) -> bool:
    return source.lemma_.lower() in speech().voices and source.lemma_.lower() in speech().venues


def _from(reading: Reading, document: Token) -> list[Entity]:
    """Who a document comes from: "a statement from the palace"."""
    phrases = syntax.nominal_modifiers(document)
    return [entity for token in phrases.get("from", []) for entity in actors_of(reading, token)]


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
    while start < source.i and (
        doc[start].is_punct or doc[start].is_space or syntax.relation(doc[start].dep_) == "case"
    ):
        start += 1
    while end > source.i and (
        doc[end].is_punct or doc[end].is_space or doc[end].lower_ in {"'s", "’s", "who", "which"}
    ):
        end -= 1
    return doc[start].idx, doc[end].idx + len(doc[end])
