"""Tokens to sentences: punctuation, quotation marks, abbreviations, datelines and line breaks of news text."""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from spacy.tokens import Doc

from dateline.language.datelines import find_dateline

LONGEST_SENTENCE = 200
"""Tokens; what goes on longer is a list or a table, and is cut here."""

LONGEST_WRAPPED_LINE = 120
"""Characters; text with a longer line is not wrapped by hand, so that each of its line breaks ends a paragraph."""

_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_END = re.compile(r"[.!?…。！？।۔؟]+$")
_STRAIGHT = frozenset("\"'")
_CLOSERS = frozenset(["”", "’", "»", "›", ")", "]", "}", "''", "’’"])
_OPENERS = frozenset(["“", "‘", "«", "‹", "(", "[", "{", "``", '"', "'", "-", "–", "—", "--", "*", "•", "„", "‚"])
_INITIAL = re.compile(r"[^\W\d_]$")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}$")


@dataclass
class Words:
    """The tokens of a `Doc` that are not white space: their places in it and in the text, and what they are."""

    tokens: list[int]
    offsets: list[int]
    texts: list[str]
    glued: list[bool]
    """Whether the word touches the one after it."""
    caseless: bool = False
    """Whether the text does without capitals, so that a sentence may begin with a small letter."""


def sentence_starts(doc: Doc) -> list[int]:
    """Positions of the tokens that begin a sentence, 0 first; white space belongs to the sentence before it."""
    words = words_of_doc(doc)
    starts = [0] if len(doc) else []
    breaks = _line_breaks(doc.text, words.offsets)
    dateline = find_dateline(doc.text)
    if dateline is not None:
        breaks.add(bisect_left(words.offsets, dateline.end))
    for place in range(len(words.tokens) - 1):
        following = words.tokens[place + 1]
        if following - starts[-1] >= LONGEST_SENTENCE or place + 1 in breaks or _ends(words, place, breaks):
            starts.append(following)
    return starts


def words_of_doc(doc: Doc) -> Words:
    words = [token for token in doc if not token.is_space]
    ends = [token.idx + len(token) for token in words]
    offsets = [token.idx for token in words]
    glued = [end == offset for end, offset in zip(ends, [*offsets[1:], -1], strict=False)]
    texts = [token.text for token in words]
    return Words([token.i for token in words], offsets, texts, glued, _is_caseless(doc.text))


def _is_caseless(text: str) -> bool:
    """Whether hardly any letter is a capital, as in archives that keep their stories in lower case."""
    letters = sum(map(str.isalpha, text))
    return letters >= 60 and sum(map(str.isupper, text)) * 500 < letters


def _line_breaks(text: str, offsets: list[int]) -> set[int]:
    """Places of the words that follow a line break that is not there just because the line was full."""
    ends = [match.end() for match in _LINE_END.finditer(text)]
    if not ends:
        return set()
    starts = [0, *ends]
    lines = [text[a:b].rstrip() for a, b in zip(starts, [*ends, len(text)], strict=True)]
    width = max(map(len, lines))
    breaks = set()
    for number, (line, following) in enumerate(pairwise(lines), 1):
        first_word = following.split(maxsplit=1)[0] if following else ""
        full = len(line) + 1 + len(first_word) > width
        if width > LONGEST_WRAPPED_LINE or not line or not first_word or not full or following[0].isspace():
            breaks.add(bisect_left(offsets, starts[number]))
    return breaks


def _ends(words: Words, place: int, breaks: set[int]) -> bool:
    """Whether a sentence ends after the word at this place."""
    texts = words.texts
    last = place
    while last > 0 and _closes(words, last) and last not in breaks:
        last -= 1
    end = texts[last]
    if _END.search(end) is None or (last in breaks and place > last) or words.glued[place]:
        return False
    first = place + 1
    if _closes(words, first):
        return False
    while first < len(texts) - 1 and texts[first] in _OPENERS:
        first += 1
    start = texts[first]
    if (start[0].islower() and not words.caseless) or _END.fullmatch(start):
        return False
    if end[-1] in "!?…" and last < place and _is_reporting(texts[first : first + 5]):
        return False
    stem = end.rstrip(".")
    if not stem and last and words.glued[last - 1]:
        stem = texts[last - 1]
    if words.caseless:
        stem = stem.capitalize()
    return not (stem and last == place and _abbreviates(stem, start, last < 2 or last - 1 in breaks))


def _closes(words: Words, place: int) -> bool:
    """Whether the word is a closing mark or bracket; a straight mark closes when it touches the word before it."""
    text = words.texts[place]
    if text in _CLOSERS:
        return True
    if text in _STRAIGHT:
        return place > 0 and words.glued[place - 1]
    return (text == "[" or text.isdigit()) and _is_footnote(words.texts, place)


def _is_footnote(texts: list[str], place: int) -> bool:
    """Whether the word belongs to a mark such as [17] after the end of a sentence."""
    start = place if texts[place] == "[" else place - 1
    mark = texts[start : start + 3]
    return start > 0 and len(mark) == 3 and mark[0] == "[" and mark[1].isdigit() and mark[2] == "]"


def _is_reporting(following: list[str]) -> bool:
    """Whether words go on from a quotation to its speaker: `Ms. Ito asked`."""
    for text in following:
        if text in words_of("reporting"):
            return True
        if not text[0].isupper():
            return False
    return False


def _abbreviates(stem: str, start: str, begins_line: bool) -> bool:
    """Whether the full stop is that of an abbreviation inside of a sentence."""
    kind = abbreviations().get(stem)
    starter = start.lower() in words_of("starter")
    if kind in ("name", "anything"):
        return True
    if kind == "number":
        return start[0].isdigit()
    if kind == "either" or _INITIAL.match(stem):
        return not starter
    if stem.isdigit():
        return begins_line
    return _DOTTED.match(stem) is not None and not starter


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviation without its full stop → what stands after it within a sentence: name, number, anything, either."""
    with (files("dateline.language") / "abbreviations.tsv").open(encoding="utf-8") as lines:
        return {row["abbreviation"]: row["before"] for row in csv.DictReader(lines, delimiter="\t")}


@cache
def words_of(kind: str) -> frozenset[str]:
    """Words that begin a sentence after an abbreviation (`starter`) or follow a quotation (`reporting`)."""
    with (files("dateline.language") / "sentence_words.tsv").open(encoding="utf-8") as lines:
        return frozenset(row["word"] for row in csv.DictReader(lines, delimiter="\t") if row["kind"] == kind)
