"""What a count counts, by the words around it: data/measures.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import get_args

import yaml

from dateline.errors import DatelineError
from dateline.record import Measure


@dataclass(frozen=True)
class Measures:
    """Measures indexed by lemma: of predicates, of nouns, and the word lists beside them."""

    patient: dict[str, Measure]
    subject: dict[str, Measure]
    adjective: dict[str, Measure]
    counted: dict[str, Measure]
    of: dict[str, Measure]
    noun: dict[str, Measure]
    needs: dict[Measure, frozenset[str]]
    totals: frozenset[str]
    toll_measures: dict[str, Measure]
    links: frozenset[str]
    people: frozenset[str]
    kin: frozenset[str]
    groups: dict[str, int]
    money: frozenset[str]
    money_not: frozenset[str]
    possible_modals: frozenset[str]
    future_modals: frozenset[str]
    possible_words: frozenset[str]
    unrealised: frozenset[str]
    units: frozenset[str]
    companions: dict[str, frozenset[str]]
    protest_verbs: frozenset[str]
    protest_nouns: frozenset[str]
    life_verbs: frozenset[str]
    bundles: frozenset[str]
    breakdown: frozenset[str]
    talks: frozenset[str]


@cache
def measures() -> Measures:
    """The lexicon as shipped; raises DatelineError where the file names a measure that the record does not know."""
    path = files("dateline.knowledge").joinpath("data/measures.yaml")
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name in raw["measures"]:
        if name not in get_args(Measure):
            raise DatelineError(f"{path}: {name!r} is no measure; known are {', '.join(get_args(Measure))}")

    def index(role: str) -> dict[str, Measure]:
        found: dict[str, Measure] = {}
        for name, roles in raw["measures"].items():
            for word in roles.get(role, ()):
                found.setdefault(word, name)
        return found

    return Measures(
        patient=index("patient"),
        subject=index("subject"),
        adjective=index("adjective"),
        counted=index("counted"),
        of=index("of"),
        noun=index("noun"),
        needs={name: frozenset(roles["needs"]) for name, roles in raw["measures"].items() if "needs" in roles},
        toll_measures=raw["toll_measures"],
        groups=raw["groups"],
        companions={verb: frozenset(words) for verb, words in raw["with"].items()},
        **{
            name: frozenset(raw[name])
            for name in (
                "totals", "links", "people", "kin", "money", "money_not", "possible_modals", "future_modals",
                "possible_words", "unrealised", "units", "protest_verbs", "protest_nouns", "life_verbs", "bundles",
                "breakdown", "talks",
            )
        },
    )  # fmt: skip
