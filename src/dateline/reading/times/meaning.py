"""What each form of time expression means against the anchors of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from re import Match

from dateline.knowledge import times as known
from dateline.reading.times import values as v
from dateline.reading.times.tense import Direction
from dateline.reading.times.values import DAY, Value

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


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _early(match: Match[str]) -> str | None:
    early: str | None = match["early"]
    return early.lower().removesuffix("r") if early else None


def _daypart(match: Match[str]) -> str | None:
    part = (match.groupdict().get("part") or "").lower()
    code: str | None = _W["parts_of_day"].get(part)
    return code


def _with_part(value: Value, match: Match[str]) -> Value:
    code = _daypart(match)
    if code and value.start and value.start == value.end:
        return v.part_of_day(value.start, code).because(value.why)
    return value


def nearest(month: int, day: int, anchors: Anchors) -> Value:
    """A day of no stated year: of the story's year, else by tense, else the nearest one."""
    if (told := anchors.year_told()) is not None and anchors.direction != "future":
        found = _date(told, month, day)
        return v.day(found).because("in the year that the text tells of") if found else v.unanchored()
    base = anchors.published
    if base is None:
        return v.unanchored(f"XXXX-{month:02}-{day:02}", why="no year is given and the document has no date")
    options = [d for d in (_date(base.year + shift, month, day) for shift in (-1, 0, 1)) if d]
    if not options:
        return v.unanchored(f"XXXX-{month:02}-{day:02}")
    best = min(options, key=lambda d: abs(d - base))
    if anchors.direction == "past" and (best - base).days > 14:
        best = max((d for d in options if d <= base), default=best)
    elif anchors.direction == "future" and (base - best).days > 45:
        best = min((d for d in options if d >= base), default=best)
    return v.day(best).because(f"the {best:%-d %B} nearest to the document's date that the tense allows")


def full_date(match: Match[str], anchors: Anchors) -> Value | None:
    day = int(re.sub(r"\D", "", match["day"]))
    found = _date(int(match["year"]), month_number(match["month"]), day)
    return _with_part(v.day(found).because("the text gives day, month and year"), match) if found else None


def day_of_month(match: Match[str], anchors: Anchors) -> Value | None:
    day = int(re.sub(r"\D", "", match["day"]))
    if not 1 <= day <= 31:
        return None
    return _with_part(nearest(month_number(match["month"]), day, anchors), match)


def ordinal_day(match: Match[str], anchors: Anchors) -> Value | None:
    return nearest(month_number(match["month"]), _W["ordinals"][match["word"].lower()], anchors)


def days_range(match: Match[str], anchors: Anchors) -> Value | None:
    month, first, last = month_number(match["month"]), int(match["day"]), int(match["last"])
    if match["year"]:
        start, end = _date(int(match["year"]), month, first), _date(int(match["year"]), month, last)
    else:
        begins = nearest(month, first, anchors).start
        start, end = begins, _date(begins.year, month, last) if begins else None
    return v.span(start, end).because("from the first day to the last one") if start and end and start <= end else None


def iso_date(match: Match[str], anchors: Anchors) -> Value | None:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    found = _date(year, month, day)
    return v.day(found).because("an ISO date") if found else None


def date_in_figures(match: Match[str], anchors: Anchors) -> Value | None:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    year += 2000 if year < 50 else 1900 if year < 100 else 0
    month_first, day_first = _date(year, first, second), _date(year, second, first)
    if match["by"] == ".":
        month_first = None
    if month_first and day_first and month_first != day_first:
        return v.unanchored(why="day and month can be read either way round")
    found = month_first or day_first
    return v.day(found).because("the only way round that is a date") if found else None


def month_year(match: Match[str], anchors: Anchors) -> Value | None:
    number = month_number(match["month"])
    stated = match.groupdict().get("year")
    part = _early(match)
    return v.month(int(stated), number, part).because("the text gives month and year") if stated else None


def months_range(match: Match[str], anchors: Anchors) -> Value | None:
    first, last, year = month_number(match["month"]), month_number(match["last"]), int(match["year"])
    if first > last:
        return None
    return v.months_of(year, first, last - first + 1, f"{year}-{first:02}/{year}-{last:02}").because("month to month")


def bare_month(match: Match[str], anchors: Anchors) -> Value | None:
    number, how = month_number(match["month"]), (match["how"] or "").lower()
    part = _early(match)
    if (told := anchors.year_told()) is not None and not how and anchors.direction != "future":
        return v.month(told, number, part).because("in the year that the text tells of")
    base = anchors.published
    if base is None:
        return v.unanchored(f"XXXX-{number:02}", why="no year is given and the document has no date")
    if "last" in how or "previous" in how or "past" in how:
        year = base.year if number < base.month else base.year - 1
    elif "next" in how or "coming" in how:
        year = base.year if number > base.month else base.year + 1
    elif "this" in how:
        year = base.year
    elif anchors.direction == "future":
        year = base.year if number >= base.month else base.year + 1
    elif anchors.direction == "past":
        year = base.year if number <= base.month else base.year - 1
    else:
        year = min(
            (base.year - 1, base.year, base.year + 1), key=lambda y: abs((y - base.year) * 12 + number - base.month)
        )
    return v.month(year, number, part).because(f"the month that “{how or anchors.because or 'nearness'}” points to")


