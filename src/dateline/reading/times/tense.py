"""Whether a clause tells of what was or of what is to come, which decides what "Thursday" or "in May" means."""

from __future__ import annotations

from typing import Literal

from dateline.knowledge.times import words
from dateline.reading.syntax import (
    auxiliaries,
    clause_of,
    governor,
    has_infinitive_marker,
    is_participle,
    is_passive,
    is_perfect,
    is_progressive,
    modal,
    rel,
    tense,
)
from dateline.reading.tree import Token

Direction = Literal["past", "future"]


def direction_at(token: Token) -> tuple[Direction | None, str]:
    """Past or future for a time expression whose head is this token, and the words that say so; None where none do."""
    for word in _prepositions(token):
        if word.lower_ in words()["future"]["before"]:
            return "future", word.text
        if word.lower_ in words()["past"]["before"]:
            return "past", word.text
    return of_clause(clause_of(token))


def _prepositions(token: Token) -> list[Token]:
    """The words before the expression and before the nouns that it modifies: "ahead of Friday's vote"."""
    found: list[Token] = []
    for _ in range(4):
        found += [c for c in token.children if rel(c) in ("case", "amod") and c.i < token.i]
        if token.i and token.nbor(-1).pos_ in ("ADP", "SCONJ"):
            found.append(token.nbor(-1))
        head = token.head
        if rel(token) == "obl" and head.pos_ in ("ADV", "ADP"):
            found.append(head)
        if head.i == token.i or head.pos_ not in ("NOUN", "PROPN") or rel(token) not in ("nmod", "compound", "obl"):
            break
        token = head
    return found


def of_clause(verb: Token, depth: int = 0) -> tuple[Direction | None, str]:
    """Past or future for the clause of a predicate."""
    future, past = words()["future"], words()["past"]
    lemma = verb.lemma_.lower()
    said = " ".join([*(a.text for a in auxiliaries(verb)), verb.text])
    if modal(verb):
        return ("past" if is_perfect(verb) else "future"), said
    if has_infinitive_marker(verb):
        above = governor(verb)
        if above is None or above.lower_ in ("is", "are"):
            return "future", said
        if above.lemma_.lower() in future["governors"]:
            return "future", f"{above.text} to {verb.text}"
        return of_clause(above, depth + 1) if depth < 5 else (None, said)
    now = tense(verb)
    if now == "past":
        return "past", said
    if is_perfect(verb):
        return "past", said
    if now == "future" or is_progressive(verb):
        return "future", said
    if now == "present" and is_passive(verb):
        ahead = lemma in future["governors"] or lemma in future["present_verbs"]
        return ("future" if ahead else "past"), said
    if now == "present":
        if lemma in past["reporting"]:
            return "past", said
        heads = any(rel(child) in ("xcomp", "ccomp") for child in verb.children)
        ahead = lemma in future["present_verbs"] or (lemma in future["governors"] and heads)
        return ("future" if ahead or lemma in future["governors"] else None), said
    if verb.pos_ == "VERB" and rel(verb) == "acl" and is_passive(verb):
        return ("future" if lemma in future["governors"] else "past"), said
    above = governor(verb)
    if above is not None and depth < 5 and (is_participle(verb) or is_passive(verb) or rel(verb) in ("acl", "xcomp")):
        return of_clause(above if above.pos_ == "VERB" else clause_of(above), depth + 1)
    return None, said
