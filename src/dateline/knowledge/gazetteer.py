"""The gazetteer: every place that a name can mean, with coordinates, country, first-order unit and people.

Cities and units come from an index built from GeoNames (`data/gazetteer/`, CC BY 4.0, its date in `index.json`);
countries from `data/countries.csv`; regions, waters, facilities and well-known units from `data/toponyms.csv`.
"""

from __future__ import annotations

import csv
import json
import mmap
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from struct import Struct
from typing import Any

from dateline.errors import DatelineError
from dateline.knowledge.countries import countries, demonym, iso3_of
from dateline.knowledge.data_files import read_text
from dateline.record import PlaceKind

KINDS: tuple[str, ...] = ("city", "admin", "district", "country", "region", "water", "facility")
"""`district` is a second-order unit; a record calls both orders `admin`."""

PLACE = Struct("<ffIIIHBB")
"""A place in the index: latitude, longitude, people, GeoNames id, start of its name, unit, country, kind."""

PRECISION = {"city": 1, "facility": 1, "district": 3, "admin": 4, "region": 5, "water": 5, "country": 6}

_DROP = re.compile(r"[.'’‘ʼ`]")
_SPACE = re.compile(r"[\s\-–]+")


@dataclass(frozen=True, slots=True)
class Toponym:
    """One place that a name can mean; coordinates in degrees, `population` 0 where not known."""

    name: str
    kind: str
    latitude: float
    longitude: float
    country: str | None
    admin1: str | None
    population: int
    geonames: int | None
    precision: int

    @property
    def record_kind(self) -> PlaceKind:
        """The kind as a record names it."""
        match self.kind:
            case "city" | "admin" | "country" | "region" | "water" | "facility":
                return self.kind
            case "district":
                return "admin"
            case _:
                return "other"


