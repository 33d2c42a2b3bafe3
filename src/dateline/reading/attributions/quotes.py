"""Quotation marks in plain text: straight, curly, single, nested, unbalanced, over several paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.record import Span

_MARK = re.compile(r"[\"“”„«»]|''|``|(?<![^\W_])['‘](?=[^\W\d_])|(?<=[^\s])['’](?![^\W_])|\n\s*\n|\n")
_DOUBLE = frozenset({'"', "“", "”", "„", "«", "»", "''", "``"})


@dataclass(frozen=True)
class Quote:
    """A quotation: `outer` with its marks, `inner` without; `parts` has a span for each of its paragraphs."""

    outer: Span
    inner: Span
    parts: tuple[Span, ...]


@dataclass
class _Open:
    mark: str
    start: int
    inner: int
    parts: list[Span]
    part: int


def quotes(text: str) -> list[Quote]:
    """The outermost quotations in order; one whose closing mark is missing ends with its paragraph.

    A paragraph that ends without a closing mark while the next one opens with a mark continues into it.
    """
    found: list[Quote] = []
    current: _Open | None = None
    marks = list(_MARK.finditer(text))
    for index, match in enumerate(marks):
        mark, start, end = match.group(), match.start(), match.end()
        if mark.startswith("\n"):
            if current is None or (len(mark) == 1 and _closes_on_next_line(text, marks, index, current.mark)):
                continue
            following = marks[index + 1] if index + 1 < len(marks) else None
            if following is not None and following.start() == end and _opens_again(following.group(), current.mark):
                if current.part >= 0:
                    current.parts.append((current.part, _rstrip(text, start)))
                current.part = -1
            else:
                last = _rstrip(text, start)
                if _family(current.mark) == "double" and last > current.inner and current.part >= 0:
                    found.append(_close(current, last, last))
                current = None
            continue
        if current is None:
            opens = end < len(text) and not text[end].isspace() and (start == 0 or not text[start - 1].isalnum())
            if opens and mark != "’":
                current = _Open(mark, start, end, [], end)
        elif current.part < 0:
            current.part = end
        elif _family(mark) == _family(current.mark) and (
            mark not in {"“", "„", "«", "‘"} or mark == current.mark == '"'
        ):
            if not text[start - 1].isspace() or mark == "”":
                if start > current.part:
                    found.append(_close(current, start, end))
                current = None
        elif mark == "“" and start > current.part and not text[start - 1].isspace():
            found.append(_close(current, start, end))
            current = None
    if current is not None and _family(current.mark) == "double":
        last = _rstrip(text, len(text))
        if last > max(current.inner, current.part):
            found.append(_close(current, last, last))
    return found


def _close(opened: _Open, inner_end: int, outer_end: int) -> Quote:
    parts = (*opened.parts, (opened.part, inner_end)) if opened.part >= 0 else tuple(opened.parts)
    return Quote((opened.start, outer_end), (opened.inner, inner_end), tuple(p for p in parts if p[1] > p[0]))


def _family(mark: str) -> str:
    return "double" if mark in _DOUBLE else "single"


def _rstrip(text: str, end: int) -> int:
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


def _opens_again(mark: str, opened: str) -> bool:
    return _family(mark) == _family(opened) and mark != "»"


def _closes_on_next_line(text: str, marks: list[re.Match[str]], newline: int, opened: str) -> bool:
    """Whether a line break inside a quotation is a mere wrap: its closing mark stands in the next line."""
    for index in range(newline + 1, len(marks)):
        match = marks[index]
        if match.group().startswith("\n"):
            return False
        if _family(match.group()) == _family(opened):
            at_line_start = match.start() == marks[newline].end()
            after = text[match.end() : match.end() + 1]
            return not at_line_start and not text[match.start() - 1].isspace() and not after.isalnum()
    return False
