"""The words around place names, from `data/place_words.yaml`."""

from __future__ import annotations

from functools import cache
from typing import Any

from dateline.knowledge.data_files import read_yaml


@cache
def words() -> dict[str, Any]:
    """The whole of `data/place_words.yaml`."""
    loaded: dict[str, Any] = read_yaml("place_words.yaml")
    return loaded
