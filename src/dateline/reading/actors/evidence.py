"""What the words of an actor phrase say of country and sectors, each with its reason."""

from __future__ import annotations

import re

from dateline.knowledge.actor_words import word_class
from dateline.knowledge.actors import INTERNATIONAL
from dateline.knowledge.sectors import Head, lexicon
from dateline.reading.actors.finds import Find
from dateline.reading.actors.offices import OFFICES
from dateline.reading.actors.shape import HYPHENS, Shape, is_bare, is_name_like

SIDING = re.compile(r"-(?:\w+ed|linked|run|held|born|speaking|friendly|style|wide|made|built|led)$")
OWNED_BY = ("of", "from", "in", "at", "across", "within", "around", "for")
FORMER = word_class("former")
ARMED = frozenset(["REB", "PRM", "UAF", "COP", "CRM", "SPY", "MIL"])


def said_country(shape: Shape) -> str | None:
    """The country that the noun and what stands before it name, else that of a listed name in them or after "of"."""
    limit = shape.head[1] if shape.head else shape.core
    for find in shape.finds:
        if find.end <= limit and find.country and _is_evidence(shape, find):
            shape.reasons.append(f"country {find.country}: “{shape.text(find.start, find.end)}” ({find.how})")
            return find.country
    inside = _row_country(shape, 0, shape.head[0] if shape.head else shape.core)
    return inside or complement_country(shape)


def _is_evidence(shape: Shape, find: Find) -> bool:
    if is_ethnic(shape, find):
        return False
    follows = shape.words[find.end] if find.end < len(shape.words) else ""
    after = shape.words[find.end + 1] if find.end + 1 < len(shape.words) else ""
    return not (follows in HYPHENS and SIDING.search("-" + after.casefold()))


def is_ethnic(shape: Shape, find: Find) -> bool:
    """Whether the adjective of a country tells descent: "ethnic Albanians"."""
    return find.how == "demonym" and find.start > 0 and shape.words[find.start - 1].casefold() == "ethnic"


def _row_country(shape: Shape, start: int, end: int) -> str | None:
    for find in shape.finds:
        if find.rows and start <= find.start and find.end <= end:
            row = shape.choose(find.rows, tell=False).row
            if row is not None and row.country:
                shape.shared = shape.is_shared(find) and row.country not in INTERNATIONAL
                shape.reasons.append(f"country {row.country}: “{shape.text(find.start, find.end)}” ({row.source})")
                return row.country
    return None


def owner_country(shape: Shape, start: int) -> str | None:
    """The country of the listed names before a position, else of what follows "of" and its like."""
    return _row_country(shape, 0, start) or complement_country(shape)


def complement_country(shape: Shape) -> str | None:
    """The country of what follows "of", "from", "in" … behind the head."""
    for wanted in OWNED_BY:
        for position in range(shape.head[1] if shape.head else shape.core, len(shape.words)):
            if shape.words[position].casefold() != wanted:
                continue
            for find in shape.finds:
                if find.start > position and all(
                    is_bare(w) or is_name_like(w) or w.islower() for w in shape.words[position + 1 : find.start]
                ):
                    code = find.country
                    if find.rows:
                        row = shape.choose(find.rows, tell=False).row
                        code = row.country if row else None
                    if code:
                        shape.reasons.append(f"country {code}: “{wanted} {shape.text(find.start, find.end)}”")
                        return code
    return None


def head_sectors(shape: Shape, start: int, end: int, head: Head) -> tuple[str, ...]:
    """The sectors of the head at words [start, end): its own, or those of what it belongs to where it yields."""
    phrase = shape.text(start, end)
    own = (head.sector,) if head.sector else ()
    if head.yields:
        theirs = owner_sectors(shape, start)
        if theirs and (head.yields == "any" or not own or theirs[0] in ARMED):
            return _if_former(shape, start, theirs, head)
    if own:
        shape.reasons.append(f"sector {head.sector}: “{phrase}”")
    return _if_former(shape, start, own, head)


def _if_former(shape: Shape, start: int, sectors: tuple[str, ...], head: Head) -> tuple[str, ...]:
    said = next((w for w in shape.words[:start] if w.casefold() in FORMER or w.casefold().startswith("ex-")), None)
    if said and head.kind == "person" and set(sectors) & OFFICES:
        shape.reasons.append(f"sector ELI: “{said}”, no longer {' '.join(sectors)}")
        return ("ELI",)
    return sectors


def owner_sectors(shape: Shape, start: int) -> tuple[str, ...]:
    """The sectors of what the head belongs to: its nearest modifier that has one, then what follows "of"."""
    end = start
    while end > 0:
        found = _sectors_ending_at(shape, end, 0)
        if found:
            return found
        end -= 1
    for position in range(shape.core, len(shape.words)):
        if shape.words[position].casefold() in OWNED_BY:
            for stop in range(len(shape.words), position + 1, -1):
                found = _sectors_ending_at(shape, stop, position + 1)
                if found:
                    return found
    return ()


def _sectors_ending_at(shape: Shape, end: int, start: int) -> tuple[str, ...]:
    for find in shape.finds:
        if find.rows and find.end == end and find.start >= start:
            row, sectors, _, _ = shape.choose(find.rows, tell=False)
            if row is not None and sectors:
                shape.reasons.append(f"sector {sectors[0]}: of “{shape.text(find.start, find.end)}” ({row.source})")
                return sectors
    if shape.words[end - 1].casefold() in FORMER:
        return ()
    found = lexicon().modifier_at(shape.lemmas, end, start)
    if found is not None and found[1].sector:
        shape.reasons.append(f"sector {found[1].sector}: “{shape.text(found[0], end)}”")
        return (found[1].sector,)
    return ()
