"""Places: names in the text to places on the earth."""

from dateline.reading.context import Reading


def read_places(reading: Reading) -> None:
    """Fill `reading.places`."""
