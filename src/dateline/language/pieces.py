"""Words to word pieces and word shapes, and sentences of them to the arrays that the encoder takes in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

CLS, SEP, UNKNOWN = 101, 102, 100
MAX_PIECES = 510
MAX_PIECES_A_WORD = 12
MAX_KNOWN = 100_000

Ids = NDArray[np.int64]


def word_shape(word: str) -> int:
    """Class of a word's letter case, 1 to 8; 0 is kept for [CLS], [SEP] and padding.

    1 lower, 2 Capitalised, 3 UPPER, 4 one capital letter, 5 mIxed, 6 digits, 7 neither, 8 letters and digits.
    """
    if word.islower():
        return 1
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 6 if any(c.isdigit() for c in word) else 7
    if any(c.isdigit() for c in word):
        return 8
    if all(c.isupper() for c in letters):
        return 3 if len(letters) > 1 else 4
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return 2
    return 5


class WordPieces:
    """Encodes words and remembers them."""

    def __init__(self, tokenizer: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._known: dict[str, tuple[list[int], int]] = {}

    def encode(self, words: list[str]) -> list[tuple[list[int], int]]:
        """(ids of the pieces, at most 12; shape) of each word."""
        known = self._known
        fresh = sorted({word for word in words if word not in known})
        if fresh:
            if len(known) > MAX_KNOWN:
                known.clear()
                fresh = sorted(set(words))
            encoded = self._tokenizer.encode_batch(fresh, add_special_tokens=False)
            for word, pieces in zip(fresh, encoded, strict=True):
                known[word] = (pieces.ids[:MAX_PIECES_A_WORD] or [UNKNOWN], word_shape(word))
        return [known[word] for word in words]


def stack(batch: list[list[tuple[list[int], int]]], words: int = 0) -> dict[str, Ids]:
    """Padded int64 arrays `pieces`, `shapes`, `mask` [B, T] and `first`, `words` [B, N]; word 0 is [CLS], the root.

    N is the number of words of the longest sentence, but no less than `words`.
    """
    rows = []
    for sentence in batch:
        pieces, shapes, first = [CLS], [0], [0]
        for ids, shape in sentence:
            first.append(len(pieces))
            pieces += ids
            shapes += [shape] * len(ids)
        rows.append(([*pieces, SEP], [*shapes, 0], first))
    size = (len(rows), max(len(pieces) for pieces, _, _ in rows))
    word_size = (len(rows), max(words, *(len(first) for _, _, first in rows)))
    arrays = {name: np.zeros(size, np.int64) for name in ("pieces", "shapes", "mask")}
    arrays |= {name: np.zeros(word_size, np.int64) for name in ("first", "words")}
    for row, (pieces, shapes, first) in enumerate(rows):
        arrays["pieces"][row, : len(pieces)] = pieces
        arrays["shapes"][row, : len(shapes)] = shapes
        arrays["mask"][row, : len(pieces)] = 1
        arrays["first"][row, : len(first)] = first
        arrays["words"][row, : len(first)] = 1
    return arrays
