"""Who says, thinks, orders or denies what: sources, cues and contents."""

from __future__ import annotations

from dateline.reading.attributions.assembly import assemble
from dateline.reading.context import Reading
from dateline.record import Attribution

__all__ = ["innermost_attribution", "read_attributions"]


def innermost_attribution(reading: Reading, start: int, end: int) -> Attribution | None:
    """The attribution with the shortest content that holds [start, end); None: the document's own voice."""
    holders = [
        (sum(b - a for a, b in attribution.content), attribution.id, attribution)
        for attribution in reading.attributions
        if any(a <= start and end <= b for a, b in attribution.content)
    ]
    return min(holders, key=lambda held: held[:2])[2] if holders else None


def read_attributions(reading: Reading) -> None:
    """Fill `reading.attributions`; a source that is an actor is, or becomes, an entity of the reading."""
    reading.attributions.extend(assemble(reading))
