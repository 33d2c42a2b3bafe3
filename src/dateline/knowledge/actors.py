"""Known actors by name and date: people with their offices, organisations, seats of power, unrecognised states."""

from __future__ import annotations

import csv
import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, lru_cache
from typing import Literal, get_args

from dateline.errors import DatelineError
from dateline.knowledge.countries import countries
from dateline.knowledge.data_files import read_text
from dateline.knowledge.sectors import SECTORS, Head
from dateline.record import EntityKind

INTERNATIONAL = frozenset(["UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"])
"""PLOVER's codes for actors that are no country's."""

KINDS = frozenset(get_args(EntityKind))
Standing = Literal["holds", "former", "not yet"]

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """What an actor was from one day to another: one row of a list.

    `since` and `until` are inclusive ISO days, "" for an open end. `source` names the file and line of the row.
    """

    name: str
    aliases: tuple[str, ...]
    kind: EntityKind
    country: str | None
    sectors: tuple[str, ...]
    role: str | None
    since: str
    until: str
    wikidata: str | None
    source: str

    def standing(self, day: str) -> Standing:
        """Whether the row holds on an ISO day, or is over, or still to come."""
        if self.until and day > self.until:
            return "former"
        return "not yet" if day < self.since else "holds"


@dataclass(frozen=True)
class ActorList:
    """Actors by every form of their names; `heads` are words for kinds of actors that a user's file adds."""

    rows: Mapping[Key, tuple[Actor, ...]]
    heads: Mapping[Key, Head] = field(default_factory=dict)

    @staticmethod
    def of(actors: Iterable[Actor], heads: Mapping[Key, Head] | None = None) -> ActorList:
        """Index rows by name and aliases; rows of one name keep their order of time."""
        found: dict[Key, list[Actor]] = {}
        for actor in sorted(actors, key=lambda a: a.since):
            for key in dict.fromkeys(key_of(form) for form in (actor.name, *actor.aliases)):
                if key:
                    found.setdefault(key, []).append(actor)
        frozen = {key: tuple(rows) for key, rows in found.items()}
        return ActorList(frozen, heads or {})

    def under(self, other: ActorList) -> ActorList:
        """This list with another one laid over it: a name that the other knows is the other's alone."""
        return ActorList({**self.rows, **other.rows}, {**self.heads, **other.heads})

    def find(self, pieces: Sequence[str]) -> tuple[Actor, ...]:
        """The rows that go by a name, given as its pieces; an acronym must be in capitals."""
        if len(pieces) == 1 and tuple(pieces) in self.rows:
            return self.rows[tuple(pieces)]
        return self.rows.get(tuple(map(_standard, pieces)), ())

    def longest(self, first: str) -> int:
        """How many pieces the longest name has that begins with a piece, 0 for none."""
        return self._longest.get(_standard(first), 0)

    @cached_property
    def _longest(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for key in self.rows:
            first = _standard(key[0])
            found[first] = max(found.get(first, 0), len(key))
        return found

    def surnamed(self, surname: str) -> tuple[Actor, ...]:
        """The people whose name ends in this word."""
        return self._surnames.get("".join(pieces_of(surname)).casefold(), ())

    @cached_property
    def _surnames(self) -> dict[str, tuple[Actor, ...]]:
        found: dict[str, dict[Actor, None]] = {}
        for rows in self.rows.values():
            for row in rows:
                if row.kind == "person":
                    found.setdefault(pieces_of(row.name)[-1].casefold(), {})[row] = None
        return {surname: tuple(rows) for surname, rows in found.items()}

    def named(self, name: str) -> tuple[Actor, ...]:
        """The rows that go by a name, article or none."""
        return self.find(pieces_of(name)) or self.find(_without_article(pieces_of(name)))


@lru_cache(maxsize=20_000)
def pieces_of(text: str) -> tuple[str, ...]:
    """The words of a name as the lists compare them: no marks, dots or accents, case kept."""
    plain = text.replace(".", "")
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return tuple(re.findall(r"[^\W_]+", plain))


_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ʻ": "'"})


def _without_article(pieces: tuple[str, ...]) -> tuple[str, ...]:
    return pieces[1:] if len(pieces) > 1 and pieces[0].casefold() == "the" else pieces


def key_of(form: str) -> Key:
    """The key of a name: case folded and without its article, but an acronym of up to six letters as it is."""
    pieces = _without_article(pieces_of(form))
    if len(pieces) == 1 and pieces[0].isupper() and 2 <= len(pieces[0]) <= 6:
        return pieces
    return tuple(map(_standard, pieces))


@lru_cache(maxsize=20_000)
def _standard(piece: str) -> str:
    """A piece of a name in lower case, common names in one of their spellings."""
    folded = piece.casefold()
    return _variants().get(folded, folded)


@cache
def _variants() -> dict[str, str]:
    text = read_text("name_variants.csv")
    return {row["variant"]: row["standard"] for row in csv.DictReader(text.splitlines())}


COLUMNS = ("name", "aliases", "kind", "country", "sectors", "role", "from", "until", "wikidata")


def read_rows(lines: Iterable[str], source: str) -> list[Actor]:
    """Read a CSV list of actors with a header; raises DatelineError that names the line and the field.

    Columns: name; country and sectors (or sector), one of which may be empty; aliases and sectors are separated by
    semicolons; from and until are ISO dates of any granularity; kind, role and wikidata are optional.
    """
    reader = csv.DictReader(lines, strict=True)
    header = [(name or "").strip().lower() for name in reader.fieldnames or []]
    header = ["sectors" if name == "sector" else name for name in header]
    if "name" not in header or not {"country", "sectors"} & set(header):
        raise DatelineError(
            f"{source}: line 1: the header needs the columns name, and country or sector; "
            f"it has {', '.join(header) or 'none'}"
        )
    unknown = [name for name in header if name not in COLUMNS]
    if unknown:
        raise DatelineError(f"{source}: line 1: unknown column {unknown[0]!r}; known are {', '.join(COLUMNS)}")
    reader.fieldnames = header
    found = []
    try:
        for row in reader:
            found.append(_read_row(row, source, reader.line_num))
    except csv.Error as error:
        raise DatelineError(f"{source}: line {reader.line_num}: not a line of CSV: {error}") from error
    return found


def _read_row(row: dict[str, str], source: str, line: int) -> Actor:
    def broken(column: str, what: str) -> DatelineError:
        return DatelineError(f"{source}: line {line}: {column}: {what}")

    if None in row or None in row.values():
        raise broken("columns", "the line has more or fewer cells than the header")
    cells = {name: cell.strip() for name, cell in row.items()}
    name = cells["name"]
    if not pieces_of(name):
        raise broken("name", "is empty" if not name else f"{name!r} has no letter")
    country = cells.get("country") or None
    if country is not None and country not in countries() and country not in INTERNATIONAL:
        raise broken(
            "country", f"{country!r} is neither an ISO 3166-1 alpha-3 code nor one of {' '.join(sorted(INTERNATIONAL))}"
        )
    sectors = _many(cells.get("sectors", ""))
    for sector in sectors:
        if sector not in SECTORS:
            raise broken("sectors", f"{sector!r} is no PLOVER sector; they are {' '.join(sorted(SECTORS))}")
    if country is None and not sectors:
        raise broken("country", "a row needs a country or a sector")
    kind = cells.get("kind") or ("organization" if not cells.get("from") else "person")
    if kind not in KINDS:
        raise broken("kind", f"{kind!r} is none of {', '.join(sorted(KINDS))}")
    days = {}
    for column, last in (("from", False), ("until", True)):
        try:
            days[column] = day_of(cells.get(column, ""), last)
        except ValueError:
            raise broken(column, f"{cells[column]!r} is no date; write 2019, 2019-05 or 2019-05-01") from None
    if days["until"] and days["until"] < days["from"]:
        raise broken("until", f"{days['until']} is before {days['from']}")
    return Actor(
        name, _many(cells.get("aliases", "")), kind, country, sectors, cells.get("role") or None,  # type: ignore[arg-type]
        days["from"], days["until"], cells.get("wikidata") or None, f"{source} line {line}",
    )  # fmt: skip


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@lru_cache(maxsize=20_000)
def day_of(text: str, last: bool) -> str:
    """The first or last ISO day of a date of any granularity, "" for ""; raises ValueError for what is no date."""
    if not text:
        return ""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    if match is None:
        raise ValueError(text)
    year = int(match[1])
    month = int(match[2]) if match[2] else (12 if last else 1)
    if not 1 <= month <= 12:
        raise ValueError(text)
    day = int(match[3]) if match[3] else (monthrange(year, month)[1] if last else 1)
    return date(year, month, day).isoformat()


@cache
def shipped() -> ActorList:
    """The reference list of the package, `data/actors.csv`."""
    text = read_text("actors.csv")
    return ActorList.of(read_rows(text.splitlines(), "actors.csv"))
