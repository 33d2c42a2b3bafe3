"""The closed classes of words that the reading of actors turns on, from `data/actor_words.yaml`."""

from __future__ import annotations

from functools import cache

from dateline.knowledge.data_files import read_yaml


@cache
def _classes() -> dict[str, str]:
    return {name: str(entry["words"]) for name, entry in read_yaml("actor_words.yaml").items()}


def word_class(name: str) -> frozenset[str]:
    """The words of a class by its name in the file; raises KeyError for a class that it does not have."""
    return frozenset(_classes()[name].split())
