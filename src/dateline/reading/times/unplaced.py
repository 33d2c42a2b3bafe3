"""Times that lie on no day by themselves: lengths, what returns, hours of the clock."""

from __future__ import annotations

from re import Match

from dateline.knowledge import times as known
from dateline.reading.times import values as v
from dateline.reading.times.anchors import Anchors, count_of, unit_of, weekday_number
from dateline.reading.times.values import Value

_W = known.words()


def duration(match: Match[str], anchors: Anchors) -> Value | None:
    return v.duration(count_of(match["count"]), unit_of(match["unit"]))


def returning(match: Match[str], anchors: Anchors) -> Value | None:
    word = (match.groupdict().get("unit") or "").lower()
    adverbs = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year",
               "annually": "year", "hourly": "hour", "nightly": "day"}  # fmt: skip
    unit = adverbs.get(word, word.rstrip("s"))
    if unit in known.weekdays():
        return Value("SET", f"XXXX-WXX-{weekday_number(unit) + 1}", why="a time that returns")
    code = _W["units"].get("century" if unit.startswith("centur") else unit)
    return Value("SET", f"P1{code}" if code else None, why="a time that returns")


def clock(match: Match[str], anchors: Anchors) -> Value | None:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = match["half"].lower().replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 24 or minute > 59:
        return None
    return v.part_of_day(None, f"{hour:02}:{minute:02}").because("a time of day, the day is not given")


def clock_word(match: Match[str], anchors: Anchors) -> Value | None:
    return v.part_of_day(None, {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}[match["word"].lower()])
