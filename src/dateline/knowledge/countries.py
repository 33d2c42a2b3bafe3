"""Countries: names, aliases, demonyms and capitals to ISO 3166-1 alpha-3, from `data/countries.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.data_files import read_text


@dataclass(frozen=True, slots=True)
class Country:
    """One row of `data/countries.csv`; latitude and longitude are GeoNames' centroid, in degrees."""

    iso3: str
    iso2: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    parts: tuple[str, ...]
    capital: str
    capital_aliases: tuple[str, ...]
    latitude: float
    longitude: float
    region: str
    continent: str
    geonames: int


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@cache
def countries() -> dict[str, Country]:
    """All countries by ISO 3166-1 alpha-3 code, and XKX for Kosovo."""
    text = read_text("countries.csv")
    return {
        row["iso3"]: Country(
            row["iso3"], row["iso2"], row["name"], _many(row["aliases"]), _many(row["demonyms"]), _many(row["parts"]),
            row["capital"], _many(row["capital_aliases"]), float(row["lat"]), float(row["lon"]),
            row["region"], row["continent"], int(row["geonames"]),
        )
        for row in csv.DictReader(text.splitlines())
    }  # fmt: skip


def fold(name: str) -> str:
    """A name as the look-ups compare it: no leading article, straight apostrophes, one case.

    Acronyms keep their case, so that "US" and "us" or "CAR" and "car" stay apart.
    """
    name = " ".join(name.replace("’", "'").split())
    if name[:4].lower() == "the ":
        name = name[4:]
    letters = name.replace(".", "").replace(" ", "")
    return name if len(letters) <= 5 and letters.isupper() else name.casefold()


def _keys(name: str) -> set[str]:
    """The folded forms of a name: as written and, for short names, in capitals as in a dateline."""
    return {fold(name), fold(name.upper())}


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for group in ("parts", "aliases"):
        for country in countries().values():
            for name in getattr(country, group):
                found.update(dict.fromkeys(_keys(name), country.iso3))
    for country in countries().values():
        found.update(dict.fromkeys(_keys(country.name), country.iso3))
    return found


@cache
def _demonyms() -> dict[str, str]:
    """Demonyms with their plurals; a form that two countries share goes to the one that lists it first by code."""
    found: dict[str, str] = {}
    for country in countries().values():
        for form in country.demonyms:
            forms = {form}
            if form.endswith("man"):
                forms.add(form[:-3] + "men")
            elif not form.endswith(("s", "ese", "ish", "ch", ".")):
                forms.add(form + "s")
            for one in forms:
                for key in _keys(one):
                    found.setdefault(key, country.iso3)
    return found


@cache
def _capitals() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in countries().values():
        for name in (country.capital, *country.capital_aliases):
            if name:
                found.update(dict.fromkeys(_keys(name), country.iso3))
    return found


@cache
def longest_from() -> dict[str, int]:
    """By the first word of a name, demonym or capital in lower case: how many words the longest of them has."""
    found: dict[str, int] = {}
    for name in (*_names(), *_demonyms(), *_capitals()):
        words = name.casefold().split()
        found[words[0]] = max(found.get(words[0], 0), len(words) + name.count("'"))
    return found


def country_of(name: str) -> str | None:
    """The ISO3 code of a country by its name, an alias, or the name of a well-known part ("Scotland" is GBR)."""
    return _names().get(fold(name))


def demonym(name: str) -> str | None:
    """The ISO3 code of an adjective or noun of nationality, singular or plural: "Syrian", "Danes", "U.S."."""
    return _demonyms().get(fold(name))


def country_of_capital(name: str) -> str | None:
    """The ISO3 code of the country whose capital or seat of government has this name."""
    return _capitals().get(fold(name))


def capital_of(iso3: str) -> str | None:
    """The capital's English name, None for an unknown code or a territory without one."""
    country = countries().get(iso3)
    return country.capital or None if country else None


def name_of(iso3: str) -> str | None:
    """The short English name of a country, None for an unknown code."""
    country = countries().get(iso3)
    return country.name if country else None


def iso3_of(iso2: str) -> str | None:
    """The alpha-3 code for an alpha-2 code, None where there is none."""
    return _by_iso2().get(iso2.upper())


@cache
def _by_iso2() -> dict[str, str]:
    return {country.iso2: country.iso3 for country in countries().values()}
