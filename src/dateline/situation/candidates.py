"""Which events are worth comparing: neighbours by date among those that share a place, a participant, a word."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from dateline.situation.likeness import Columns
from dateline.situation.signals import NO_DAY, PROVINCE

Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]
_SEED = np.uint64(0x9E3779B97F4A7C15)


def candidates(columns: Columns, eligible: NDArray[np.bool_], window: int) -> Iterator[Pairs]:
    """Pairs of rows (the smaller row first), one batch for each kind of thing shared.

    Within each block of events that share something, sorted by day, every event meets its `window` next neighbours:
    the sorted-neighbourhood method of Hernández and Stolfo, SIGMOD 1995. Cost grows with n log n, however large the
    blocks. Which pairs come out depends on the set of events alone.
    """
    if not eligible.any():
        return
    day, place, word = columns["first"], columns["place"], columns["word_keys"][:, 0]
    for keys, rows in _blocks(columns, np.flatnonzero(eligible)):
        order = np.lexsort((rows, word[rows], place[rows], day[rows], keys))
        keys, rows = keys[order], rows[order]
        found: list[NDArray[np.int64]] = []
        for step in range(1, window + 1):
            same = (keys[:-step] == keys[step:]) & (rows[:-step] != rows[step:])
            if not same.any():
                break
            left, right = rows[:-step][same], rows[step:][same]
            found.append(np.minimum(left, right) * len(day) + np.maximum(left, right))
        if found:
            packed = np.unique(np.concatenate(found))
            yield packed // len(day), packed % len(day)


def _blocks(columns: Columns, rows: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.int64]]]:
    """For every kind of thing that two events may share: the keys of the blocks, and the event of each."""
    kind = columns["family"].astype(np.uint64) * np.uint64(0xFF51AFD7ED558CCD)

    def block(values: np.ndarray) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        lanes = values.reshape(len(values), -1)[rows]
        keys, members = lanes.ravel(), np.repeat(rows, lanes.shape[1])
        keys, members = keys[keys != 0], members[keys != 0]
        return keys.astype(np.uint64) * _SEED ^ kind[members], members

    yield block(columns["carrier"] + 1)
    yield block(np.where(columns["precision"] < PROVINCE, columns["place"], 0))
    yield block(columns["actors"])
    yield block(columns["recipients"])
    yield block(columns["figures"])
    yield block(columns["word_keys"])
    yield block(columns["names"])
    yield block(np.column_stack([columns[name] for name in ("country", "actor_countries", "recipient_countries")]))


def eligible(columns: Columns, long_days: float) -> NDArray[np.bool_]:
    """Events that are an occurrence, and not a war or another course of many events."""
    known = columns["first"] != NO_DAY
    lasting = known & (columns["last"].astype(np.int64) - columns["first"] > long_days)
    return np.asarray(~columns["background"] & ~lasting)
