"""How an event was done: modes from the entry, from instruments and adjuncts, and from what is told inside of it."""

from __future__ import annotations

from dateline.knowledge.ontology import Ontology
from dateline.reading import syntax
from dateline.reading.events.matching import Match, forms_of
from dateline.reading.tree import Token


def modes_of(ontology: Ontology, match: Match, content: str | None) -> list[str]:
    """The modes of a match; `content` is the type of the event told inside of it."""
    kind = ontology.types[match.entry.type or ""]
    modes = list(match.entry.modes)
    table = ontology.modes.get(kind.name) or {}
    if table:
        people = ontology.classes.get("PEOPLE", frozenset())
        harmed = {t.i for t in match.frame.objects if t.lemma_.lower() in people}
        told = {mode for token in _beside(match) if token.i not in harmed for mode in _told_by(token, table)}
        modes += [mode for mode in table if mode in told and mode not in modes]
    if not modes and content in kind.content_modes:
        modes.append(kind.content_modes[content])
    return modes


def _told_by(token: Token, table: dict[str, list[str]]) -> list[str]:
    """The modes that a word speaks for; a compound ("rubber bullets") speaks before its head alone."""
    forms = forms_of(token)
    for wanted in ({f for f in forms if " " in f}, {f for f in forms if " " not in f}):
        found = [mode for mode, words in table.items() if wanted & set(words)]
        if found:
            return found
    return []


def _beside(match: Match) -> list[Token]:
    """The words that may tell how: adjuncts, objects, the subject where it is a thing, and what narrows them."""
    token, frame = match.token, match.frame
    holders = [token] if frame.carrier is None else [token, frame.carrier]
    found: list[Token] = [token, *syntax.modifiers(token)]
    for holder in holders:
        for child in holder.children:
            if syntax.rel(child) in {"obl", "nmod", "obj", "nsubj", "advmod", "compound"}:
                found += [child, *(c for c in child.children if syntax.rel(c) in {"nmod", "compound", "conj"})]
            elif syntax.rel(child) == "advcl" and syntax.is_participle(child):
                found += [child, *syntax.objects(child)]
    return found
