"""Common nouns that describe places, with the kind of place each means, from `data/place_nouns.csv`."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from typing import cast

from dateline.knowledge.data_files import read_text
from dateline.record import PlaceKind


@cache
def _kinds() -> dict[tuple[str, ...], PlaceKind]:
    text = read_text("place_nouns.csv")
    return {tuple(row["noun"].split()): cast(PlaceKind, row["kind"]) for row in csv.DictReader(text.splitlines())}


@cache
def _longest() -> int:
    return max(len(noun) for noun in _kinds())


def place_noun(lemmas: Sequence[str]) -> tuple[str, PlaceKind] | None:
    """The longest noun of the list that the lemmas end in, with its kind; None where they end in none."""
    for size in range(min(_longest(), len(lemmas)), 0, -1):
        noun = tuple(lemmas[-size:])
        if noun in _kinds():
            return " ".join(noun), _kinds()[noun]
    return None
