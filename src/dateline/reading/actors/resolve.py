"""One phrase on its own, without a document: what `dateline actor` and the benchmark of actor phrases ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.knowledge.actors import ActorList, day_of, shipped
from dateline.knowledge.countries import name_of
from dateline.knowledge.gazetteer import gazetteer
from dateline.reading.actors.phrases import Resolution, resolve

END_OF_TIME = "9999-12-31"
WORD = re.compile(r"[^\W_](?:[\w.&/]|[-‑'’](?=\w))*|\S")
WELL_KNOWN = 50_000


def words_of(phrase: str) -> list[str]:
    """The words of a phrase as the parser would cut them, the possessive mark apart."""
    found: list[str] = []
    for word in WORD.findall(phrase):
        stem = re.fullmatch(r"(.+)(['’]s)", word)
        side = re.fullmatch(r"(.+)(-)(run|held|controlled|led)", word)
        if stem:
            found += [stem[1], stem[2]]
        elif side:
            found += [side[1], side[2], side[3]]
        elif word.endswith(".") and word.count(".") == 1 and len(word) > 4:
            found += [word[:-1], "."]
        else:
            found.append(word)
    return found


def resolve_phrase(phrase: str, date: str | None = None, actors: ActorList | None = None) -> Resolution:
    """What a phrase says of its actor on a day.

    `date` is an ISO date of any granularity; without one the list is read as it stands: an office that has ended
    makes its holder a former one. `actors` is the list to ask, None for the shipped one. Where a phrase names no
    country, a well-known town or province in it does. Raises ValueError for a date that is none.
    """
    words = words_of(phrase)
    if not words:
        return Resolution(None, "", reasons=("the phrase is empty",))
    day = day_of(date, False) if date else END_OF_TIME
    known = actors or shipped()
    found = resolve(words, known, day)
    if found.country is not None or found.listed is not None:
        return found
    places = places_in(words)
    if found.title is not None and any(places):
        return resolve(words, known, day, places)
    if found.kind is None and all(places):
        country = places[0]
        reason = f"“{phrase}” is a place in {name_of(country or '')}, which stands for its people"
        return replace(found, kind="group", name=phrase, country=country, sectors=("CVL",), reasons=(reason,))
    return found


def places_in(words: Sequence[str]) -> list[str | None]:
    """By word, the country of the well-known place whose name it belongs to; capitals only, the longest name first."""
    found: list[str | None] = [None] * len(words)
    position = 0
    while position < len(words):
        for end in range(min(len(words), position + 4), position, -1):
            country = _country_of_place(" ".join(words[position:end])) if words[position][:1].isupper() else None
            if country is not None:
                found[position:end] = [country] * (end - position)
                position = end
                break
        else:
            position += 1
    return found


def _country_of_place(name: str) -> str | None:
    people = gazetteer().of_adjective(name)
    if people is not None and people.country:
        return people.country
    known = [p for p in gazetteer().lookup(name) if p.country and (p.population >= WELL_KNOWN or p.kind == "admin")]
    return max(known, key=lambda p: p.population).country if known else None
