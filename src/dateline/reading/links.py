"""The links of a Universal Dependencies tree: relations, coordination, and what kind of word heads a clause."""

from __future__ import annotations

from functools import lru_cache

from dateline.reading.tree import Token

SUBJECT = frozenset({"nsubj", "csubj"})


@lru_cache(maxsize=256)
def relation(dep: str) -> str:
    """The relation without its subtype: "nsubj:pass" → "nsubj"; root is "root" in any spelling."""
    return dep.split(":", 1)[0].lower()


def rel(token: Token) -> str:
    """The token's relation to its head, without subtype."""
    return relation(token.dep_)


def children(token: Token, *relations: str) -> list[Token]:
    """Direct dependents in text order whose relation, with or without subtype, is one of those named."""
    return [c for c in token.children if c.dep_ in relations or relation(c.dep_) in relations]


def conjuncts(token: Token) -> list[Token]:
    """The token and everything coordinated below it, in text order: "A, B and C" asked at A."""
    found = [token]
    for child in token.children:
        if relation(child.dep_) == "conj":
            found.extend(conjuncts(child))
    return found


def first_conjunct(token: Token) -> Token:
    """The head of the coordination that the token belongs to, or the token itself."""
    while relation(token.dep_) == "conj" and token.head.i != token.i:
        token = token.head
    return token


def is_predicate(token: Token) -> bool:
    """Whether the token heads a clause: a verb, or a nominal or adjective with a subject or copula."""
    if token.pos_ == "VERB" or relation(token.dep_) in {"root", "ccomp", "advcl", "csubj", "parataxis"}:
        return True
    return any(relation(c.dep_) in {"nsubj", "csubj", "cop"} for c in token.children)


def is_participle(token: Token) -> bool:
    """Whether a verb form ends in -ing."""
    return token.lower_.endswith(("ing", "in'"))


def has_infinitive_marker(token: Token) -> bool:
    """Whether the verb has its "to"."""
    return any(c.lower_ == "to" and relation(c.dep_) in {"mark", "aux"} for c in token.children)
