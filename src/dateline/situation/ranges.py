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
    """The range that the claims leave together: those that agree narrow each other, those that do not widen it.

    It goes from the lowest figure that all who can agree on one leave, to the highest: "at least 22" and 24 leave 24,
    24 and 30 leave 24 to 30, 24 and "at least 50" leave 24 and more (the upper end is None).
    """
    spans = [allowed(bounds) for bounds in claims]
    spans = [span for span in spans if span != (-inf, inf)]
    if not spans:
        return None, None
    least_high, most_low = min(high for _, high in spans), max(low for low, _ in spans)
    low = max(low for low, _ in spans if low <= least_high)
    high = min(high for _, high in spans if high >= most_low)
    return (None if low == -inf else low), (None if high == inf else high)
