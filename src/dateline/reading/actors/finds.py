"""The names that the lists know inside of a stretch of words: actors, countries, demonyms, capitals, places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.knowledge.actors import Actor, ActorList, pieces_of
from dateline.knowledge.countries import country_of, country_of_capital, demonym, longest_from

SHIPS = {"uss": "USA", "usns": "USA", "hms": "GBR", "hmas": "AUS", "hmcs": "CAN", "ins": "IND", "roks": "KOR"}
"""Prefixes of the names of warships, by whose they are."""

BEARING = re.compile(r"-(?:based|born|native)$")
CLOSED_UP = re.compile(r"\s+(['’]s\b|['’](?=\s|$)|,)")


@dataclass(frozen=True)
class Find:
    """Words [start, end) that the lists know: rows of actors, or a country by `how` it is named.

    `how` is name, demonym, base ("Somalia-based"), capital or place; "" for rows.
    """

    start: int
    end: int
    rows: tuple[Actor, ...] = ()
    country: str | None = None
    how: str = ""


def find_names(
    words: Sequence[str], known: ActorList, places: Sequence[str | None] = (), person: tuple[int, int] | None = None
) -> list[Find]:
    """The known names in order, the longest first where they compete.

    `places` gives the country of each word that belongs to a place, `person` the words of a person's name, which is
    looked up as a whole alone.
    """
    found: list[Find] = []
    position = 0
    while position < len(words):
        if person is not None and person[0] <= position < person[1]:
            rows = rows_of(words, *person, known)
            found += [Find(*person, rows)] if rows else []
            position = person[1]
            continue
        find = _at(words, position, known, places)
        if find is not None:
            found.append(find)
        position = find.end if find is not None else position + 1
    return found


def rows_of(words: Sequence[str], start: int, end: int, known: ActorList) -> tuple[Actor, ...]:
    """The rows that go by the name that words [start, end) are."""
    pieces = [piece for word in words[start:end] for piece in pieces_of(word)]
    return known.find(pieces) if pieces else ()


def joined(words: Sequence[str]) -> str:
    """Words as they are written: possessive marks and hyphens close up."""
    if len(words) == 1:
        return words[0]
    return CLOSED_UP.sub(r"\1", " ".join(words)).replace(" - ", "-")


def _at(words: Sequence[str], start: int, known: ActorList, places: Sequence[str | None]) -> Find | None:
    country = _country(words, start, places)
    listed = _listed(words, start, known)
    if listed is None or (country is not None and country.end > listed.end):
        return country
    return listed


def _listed(words: Sequence[str], start: int, known: ActorList) -> Find | None:
    word = words[start]
    if (word.islower() and word != "al") or words[start - 1 : start] == ["-"] == words[start + 1 : start + 2]:
        return None
    first = pieces_of(word)
    longest = known.longest(first[0]) if first else 0
    if not longest:
        return None
    last = min(len(words), start + longest)
    marks = sum(not pieces_of(other) for other in words[start:last])
    for end in range(min(len(words), last + marks), start, -1):
        rows = rows_of(words, start, end, known)
        if rows:
            return Find(start, end, rows)
    return None


def _country(words: Sequence[str], start: int, places: Sequence[str | None]) -> Find | None:
    word = words[start]
    if not word[:1].isalpha():
        return None
    for end in range(min(len(words), start + longest_from().get(word.casefold(), 0)), start, -1):
        code, how = _lookup(joined(words[start:end]))
        if code is not None:
            return Find(start, end, country=code, how=how)
    based = BEARING.search(word) if "-" in word else None
    if based:
        code, _ = _lookup(word[: based.start()])
        return Find(start, start + 1, country=code, how="base") if code else None
    place = places[start] if start < len(places) else None
    if place is None:
        return None
    end = start + 1
    while end < len(places) and places[end] == place:
        end += 1
    return Find(start, end, country=place, how="place")


@lru_cache(maxsize=20_000)
def _lookup(name: str) -> tuple[str | None, str]:
    if not name.islower():
        code = country_of(name)
        if code is not None:
            return code, "name"
    code = demonym(name)
    if code is not None:
        return code, "demonym"
    code = None if name.islower() else country_of_capital(name)
    return code, "capital"
