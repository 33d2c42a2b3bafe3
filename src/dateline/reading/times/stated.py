"""Times that their words name by the calendar: days, months, seasons, years, centuries, occasions."""

from __future__ import annotations

import re
from re import Match

from dateline.knowledge import times as known
from dateline.reading.times import values as v
from dateline.reading.times.anchors import Anchors, date_of, early_part, month_number, with_part
from dateline.reading.times.values import Value

_W = known.words()


def nearest(month: int, day: int, anchors: Anchors) -> Value:
    """A day of no stated year: of the story's year, else by tense, else the nearest one."""
    if (told := anchors.year_told()) is not None and anchors.direction != "future":
        found = date_of(told, month, day)
        return v.day(found).because("in the year that the text tells of") if found else v.unanchored()
    base = anchors.published
    if base is None:
        return v.unanchored(f"XXXX-{month:02}-{day:02}", why="no year is given and the document has no date")
    options = [d for d in (date_of(base.year + shift, month, day) for shift in (-1, 0, 1)) if d]
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
    found = date_of(int(match["year"]), month_number(match["month"]), day)
    return with_part(v.day(found).because("the text gives day, month and year"), match) if found else None


def day_of_month(match: Match[str], anchors: Anchors) -> Value | None:
    day = int(re.sub(r"\D", "", match["day"]))
    if not 1 <= day <= 31:
        return None
    return with_part(nearest(month_number(match["month"]), day, anchors), match)


def ordinal_day(match: Match[str], anchors: Anchors) -> Value | None:
    return nearest(month_number(match["month"]), _W["ordinals"][match["word"].lower()], anchors)


def days_range(match: Match[str], anchors: Anchors) -> Value | None:
    month, first, last = month_number(match["month"]), int(match["day"]), int(match["last"])
    if match["year"]:
        start, end = date_of(int(match["year"]), month, first), date_of(int(match["year"]), month, last)
    else:
        begins = nearest(month, first, anchors).start
        start, end = begins, date_of(begins.year, month, last) if begins else None
    return v.span(start, end).because("from the first day to the last one") if start and end and start <= end else None


def iso_date(match: Match[str], anchors: Anchors) -> Value | None:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    found = date_of(year, month, day)
    return v.day(found).because("an ISO date") if found else None


def date_in_figures(match: Match[str], anchors: Anchors) -> Value | None:
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    year += 2000 if year < 50 else 1900 if year < 100 else 0
    month_first, day_first = date_of(year, first, second), date_of(year, second, first)
    if match["by"] == ".":
        month_first = None
    if month_first and day_first and month_first != day_first:
        return v.unanchored(why="day and month can be read either way round")
    found = month_first or day_first
    return v.day(found).because("the only way round that is a date") if found else None


def month_year(match: Match[str], anchors: Anchors) -> Value | None:
    number = month_number(match["month"])
    stated = match.groupdict().get("year")
    part = early_part(match)
    return v.month(int(stated), number, part).because("the text gives month and year") if stated else None


def months_range(match: Match[str], anchors: Anchors) -> Value | None:
    first, last, year = month_number(match["month"]), month_number(match["last"]), int(match["year"])
    if first > last:
        return None
    return v.months_of(year, first, last - first + 1, f"{year}-{first:02}/{year}-{last:02}").because("month to month")


def bare_month(match: Match[str], anchors: Anchors) -> Value | None:
    number, how = month_number(match["month"]), (match["how"] or "").lower()
    part = early_part(match)
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
    part = early_part(match)
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
    part, text = early_part(match), match["decade"].lower()
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
    return v.century(number, early_part(match)).because("a century by its number")


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
