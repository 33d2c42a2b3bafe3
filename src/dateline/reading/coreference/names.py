"""Passes over names: the same name, its short forms, and what stands beside it in apposition or brackets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dateline.knowledge.actors import pieces_of
from dateline.reading.actors.mentions import Mention
from dateline.reading.actors.phrases import TITLES
from dateline.reading.coreference.clusters import Links
from dateline.reading.syntax import rel

OPENING = frozenset({",", "(", "[", "—", "–", "--", "-"})
CLOSING = frozenset({")", "]"})
SKIPPED = frozenset({"the", "a", "an", "or", "aka", "called", "known", "as", "then", "also"})
ALSO_KNOWN = frozenset({"known", "called", "named", "dubbed", "alias"})


def same_names(links: Links) -> None:
    """One name is one actor: a row of the list, a country, an institution of a country, or the words themselves."""
    seen: dict[tuple[object, ...], Mention] = {}
    for mention in links.mentions:
        if mention.kind == "pronoun" or (mention.kind == "description" and mention.said.kind != "organization"):
            continue
        key = _key(mention)
        if key is None:
            continue
        if key in seen:
            links.merge(seen[key], mention, f"same name: “{links.text(mention)}”")
        else:
            seen[key] = mention


def _key(mention: Mention) -> tuple[object, ...] | None:
    said = mention.said
    if said.listed:
        return ("listed", said.listed, said.country)
    if said.kind == "country":
        return ("country", said.country) if not said.sectors else ("government", said.country)
    if said.kind == "organization" and said.country:
        return ("government", said.country) if said.governs else ("organization", said.country, said.bare)
    if mention.kind == "description":
        return None
    return ("name", tuple(p.casefold() for p in pieces_of(said.name)))


def short_names(links: Links) -> None:
    """ "Blinken" after "Antony Blinken", "the Front" after "the Civil Human Rights Front", an acronym after a name."""
    names = [m for m in links.mentions if _is_name(m)]
    forms = {m.key: _forms(links, m) for m in names}
    for mention in names:
        found: Mention | None = None
        for other in names if mention.kind == "name" else ():
            if other.said.kind != mention.said.kind or not _is_short(forms[mention.key], forms[other.key], mention):
                continue
            if links.of(other) is links.of(mention) or not links.agree(mention, other):
                continue
            if other.start > mention.start and found is not None:
                break
            found = other
        if found is not None:
            first, second = sorted((found, mention), key=lambda m: m.start)
            links.merge(first, second, f"“{links.text(mention)}” is short for “{links.text(found)}”")


def _is_name(mention: Mention) -> bool:
    if mention.said.kind == "organization":
        return mention.kind in {"name", "description"}
    return mention.said.kind == "person" and mention.kind == "name"


def _is_short(short: list[tuple[str, ...]], full: list[tuple[str, ...]], mention: Mention) -> bool:
    person = mention.said.kind == "person"
    return any(len(f) > len(s) and shortens(s, f, person) for s in short for f in full)


def _forms(links: Links, mention: Mention) -> list[tuple[str, ...]]:
    """The name as the list writes it and as the text does, without forms of address."""
    start, end = mention.said.named or (0, mention.end - mention.start)
    offset = mention.end - mention.start
    written = links.doc[mention.end - min(offset, end - start) : mention.end].text
    forms = dict.fromkeys((mention.said.name, written))
    return [tuple(p for p in pieces_of(form) if p.casefold() not in TITLES) for form in forms]


@lru_cache(maxsize=20_000)
def shortens(short: tuple[str, ...], full: tuple[str, ...], person: bool) -> bool:
    """Whether one name is a short form of the other: a surname, initials, or its last words."""
    few, many = [s.casefold() for s in short], [f.casefold() for f in full]
    if not few:
        return False
    if person:
        initials = all(f in many or (len(f) == 1 and any(m[0] == f for m in many)) for f in few)
        return (few[-1] == many[-1] and initials) or (few == many[: len(few)] and len(few[0]) > 3)
    return initials_of(short, full) or (few[-1] == many[-1] and set(few) <= set(many))


def initials_of(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a single word in capitals is made of the initials of a name, small words counted or not."""
    if len(short) != 1 or len(full) < 2 or len(short[0]) < 2 or not short[0].isupper():
        return False
    initials = {"".join(w[0] for w in full if w[0].isupper()), "".join(w[0] for w in full).upper()}
    return short[0] in initials


def neighbours(links: Links) -> None:
    """Names and descriptions side by side: in apposition, in brackets, or a description right before its name."""
    starts: dict[int, list[Mention]] = {}
    for mention in links.mentions:
        starts.setdefault(mention.start, []).append(mention)
    for mention in links.mentions:
        if mention.kind == "pronoun" or mention.end >= len(links.doc):
            continue
        mark = links.doc[mention.end].lower_
        position = mention.end + (mark in OPENING)
        while position < len(links.doc) and position not in starts and links.doc[position].lower_ in SKIPPED:
            position += 1
        for other in starts.get(position, []):
            if (
                other.kind in {"name", "description"}
                and other is not mention
                and _side_by_side(links, mention, other, mark)
            ):
                links.merge(mention, other, f"“{links.text(other)}” stands beside “{links.text(mention)}”")
                break


def _side_by_side(links: Links, a: Mention, b: Mention, mark: str) -> bool:
    after = links.doc[b.end].lower_ if b.end < len(links.doc) else ""
    between = {t.lower_ for t in links.doc[a.end : b.start]}
    if between & ALSO_KNOWN:
        return b.kind == "name" and links.agree(a, b)
    if mark in {"(", "["}:
        return (
            after in CLOSING
            and a.said.kind != "country" != b.said.kind
            and (_bracketed(a, b) or _bracketed(b, a) or links.agree(a, b))
        )
    if "country" in {a.said.kind, b.said.kind} or not links.agree(a, b) or not _one_sort(a, b):
        return False
    if mark not in OPENING:
        return (
            a.end == b.start
            and a.kind == "description"
            and b.kind == "name"
            and a.number != "many"
            and a.head.i not in range(b.start, b.end)
        )
    if "or" in between:
        return b.kind == "name" and (_bracketed(a, b) or a.kind == "description")
    if rel(b.head) == "conj" or after == "and" or a.kind == b.kind == "name":
        return False
    if "appos" in {rel(b.head), rel(a.head)}:
        return True
    return a.said.kind == "person" and a.kind != b.kind and b.head.head in {a.head, a.head.head}


def _bracketed(a: Mention, b: Mention) -> bool:
    return initials_of(pieces_of(b.said.name), pieces_of(a.said.name))


def _one_sort(a: Mention, b: Mention) -> bool:
    kinds = {a.said.kind, b.said.kind}
    return len(kinds) == 1 or kinds <= {"organization", "group"}
