"""TIMEX3 values with the days that they cover."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.knowledge.times import words
from dateline.record import TimeType

DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Value:
    """A TIMEX3 type and value (ISO-TimeML, 2009), its first and last day (None where not anchored), and why."""

    type: TimeType
    value: str | None = None
    start: date | None = None
    end: date | None = None
    why: str = ""

    def because(self, why: str) -> Value:
        """The same value with a reason in plain words."""
        return Value(self.type, self.value, self.start, self.end, why)


def unanchored(value: str | None = None, kind: TimeType = "DATE", why: str = "nothing anchors it") -> Value:
    """A time that lies on no calendar day that the text gives."""
    return Value(kind, value, why=why)


def day(when: date) -> Value:
    return Value("DATE", when.isoformat(), when, when)


def part_of_day(when: date | None, code: str) -> Value:
    """A morning, evening … of a day; `code` is the TIMEX3 part of day (MO, AF, EV, NI …) or a clock time 18:30."""
    if when is None:
        return unanchored(f"T{code}", "TIME")
    return Value("TIME", f"{when.isoformat()}T{code}", when, when)


def week(when: date) -> Value:
    """The week, Monday to Sunday, that a day lies in."""
    first = when - when.weekday() * DAY
    year, number, _ = when.isocalendar()
    return Value("DATE", f"{year}-W{number:02}", first, first + 6 * DAY)


def weekend(when: date) -> Value:
    """The Saturday and Sunday of the week that a day lies in."""
    saturday = when - when.weekday() * DAY + 5 * DAY
    year, number, _ = when.isocalendar()
    return Value("DATE", f"{year}-W{number:02}-WE", saturday, saturday + DAY)


def last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def month(year: int, number: int, part: str | None = None) -> Value:
    """A month, or its "early" (days 1 to 10), "mid" (11 to 20) or "late" part."""
    end = last_day(year, number)
    first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, end)}.get(part or "", (1, end))
    return Value("DATE", f"{year:04}-{number:02}", date(year, number, first), date(year, number, last))


def months_from(when: date, shift: int) -> tuple[int, int]:
    """Year and month a number of months away."""
    year, number = divmod(when.year * 12 + when.month - 1 + shift, 12)
    return year, number + 1


def shifted(when: date, years: int) -> date:
    """The same day some years away; 29 February becomes 28."""
    year = when.year + years
    return date(year, when.month, min(when.day, last_day(year, when.month)))


def months_of(year: int, first: int, count: int, value: str) -> Value:
    """`count` whole months from the first one, which may run into the next year."""
    final_year, final = months_from(date(year, first, 1), count - 1)
    return Value("DATE", value, date(year, first, 1), date(final_year, final, last_day(final_year, final)))


def quarter(year: int, number: int) -> Value:
    return months_of(year, 3 * number - 2, 3, f"{year:04}-Q{number}")


def half(year: int, number: int) -> Value:
    return months_of(year, 6 * number - 5, 6, f"{year:04}-H{number}")


def season(name: str, year: int) -> Value:
    """A season of the northern hemisphere; winter starts in December of the year."""
    code, first = words()["seasons"][name]
    return months_of(year, first, 3, f"{year:04}-{code}")


def year(number: int, part: str | None = None) -> Value:
    """A year, or its early (to April), mid (May to August) or late part."""
    value = f"{number:04}"
    first, count = {"early": (1, 4), "mid": (5, 4), "late": (9, 4)}.get(part or "", (1, 12))
    return months_of(number, first, count, value)


def years(first: int, last: int, value: str) -> Value:
    return Value("DATE", value, date(first, 1, 1), date(last, 12, 31))


def decade(first: int, part: str | None = None) -> Value:
    """Ten years, or the early (years 0 to 4), mid (3 to 7) or late (5 to 9) ones."""
    low, high = {"early": (0, 4), "mid": (3, 7), "late": (5, 9)}.get(part or "", (0, 9))
    return years(first + low, first + high, f"{first // 10:03}")


def century(number: int, part: str | None = None) -> Value:
    """A century, counted as in "the 20th": 1900 to 1999; or its early, mid or late part."""
    first = max(1, (number - 1) * 100)
    low, high = {"early": (0, 25), "mid": (35, 65), "late": (75, 99)}.get(part or "", (0, 99))
    return years(first + low, (number - 1) * 100 + high, f"{number - 1:02}")


def span(start: date, end: date) -> Value:
    """A stretch of days without a TIMEX3 value of its own, as an ISO 8601 interval."""
    return Value("DATE", f"{start.isoformat()}/{end.isoformat()}", start, end)


def duration(count: int | None, unit: str) -> Value:
    """A length of time; a count of None is vague."""
    code = words()["units"][unit]
    amount = "X" if count is None else str(count * {"fortnight": 2, "decade": 10, "century": 100}.get(unit, 1))
    letter = {"F": "W", "E": "Y", "C": "Y"}.get(code, code)
    return Value(
        "DURATION", f"P{'T' if unit in ('second', 'minute', 'hour') else ''}{amount}{letter}", why="a length of time"
    )


def moved(anchor: date, count: int, unit: str) -> Value:
    """The time `count` units away from a day (negative: before it), as exact as the unit."""
    match unit:
        case "second" | "minute" | "hour":
            return day(anchor + (count // 24 if unit == "hour" else 0) * DAY)
        case "day":
            return day(anchor + count * DAY)
        case "week" | "fortnight":
            return day(anchor + count * (14 if unit == "fortnight" else 7) * DAY)
        case "month":
            return month(*months_from(anchor, count))
        case "quarter":
            year_then, month_then = months_from(anchor, 3 * count)
            return quarter(year_then, (month_then + 2) // 3)
        case "year":
            return year(anchor.year + count)
        case "decade":
            return year(anchor.year + 10 * count)
        case _:
            return year(anchor.year + 100 * count)


def whole(anchor: date, shift: int, unit: str) -> Value:
    """The calendar unit that is `shift` units away from the one a day lies in: last week, this month, next year."""
    match unit:
        case "day":
            return day(anchor + shift * DAY)
        case "week" | "fortnight":
            return week(anchor + 7 * shift * DAY)
        case "weekend":
            return weekend(anchor + 7 * shift * DAY)
        case "month":
            return month(*months_from(anchor, shift))
        case "quarter":
            year_then, month_then = months_from(anchor, 3 * shift)
            return quarter(year_then, (month_then + 2) // 3)
        case "year":
            return year(anchor.year + shift)
        case "decade":
            return decade((anchor.year // 10 + shift) * 10)
        case _:
            return century(anchor.year // 100 + 1 + shift)


def stretch(anchor: date, count: int, unit: str) -> Value:
    """The `count` units up to a day (negative) or from it (positive): "the past three weeks"."""
    sign = 1 if count > 0 else -1
    size = abs(count)
    match unit:
        case "second" | "minute" | "hour":
            other = anchor + sign * max(1, size // 24) * DAY
        case "day" | "week" | "fortnight":
            other = anchor + sign * size * {"day": 1, "week": 7, "fortnight": 14}[unit] * DAY
        case "month" | "quarter":
            year_then, number = months_from(anchor, sign * size * (3 if unit == "quarter" else 1))
            other = date(year_then, number, min(anchor.day, last_day(year_then, number)))
        case _:
            other = shifted(anchor, sign * size * {"decade": 10, "century": 100}.get(unit, 1))
    if unit not in ("second", "minute", "hour", "day"):
        other -= sign * DAY
    return span(min(anchor, other), max(anchor, other))
