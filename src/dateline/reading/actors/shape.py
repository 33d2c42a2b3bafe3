"""The shape of an actor phrase: the known names in it, where its noun ends, its head phrase and the proper name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.knowledge.actor_words import word_class
from dateline.knowledge.actors import Actor, ActorList
from dateline.knowledge.sectors import Head, lemma, lexicon
from dateline.reading.actors.finds import Find, find_names, joined
from dateline.reading.actors.offices import Choice, choose

PREPOSITIONS = word_class("prepositions")
DETERMINERS = word_class("determiners")
PARTICLES = word_class("particles")
HYPHENS = frozenset({"-", "‑", "–"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
BARE = re.compile(r"[\d.,]+|[“”\"'‘’(\[]")
PREFIXES = frozenset({"vice", "ex", "co", "deputy", "non", "sub", "under"})


class Shape:
    """The words of one phrase with everything that the lists find in them.

    `finds` are the known names, `core` is how many words the noun takes with what stands before it, `head` the words
    [start, end) of the office or kind of group with its row of the lexicon, `named` those of a person's name; `shared`
    is whether the country was told by a name that bodies of other countries share.
    """

    def __init__(
        self, words: Sequence[str], known: ActorList, day: str | None, places: Sequence[str | None],
        person: tuple[int, int] | None,
    ) -> None:  # fmt: skip
        self.words = list(words)
        self.lemmas = [lemma(word) for word in words]
        self.known, self.day = known, day
        self.reasons: list[str] = []
        self.shared = False
        person = self._without_title(person) if person else None
        self.finds = find_names(self.words, known, places, person)
        self.core = self._core_end()
        self.head = self._head(person)
        self.named = person or self._trailing_name()

    def text(self, start: int, end: int) -> str:
        return joined(self.words[start:end])

    def choose(self, rows: tuple[Actor, ...], tell: bool = True) -> Choice:
        choice = choose(rows, self.day, {f.country for f in self.finds if f.country})
        if tell or choice.row is None:
            self.reasons.append(choice.reason)
        return choice

    def is_shared(self, find: Find) -> bool:
        """Whether bodies of many countries have the name: it is a kind of body and no more, "Senate"."""
        found = lexicon().head_at(self.lemmas, find.end, find.start)
        return found is not None and found[0] == find.start

    def covers_country(self, position: int) -> bool:
        if self.words[position] in POSSESSIVES:
            return True
        return any(f.country and not f.rows and f.start <= position < f.end for f in self.finds)

    def _without_title(self, person: tuple[int, int]) -> tuple[int, int]:
        """A name finder's span without the office that it took for a part of the name."""
        start, end = person
        for position in range(end - 1, start, -1):
            found = lexicon().head_at(self.lemmas, position)
            if found is not None and found[1].kind == "person":
                return position, end
        return person

    def titled(self, start: int, end: int) -> tuple[Actor, ...]:
        """The people with this surname whose office at the time is the title in front of it: "Secretary Kerry"."""
        if self.head is None or end - start != 1:
            return ()
        title = set(self.lemmas[self.head[0] : self.head[1]])
        said = {f.country for f in self.finds if f.country and f.end <= start}
        return tuple(
            row
            for row in self.known.surnamed(self.words[start])
            if row.role and title <= {lemma(word) for word in row.role.split()}
            and (self.day is None or row.standing(self.day) == "holds") and (not said or row.country in said)
        )  # fmt: skip

    def _core_end(self) -> int:
        """Where the noun with its pre-modifiers ends: before the first preposition outside of a known phrase."""
        guarded: set[int] = set()
        for find in self.finds:
            guarded.update(range(find.start, find.end))
        for end in range(len(self.words), 0, -1):
            known_head = lexicon().head_at(self.lemmas, end)
            if known_head is not None and end - known_head[0] > 1:
                guarded.update(range(known_head[0], end))
        for position, word in enumerate(self.words):
            if position and position not in guarded and word.casefold() in PREPOSITIONS:
                return self._end_of_name(position) if word == "of" else position
        return len(self.words)

    def _end_of_name(self, position: int) -> int:
        """Where the name of an institution ends whose "of" stands at a position: "Ministry of Health and Welfare"."""
        found = lexicon().head_at(self.lemmas, position)
        if (
            found is None
            or found[1].kind not in {"organization", "facility"}
            or not self.words[position - 1][0].isupper()
        ):
            return position
        end = position
        for i in range(position, len(self.words)):
            if self.words[i][0].isupper():
                end = i + 1
            elif self.words[i] not in {"of", "and", "the", "for", "&"}:
                break
        return end if end > position else position

    def _head(self, person: tuple[int, int] | None) -> tuple[int, int, Head] | None:
        """The last head phrase of the core, a person's name behind it skipped."""
        end = min(self.core, person[0]) if person else self.core
        of_name = self.words.index("of", 1, end) if "of" in self.words[1:end] else 0
        if (
            of_name
            and not any(f.rows and f.start <= of_name < f.end for f in self.finds)
            and self._end_of_name(of_name) == end
        ):
            found = self.lexical(of_name)
            return (found[0], of_name, found[1]) if found else None
        while end > 0:
            find = next((f for f in self.finds if f.start < end <= f.end and (f.rows or f.how == "name")), None)
            if find is not None:
                if end < self.core or not find.rows or find.rows[-1].kind != "person":
                    return None
                end = find.start
                continue
            found = self.lexical(end)
            if found is not None and (end == self.core or found[1].kind == "person"):
                return found[0], end, found[1]
            if not is_name_like(self.words[end - 1]) and self.words[end - 1] != ",":
                return None
            end -= 1
        return None

    def lexical(self, end: int) -> tuple[int, Head] | None:
        """The head phrase that ends before a position, "Secretary-General" in three words too."""
        if end >= 3 and self.words[end - 2] in HYPHENS:
            pair = lexicon().head_at([self.lemmas[end - 3], self.lemmas[end - 1]], 2)
            if pair is not None and pair[0] == 0:
                return end - 3, pair[1]
            if self.words[end - 1][0].isupper() and self.words[end - 3].casefold() not in PREFIXES:
                return None
        own = self.known.heads
        for size in range(min(4, end), 0, -1):
            head = own.get(tuple(self.lemmas[end - size : end]))
            if head is not None:
                return end - size, head
        return lexicon().head_at(self.lemmas, end)

    def _trailing_name(self) -> tuple[int, int] | None:
        """Capitalised words between the head phrase and the end of the core: a person's name behind a title."""
        if self.head is None or self.head[2].kind != "person" or self.head[1] >= self.core:
            return None
        start = self.head[1]
        return (start, self.core) if all(is_name_like(w) for w in self.words[start : self.core]) else None

    def bare(self) -> frozenset[str]:
        """The lemmas of the core without articles, prepositions and what names a country."""
        return frozenset(
            self.lemmas[i]
            for i, word in enumerate(self.words[: self.core])
            if not (is_bare(word) or word.casefold() in PREPOSITIONS or self.covers_country(i))
        )


def is_bare(word: str) -> bool:
    """Whether a word before a name adds nothing: an article, a quantity, a form of address."""
    return word.casefold() in DETERMINERS or BARE.fullmatch(word) is not None


def is_name_like(word: str) -> bool:
    return word[:1].isupper() or word.casefold() in PARTICLES or not word[:1].isalpha()
