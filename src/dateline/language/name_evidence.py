"""What is known of words beside the encoder: whether they name a place or a person, and how they are mostly written."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from dateline.knowledge.gazetteer import gazetteer
from dateline.language.trees import Floats

PLACE_KINDS = {"city": 0, "admin": 1, "district": 1, "country": 2, "region": 3, "water": 4, "facility": 4}
PLACE, PEOPLE = len(set(PLACE_KINDS.values())), len(set(PLACE_KINDS.values())) + 1
"""Columns after those of the kinds: that it is a place at all, and how many live in the largest one."""
PLACE_WIDTH = PEOPLE + 1
WIDTH = 2 * PLACE_WIDTH + 8
LONGEST_PLACE = 4
MOSTLY_LOWER = 0.5


class NameEvidence:
    """Scores of each word's being part of a name, from what is known of it; they are added to those of the encoder.

    The weights of two layers stand in `name_evidence.npz`.
    """

    def __init__(self, model: Path) -> None:
        """`model` is the folder of the language model."""
        self.known = KnownWords(*(dict(_table(model / name)) for name in ("person_names.tsv", "word_case.tsv")))
        weights = np.load(model / "name_evidence.npz")
        self.hidden, self.hidden_bias = weights["hidden"], weights["hidden_bias"]
        self.output, self.output_bias = weights["output"], weights["output_bias"]

    def scores(self, words: list[str]) -> Floats:
        """Scores [words, labels] of the words of a sentence, in the order of the labels in `encoder.json`."""
        hidden = neighbours(self.known.features(words)) @ self.hidden + self.hidden_bias
        scores: Floats = np.maximum(hidden, 0) @ self.output + self.output_bias
        return scores


class KnownWords:
    """Describes a word by the place names of the gazetteer that begin at it or cover it, by how many regions have it
    as a given and as a family name (`person_names.tsv`), by how often the training sentences have it at all and in
    lower case (`word_case.tsv`), and by how its sentence is written.
    """

    def __init__(self, persons: Mapping[str, tuple[int, int]], words: Mapping[str, tuple[int, int]]) -> None:
        self.persons, self.words = persons, words

    def features(self, words: list[str]) -> Floats:
        """What is known of each word of a sentence [words, WIDTH], in figures of about 0 to 1."""
        counts = [self.words.get(word.lower(), (0, 0)) for word in words]
        ordinary = [
            not word[0].isalpha() or (word.islower() and count > 0 and lower >= MOSTLY_LOWER * count)
            for word, (count, lower) in zip(words, counts, strict=True)
        ]
        return np.hstack([place_features(words, ordinary), self._word_features(words, counts)])

    def _word_features(self, words: list[str], counts: list[tuple[int, int]]) -> Floats:
        letters = [word for word in words if word.isalpha()]
        capitals = sum(word[0].isupper() for word in letters) / max(1, len(letters))
        shouted = sum(word.isupper() for word in letters) / max(1, len(letters))
        rows = []
        for position, (word, (count, lower)) in enumerate(zip(words, counts, strict=True)):
            given, family = (min(1, regions / 5) for regions in self.persons.get(word.lower(), (0, 0)))
            frequency, share = math.log10(count + 1) / 5, lower / count if count else 0.5
            rows.append((given, family, frequency, share, count == 0, capitals, shouted, position == 0))
        return np.array(rows, np.float32)


def place_features(words: list[str], ordinary: list[bool]) -> Floats:
    """Of each word [words, 2 × PLACE_WIDTH] the longest place name that begins at it, or covers it from before.

    No name begins or ends with an `ordinary` word.
    """
    features = np.zeros((len(words), 2 * PLACE_WIDTH), np.float32)
    start = 0
    while start < len(words):
        end = start + 1
        if not ordinary[start]:
            for last in range(min(start + LONGEST_PLACE, len(words)), start, -1):
                if not ordinary[last - 1] and (known := _place(" ".join(words[start:last]))):
                    features[start, :PLACE_WIDTH] = known
                    features[start + 1 : last, PLACE_WIDTH:] = known
                    end = last
                    break
        start = end
    return features


def neighbours(features: Floats) -> Floats:
    """Each row with the one before it and the one after it, zeros at the ends."""
    edge = np.zeros_like(features[:1])
    return np.hstack([features, np.vstack([edge, features[:-1]]), np.vstack([features[1:], edge])])


@lru_cache(maxsize=50_000)
def _place(name: str) -> tuple[float, ...] | None:
    """What kinds of place have this name, and the people of the largest (about 0 to 1), or None."""
    places = gazetteer().lookup(name)
    if not places:
        return None
    known = [0.0] * PLACE_WIDTH
    for place in places:
        known[PLACE_KINDS[place.kind]] = 1.0
    known[PLACE] = 1.0
    known[PEOPLE] = math.log10(max(place.population for place in places) + 1) / 7
    return tuple(known)


def _table(path: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        word, first, second = line.split("\t")
        yield word, (int(first), int(second))
