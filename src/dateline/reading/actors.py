"""Placeholder that finds nothing: the reader of actors replaces this file."""

from dateline.reading.context import Reading


def read_actors(reading: Reading) -> None:
    """Fill `reading.entities`."""
