"""Placeholder that finds nothing: the reader of times replaces this file."""

from dateline.reading.context import Reading


def read_times(reading: Reading) -> None:
    """Fill `reading.times`."""
