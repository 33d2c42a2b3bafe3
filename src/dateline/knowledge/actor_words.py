"""The closed classes of words that the reading of actors turns on, from `data/actor_words.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml


@cache
def _classes() -> dict[str, str]:
    text = files("dateline.knowledge").joinpath("data/actor_words.yaml").read_text(encoding="utf-8")
    loaded = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {name: str(entry["words"]) for name, entry in loaded.items()}


def word_class(name: str) -> frozenset[str]:
    """The words of a class by its name in the file; raises KeyError for a class that it does not have."""
    return frozenset(_classes()[name].split())
