"""Placeholder that finds nothing: the reader of attributions replaces this file."""

from dateline.reading.context import Reading


def read_attributions(reading: Reading) -> None:
    """Fill `reading.attributions`."""