def key(name: str) -> str:
    """The form under which names are looked up: no accents, case, apostrophes or periods; "Saint" is "st"."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    folded = name.casefold()
    words = _SPACE.sub(" ", _DROP.sub("", folded)).split()
    if len(words) > 1:
        if words[0] == "the":
            words = words[1:]
        if words[0] == "saint":
            words[0] = "st"
    return " ".join(words)


_ARTICLE = re.compile(r"^(?:al|ar|as|ash|at|ad|az|an|el|adh|ath) ")
_SOUNDS = [(re.compile(pattern), sound) for pattern, sound in (
    (r"[eo]u|oo|o", "u"), (r"ee|ei|ai|ay|ey|e|y", "i"), (r"q|kh|c", "k"), (r"gh|g", "g"), (r"dh|d", "d"),
    (r"th|t", "t"), (r"dj|j", "j"), (r"sh|s|z", "s"), (r"w|v", "u"), (r"(.)\1+", r"\1"), (r"a?h$", "a"), (r"h", ""),
)]  # fmt: skip


def romanised(name: str) -> str:
    """A key for the sound of a name romanised from Arabic script, in which spellings of one name agree."""
    sound = _ARTICLE.sub("", key(name))
    for pattern, replacement in _SOUNDS:
        sound = pattern.sub(replacement, sound)
    return "~" + sound


def key_hash(folded: str) -> int:
    """The 64-bit hash of a key in the index."""
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest(), "little")


def is_acronym(name: str) -> bool:
    """Short names in capitals, which are looked up as they are written: "US", "U.A.E.", "LoC"."""
    letters = name.replace(".", "").replace("&", "")
    return 1 < len(letters) <= 4 and (letters.isupper() or letters == "LoC")


def _many(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _is_covered(place: Toponym, own: list[Toponym], folded: str) -> bool:
    """Whether a place of the index is in the tables, or is called by the name of its country: "Mexico" for a city."""
    for other in own:
        if other.country == place.country and (
            (other.kind == "country" and key(place.name) != folded)
            or (other.kind == place.kind == "admin")
            or (other.kind == place.kind == "city" and abs(other.latitude - place.latitude) < 0.2)
        ):
            return True
    return False


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as handle:
        return mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)


class Gazetteer:
    """Looks names up; opening takes milliseconds, since the index is mapped into memory and not read."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` holds the index, None the packaged one; raises DatelineError where a file of it is missing."""
        folder = folder or Path(str(files("dateline.knowledge"))) / "data" / "gazetteer"
        try:
            self._keys = memoryview(_mapped(folder / "keys.bin")).cast("Q")
            self._postings = memoryview(_mapped(folder / "postings.bin")).cast("I")
            self._places = _mapped(folder / "places.bin")
            self._names = _mapped(folder / "names.txt")
            self.about: dict[str, Any] = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        except OSError as error:
            raise DatelineError(f"{error.filename}: the gazetteer lacks it; reinstall the package") from error
        self._countries = [iso3_of(code) for code in self.about.pop("countries")]
        self._units: list[str] = self.about.pop("units")
        self._own: dict[str, list[Toponym]] = defaultdict(list)
        self._exact: dict[str, list[Toponym]] = defaultdict(list)
        self.abbreviations: dict[str, list[Toponym]] = defaultdict(list)
        self._adjectives: dict[str, Toponym] = {}
        self._by_iso3: dict[str, Toponym] = {}
        self._read_countries()
        self._read_toponyms()

    def _add(self, toponym: Toponym, names: Iterable[str]) -> None:
        for name in dict.fromkeys(names):
            if is_acronym(name):
                if toponym not in self._exact[name.replace(".", "")]:
                    self._exact[name.replace(".", "")].append(toponym)
            else:
                places = self._own[key(name)]
                if toponym not in places:
                    places.append(toponym)

    def _read_countries(self) -> None:
        for country in countries().values():
            toponym = Toponym(
                country.name, "country", country.latitude, country.longitude, country.iso3, None, 0, country.geonames,
                PRECISION["country"],
            )  # fmt: skip
            self._add(toponym, (country.name, *country.aliases))
            self._by_iso3[country.iso3] = toponym

    def _read_toponyms(self) -> None:
        for row in csv.DictReader(read_text("toponyms.csv").splitlines()):
            toponym = Toponym(
                row["name"], row["kind"], float(row["lat"]), float(row["lon"]), row["country"] or None,
                row["name"] if row["kind"] == "admin" else row["unit"] or None, int(row["population"] or 0), None,
                int(row["precision"]),
            )  # fmt: skip
            self._add(toponym, (row["name"], *_many(row["aliases"])))
            for short in _many(row["abbreviations"]):
                self.abbreviations[short].append(toponym)
            for adjective in _many(row["adjectives"]):
                self._adjectives[adjective] = toponym

    def _place(self, number: int) -> Toponym:
        lat, lon, population, geonames, start, unit, country, kind_number = PLACE.unpack_from(
            self._places, number * PLACE.size
        )
        kind = KINDS[kind_number]
        name = self._names[start : self._names.find(b"\n", start)].decode()
        iso3 = self._countries[country]
        return Toponym(
            name, kind, round(lat, 5), round(lon, 5), iso3, self._unit(iso3, self._units[unit]), population,
            geonames or None, PRECISION[kind],
        )  # fmt: skip

    def _unit(self, country: str | None, name: str) -> str | None:
        """The unit's name as `toponyms.csv` has it, so that "Ninawa" and "Nineveh" are one."""
        for own in self._own.get(key(name), ()):
            if own.kind == "admin" and own.country == country:
                return own.name
        return name or None

    def of_adjective(self, word: str) -> Toponym | None:
        """The place that an adjective of origin belongs to: "Syrian", "European", "South Korean"."""
        own = self._adjectives.get(word) or self._adjectives.get(word.title() if word.isupper() else word)
        if own is not None:
            return own
        iso3 = demonym(word)
        return self._by_iso3.get(iso3) if iso3 else None

    def knows(self, name: str) -> bool:
        """Whether any place has this name."""
        return bool(self.lookup(name))

    @lru_cache(maxsize=20_000)  # noqa: B019 -- one gazetteer lives as long as its process
    def lookup(self, name: str) -> tuple[Toponym, ...]:
        """All places of this name, in no order of likelihood; case and accents are ignored but for acronyms."""
        bare = name[4:] if name[:4].casefold() == "the " else name
        letters = bare.replace(".", "")
        if is_acronym(bare) and (letters in self._exact or len(letters) < 4):
            return tuple(self._exact.get(letters, ()))
        folded = key(name)
        found = list(self._own.get(folded, ()))
        return tuple(found + [place for place in self._indexed(folded) if not _is_covered(place, found, folded)])

    def _indexed(self, folded: str) -> list[Toponym]:
        hashed = key_hash(folded)
        at = bisect_left(self._keys, hashed)
        found = []
        while at < len(self._keys) and self._keys[at] == hashed:
            found.append(self._place(self._postings[at]))
            at += 1
        return found

    def spelled_like(self, name: str) -> tuple[Toponym, ...]:
        """Places in countries of Arabic script whose romanised name sounds the same: "Jabla" finds "Jablah"."""
        return tuple(self._indexed(romanised(name)))


@cache
def gazetteer() -> Gazetteer:
    """The packaged gazetteer, opened once a process."""
    return Gazetteer()
