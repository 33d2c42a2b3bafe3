"""What is compared of a text to find near-duplicates: word shingles, a winnowed sample of them, the numbers in it."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
SHINGLE = 4
WINDOW = 12
_word = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")
_number = re.compile(
    r"\b(?:\d+(?:[.,]\d+)*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"dozens?|scores|hundreds?|thousands?|millions?)\b"
)


def words(text: str) -> list[str]:
    """The words and numbers of a text in its order, as they are written."""
    return _word.findall(text)


def is_number(word: str) -> bool:
    """Whether a word is a number, in digits or in letters."""
    return _number.fullmatch(word.lower()) is not None


def shingles(words: list[str]) -> Hashes:
    """The hash of every run of SHINGLE words, in their order; case does not count."""
    hashes = np.array(list(map(_hash, words)), dtype=np.uint64)
    count = len(hashes) - SHINGLE + 1
    if count < 1:
        return hashes if len(hashes) == 0 else _mix(hashes.sum(keepdims=True))
    rolled = np.zeros(count, dtype=np.uint64)
    for step in range(SHINGLE):
        rolled = rolled * np.uint64(0x9E3779B97F4A7C15) + hashes[step : step + count]
    return _mix(rolled)


@lru_cache(maxsize=1 << 17)
def _hash(word: str) -> int:
    return zlib.crc32(word.lower().encode("utf-8", "replace"))


def fingerprints(text: str) -> Hashes:
    """The smallest hash of every WINDOW successive shingles, sorted, each once.

    Two texts that share SHINGLE + WINDOW - 1 words in a row share a fingerprint, wherever either was cut.
    After Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003.
    """
    hashes = shingles(words(text))
    if len(hashes) <= WINDOW:
        return np.unique(hashes)[:1]
    return np.unique(np.lib.stride_tricks.sliding_window_view(hashes, WINDOW).min(axis=1))


def number_bits(text: str) -> list[int]:
    """The set of numbers in a text as a bitmap of 128 bits, the low half first."""
    bits = 0
    for word in _number.findall(text.lower()):
        bits |= 1 << (_hash(word) & 127)
    return [bits & 0xFFFFFFFFFFFFFFFF, bits >> 64]


def _mix(values: Hashes) -> Hashes:
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    return values ^ (values >> np.uint64(29))