def bare_year(match: Match[str], anchors: Anchors) -> Value | None:
    part = _early(match)
    return v.year(int(match["year"]), part).because("the text gives the year")


def years_range(match: Match[str], anchors: Anchors) -> Value | None:
    first, last = int(match["first"]), int(match["first"][:2] + match["year"])
    return v.years(first, last, f"{first:04}/{last:04}").because("from year to year") if first < last else None


def year_of_era(match: Match[str], anchors: Anchors) -> Value | None:
    number = int(match["year"])
    era = match["era"].upper().replace(".", "")
    if era in ("BC", "BCE"):
        return v.unanchored(f"BC{number:04}", why="before our era, for which ISO days do not exist")
    return v.year(number).because("the text gives the year") if 0 < number < 10000 else None


def fiscal_year(match: Match[str], anchors: Anchors) -> Value | None:
    year = int(match["year"])
    return v.unanchored(
        f"FY{year + 2000 if year < 100 else year}", why="fiscal years start on a day that differs by country"
    )


def decade(match: Match[str], anchors: Anchors) -> Value | None:
    part, text = _early(match), match["decade"].lower()
    if text.isdecimal() and match[0][-1] not in "sS":
        return None
    if text in _W["decades"]:
        first = 1900 + _W["decades"][text]
    elif len(text) == 2:
        first = (2000 if int(text) < 20 else 1900) + int(text)
    else:
        first = int(text)
    if len(text) == 4 and text.endswith("00") and text != "2000":
        return v.century(first // 100 + 1, part).because("a hundred years by their first two digits")
    return v.decade(first, part).because("ten years by their first three digits")


def century(match: Match[str], anchors: Anchors) -> Value | None:
    text = match["number"].lower()
    number = int(re.sub(r"\D", "", text)) if text[0].isdigit() else _W["ordinals"].get(text)
    if not number or match["era"]:
        return v.unanchored(why="before our era, for which ISO days do not exist") if match["era"] else None
    return v.century(number, _early(match)).because("a century by its number")


def weekday(match: Match[str], anchors: Anchors) -> Value | None:
    number, how = weekday_number(match["weekday"]), " ".join((match["how"] or "").lower().split())
    base = anchors.published
    if how in ("following", "next") and anchors.direction == "past" and anchors.narrated and anchors.narrated.start:
        base = anchors.narrated.start
        ahead = (number - base.weekday() - 1) % 7 + 1
        return _with_part(v.day(base + ahead * DAY).because(f"the {match['weekday']} after {base}"), match)
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
    return _with_part(v.day(found).because(why), match)


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
    return _with_part(v.day(found).because(why), match)


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


def _count(text: str) -> int | None:
    return known.number_of(re.sub(r"\s+", " ", text))


def ago(match: Match[str], anchors: Anchors) -> Value | None:
    unit, text = unit_of(match["unit"]), match["count"]
    if anchors.published is None:
        return v.unanchored(why="the document has no date")
    count = _count(text)
    if count is None:
        return v.unanchored("PAST_REF", why="how long ago is not said")
    if match["half"] and unit == "year":
        return v.month(*v.months_from(anchors.published, -12 * count - 6)).because(f"as seen from {anchors.published}")
    return _moved(anchors.published, -count, unit, f"{match[0]} as seen from {anchors.published}")


def in_some_time(match: Match[str], anchors: Anchors) -> Value | None:
    count, unit = _count(match["count"]), unit_of(match["unit"])
    if anchors.published is None or count is None or not match["time"]:
        return v.duration(count, unit)
    return v.moved(anchors.published, count, unit).because(f"as seen from {anchors.published}")


def later(match: Match[str], anchors: Anchors) -> Value | None:
    """ "two days later", "a year earlier": against what the text has told."""
    return _from_told(_count(match["count"]), unit_of(match["unit"]), match["word"].lower(), match[0], anchors)


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
    count = _count(match["count"])
    anchor = anchors.in_sentence.start if anchors.in_sentence else anchors.published
    exact = anchors.in_sentence is None or anchors.in_sentence.start == anchors.in_sentence.end
    if count is None or anchor is None or not exact:
        return v.unanchored(why="what it counts from is not known")
    back = match["word"].lower() != "before"
    why = f"the time of what it names, {'before' if back else 'after'} {anchor}"
    return _moved(anchor, -count if back else count, unit_of(match["unit"]), why)


def stretch(match: Match[str], anchors: Anchors) -> Value | None:
    base = anchors.published
    count = _count(match["count"])
    back = "next" not in match["how"].lower() and "coming" not in match["how"].lower()
    if base is None or count is None:
        return v.unanchored("PAST_REF" if back else "FUTURE_REF", why="how long is not said")
    return v.stretch(base, -count if back else count, unit_of(match["unit"])).because(f"as seen from {base}")


def duration(match: Match[str], anchors: Anchors) -> Value | None:
    return v.duration(_count(match["count"]), unit_of(match["unit"]))


def returning(match: Match[str], anchors: Anchors) -> Value | None:
    word = (match.groupdict().get("unit") or "").lower()
    adverbs = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year",
               "annually": "year", "hourly": "hour", "nightly": "day"}  # fmt: skip
    unit = adverbs.get(word, word.rstrip("s"))
    if unit in known.weekdays():
        return Value("SET", f"XXXX-WXX-{weekday_number(unit) + 1}", why="a time that returns")
    code = _W["units"].get("century" if unit.startswith("centur") else unit)
    return Value("SET", f"P1{code}" if code else None, why="a time that returns")


