"""One actor phrase to kind, name, role, country and sectors, from its own words and the dated list of actors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.knowledge.actor_words import word_class
from dateline.knowledge.actors import INTERNATIONAL, Actor, ActorList
from dateline.knowledge.countries import name_of
from dateline.knowledge.sectors import Head
from dateline.reading.actors.evidence import (
    ARMED,
    complement_country,
    head_sectors,
    is_ethnic,
    owner_country,
    owner_sectors,
    said_country,
)  # fmt: skip
from dateline.reading.actors.finds import SHIPS, Find, rows_of
from dateline.reading.actors.shape import POSSESSIVES, Shape, is_bare
from dateline.record import EntityKind

TITLES = word_class("titles")
CROWDS = word_class("crowds")
GOVERNMENTS = word_class("governments")


@dataclass
class Resolution:
    """What a phrase says of its actor: `kind` is None where it names no actor.

    `title` and `named` are word positions [start, end) of the office or kind of group and of the proper name,
    `listed` is the name of the row of the list that it is, `reasons` say step by step what decided. For the links
    between mentions: `finds` are the names inside that the lists know, `core` is how many words the noun takes with
    what stands before it, `bare` its lemmas without country and small words, `governs` whether its head is a
    government, `facility` whether it is as often a building, `shared` whether other countries have a body of the name.
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
    shared: bool = False


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


class _Phrase(Shape):
    """A phrase that can say what it comes to."""

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
                if not find.rows and all(is_bare(w) or w.casefold() == "ethnic" for w in before):
                    return find
                if find.how == "demonym" and self._nation_before(find) is not None:
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
        row, sectors, role, _ = self.choose(find.rows)
        plain = self.text(find.start, find.end)
        if row is None:
            return Resolution("person", plain, named=(find.start, find.end), reasons=tuple(self.reasons))
        if not sectors:
            found = self.lexical(find.end)
            sectors = (found[1].sector,) if found and found[1].sector else ()
        nation = self._nation_before(find)
        shared = row.kind == "organization" and self.is_shared(find)
        if nation is not None and row.kind == "organization" and (
            row.country is None or row.country in INTERNATIONAL or (shared and row.country != nation.country)
        ):  # fmt: skip
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
            row.name, tuple(self.reasons), shared=shared and row.country not in INTERNATIONAL,
        )  # fmt: skip

    def _nation_before(self, find: Find) -> Find | None:
        """The country named right before a name, with its possessive mark or without: "Mexico's Senate"."""
        start = find.start - 1 if find.start and self.words[find.start - 1] in POSSESSIVES else find.start
        return next((f for f in self.finds if f.country and not f.rows and f.end == start), None)

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
        if is_ethnic(self, find) or settled:
            home = complement_country(self)
            if home or not settled:
                self.reasons.append(f"“{word}” tells descent, not nationality")
                name = self.text(find.start - 1, find.end) if is_ethnic(self, find) else word
                return Resolution("group", name, None, home, plural=True, reasons=tuple(self.reasons))
        nation = self._nation_before(find)
        if find.how == "demonym" and nation is not None and nation.country != find.country:
            people = self.text(nation.start, find.end)
            self.reasons.append(f"country {nation.country}: “{people}”, people of it by descent")
            return Resolution("group", people, None, nation.country, plural=True, reasons=tuple(self.reasons))
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
        country = said_country(self)
        sectors = owner_sectors(self, self.core)
        return Resolution(None, self._plain_name(), None, country, sectors, reasons=tuple(self.reasons))

    def _composed(self) -> Resolution:
        row: Actor | None = None
        listed: tuple[str, ...] = ()
        role: str | None = None
        rows: tuple[Actor, ...] = ()
        if self.named is not None:
            rows = rows_of(self.words, *self.named, self.known) or self.titled(*self.named)
            if rows:
                row, listed, role, _ = self.choose(rows)
        country = said_country(self)
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
            sectors = head_sectors(self, start, end, head)
            if head.phrase == "force" and not plural and not sectors and country is None:
                return Resolution(None, self._plain_name())
            role = self._role(start, end) if kind == "person" else None
        if row is not None:
            country = country or row.country
            sectors = sectors or listed
        elif self.named is None and self.head is not None and country is None:
            country = owner_country(self, self.head[0])
        name = row.name if row else (self.text(*self.named) if self.named else self._plain_name())
        return Resolution(
            kind, name, role, country, sectors, _identifiers(row) if row else {}, plural,
            self.head[:2] if self.head else None, self.named, row.name if row else None, tuple(self.reasons),
            facility=self.head is not None and self.head[2].kind == "facility", shared=self.shared and row is None,
        )  # fmt: skip

    def _plain_name(self) -> str:
        start = 0
        while start < self.core - 1 and is_bare(self.words[start]):
            start += 1
        return self.text(start, self.core).lstrip("-–‑ ")

    def _role(self, start: int, end: int) -> str:
        while start > 0 and not is_bare(self.words[start - 1]) and not self.covers_country(start - 1):
            start -= 1
        return self.text(start, end).removeprefix("'s ").strip("’' ")


def _kind_of(head: Head, plural: bool) -> EntityKind:
    if head.kind == "person":
        return "group" if plural else "person"
    return "group" if head.kind == "group" else "organization"


def _identifiers(row: Actor) -> dict[str, str]:
    return {"wikidata": row.wikidata} if row.wikidata else {}
