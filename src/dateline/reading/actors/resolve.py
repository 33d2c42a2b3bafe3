"""One phrase on its own, without a document: what `dateline actor` and the benchmark of actor phrases ask."""

from __future__ import annotations

import re

from dateline.knowledge.actors import ActorList, day_of, shipped
from dateline.reading.actors.phrases import Resolution, resolve

END_OF_TIME = "9999-12-31"
WORD = re.compile(r"[^\W_](?:[\w.&/]|[-‑'’](?=\w))*|\S")


def words_of(phrase: str) -> list[str]:
    """The words of a phrase as the parser would cut them, the possessive mark apart."""
    found: list[str] = []
    for word in WORD.findall(phrase):
        stem = re.fullmatch(r"(.+)(['’]s)", word)
        if stem:
            found += [stem[1], stem[2]]
        elif word.endswith(".") and word.count(".") == 1 and len(word) > 4:
            found += [word[:-1], "."]
        else:
            found.append(word)
    return found


def resolve_phrase(phrase: str, date: str | None = None, actors: ActorList | None = None) -> Resolution:
    """What a phrase says of its actor on a day.

    `date` is an ISO date of any granularity; without one the list is read as it stands: an office that has ended
    makes its holder a former one. `actors` is the user's list laid over the shipped one, None for the shipped one.
    Raises ValueError for a date that is none.
    """
    words = words_of(phrase)
    if not words:
        return Resolution(None, "", reasons=("the phrase is empty",))
    day = day_of(date, False) if date else END_OF_TIME
    return resolve(words, actors or shipped(), day)
