"""One actor phrase to kind, name, role, country and sectors, from its own words and the dated list of actors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.knowledge.actor_words import word_class
from dateline.knowledge.actors import INTERNATIONAL, Actor, ActorList
from dateline.knowledge.countries import name_of
from dateline.knowledge.sectors import Head, lemma, lexicon
from dateline.reading.actors.finds import SHIPS, Find, find_names, joined, rows_of
from dateline.reading.actors.offices import OFFICES, Choice, choose
from dateline.record import EntityKind

PREPOSITIONS = word_class("prepositions")
DETERMINERS = word_class("determiners")
TITLES = word_class("titles")
PARTICLES = word_class("particles")
SIDING = re.compile(r"-(?:\w+ed|linked|run|held|born|speaking|friendly|style|wide|made|built|led)$")
HYPHENS = frozenset({"-", "‑", "–"})
PREFIXES = frozenset({"vice", "ex", "co", "deputy", "non", "sub", "under"})
OWNED_BY = ("of", "from", "in", "at", "across", "within", "around", "for")
FORMER = word_class("former")
CROWDS = word_class("crowds")
GOVERNMENTS = word_class("governments")
ARMED = frozenset(["REB", "PRM", "UAF", "COP", "CRM", "SPY", "MIL"])


@dataclass
class Resolution:
    """What a phrase says of its actor: `kind` is None where it names no actor.

    `title` and `named` are word positions [start, end) of the office or kind of group and of the proper name,
    `listed` is the name of the row of the list that it is, `reasons` say step by step what decided. For the links
    between mentions: `finds` are the names inside that the lists know, `core` is how many words the noun takes with
    what stands before it, `bare` its lemmas without country and small words, `governs` whether its head is a
    government, `facility` whether it is as often a building.
    """

    kind: EntityKind | None
    name: str
    role: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    identifiers: dict[str, str] = field(default_factory=dict)
    plural: bool = False
    title: tuple[int, int] | None = None
    named: tuple[int, int] | None = None
    listed: str | None = None
    reasons: tuple[str, ...] = ()
    finds: tuple[Find, ...] = ()
    core: int = 0
    bare: frozenset[str] = frozenset()
    governs: bool = False
    facility: bool = False


def resolve(
    words: Sequence[str], known: ActorList, day: str | None, places: Sequence[str | None] = (),
    person: tuple[int, int] | None = None,
) -> Resolution:  # fmt: skip
    """Resolve the words of one noun phrase.

    `day` is the ISO day for which offices are asked, None for any time; `places` gives the country of each word that
    belongs to a place, `person` the words that are known to be a person's name.
    """
    phrase = _Phrase(words, known, day, places, person)
    said = phrase.resolution()
    said.finds, said.core, said.bare = tuple(phrase.finds), phrase.core, phrase.bare()
    said.governs = phrase.head is not None and phrase.head[2].phrase in GOVERNMENTS
    return said


class _Phrase:
    """The words of one phrase with everything that the lists find in them."""

    def __init__(
        self, words: Sequence[str], known: ActorList, day: str | None, places: Sequence[str | None],
        person: tuple[int, int] | None,
    ) -> None:  # fmt: skip
        self.words = list(words)
        self.lemmas = [lemma(word) for word in words]
        self.known, self.day = known, day
        self.reasons: list[str] = []
        person = self._without_title(person) if person else None
        self.finds = find_names(self.words, known, places, person)
        self.core = self._core_end()
        self.head = self._head(person)
        self.named = person or self._trailing_name()

    def text(self, start: int, end: int) -> str:
        return joined(self.words[start:end])

    def _without_title(self, person: tuple[int, int]) -> tuple[int, int]:
        """A name finder's span without the office that it took for a part of the name."""
        start, end = person
        for position in range(end - 1, start, -1):
            found = lexicon().head_at(self.lemmas, position)
            if found is not None and found[1].kind == "person":
                return position, end
        return person

    def _titled(self, start: int, end: int) -> tuple[Actor, ...]:
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

    # -- the shape of the phrase

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
            found = self._lexical(of_name)
            return (found[0], of_name, found[1]) if found else None
        while end > 0:
            find = next((f for f in self.finds if f.start < end <= f.end and (f.rows or f.how == "name")), None)
            if find is not None:
                if end < self.core or not find.rows or find.rows[-1].kind != "person":
                    return None
                end = find.start
                continue
            found = self._lexical(end)
            if found is not None and (end == self.core or found[1].kind == "person"):
                return found[0], end, found[1]
            if not _name_like(self.words[end - 1]) and self.words[end - 1] != ",":
                return None
            end -= 1
        return None

    def _lexical(self, end: int) -> tuple[int, Head] | None:
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
        return (start, self.core) if all(_name_like(w) for w in self.words[start : self.core]) else None

    def bare(self) -> frozenset[str]:
        """The lemmas of the core without articles, prepositions and what names a country."""
        return frozenset(
            self.lemmas[i] for i in range(self.core)
            if not _bare(self.words[i]) and self.words[i].casefold() not in PREPOSITIONS and not self._covers_country(i)
        )  # fmt: skip

    # -- what it comes to

    def resolution(self) -> Resolution:
        ship = next(
            (i for i, w in enumerate(self.words[: self.core - 1]) if w.isupper() and w.casefold() in SHIPS), None
        )
        if ship is not None:
            country = SHIPS[self.words[ship].casefold()]
            reason = f"“{self.words[ship]}” is a warship of {country}"
            return Resolution(
                "organization",
                self.text(ship, self.core),
                None,
                country,
                ("MIL",),
                named=(ship, self.core),
                reasons=(reason,),
            )
        whole = self._whole_find() or self._rank_and_file()
        if whole is not None and whole.rows:
            return self._from_rows(whole)
        if whole is not None:
            return self._from_country(whole)
        if self.head is None and self.named is None:
            return self._without_head()
        return self._composed()

    def _whole_find(self) -> Find | None:
        """The find that ends the core with nothing but determiners, titles and descriptions before it."""
        for find in self.finds:
            if find.end == self.core and (self.head is None or (find.rows and self.head[1] <= find.start)):
                before = self.words[: find.start]
                if find.rows and self.head is None:
                    return find
                if not find.rows and all(_bare(w) or w.casefold() == "ethnic" for w in before):
                    return find
        return None

    def _rank_and_file(self) -> Find | None:
        """The organisation right before a head that means the organisation itself: "FARC fighters"."""
        if self.head is None or self.head[2].yields != "whole" or self.head[1] != self.core:
            return None
        owner = next((f for f in self.finds if f.rows and f.end == self.head[0]), None)
        if owner is None or owner.rows[-1].kind != "organization":
            return None
        if self.head[2].kind == "person" and not set(owner.rows[-1].sectors) & ARMED:
            return None
        return owner

    def _from_rows(self, find: Find) -> Resolution:
        row, sectors, role, _ = self._choose(find.rows)
        plain = self.text(find.start, find.end)
        if row is None:
            return Resolution("person", plain, named=(find.start, find.end), reasons=tuple(self.reasons))
        if not sectors:
            found = self._lexical(find.end)
            sectors = (found[1].sector,) if found and found[1].sector else ()
        nation = next((f for f in self.finds if f.country and not f.rows and f.end == find.start), None)
        if nation is not None and (row.country is None or row.country in INTERNATIONAL) and row.kind == "organization":
            name = self.text(nation.start, find.end)
            self.reasons.append(f"country {nation.country}: the branch in it, “{name}”")
            return Resolution(
                "organization",
                name,
                None,
                nation.country,
                sectors,
                named=(nation.start, find.end),
                reasons=tuple(self.reasons),
            )
        return Resolution(
            row.kind, row.name, role, row.country, sectors, _identifiers(row), False, None, (find.start, find.end),
            row.name, tuple(self.reasons),
        )  # fmt: skip

    def _from_country(self, find: Find) -> Resolution:
        word = self.text(find.start, find.end)
        name = name_of(find.country or "") or word
        if find.how == "name":
            self.reasons.append(f"“{word}” is the country {find.country}")
            return Resolution("country", name, None, find.country, reasons=tuple(self.reasons))
        if find.how == "capital":
            self.reasons.append(f"“{word}” is the seat of the government of {name}")
            return Resolution("country", word, None, find.country, ("GOV",), reasons=tuple(self.reasons))
        settled = self.words[find.end : find.end + 1] == ["of"] and find.how == "demonym"
        if self._is_ethnic(find) or settled:
            home = self._complement_country()
            if home or not settled:
                self.reasons.append(f"“{word}” tells descent, not nationality")
                name = self.text(find.start - 1, find.end) if self._is_ethnic(find) else word
                return Resolution("group", name, None, home, plural=True, reasons=tuple(self.reasons))
        if find.how == "demonym":
            plural = self.lemmas[find.end - 1] != word.casefold() or word.endswith(("ese", "ish", "ch"))
            self.reasons.append(f"“{word}” are people of {name}")
            return Resolution(
                "group" if plural else "person", word, None, find.country, plural=plural, reasons=tuple(self.reasons)
            )
        self.reasons.append(f"“{word}” lies in {name}")
        return Resolution(None, word, None, find.country, reasons=tuple(self.reasons))

    def _without_head(self) -> Resolution:
        """A phrase whose head no list knows: what it says of country and sector, but no kind."""
        country = self._said_country()
        sectors = self._owner_sectors(self.core)
        return Resolution(None, self._plain_name(), None, country, sectors, reasons=tuple(self.reasons))

    def _composed(self) -> Resolution:
        row: Actor | None = None
        listed: tuple[str, ...] = ()
        role: str | None = None
        rows: tuple[Actor, ...] = ()
        if self.named is not None:
            rows = rows_of(self.words, *self.named, self.known) or self._titled(*self.named)
            if rows:
                row, listed, role, _ = self._choose(rows)
        country = self._said_country()
        if row is None and rows and len({r.country for r in rows}) == 1:
            country = country or rows[0].country
        sectors: tuple[str, ...] = ()
        plural = False
        kind: EntityKind = "person"
        if self.head is not None:
            start, end, head = self.head
            plural = self.lemmas[end - 1] != self.words[end - 1].casefold() or head.phrase in CROWDS
            kind = _kind_of(head, plural)
            if self.named is not None:
                kind = "person"
            sectors = self._head_sectors(start, end, head)
            if head.phrase == "force" and not plural and not sectors and country is None:
                return Resolution(None, self._plain_name())
            role = self._role(start, end) if kind == "person" else None
        if row is not None:
            country = country or row.country
            sectors = sectors or listed
        elif self.named is None and self.head is not None and country is None:
            country = self._owner_country(self.head[0])
        name = row.name if row else (self.text(*self.named) if self.named else self._plain_name())
        return Resolution(
            kind, name, role, country, sectors, _identifiers(row) if row else {}, plural,
            self.head[:2] if self.head else None, self.named, row.name if row else None, tuple(self.reasons),
            facility=self.head is not None and self.head[2].kind == "facility",
        )  # fmt: skip

    def _plain_name(self) -> str:
        start = 0
        while start < self.core - 1 and _bare(self.words[start]):
            start += 1
        return self.text(start, self.core).lstrip("-–‑ ")

    def _role(self, start: int, end: int) -> str:
        while start > 0 and not _bare(self.words[start - 1]) and not self._covers_country(start - 1):
            start -= 1
        return self.text(start, end).removeprefix("'s ").strip("’' ")

    def _covers_country(self, position: int) -> bool:
        if self.words[position] in {"'s", "’s", "'", "’"}:
            return True
        return any(f.country and not f.rows and f.start <= position < f.end for f in self.finds)

    # -- country

    def _said_country(self) -> str | None:
        limit = self.head[1] if self.head else self.core
        for find in self.finds:
            if find.end <= limit and find.country and self._is_evidence(find):
                self.reasons.append(f"country {find.country}: “{self.text(find.start, find.end)}” ({find.how})")
                return find.country
        inside = self._row_country(0, self.head[0] if self.head else self.core)
        return inside or self._complement_country()

    def _is_evidence(self, find: Find) -> bool:
        if self._is_ethnic(find):
            return False
        follows = self.words[find.end] if find.end < len(self.words) else ""
        after = self.words[find.end + 1] if find.end + 1 < len(self.words) else ""
        return not (follows in HYPHENS and SIDING.search("-" + after.casefold()))

    def _is_ethnic(self, find: Find) -> bool:
        """Whether the adjective of a country tells descent: "ethnic Albanians"."""
        return find.how == "demonym" and find.start > 0 and self.words[find.start - 1].casefold() == "ethnic"

    def _row_country(self, start: int, end: int) -> str | None:
        for find in self.finds:
            if find.rows and start <= find.start and find.end <= end:
                row = self._choose(find.rows, tell=False).row
                if row is not None and row.country:
                    self.reasons.append(f"country {row.country}: “{self.text(find.start, find.end)}” ({row.source})")
                    return row.country
        return None

    def _owner_country(self, start: int) -> str | None:
        return self._row_country(0, start) or self._complement_country()

    def _complement_country(self) -> str | None:
        for wanted in OWNED_BY:
            for position in range(self.head[1] if self.head else self.core, len(self.words)):
                if self.words[position].casefold() != wanted:
                    continue
                for find in self.finds:
                    if find.start > position and all(
                        _bare(w) or _name_like(w) or w.islower() for w in self.words[position + 1 : find.start]
                    ):
                        code = find.country
                        if find.rows:
                            row = self._choose(find.rows, tell=False).row
                            code = row.country if row else None
                        if code:
                            self.reasons.append(f"country {code}: “{wanted} {self.text(find.start, find.end)}”")
                            return code
        return None

    # -- sectors

    def _head_sectors(self, start: int, end: int, head: Head) -> tuple[str, ...]:
        phrase = self.text(start, end)
        own = (head.sector,) if head.sector else ()
        if head.yields:
            theirs = self._owner_sectors(start)
            if theirs and (head.yields == "any" or not own or theirs[0] in ARMED):
                return self._if_former(start, theirs, head)
        if own:
            self.reasons.append(f"sector {head.sector}: “{phrase}”")
        return self._if_former(start, own, head)

    def _if_former(self, start: int, sectors: tuple[str, ...], head: Head) -> tuple[str, ...]:
        said = next((w for w in self.words[:start] if w.casefold() in FORMER or w.casefold().startswith("ex-")), None)
        if said and head.kind == "person" and set(sectors) & OFFICES:
            self.reasons.append(f"sector ELI: “{said}”, no longer {' '.join(sectors)}")
            return ("ELI",)
        return sectors

    def _owner_sectors(self, start: int) -> tuple[str, ...]:
        """The sectors of what the head belongs to: its nearest modifier that has one, then what follows "of"."""
        end = start
        while end > 0:
            found = self._sectors_ending_at(end, 0)
            if found:
                return found
            end -= 1
        for position in range(self.core, len(self.words)):
            if self.words[position].casefold() in OWNED_BY:
                for stop in range(len(self.words), position + 1, -1):
                    found = self._sectors_ending_at(stop, position + 1)
                    if found:
                        return found
        return ()

    def _sectors_ending_at(self, end: int, start: int) -> tuple[str, ...]:
        for find in self.finds:
            if find.rows and find.end == end and find.start >= start:
                row, sectors, _, _ = self._choose(find.rows, tell=False)
                if row is not None and sectors:
                    self.reasons.append(f"sector {sectors[0]}: of “{self.text(find.start, find.end)}” ({row.source})")
                    return sectors
        if self.words[end - 1].casefold() in FORMER:
            return ()
        found = lexicon().modifier_at(self.lemmas, end, start)
        if found is not None and found[1].sector:
            self.reasons.append(f"sector {found[1].sector}: “{self.text(found[0], end)}”")
            return (found[1].sector,)
        return ()

    def _choose(self, rows: tuple[Actor, ...], tell: bool = True) -> Choice:
        choice = choose(rows, self.day, {f.country for f in self.finds if f.country})
        if tell or choice.row is None:
            self.reasons.append(choice.reason)
        return choice


def _kind_of(head: Head, plural: bool) -> EntityKind:
    if head.kind == "person":
        return "group" if plural else "person"
    return "group" if head.kind == "group" else "organization"


def _identifiers(row: Actor) -> dict[str, str]:
    return {"wikidata": row.wikidata} if row.wikidata else {}


def _bare(word: str) -> bool:
    """Whether a word before a name adds nothing: an article, a quantity, a form of address."""
    return word.casefold() in DETERMINERS or bool(re.fullmatch(r"[\d.,]+|[“”\"'‘’(\[]", word))


def _name_like(word: str) -> bool:
    return word[:1].isupper() or word.casefold() in PARTICLES or not word[:1].isalpha()
