"""The arithmetic of bounded figures: what a claim allows, when two cannot both hold, what a set of them leaves."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

Bounds = tuple[float | None, float | None, float | None]
"""low, high and best of a figure as the record gives them."""


def allowed(bounds: Bounds, tolerance: float = 0.0) -> tuple[float, float]:
    """The interval a claim allows; a figure that is only "about" its best may be off by the tolerance (a share)."""
    low, high, best = bounds
    if low is None and high is None:
        return (-inf, inf) if best is None else (best * (1 - tolerance), best * (1 + tolerance))
    return (-inf if low is None else low, inf if high is None else high)


def standing_range(claims: Sequence[Bounds]) -> tuple[float | None, float | None]:
    """The range that the claims leave together: from the lowest to the highest figure that anyone stands by.

    An "at least" leaves the range open above only where no other claim reaches as high.
    """
    lows: list[float] = []
    highs: list[float] = []
    floors: list[float] = []
    for low, high, best in claims:
        if low is None and high is None and best is not None:
            low = high = best
        if low is not None:
            lows.append(low)
        if high is not None:
            highs.append(high)
        elif low is not None:
            floors.append(low)
    top = max(highs) if highs else None
    if top is not None and floors and max(floors) > top:
        top = None
    bottom = min(lows) if lows else None
    return bottom, top
