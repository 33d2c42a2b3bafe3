"""The dateline of a dispatch: "KYIV, March 3 (Agency) —" at the start of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?P<date>(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?)"
_NAME = r"(?:[A-Z][\w.'’\-]*(?:[ /](?:[A-Z][\w.'’\-]*|de|da|do|del|la|el|al|sur|of|the|am|an|der))*)"
_PLACE = rf"(?P<place>{_NAME}(?:,\s?{_NAME}){{0,2}})"
_AGENCY = r"(?P<agency>[(\[][^()\[\]\n]{2,60}[)\]])"
_END = r"\s?(?:--+|—|–|―|-)\s"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_PLACE},?\s{_DATE},?\s*{_AGENCY}?{_END}",
        rf"{_PLACE}\s*{_AGENCY}{_END}",
        rf"{_PLACE}\s*{_AGENCY}\s?:\s",
        rf"{_DATE},?\s*{_AGENCY}?{_END}",
        rf"{_AGENCY}{_END}",
        rf"(?P<place>[A-Z][A-Z.'’\- ]{{2,30}}(?:,\s?{_NAME}){{0,2}}){_END}",
        rf"(?P<place>{_NAME}(?:,\s?[A-Z][\w.]+)?)\s?(?:—|–|--)\s",
    )
)
_STARTS = re.compile(r"(?:\A|\n)[ \t]*(?=\S)")


@dataclass(frozen=True, slots=True)
class Zone:
    """Character spans of the dateline's parts."""

    place: tuple[int, int] | None
    date: tuple[int, int] | None
    end: int


def find_dateline(text: str) -> Zone | None:
    """The dateline of a text in its first lines, None where there is none."""
    for start in list(_STARTS.finditer(text, 0, 600))[:6]:
        for form in _FORMS:
            match = form.match(text, start.end())
            if match and match.end() - match.start() <= 120:
                groups = match.groupdict()
                return Zone(
                    match.span("place") if groups.get("place") else None,
                    match.span("date") if groups.get("date") else None,
                    match.end(),
                )
    return None
