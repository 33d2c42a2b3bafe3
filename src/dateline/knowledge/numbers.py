"""How number words, bounds and currencies are written: data/numbers.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.knowledge.data_files import read_yaml

Bounds = tuple[int | None, int | None, int | None]


@dataclass(frozen=True)
class Numbers:
    """The number lexicon; `before` and `after` map a phrase to low, high, best, plain or new."""

    words: dict[str, int]
    magnitudes: dict[str, int]
    suffixes: dict[str, int]
    vague: dict[str, tuple[int, int]]
    vague_multipliers: tuple[str, ...]
    fixed: dict[str, Bounds]
    changes: tuple[str, ...]
    idioms: tuple[str, ...]
    before: dict[str, str]
    after: dict[str, str]
    currencies: dict[str, str]
    currency_words: dict[str, str]


@cache
def numbers() -> Numbers:
    """The lexicon as shipped."""
    raw = read_yaml("numbers.yaml")
    return Numbers(
        words=raw["words"],
        magnitudes=raw["magnitudes"],
        suffixes=raw["suffixes"],
        vague={word: (low, unit) for word, (low, unit) in raw["vague"].items()},
        vague_multipliers=tuple(raw["vague_multipliers"]),
        fixed={phrase: (low, high, best) for phrase, (low, high, best) in raw["fixed"].items()},
        changes=tuple(raw["changes"]),
        idioms=tuple(raw["idioms"]),
        before={phrase: kind for kind, phrases in raw["before"].items() for phrase in phrases},
        after={phrase: kind for kind, phrases in raw["after"].items() for phrase in phrases},
        currencies=raw["currencies"],
        currency_words=raw["currency_words"],
    )
