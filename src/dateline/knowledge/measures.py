"""What a count counts, by the words around it: data/measures.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from dateline.errors import DatelineError
from dateline.knowledge.data_files import read_yaml
from dateline.record import Measure

Frames = Mapping[str, tuple[tuple[Measure, frozenset[str]], ...]]
"""By a lemma, the measures that it tells beside one of the words, in the order of the file."""


@dataclass(frozen=True)
class Measures:
    """Measures indexed by lemma: of predicates, of nouns, and the word lists beside them; see data/measures.yaml."""

    patient: dict[str, Measure]
    subject: dict[str, Measure]
    adjective: dict[str, Measure]
    counted: dict[str, Measure]
    of: dict[str, Measure]
    beneficiary: dict[str, Measure]
    noun: dict[str, Measure]
    armed: dict[str, Measure]
    phrase: dict[tuple[str, ...], Measure]
    frames: dict[str, Frames]  # by role: patient, subject, settled, counted
    denied: dict[str, Measure]
    events: dict[str, dict[str, Measure]]  # by role, then by "TYPE mode" or "TYPE"
    needs: dict[Measure, frozenset[str]]
    ruin: dict[str, frozenset[str]]  # patient, subject, adjective, and "not": what is no structure
    of_people: frozenset[str]
    animals: frozenset[str]
    captive_verbs: frozenset[str]
    captors: frozenset[str]
    captor_sectors: frozenset[str]
    totals: frozenset[str]
    turnout: frozenset[str]
    toll_measures: dict[str, Measure]
    amounts: frozenset[str]
    passing: frozenset[str]
    restating: frozenset[str]
    compared: frozenset[str]
    settled: frozenset[str]
    phases: frozenset[str]
    links: frozenset[str]
    makes: frozenset[str]
    people: frozenset[str]
    kin: frozenset[str]
    groups: dict[str, int]
    money: frozenset[str]
    money_large: frozenset[str]
    money_not: frozenset[str]
    possible_modals: frozenset[str]
    future_modals: frozenset[str]
    possible_words: frozenset[str]
    denials: frozenset[str]
    unrealised: frozenset[str]
    units: frozenset[str]
    protest_verbs: frozenset[str]
    protest_nouns: frozenset[str]
    life_verbs: frozenset[str]
    bundles: frozenset[str]
    breakdown: frozenset[str]
    broken_down: frozenset[str]
    talks: frozenset[str]


_LISTS = (
    "of_people", "animals", "captive_verbs", "captors", "captor_sectors", "totals", "turnout", "links", "makes",
    "people", "kin", "money", "money_large", "money_not", "possible_modals", "future_modals", "possible_words",
    "denials", "unrealised", "units", "protest_verbs", "protest_nouns", "life_verbs", "bundles", "breakdown",
    "broken_down", "talks", "amounts", "passing", "restating", "compared", "settled", "phases",
)  # fmt: skip


@cache
def measures() -> Measures:
    """The lexicon as shipped; raises DatelineError where the file names a measure that the record does not know."""
    raw = read_yaml("measures.yaml")
    named = [*raw["measures"], *raw["toll_measures"].values(), *raw["denied"]]
    named += [name for table in raw["events"].values() for name in table]
    named += [name for role in raw["frames"].values() for verb in role.values() for name in verb]
    for name in named:
        if name not in get_args(Measure):
            raise DatelineError(f"measures.yaml: {name!r} is no measure; known are {', '.join(get_args(Measure))}")

    def index(role: str) -> dict[str, Measure]:
        return _inverted({name: roles.get(role, ()) for name, roles in raw["measures"].items()})

    return Measures(
        patient=index("patient"),
        subject=index("subject"),
        adjective=index("adjective"),
        counted=index("counted"),
        of=index("of"),
        beneficiary=index("for"),
        noun=index("noun"),
        armed=index("armed"),
        phrase={tuple(phrase.split()): measure for phrase, measure in index("phrase").items()},
        frames={role: _frames(verbs) for role, verbs in raw["frames"].items()},
        denied=_inverted(raw["denied"]),
        events={role: _inverted(table) for role, table in raw["events"].items()},
        needs={name: frozenset(roles["needs"]) for name, roles in raw["measures"].items() if "needs" in roles},
        ruin={role: frozenset(words) for role, words in raw["ruin"].items()},
        toll_measures=raw["toll_measures"],
        groups=raw["groups"],
        **{name: frozenset(raw[name]) for name in _LISTS},
    )


def _inverted(table: dict[Any, Any]) -> dict[str, Measure]:
    """Measures by word; of a word that is listed under two measures the first holds."""
    found: dict[str, Measure] = {}
    for name, words in table.items():
        for word in words:
            found.setdefault(word, name)
    return found


def _frames(verbs: dict[str, dict[Measure, list[str]]]) -> Frames:
    return {
        verb: tuple((measure, frozenset(words)) for measure, words in table.items()) for verb, table in verbs.items()
    }
