"""The noun phrase around a noun: where it starts and ends, and whether a token heads one at all."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.knowledge.actor_words import word_class
from dateline.knowledge.countries import demonym
from dateline.reading.actors.finds import SHIPS
from dateline.reading.syntax import preposition, rel
from dateline.reading.tree import Token

Names = Mapping[int, tuple[int, int]]
"""The tokens [start, end) of the names of more than one token that the lists know, by each of their tokens."""

PRE = frozenset({"compound", "amod", "nummod", "det", "nmod", "flat"})
INNER = frozenset({"compound", "flat", "fixed", "amod", "det", "case", "goeswith", "nummod", "advmod", "punct"})
SUBSTANTIVE = frozenset({"nsubj", "obj", "obl", "nmod", "conj", "iobj"})
ARTICLES = frozenset({"the", "those", "these", "many", "some", "several"})
DESCRIBING = frozenset({"nmod:desc", "nmod:unmarked", "obl:unmarked"})
HALVES = frozenset({"North", "South"})
MARKS = frozenset({",", ";", ":", "—", "–", "--", "(", ")", "[", "]", "“", "”", '"', "‘"})
BOUNDS = word_class("bounds")


def chunk(head: Token, names: Names) -> tuple[int, int]:
    """Token positions [start, end) of a noun with what stands before it, the name behind a title included.

    `names` gives the multi-word names by token: a phrase never cuts one in two.
    """
    doc = head.doc
    before: set[int] = set()
    for child in head.lefts:
        if rel(child) in PRE and not (rel(child) == "nmod" and preposition(child)):
            before.update(t.i for t in child.subtree)
    start = head.i
    if head.i in names:
        start = names[head.i][0]
        before.update(t.i for p in range(start, head.i) for t in doc[p].lefts for t in t.subtree)
    while start - 1 in before and not _barrier(doc[start - 1], before):
        start -= 1
    if start - 1 in names and names[start - 1][1] == start:
        start = names[start - 1][0]
    if start and doc[start - 1].is_upper and doc[start - 1].lower_ in SHIPS:
        start -= 1
    while start < head.i and (doc[start].pos_ in {"ADP", "CCONJ", "PUNCT", "PART"} or doc[start].lower_ in BOUNDS):
        start += 1
    end = max(head.i + 1, names[head.i][1] if head.i in names else 0)
    for child in head.rights:
        if rel(child) in {"flat", "fixed", "goeswith"} or child.dep_ == "compound":
            end = max(end, child.right_edge.i + 1)
    for position in range(head.i + 1, end):
        if doc[position].pos_ == "SPACE" or (doc[position].text in MARKS and position not in names):
            return start, position
    while end - 1 > head.i and doc[end - 1].pos_ == "PUNCT" and doc[end - 1].text != ".":
        end -= 1
    return start, end


def _barrier(token: Token, before: set[int]) -> bool:
    """Whether a phrase cannot reach left over a token: marks, prepositions, an "and" between more than adjectives."""
    if token.pos_ == "SPACE" or token.text in MARKS:
        return True
    if token.pos_ == "ADP":
        return not (token.lower_ == "of" and rel(token.head) == "nmod" and token.head.head.dep_ == "nmod:desc")
    if token.pos_ == "CCONJ":
        left = token.nbor(-1) if token.i else token
        return left.i not in before or not (left.pos_ == "ADJ" or demonym(left.text))
    return False


def heads_phrase(token: Token, names: Names) -> bool:
    """Whether a token heads a noun phrase of its own."""
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    if token.text in HALVES and following in {"and", "or"}:
        return True
    if token.is_upper and token.lower_ in SHIPS:
        return False
    if token.i in names:
        start, end = names[token.i]
        if start <= token.head.i < end and token.head.i != token.i:
            return False
        return rel(token) not in INNER and token.dep_ != "nmod:desc"
    if token.pos_ not in {"NOUN", "PROPN"}:
        alone = token.pos_ == "ADJ" and token.i > 0 and rel(token) in SUBSTANTIVE
        return alone and token.nbor(-1).lower_ in ARTICLES
    return (rel(token) not in INNER or rel(token) == "nummod") and token.dep_ not in DESCRIBING
