"""Scores of BIO labels to names: the best sequence in which no name continues that has not begun."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BLOCKED = -1e4


class NameDecoder:
    """Viterbi decoding (1967) over a fixed inventory of BIO labels."""

    def __init__(self, labels: list[str]) -> None:
        self.labels = labels
        self._starts = np.array([BLOCKED if label[0] == "I" else 0.0 for label in labels])
        self._moves = np.array([[BLOCKED if b[0] == "I" and a[1:] != b[1:] else 0.0 for b in labels] for a in labels])
        self._allowed = self._moves == 0.0
        self._outside = labels.index("O")

    def decode(self, scores: NDArray[np.float32]) -> list[tuple[int, int, str]]:
        """Names as (first word, end, type) from scores [N words, labels]."""
        best = scores.argmax(1)
        if not best.any() and self._outside == 0:
            return []
        if self._starts[best[0]] or not self._allowed[best[:-1], best[1:]].all():
            best = self._viterbi(scores)
        return self._spans([self.labels[i] for i in best.tolist()])

    def _viterbi(self, scores: NDArray[np.float32]) -> NDArray[np.int64]:
        value = scores[0] + self._starts
        back = []
        for row in scores[1:]:
            reached = value[:, None] + self._moves
            back.append(reached.argmax(0))
            value = reached.max(0) + row
        best = [int(value.argmax())]
        for pointers in reversed(back):
            best.append(int(pointers[best[-1]]))
        return np.array(best[::-1])

    @staticmethod
    def _spans(labels: list[str]) -> list[tuple[int, int, str]]:
        spans: list[tuple[int, int, str]] = []
        for i, label in enumerate(labels):
            if label[0] == "B":
                spans.append((i, i + 1, label[2:]))
            elif label[0] == "I":
                start, _, kind = spans[-1]
                spans[-1] = (start, i + 1, kind)
        return spans
