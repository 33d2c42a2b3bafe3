"""Times that are told as seen from another: from the day of the document, or from what the text has told."""

from __future__ import annotations

from datetime import date
from re import Match

from dateline.knowledge import times as known
from dateline.reading.times import values as v
from dateline.reading.times.anchors import Anchors, count_of, unit_of, weekday_number, with_part
from dateline.reading.times.values import DAY, Value

_W = known.words()


def weekday(match: Match[str], anchors: Anchors) -> Value | None:
    number, how = weekday_number(match["weekday"]), " ".join((match["how"] or "").lower().split())
    base = anchors.published
    if how in ("following", "next") and anchors.direction == "past" and anchors.narrated and anchors.narrated.start:
        base = anchors.narrated.start
        ahead = (number - base.weekday() - 1) % 7 + 1
        return with_part(v.day(base + ahead * DAY).because(f"the {match['weekday']} after {base}"), match)
    if base is None:
        return v.unanchored(f"XXXX-WXX-{number + 1}", why="the document has no date")
    back, ahead = (base.weekday() - number) % 7, (number - base.weekday()) % 7
    if how in ("last", "past", "this past", "previous"):
        found, why = base - (back or 7) * DAY, f"the last {match['weekday']} before {base}"
    elif how in ("next", "coming", "this coming", "following"):
        found, why = base + (ahead or 7) * DAY, f"the next {match['weekday']} after {base}"
    elif anchors.direction == "future":
        found, why = base + ahead * DAY, f"on or after {base}, since “{anchors.because}” looks ahead"
    else:
        found = base - back * DAY
        why = f"on or before {base}" + (f", since “{anchors.because}” looks back" if anchors.direction else "")
    return with_part(v.day(found).because(why), match)


def weekday_of_week(match: Match[str], anchors: Anchors) -> Value | None:
    base = anchors.published
    if base is None:
        return v.unanchored(why="the document has no date")
    shift = -7 if match["week"].lower() == "last" else 7
    found = base - base.weekday() * DAY + (weekday_number(match["weekday"]) + shift) * DAY
    return v.day(found).because(f"that day of {match['week'].lower()} week as seen from {base}")


_RELATIVE = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "the day before yesterday": -2,
             "the day after tomorrow": 2, "last night": -1, "overnight": 0}  # fmt: skip


def relative_day(match: Match[str], anchors: Anchors) -> Value | None:
    word = " ".join(match["word"].lower().split())
    if anchors.published is None:
        return v.unanchored(why="the document has no date")
    found = anchors.published + _RELATIVE[word] * DAY
    why = f"{match['word']} as seen from {anchors.published}"
    if word in ("tonight", "last night", "overnight"):
        return v.part_of_day(found, "NI").because(why)
    return with_part(v.day(found).because(why), match)


def part_of_today(match: Match[str], anchors: Anchors) -> Value | None:
    if anchors.published is None:
        return v.unanchored(why="the document has no date")
    code = _W["parts_of_day"][match["part"].lower()]
    return v.part_of_day(anchors.published, code).because("a part of the document's day")


def whole_unit(match: Match[str], anchors: Anchors) -> Value | None:
    how, unit = " ".join(match["how"].lower().split()), match["unit"].lower()
    told = anchors.narrated.start if anchors.narrated else None
    if "that" in how or "same" in how:
        return (
            v.whole(told, 0, unit).because(f"the {unit} told before it")
            if told
            else v.unanchored(why="no time is told before it")
        )
    if how in ("the following", "the previous", "the preceding", "the next", "following", "preceding") or unit == "day":
        seen = anchors.told(unit)
        if seen is None:
            return v.unanchored(why="the document has no date")
        shift = -1 if "pre" in how or "last" in how or "past" in how else 1
        return v.whole(seen, shift, unit).because(f"{how} {unit} as seen from {seen}")
    base = anchors.published
    if base is None:
        return v.unanchored(why="the document has no date")
    shift = 1 if "next" in how or "coming" in how else -1 if any(w in how for w in ("last", "past", "previous")) else 0
    if unit == "weekend" and how == "this" and base.weekday() < 5 and anchors.direction == "past":
        shift = -1
    if unit in ("decade", "century") and "past" in how:
        return v.stretch(base, -1, unit).because(f"up to {base}")
    return v.whole(base, shift, unit).because(f"{how} {unit} as seen from {base}")


