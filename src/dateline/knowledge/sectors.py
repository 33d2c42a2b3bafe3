"""Heads and modifiers of actor phrases with their PLOVER sectors, from `data/sectors.csv`."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.knowledge.data_files import read_text
from dateline.knowledge.inflections import lemma_by_rule, lemmas_of

SECTORS = frozenset({
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
})  # fmt: skip
"""PLOVER's sector codes."""

KINDS = frozenset({"person", "group", "organization", "facility", "modifier"})


@dataclass(frozen=True, slots=True)
class Head:
    """One row of `data/sectors.csv`.

    `phrase` is in lower case and singular. `kind` is person (one of them; in the plural a group), group, organization,
    facility (an organisation that is as often a building: a school), or modifier (colours a head and is never one).
    `sector` is empty where the word alone says none. `yields` says when the head takes the sector of what it belongs
    to instead of its own: "any" always (a police spokesman is COP), "armed" from armed actors only (rebel troops, but
    not government troops), "whole" like armed, and behind the name of an organisation it means that organisation
    itself (Hamas militants), "" never.
    """

    phrase: str
    sector: str
    kind: str
    yields: str


@dataclass(frozen=True)
class Lexicon:
    """Heads and modifiers by their lemmas; `longest` gives by a last lemma how many words its longest phrase has."""

    heads: dict[tuple[str, ...], Head]
    modifiers: dict[tuple[str, ...], Head]
    longest: dict[str, int]

    def head_at(self, lemmas: Sequence[str], end: int, start: int = 0) -> tuple[int, Head] | None:
        """The longest head phrase that ends before position `end`, with where it starts."""
        for size in range(min(self.longest.get(lemmas[end - 1], 0), end - start), 0, -1):
            found = self.heads.get(tuple(lemmas[end - size : end]))
            if found is not None:
                return end - size, found
        return None

    def modifier_at(self, lemmas: Sequence[str], end: int, start: int = 0) -> tuple[int, Head] | None:
        """The longest modifier or head phrase that ends before position `end`, with where it starts."""
        for size in range(min(self.longest.get(lemmas[end - 1], 0), end - start), 0, -1):
            key = tuple(lemmas[end - size : end])
            found = self.modifiers.get(key) or self.heads.get(key)
            if found is not None:
                return end - size, found
        return None


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    """The lower-case singular of a word as the lexicon writes it; hyphens stay, possessive marks go."""
    word = word.casefold().replace("’", "'").removesuffix("'s").rstrip("'")
    if word in _irregular():
        return _irregular()[word]
    if len(word) < 3 or not word.endswith(("s", "men", "people", "children", "elites", "wives", "mice")):
        return word
    if "-" in word:
        first, _, last = word.rpartition("-")
        return f"{first}-{lemma(last)}"
    return _singulars(word)[0]


def _singulars(word: str) -> tuple[str, ...]:
    return lemmas_of(word, "NOUN") or (lemma_by_rule(word, "NOUN"),)


@cache
def _irregular() -> dict[str, str]:
    """Words that look like plurals and are none, or that the lexicon lists in the plural alone: "troops"."""
    people = {row.phrase.split()[-1] for row in lexicon_rows() if row.kind == "person"}
    kept = {
        part
        for row in lexicon_rows()
        for part in row.phrase.split()
        if part.endswith("s") and not set(_singulars(part)) & (people - {part})
    }
    return {word: word for word in kept} | {"policemen": "policeman", "police": "police", "children": "child"}


@cache
def lexicon_rows() -> tuple[Head, ...]:
    """The rows of the file in their order."""
    text = read_text("sectors.csv")
    return tuple(
        Head(row["phrase"], row["sector"], row["kind"], row["yields"]) for row in csv.DictReader(text.splitlines())
    )


@cache
def lexicon() -> Lexicon:
    """The lexicon as shipped."""
    heads: dict[tuple[str, ...], Head] = {}
    modifiers: dict[tuple[str, ...], Head] = {}
    for row in lexicon_rows():
        key = tuple(lemma(word) for word in row.phrase.split())
        (modifiers if row.kind == "modifier" else heads)[key] = row
        (modifiers if row.kind == "modifier" else heads).setdefault(("-".join(key),), row)
    longest: dict[str, int] = {}
    for key in (*heads, *modifiers):
        longest[key[-1]] = max(longest.get(key[-1], 0), len(key))
    return Lexicon(heads, modifiers, longest)
