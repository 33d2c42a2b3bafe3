"""Tokens to sentences: punctuation, quotation marks, abbreviations, datelines and line breaks of news text."""

from __future__ import annotations

import csv
import re
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
_INITIAL = re.compile(r"[^\W\d_]$|(?:[^\W\d_]\.)+[^\W\d_]?$")


def sentence_starts(doc: Doc) -> list[int]:
    """Positions of the tokens that begin a sentence, 0 first; white space belongs to the sentence before it."""
    words = [token.i for token in doc if not token.is_space]
    if not words:
        return [0] if len(doc) else []
    breaks = _line_breaks(doc)
    dateline = find_dateline(doc.text)
    if dateline is not None:
        breaks.update(word for word in words[:60] if doc[word].idx >= dateline.end > doc[word - 1].idx)
    starts = [0]
    for place, (_, following) in enumerate(pairwise(words)):
        if following - starts[-1] >= LONGEST_SENTENCE or following in breaks or _ends(doc, words, place, breaks):
            starts.append(following)
    return starts


def _line_breaks(doc: Doc) -> set[int]:
    """Positions of the words that follow a line break that is not there just because the line was full."""
    text = doc.text
    ends = [match.end() for match in _LINE_END.finditer(text)]
    if not ends:
        return set()
    starts = [0, *ends]
    lines = [text[a:b].rstrip() for a, b in zip(starts, [*ends, len(text)], strict=True)]
    width = max(map(len, lines))
    hard = set()
    for number, (line, following) in enumerate(pairwise(lines), 1):
        first_word = following.split(maxsplit=1)[0] if following.strip() else ""
        full = len(line) + 1 + len(first_word) > width
        if width > LONGEST_WRAPPED_LINE or not line.strip() or not first_word or not full or following[0].isspace():
            hard.add(starts[number])
    breaks = set()
    pending = False
    position = iter(sorted(hard))
    next_hard = next(position, None)
    for token in doc:
        while next_hard is not None and next_hard <= token.idx:
            pending = True
            next_hard = next(position, None)
        if pending and not token.is_space:
            breaks.add(token.i)
            pending = False
    return breaks


def _ends(doc: Doc, words: list[int], place: int, breaks: set[int]) -> bool:
    """Whether a sentence ends after the word at this place among `words`."""
    last = place
    while last > 0 and _closes(doc, words, last) and words[last] not in breaks:
        last -= 1
    end = doc[words[last]].text
    if _END.search(end) is None or (words[last] in breaks and place > last):
        return False
    following = place + 1
    if _closes(doc, words, following):
        return False
    first = following
    while first < len(words) - 1 and doc[words[first]].text in _OPENERS:
        first += 1
    start = doc[words[first]].text
    if _END.search(start) and not start[0].isalnum():
        return False
    if not doc[words[place]].whitespace_ and words[place] + 1 == words[following]:
        return False
    if start[0].islower():
        return False
    if end[-1] in "!?…" and last < place and _is_reporting(doc, words, first):
        return False
    if end == "." or end[-1] != ".":
        stem = doc[words[last - 1]].text if end == "." and last and not doc[words[last - 1]].whitespace_ else ""
    else:
        stem = end.rstrip(".")
    return not (stem and last == place and _abbreviates(doc, words, last, stem, end, start))


def _closes(doc: Doc, words: list[int], place: int) -> bool:
    """Whether the word is a closing mark or bracket; a straight mark closes when it touches the word before it."""
    text = doc[words[place]].text
    if text in _CLOSERS or _is_footnote(doc, words, place):
        return True
    return (
        text in _STRAIGHT
        and place > 0
        and words[place - 1] + 1 == words[place]
        and not doc[words[place - 1]].whitespace_
    )


def _is_footnote(doc: Doc, words: list[int], place: int) -> bool:
    """Whether the word belongs to a mark such as [17] after the end of a sentence."""
    for start in (place, place - 1):
        if start > 0 and doc[words[start]].text == "[":
            mark = [doc[word].text for word in words[start : start + 3]]
            return len(mark) == 3 and mark[1].isdigit() and mark[2] == "]"
    return False


def _is_reporting(doc: Doc, words: list[int], first: int) -> bool:
    for word in words[first : first + 5]:
        text = doc[word].text
        if text in words_of("reporting"):
            return True
        if not text[0].isupper():
            return False
    return False


def _abbreviates(doc: Doc, words: list[int], last: int, stem: str, end: str, start: str) -> bool:
    """Whether the full stop is that of an abbreviation inside of a sentence."""
    kind = abbreviations().get(stem)
    starter = start.lower() in words_of("starter")
    if kind == "name":
        return True
    if kind == "anything":
        return True
    if kind == "number":
        return start[0].isdigit()
    if kind == "either":
        return not starter
    if _INITIAL.match(stem):
        return not starter
    if stem.isdigit():
        return last < 2 or words[last - 1] - 1 != words[last - 2] or doc[words[last - 2]].is_space
    return end != "." and end[-1] == "." and not starter and "." in end[:-1]


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