def weekend(match: Match[str], anchors: Anchors) -> Value | None:
    base = anchors.published
    if base is None:
        return v.unanchored(why="the document has no date")
    back = anchors.direction == "past" and base.weekday() < 5
    return v.weekend(base - 7 * DAY if back else base).because("the weekend that the tense points to")


def told_part(match: Match[str], anchors: Anchors) -> Value | None:
    """ "that night", "the next morning": against the day that the text has told."""
    told = anchors.narrated_day.start if anchors.narrated_day else None
    if told is None:
        return v.unanchored(why="no day is told before it")
    how = match["how"].lower()
    shift = 1 if "next" in how or "following" in how else -1 if "previous" in how else 0
    return v.part_of_day(told + shift * DAY, _W["parts_of_day"][match["part"].lower()]).because(f"as seen from {told}")


def ago(match: Match[str], anchors: Anchors) -> Value | None:
    unit, text = unit_of(match["unit"]), match["count"]
    if anchors.published is None:
        return v.unanchored(why="the document has no date")
    count = count_of(text)
    if count is None:
        return v.unanchored("PAST_REF", why="how long ago is not said")
    if match["half"] and unit == "year":
        return v.month(*v.months_from(anchors.published, -12 * count - 6)).because(f"as seen from {anchors.published}")
    return _moved(anchors.published, -count, unit, f"{match[0]} as seen from {anchors.published}")


def in_some_time(match: Match[str], anchors: Anchors) -> Value | None:
    count, unit = count_of(match["count"]), unit_of(match["unit"])
    if anchors.published is None or count is None or not match["time"]:
        return v.duration(count, unit)
    return v.moved(anchors.published, count, unit).because(f"as seen from {anchors.published}")


def later(match: Match[str], anchors: Anchors) -> Value | None:
    """ "two days later", "a year earlier": against what the text has told."""
    return _from_told(count_of(match["count"]), unit_of(match["unit"]), match["word"].lower(), match[0], anchors)


def day_before(match: Match[str], anchors: Anchors) -> Value | None:
    """ "the day before", "the year after"."""
    unit = match["unit"].lower()
    return _from_told(1, "day" if unit == "night" else unit_of(unit), match["word"].lower(), match[0], anchors)


def _from_told(count: int | None, unit: str, word: str, text: str, anchors: Anchors) -> Value:
    told, narrated = anchors.told(), anchors.narrated
    if told is None or count is None:
        return v.unanchored(why="what it counts from is not known")
    if narrated and narrated.start and unit in ("day", "week") and narrated.start != narrated.end:
        return v.unanchored(why="the time told before it is not exact to the day")
    sign = -1 if word in ("earlier", "before", "previously") else 1
    return _moved(told, sign * count, unit, f"{text} as seen from {told}")


def _moved(when: date, count: int, unit: str, why: str) -> Value:
    return v.moved(when, count, unit).because(why)


def after_event(match: Match[str], anchors: Anchors) -> Value | None:
    """ "on Monday, a day after the march": the march was a day before Monday."""
    count = count_of(match["count"])
    anchor = anchors.in_sentence.start if anchors.in_sentence else anchors.published
    exact = anchors.in_sentence is None or anchors.in_sentence.start == anchors.in_sentence.end
    if count is None or anchor is None or not exact:
        return v.unanchored(why="what it counts from is not known")
    back = match["word"].lower() != "before"
    why = f"the time of what it names, {'before' if back else 'after'} {anchor}"
    return _moved(anchor, -count if back else count, unit_of(match["unit"]), why)


def stretch(match: Match[str], anchors: Anchors) -> Value | None:
    base = anchors.published
    count = count_of(match["count"])
    back = "next" not in match["how"].lower() and "coming" not in match["how"].lower()
    if base is None or count is None:
        return v.unanchored("PAST_REF" if back else "FUTURE_REF", why="how long is not said")
    return v.stretch(base, -count if back else count, unit_of(match["unit"])).because(f"as seen from {base}")


def end_of(match: Match[str], anchors: Anchors) -> Value | None:
    base = anchors.published
    if base is None:
        return v.unanchored(why="the document has no date")
    unit = (match["unit"] or "year").lower()
    whole = v.whole(base, 0, unit)
    return v.day(whole.end).because(f"the end of the document's {unit}") if whole.end else None
