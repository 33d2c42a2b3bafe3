"""Pairs that are alike into incidents: the most alike first, as long as the whole stays one occurrence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.situation.likeness import Columns
from dateline.situation.signals import NO_DAY, PROVINCE, STATUSES, small_key
from dateline.situation.weights import Weights

_NEVER = 2**40
_HAPPENED = frozenset(STATUSES.index(status) for status in ("occurred", "ongoing"))
_KM_PER_DEGREE = 111.195


@dataclass(slots=True)
class _Whole:
    """What is known of a cluster: the span of its dates in days and of its precise places, its country,
    its type (0 where it has more than one), its documents, the countries of those it was done to and, of types that
    nobody disputes, of those who did it."""

    dated_first: int = _NEVER
    dated_last: int = -_NEVER
    told_first: int = _NEVER
    told_last: int = -_NEVER
    south: float = 90.0
    north: float = -90.0
    west: float = 180.0
    east: float = -180.0
    country: int = 0
    type: int = 0
    carriers: frozenset[int] = frozenset()
    suffered: frozenset[int] = frozenset()
    did: frozenset[int] = frozenset()


def cluster(
    columns: Columns,
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
    scores: NDArray[np.float64],
    same: list[tuple[int, int]],
    different: list[tuple[int, int]],
    weights: Weights,
) -> NDArray[np.int64]:
    """The cluster of each event, as the smallest row in it.

    `same` and `different` are judgements on rows: the former are joined whatever else holds, the latter never
    (where a `same` contradicts a `different`, it is the `different` that holds).
    """
    a, b = pairs
    order = np.lexsort((b, a, -scores))
    parent = list(range(len(columns["first"])))
    wholes: dict[int, _Whole] = {}
    apart: dict[int, set[int]] = {}
    undisputed = {small_key(kind) for kind in weights.undisputed}
    for left, right in different:
        apart.setdefault(left, set()).add(right)
        apart.setdefault(right, set()).add(left)

    def find(row: int) -> int:
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    def join(left: int, right: int, *, forced: bool) -> None:
        left, right = sorted((find(left), find(right)))
        if left == right:
            return
        if right in apart.get(left, ()):
            return
        whole_left = wholes.get(left) or _alone(columns, left, undisputed)
        whole_right = wholes.get(right) or _alone(columns, right, undisputed)
        both = _together(whole_left, whole_right)
        if not forced and not _is_one(both, whole_left, whole_right, weights):
            return
        parent[right] = left
        wholes[left] = both
        wholes.pop(right, None)
        for other in apart.pop(right, ()):
            apart[other].discard(right)
            apart[other].add(left)
            apart.setdefault(left, set()).add(other)

    for left, right in sorted(same):
        join(left, right, forced=True)
    for left, right in zip(a[order].tolist(), b[order].tolist(), strict=True):
        join(left, right, forced=False)
    return np.array([find(row) for row in range(len(parent))], dtype=np.int64)


def _alone(columns: Columns, row: int, undisputed: set[int]) -> _Whole:
    whole = _Whole(country=int(columns["country"][row]), type=int(columns["type"][row]))
    whole.carriers = frozenset((int(columns["carrier"][row]),))
    whole.suffered = frozenset(columns["recipient_countries"][row].tolist()) - {0}
    if whole.type in undisputed:
        whole.did = frozenset(columns["actor_countries"][row].tolist()) - {0}
    first, last = int(columns["first"][row]), int(columns["last"][row])
    if first != NO_DAY and last - first <= 1 and int(columns["status"][row]) in _HAPPENED:
        if columns["dated"][row]:
            whole.dated_first, whole.dated_last = first, last
        else:
            whole.told_first, whole.told_last = first, last
    latitude, longitude = float(columns["latitude"][row]), float(columns["longitude"][row])
    if 0 < columns["precision"][row] < PROVINCE and latitude == latitude:
        whole.south = whole.north = latitude
        whole.west = whole.east = longitude
    return whole


def _together(a: _Whole, b: _Whole) -> _Whole:
    return _Whole(
        dated_first=min(a.dated_first, b.dated_first), dated_last=max(a.dated_last, b.dated_last),
        told_first=min(a.told_first, b.told_first), told_last=max(a.told_last, b.told_last),
        south=min(a.south, b.south), north=max(a.north, b.north),
        west=min(a.west, b.west), east=max(a.east, b.east),
        country=a.country or b.country, type=a.type if a.type == b.type else 0, carriers=a.carriers | b.carriers,
        suffered=a.suffered | b.suffered, did=a.did | b.did,
    )  # fmt: skip


def _is_one(both: _Whole, a: _Whole, b: _Whole, weights: Weights) -> bool:
    """Whether two clusters can be one occurrence: one day, one country, one neighbourhood, not told before it was,
    done to (and, where that is not disputed, by) people of some country in common if that is told, of two types only
    where no document tells them apart.

    What a judgement has already stretched beyond a limit does not count against those who join later.
    """
    if a.country and b.country and a.country != b.country:
        return False
    if a.suffered and b.suffered and a.suffered.isdisjoint(b.suffered):
        return False
    if a.did and b.did and a.did.isdisjoint(b.did):
        return False
    if not both.type and not a.carriers.isdisjoint(b.carriers):
        return False
    names = ("spread_days", "told_spread_days", "early_days", "follow_up_days", "spread_km")
    strains = zip(_strain(both), _strain(a), _strain(b), names, strict=True)
    return all(of_both <= max(weights.limits[name], of_a, of_b) for of_both, of_a, of_b, name in strains)


def _strain(whole: _Whole) -> tuple[float, float, float, float, float]:
    """How far apart the dates of the texts are, and the days of publication where no text has a date; by how many
    days a report comes before and after the dates (all 0 where there are none); the diagonal of the places in km."""
    dated, told = whole.dated_last > -_NEVER, whole.told_last > -_NEVER
    height = width = 0.0
    if whole.north >= whole.south:
        height = (whole.north - whole.south) * _KM_PER_DEGREE
        middle = float(np.cos(np.radians((whole.north + whole.south) / 2)))
        width = (whole.east - whole.west) * _KM_PER_DEGREE * middle
    return (
        whole.dated_last - whole.dated_first if dated else 0,
        whole.told_last - whole.told_first if told and not dated else 0,
        whole.dated_first - whole.told_first if told and dated else 0,
        whole.told_last - whole.dated_last if told and dated else 0,
        float(np.hypot(height, width)),
    )
