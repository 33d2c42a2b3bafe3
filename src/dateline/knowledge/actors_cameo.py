"""CAMEO dictionaries as published (TABARI, PETRARCH, Phoenix): actors with dated codes, agents with their patterns."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import product

from dateline.errors import DatelineError
from dateline.knowledge.actors import Actor
from dateline.knowledge.countries import countries
from dateline.knowledge.data_files import read_text
from dateline.knowledge.sectors import Head, lemma
from dateline.record import EntityKind

OLD_COUNTRIES = {"ROM": "ROU", "KSV": "XKX", "KOS": "XKX", "ZAR": "COD", "TMP": "TLS", "PAL": "PSE", "MTN": "MNE"}
CODE = re.compile(r"\[([^\]\[}]*)[\]}]")
SET = re.compile(r"!([A-Za-z_]+)!")
PERSON = frozenset({"GOV", "ELI", "OPP", "LEG", "JUD"})
Heads = dict[tuple[str, ...], Head]


def read_cameo(lines: Iterable[str], source: str) -> tuple[list[Actor], Heads]:
    """The actors and the agents of a dictionary; raises DatelineError that names the line and the field.

    An actor is a name, synonyms on lines that begin with "+", and codes: "[AFGGOV >011222]" holds after a day,
    "<" before one, "d1-d2" between two, none always. An agent's code begins with "~" and it may stand for several
    words through "!MINIST! = MINISTER, MINISTERS". Comments begin with "#" or ";".
    """
    actors: list[Actor] = []
    heads: Heads = {}
    sets: dict[str, list[str]] = {}
    for number, names, codes in _entries(lines, source, sets):
        for code in codes:
            if code.startswith("~"):
                heads.update(_agents(names, code[1:], sets, source, number))
            elif code.strip("-"):
                actors += _actors(names, code, source, number)
    if not actors and not heads:
        raise DatelineError(f"{source}: no line has a code in brackets, such as [USAGOV] or [~GOV]")
    return actors, heads


def _entries(
    lines: Iterable[str], source: str, sets: dict[str, list[str]]
) -> Iterator[tuple[int, list[str], list[str]]]:
    """Every name with its synonyms and all codes that stand with them, and the number of the line of the name."""
    names: list[str] = []
    codes: list[str] = []
    first = 0
    for number, line in enumerate(lines, 1):
        bare = line.split("#", 1)[0]
        text = re.split(r"[;\[]", bare, maxsplit=1)[0].strip()
        if text.startswith("!") and "=" in text:
            name, _, words = text.partition("=")
            sets[name.strip().strip("!").upper()] = [word.strip() for word in words.split(",") if word.strip()]
            continue
        found = CODE.findall(bare)
        if "[" in bare.split(";", 1)[0] and not found:
            raise DatelineError(f"{source}: line {number}: code: {line.strip()!r} opens a bracket and never closes it")
        if text and not text.startswith("+"):
            if names and codes:
                yield first, names, codes
            names, codes, first = [text], [], number
        elif text:
            names.append(text[1:])
        if found and not names:
            raise DatelineError(f"{source}: line {number}: name: a code without a name before it")
        codes += [code.strip() for code in found]
    if names and codes:
        yield first, names, codes


def _plain(name: str) -> str:
    return " ".join(re.sub(r"\{.*", "", name).replace("_", " ").split())


def _actors(names: list[str], code: str, source: str, number: int) -> list[Actor]:
    where, _, when = code.partition(" ")
    country, sectors = _read_code(where)
    if country is None and not sectors:
        return []
    since, until = _period(when.strip(), source, number)
    forms = [form for form in dict.fromkeys(_plain(name) for name in names) if form]
    if not forms:
        return []
    dated = bool(since or until)
    kind: EntityKind = (
        "person"
        if dated and set(sectors) & PERSON
        else ("country" if not sectors and country in countries() else "organization")
    )
    return [
        Actor(
            _titled(forms[0]),
            tuple(map(_titled, forms[1:])),
            kind,
            country,
            sectors,
            None,
            since,
            until,
            None,
            f"{source} line {number}",
        )
    ]


def _titled(form: str) -> str:
    return form if len(form) <= 5 and "." not in form and " " not in form else form.title()


def _read_code(code: str) -> tuple[str | None, tuple[str, ...]]:
    """Country and PLOVER sectors of a code of three-letter parts; parts that PLOVER does not know are passed over."""
    parts = [code[i : i + 3].upper() for i in range(0, len(code) - 2, 3)]
    country = None
    if parts and (OLD_COUNTRIES.get(parts[0], parts[0]) in countries()):
        country = OLD_COUNTRIES.get(parts[0], parts[0])
        parts = parts[1:]
    elif parts and parts[0] in {"IGO", "NGO", "NGM", "MNC", "IMG", "ISM", "INT", "UNO"}:
        country = {"NGM": "NGO", "INT": "ISM"}.get(parts[0], parts[0])
        if "UNO" in parts or "EUR" in parts:
            country = "UNO" if "UNO" in parts else "EUR"
        parts = parts[1:]
    sectors = tuple(dict.fromkeys(_sectors()[part] for part in parts if part in _sectors()))
    return country, sectors


@cache
def _sectors() -> dict[str, str]:
    text = read_text("cameo_sectors.csv")
    return {row["cameo"]: row["plover"] for row in csv.DictReader(text.splitlines())}


def _period(when: str, source: str, number: int) -> tuple[str, str]:
    when = when.replace(" ", "")
    match = re.fullmatch(r"(?:([<>])(\d{6,8})|(\d{6,8})-(\d{6,8}))?", when)
    if match is None:
        raise DatelineError(f"{source}: line {number}: date: {when!r} is none of <yymmdd, >yymmdd, yymmdd-yymmdd")
    if match[1]:
        day = _day(match[2], source, number)
        return ("", day) if match[1] == "<" else (day, "")
    return (_day(match[3], source, number), _day(match[4], source, number)) if match[3] else ("", "")


def _day(digits: str, source: str, number: int) -> str:
    """A day as yymmdd (30 and above is the last century), yyyymmdd, or yyyymmd as some published files have it."""
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) >= 30 else "20") + digits
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    try:
        return date(year, max(month, 1), max(day, 1)).isoformat()
    except ValueError:
        raise DatelineError(f"{source}: line {number}: date: {digits!r} is no day of the calendar") from None


def _agents(names: list[str], code: str, sets: dict[str, list[str]], source: str, number: int) -> Heads:
    """Agent patterns as heads of phrases: every combination of the words of their substitution sets."""
    _, sectors = _read_code(code)
    found: Heads = {}
    for name in names:
        parts = SET.split(name)
        unknown = next((p for p in parts[1::2] if p.upper() not in sets), None)
        if unknown is not None:
            raise DatelineError(f"{source}: line {number}: pattern: the set !{unknown}! is not defined above")
        choices = [sets[p.upper()] if i % 2 else [p] for i, p in enumerate(parts)]
        for words in product(*choices):
            phrase = _plain("".join(words)).casefold()
            if phrase and sectors:
                found[tuple(lemma(w) for w in phrase.split())] = Head(phrase, sectors[0], "person", "")
    return found
