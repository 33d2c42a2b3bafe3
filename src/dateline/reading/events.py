"""Placeholder that finds nothing: the reader of events replaces this file."""

from dateline.reading.context import Reading


def read_events(reading: Reading) -> None:
    """Fill `reading.events`."""
