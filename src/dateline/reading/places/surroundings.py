"""What stands around a place's name: its unit, what it lies in, what stands in a row with it, and nearness."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from dateline.knowledge.gazetteer import Toponym
from dateline.knowledge.place_words import words
from dateline.reading.tree import Doc


@dataclass(slots=True)
class Mention:
    """A span of tokens [start, end) that names a place, and the places that it can mean."""

    start: int
    end: int
    name: str
    candidates: list[Toponym]
    why: str
    adjective: bool = False
    near: bool = False
    unit: str | None = None
    containers: list[tuple[int, str]] = field(default_factory=list)
    """Positions, in the list of mentions, of places that this one is said to lie in, and how the text says it."""
    row: list[int] = field(default_factory=list)
    """Positions of the mentions beside it in a row: "in Georgia, Alabama and Florida"."""


def surroundings(doc: Doc, mention: Mention) -> None:
    """Set the unit word beside the name, and whether the text speaks of what lies near it."""
    units = words()["units"]
    after = doc[mention.end].lower_ if mention.end < len(doc) else ""
    last = doc[mention.end - 1].lower_
    for unit in ("admin", "district", "city"):
        if after in units[unit] or (mention.end - mention.start > 1 and last in units[unit]):
            mention.unit = unit
            break
    start = mention.start
    while start and doc[start - 1].lower_ in (
        "the",
        "city",
        "town",
        "central",
        "northern",
        "southern",
        "eastern",
        "western",
    ):
        start -= 1
    if start >= 2 and doc[start - 1].lower_ == "of":
        head = doc[start - 2].lower_
        for unit in ("admin", "district", "city"):
            if head in units[unit]:
                mention.unit = mention.unit or unit
        if head in words()["near"] or head in words()["surroundings"]:
            mention.near = True
    if start and doc[start - 1].lower_ in ("near", "outside", "around", "off", "beyond", "towards", "toward"):
        mention.near = True
    if start >= 2 and doc[start - 1].lower_ == "with" and doc[start - 2].lower_ in ("border", "borders", "frontier"):
        mention.near = True
    if start >= 2 and doc[start - 1].lower_ in ("to", "from") and doc[start - 2].lower_ == "close":
        mention.near = True
    if after in ("suburb", "suburbs", "outskirts", "border", "countryside", "coast") and not mention.adjective:
        mention.near = True


_BETWEEN = {
    ",", "(", "in", "the", "of", "northern", "southern", "eastern", "western", "central", "northeastern",
    "northwestern", "southeastern", "southwestern",
}  # fmt: skip
_CLOSING = (["and"], ["or"], [",", "and"], [",", "or"], ["&"])


def containers(doc: Doc, found: list[Mention]) -> None:
    """Note which place is said to lie in which: "Córdoba, Argentina", "Syria's Idlib", "the Iraqi city of Mosul"."""
    gaps = [[token.lower_ for token in doc[a.end : b.start]] for a, b in pairwise(found)]
    for position, mention in enumerate(found):
        if position < len(gaps):
            gap = gaps[position]
            row = _in_row(gaps, position)
            if (gap == [","] and row) or gap in _CLOSING:
                mention.row.append(position + 1)
                found[position + 1].row.append(position)
            if gap and gap[0] in (",", "(") and len(gap) <= 3 and set(gap) <= _BETWEEN and not row:
                mention.containers.append((position + 1, "after a comma"))
            elif gap and set(gap) & {"in", "of"} and len(gap) <= 4 and "," not in gap:
                mention.containers.append((position + 1, "by “in” or “of”"))
        if position:
            other, gap = found[position - 1], gaps[position - 1]
            if gap[:1] in (["'s"], ["’s"]) and len(gap) <= 3:
                mention.containers.append((position - 1, "by a possessive"))
            elif (
                other.adjective
                and len(gap) <= 5
                and (not gap or set(gap) & {"of", "city", "town", "capital", "village"})
            ):
                mention.containers.append((position - 1, "by an adjective"))


def _in_row(gaps: list[list[str]], position: int) -> bool:
    """Whether the comma after a name is one of a row: "in Homs, Hama and Idlib"."""
    first = position
    while first > 0 and gaps[first - 1] == [","]:
        first -= 1
    last = position
    while last + 1 < len(gaps) and gaps[last + 1] == [","]:
        last += 1
    closing = gaps[last + 1] if last + 1 < len(gaps) else []
    return (
        closing in (["and"], ["or"], [",", "and"], [",", "or"], ["&"]) and (last - first) % 2 == 0
    ) or last - first >= 3
