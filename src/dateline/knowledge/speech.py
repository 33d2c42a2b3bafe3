"""Words that report speech, thought, intention, orders and denials: data/speech_*.tsv and speech.yaml."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.data_files import read_text, read_yaml


@dataclass(frozen=True)
class Cue:
    """A reporting word: its kind (speech, thought, intention, order, denial, claim, evaluation) and its frames."""

    lemma: str
    kind: str
    frames: frozenset[str]


@dataclass(frozen=True)
class Speech:
    """The lexicon of reporting words, indexed by lemma."""

    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    adjectives: dict[str, Cue]
    adverbs: frozenset[str]
    voicing: frozenset[str]
    carriers: frozenset[str]
    deeds: frozenset[str]
    voices: frozenset[str]
    speakers: frozenset[str]
    comments: frozenset[str]
    venues: frozenset[str]
    readings: frozenset[str]


def _table(name: str) -> dict[str, Cue]:
    rows = csv.DictReader(read_text(name).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["cue"]: Cue(row["cue"], row["kind"], frozenset(row["frames"].split())) for row in rows}


@cache
def speech() -> Speech:
    """The lexicon as shipped."""
    raw = read_yaml("speech.yaml")
    return Speech(
        verbs=_table("speech_verbs.tsv"),
        nouns=_table("speech_nouns.tsv"),
        adjectives={w: Cue(w, kind, frozenset({"clause", "infinitive"})) for w, kind in raw["adjectives"].items()},
        adverbs=frozenset(raw["adverbs"]),
        voicing=frozenset(raw["voicing"]),
        carriers=frozenset(raw["carriers"]),
        deeds=frozenset(raw["deeds"]),
        voices=frozenset(raw["voices"]),
        speakers=frozenset(raw["speakers"]),
        comments=frozenset(raw["comments"]),
        venues=frozenset(raw["venues"]),
        readings=frozenset(raw["readings"]),
    )
