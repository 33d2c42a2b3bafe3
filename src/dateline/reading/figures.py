"""Placeholder that finds nothing: the reader of figures replaces this file."""

from dateline.reading.context import Reading


def read_figures(reading: Reading) -> None:
    """Fill `reading.figures`."""
