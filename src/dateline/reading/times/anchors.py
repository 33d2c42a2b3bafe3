"""What time expressions are read against, and what their words say one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from re import Match

from dateline.knowledge import times as known
from dateline.reading.times import values as v
from dateline.reading.times.tense import Direction
from dateline.reading.times.values import Value

_W = known.words()


@dataclass
class Anchors:
    """What relative expressions are read against: the day of the document, and the times that the text has told."""

    published: date | None
    running: bool = False
    """Whether the text reports what goes on around its date, by weekdays and "today"; else it tells of the past."""
    narrated: Value | None = None
    narrated_day: Value | None = None
    in_sentence: Value | None = None
    direction: Direction | None = None
    because: str = ""

    def told(self, unit: str = "year") -> date | None:
        """When the story has come to: the last time told, for days and weeks the last day, else the document's day."""
        last = self.narrated_day if unit in ("day", "week", "weekend") else self.narrated
        return last.start if last and last.start else self.published

    def year_told(self) -> int | None:
        """The year of the story where it is not the document's: in an account of 1863, "July 4" is of 1863."""
        last = self.in_sentence if self.running else self.narrated
        if last is None or last.start is None or (self.published and last.start.year == self.published.year):
            return None
        return last.start.year


def month_number(text: str) -> int:
    return known.months()[text.strip(" .").lower()]


def weekday_number(text: str) -> int:
    return known.weekdays()[text.strip(" .").lower()]


def unit_of(text: str) -> str:
    singular = text.lower().rstrip("s")
    return {"centurie": "century", "centur": "century", "centurys": "century"}.get(singular, singular)


def date_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def early_part(match: Match[str]) -> str | None:
    early: str | None = match["early"]
    return early.lower().removesuffix("r") if early else None


def _daypart(match: Match[str]) -> str | None:
    part = (match.groupdict().get("part") or "").lower()
    code: str | None = _W["parts_of_day"].get(part)
    return code


def with_part(value: Value, match: Match[str]) -> Value:
    code = _daypart(match)
    if code and value.start and value.start == value.end:
        return v.part_of_day(value.start, code).because(value.why)
    return value


def count_of(text: str) -> int | None:
    return known.number_of(re.sub(r"\s+", " ", text))
