"""Several nations before one noun: "Armenian and Azerbaijani forces" are two actors, not one."""

from __future__ import annotations

from dateline.knowledge.actors import ActorList
from dateline.reading.actors.finds import Find, find_names
from dateline.reading.actors.phrases import Resolution, resolve
from dateline.reading.actors.shape import is_bare
from dateline.reading.syntax import conjuncts, rel
from dateline.reading.tree import Token

BETWEEN = frozenset({"and", ","})


def sides(start: int, end: int, head: Token, known: ActorList, day: str | None) -> list[tuple[int, int, Resolution]]:
    """Who a noun with several nations or bodies before it speaks of: for each its words and what it says.

    The noun phrase is tokens [start, end) around `head`. The words [start, end) of each are those that name it, of the
    last the rest of the phrase with it. [] where fewer than two are named, or where nothing but the noun is an actor.
    """
    parts = next((p for c in head.lefts if rel(c) in {"amod", "compound"} and len(p := conjuncts(c)) > 1), [])
    if not parts:
        return []
    begin = min(start, parts[0].i)
    words = [token.text for token in head.doc[begin:end]]
    named = _run([f for f in find_names(words, known) if f.country or f.rows], words)
    if len(named) < 2 or begin + named[-1].end > head.i:
        return []
    rest = words[named[-1].end :]
    told = [resolve(words[f.start : f.end] + rest, known, day) for f in named]
    if any(said.kind in {None, "country"} or said.named is not None or said.listed for said in told):
        return []
    spans = [(begin + f.start, begin + f.end) for f in named]
    spans[-1] = (spans[-1][0], end)
    return [(first, last, said) for (first, last), said in zip(spans, told, strict=True)]


def _run(finds: list[Find], words: list[str]) -> list[Find]:
    """The names at the beginning with nothing but commas and "and" between them, [] where there is no "and"."""
    if not finds or not all(is_bare(w) for w in words[: finds[0].start]):
        return []
    found, joined = finds[:1], False
    for find in finds[1:]:
        between = [w.casefold() for w in words[found[-1].end : find.start]]
        if not between or not BETWEEN.issuperset(between):
            break
        found.append(find)
        joined = joined or "and" in between
    return found if joined else []