def season(match: Match[str], anchors: Anchors) -> Value | None:
    name, how = match["season"].lower(), (match.groupdict().get("how") or "").lower().removeprefix("the").strip()
    stated = match.groupdict().get("year")
    if stated:
        return v.season(name, int(stated)).because("the text gives season and year")
    base = anchors.published
    if base is None or not how:
        return v.unanchored(f"XXXX-{_W['seasons'][name][0]}", why="the year of the season is not given")
    first = _W["seasons"][name][1]
    this = v.season(name, base.year if first <= base.month or name != "winter" else base.year - 1)
    if "next" in how or "coming" in how:
        found = this if this.start and this.start > base else v.season(name, base.year + 1)
    elif "last" in how or "past" in how or "previous" in how:
        found = this if this.end and this.end < base else v.season(name, (this.start or base).year - 1)
    else:
        found = this
    return found.because(f"{how} {name} as seen from {base}")


def quarter(match: Match[str], anchors: Anchors) -> Value | None:
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}[match["number"].lower()]
    stated = match["year"]
    base = anchors.published
    if stated:
        year = int(stated)
    elif base is None:
        return v.unanchored(f"XXXX-Q{number}", why="no year is given and the document has no date")
    else:
        year = base.year if 3 * number - 2 <= base.month else base.year - (anchors.direction != "future")
    if match["unit"].lower() in ("half", "h"):
        return v.half(year, number).because("half of a year") if number < 3 else None
    return v.quarter(year, number).because("quarter of a year")


def end_of(match: Match[str], anchors: Anchors) -> Value | None:
    base = anchors.published
    if base is None:
        return v.unanchored(why="the document has no date")
    unit = (match["unit"] or "year").lower()
    whole = v.whole(base, 0, unit)
    return v.day(whole.end).because(f"the end of the document's {unit}") if whole.end else None


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


NEAR_OCCASION_DAYS = 45
"""An occasion this near to the document's date is meant whatever the tense: a truce "was agreed for Eid"."""


def occasion(match: Match[str], anchors: Anchors) -> Value | None:
    found = known.occasions().get(" ".join(match["name"].lower().split()))
    if found is None:
        return None
    base, how = anchors.published, (match["how"] or "").lower()
    if match["year"]:
        times = found.days_in(int(match["year"]))
        return v.span(*times[0]).because("that day of the year given") if times else None
    if base is None:
        return v.unanchored(why="no year is given and the document has no date")
    options = sorted(times for year in (base.year - 1, base.year, base.year + 1) for times in found.days_in(year))
    if "last" in how:
        chosen = max((o for o in options if o[1] < base), default=options[0])
    elif "next" in how:
        chosen = min((o for o in options if o[1] >= base), default=options[-1])
    else:
        chosen = min(options, key=lambda o: abs((o[0] - base).days))
        if abs((chosen[0] - base).days) > NEAR_OCCASION_DAYS and anchors.direction == "future":
            chosen = min((o for o in options if o[1] >= base), default=options[-1])
        elif abs((chosen[0] - base).days) > NEAR_OCCASION_DAYS and anchors.direction == "past":
            chosen = max((o for o in options if o[0] <= base), default=options[0])
    value = v.day(chosen[0]) if chosen[0] == chosen[1] else v.span(*chosen)
    note = " by the tabular calendar, which sighting can shift by a day or two" if "islamic" in found.rule else ""
    return value.because(f"{found.name} near the document's date{note}")


def era(match: Match[str], anchors: Anchors) -> Value | None:
    return v.span(*known.eras()[" ".join(match["name"].lower().split())]).because("a stretch of time with a name")
