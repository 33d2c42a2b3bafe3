"""Words of time expressions and the days that have names, from `data/times.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from dateline.knowledge.data_files import read_yaml


@cache
def words() -> dict[str, Any]:
    """The whole of `data/times.yaml`."""
    loaded: dict[str, Any] = read_yaml("times.yaml")
    return loaded


@cache
def months() -> dict[str, int]:
    """Month names and their short forms, in small letters, to 1..12."""
    return {
        form.lower(): number
        for number, (name, short) in enumerate(words()["months"].items(), 1)
        for form in (name, *short)
    }


@cache
def weekdays() -> dict[str, int]:
    """Weekday names and their short forms, in small letters, to 0 (Monday) .. 6."""
    return {
        form.lower(): number
        for number, (name, short) in enumerate(words()["weekdays"].items())
        for form in (name, *short)
    }


def number_of(phrase: str) -> int | None:
    """A number in digits or words: "12", "twenty-one", "a"; None for what is vague or no number."""
    phrase = phrase.lower().replace(",", "").strip("[]")
    if phrase.isdecimal():
        return int(phrase)
    total = 0
    for word in phrase.replace("-", " ").replace(" and ", " ").split():
        value = words()["numbers"].get(word)
        if value is None:
            return None
        total = max(total, 1) * 100 if value == 100 else total + value
    return total or None


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day, or days, with a name; `days_in` gives them for a year."""

    name: str
    rule: dict[str, Any]

    def days_in(self, year: int) -> list[tuple[date, date]]:
        """First and last day of each time that the occasion falls into the year."""
        match self.rule:
            case {"day": str(day)}:
                month, number = map(int, day.split("-"))
                return [(date(year, month, number),) * 2]
            case {"easter": int(offset)}:
                return [(easter(year) + timedelta(offset),) * 2]
            case {"nth": [month, weekday, nth]}:
                return [(nth_weekday(year, month, weekday, nth),) * 2]
            case {"islamic": [month, day, days]}:
                starts = (
                    islamic(number, month, day) for number in range(_islamic_year(year) - 1, _islamic_year(year) + 3)
                )
                return [(start, start + timedelta(days - 1)) for start in starts if start.year == year]
            case _:
                raise ValueError(f"times.yaml: occasion {self.name}: no rule that is known in {self.rule}")


@cache
def occasions() -> dict[str, Occasion]:
    """Occasions by each of their names, in small letters."""
    return {
        form.lower(): Occasion(name, rule)
        for name, rule in words()["occasions"].items()
        for form in (name, *rule.get("also", ()))
    }


@cache
def eras() -> dict[str, tuple[date, date]]:
    """First and last day of named stretches of time, by each of their names in small letters."""
    return {form.lower(): (row[0], row[1]) for name, row in words()["eras"].items() for form in (name, *row[2:])}


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth weekday (0 is Monday) of a month; nth -1 is the last."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
    return last - timedelta((last.weekday() - weekday) % 7)


def _islamic_year(year: int) -> int:
    return int((year - 622) * 33 / 32)


def islamic(year: int, month: int, day: int) -> date:
    """A date of the tabular Islamic civil calendar (Reingold and Dershowitz, Calendrical Calculations)."""
    number = day + 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + 227014
    return date.fromordinal(number)
