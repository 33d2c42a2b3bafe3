"""Placeholder that finds nothing: the reader of places replaces this file."""

from dateline.reading.context import Reading


def read_places(reading: Reading) -> None:
    """Fill `reading.places`."""
