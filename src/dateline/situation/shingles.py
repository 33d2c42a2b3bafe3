"""What is compared of a text to find near-duplicates: hashes of word shingles, and a winnowed sample of them."""

from __future__ import annotations

import re
import zlib

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
SHINGLE = 4
WINDOW = 12
_word = re.compile(r"[^\W_]+")


def shingles(text: str) -> Hashes:
    """The hash of every run of SHINGLE words, in the order of the text; case and punctuation do not count."""
    words = np.fromiter((zlib.crc32(word.encode()) for word in _word.findall(text.lower())), dtype=np.uint64)
    count = len(words) - SHINGLE + 1
    if count < 1:
        return words[:0] if len(words) == 0 else _mix(words.sum(keepdims=True))
    rolled = np.zeros(count, dtype=np.uint64)
    for step in range(SHINGLE):
        rolled = rolled * np.uint64(0x9E3779B97F4A7C15) + words[step : step + count]
    return _mix(rolled)


def fingerprints(text: str) -> Hashes:
    """The smallest hash of every WINDOW successive shingles, sorted, each once.

    Two texts that share SHINGLE + WINDOW - 1 words in a row share a fingerprint, wherever either was cut.
    After Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003.
    """
    hashes = shingles(text)
    if len(hashes) <= WINDOW:
        return np.unique(hashes)[:1]
    return np.unique(np.lib.stride_tricks.sliding_window_view(hashes, WINDOW).min(axis=1))


def _mix(values: Hashes) -> Hashes:
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    return values ^ (values >> np.uint64(29))
