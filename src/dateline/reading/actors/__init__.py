"""Who acts: every actor of a document as one entity, with country and sectors, and who fills an argument."""

from __future__ import annotations

from dateline.reading.actors.arguments import actors_of, owner_of
from dateline.reading.context import Reading

__all__ = ["actors_of", "owner_of", "read_actors"]


def read_actors(reading: Reading) -> None:
    """Fill `reading.entities`, `reading.entity_at` and the reasons for each entity."""
