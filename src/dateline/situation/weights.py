"""The numbers and word lists of likeness.yaml, read once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True)
class Weights:
    """`table` holds the weight of each value of each feature; `digest` tells one version of the file from another."""

    threshold: float
    prior: float
    table: dict[str, dict[str, float]]
    limits: dict[str, float]
    company_types: frozenset[str]
    kin: tuple[tuple[str, ...], ...]
    like_modes: tuple[frozenset[str], ...]
    background: frozenset[str]
    course: frozenset[str]
    undisputed: frozenset[str]
    toll: frozenset[str]
    common: frozenset[str]
    one_word: dict[str, str]
    digest: str


FEATURES = (
    "type",
    "mode",
    "place",
    "time",
    "status",
    "actors",
    "recipients",
    "company",
    "figures",
    "trigger",
    "document",
    "beside",
    "anchor",
    "names",
    "words",
)


def stem(word: str) -> str:
    """The first five letters, which stand for a word and its forms.

    After McNamee and Mayfield, "Character n-gram tokenization", Information Retrieval 7, 2004.
    """
    return word[:5]


@cache
def load_weights() -> Weights:
    """The packaged file."""
    data = files(__package__).joinpath("likeness.yaml").read_bytes()
    content: dict[str, Any] = yaml.safe_load(data)
    return Weights(
        threshold=content["threshold"],
        prior=content["prior"],
        table={feature: content[feature] for feature in FEATURES},
        limits=content["limits"],
        company_types=frozenset(content["company_types"]),
        kin=tuple(tuple(types) for types in content["kin"]),
        like_modes=tuple(frozenset(group) for group in content["like_modes"]),
        background=frozenset(content["background"]),
        course=frozenset(content["course"]),
        undisputed=frozenset(content["undisputed"]),
        toll=frozenset(content["toll"]),
        common=frozenset(content["common"]),
        one_word={stem(word): stem(group[0]) for group in content["one_word"] for word in group},
        digest=hashlib.blake2b(data, digest_size=8).hexdigest(),
    )
