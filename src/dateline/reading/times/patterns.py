"""The forms that time expressions take: a pattern each, with the function that says what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from re import Match

from dateline.knowledge import times as known
from dateline.reading.times import relative, stated, unplaced
from dateline.reading.times.anchors import Anchors
from dateline.reading.times.values import Value

Resolver = Callable[[Match[str], Anchors], Value | None]


def _either(forms: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(form).replace("\\ ", "~") for form in forms), key=len, reverse=True))


def _cased(forms: Iterable[str]) -> str:
    """Names in title case or capitals: "may" and "march" are verbs."""
    return _either([*(form.title() for form in forms), *(form.upper() for form in forms)])


_W = known.words()
_NUMBERS = _W["numbers"]
_SHORT_MONTHS = _cased(short for forms in _W["months"].values() for short in forms)
_SHORT_DAYS = _cased(short for forms in _W["weekdays"].values() for short in forms)

# In the patterns below "~" is a blank of any kind.
MONTH = rf"(?:(?:{_cased(_W['months'])})\b|(?:{_SHORT_MONTHS})\b\.?)"
WEEKDAY = rf"(?:{_either(form for name in _W['weekdays'] for form in (name, name.upper(), name.lower()))})\b"
ON = rf"(?:(?:{WEEKDAY}|(?:{_SHORT_DAYS})\b\.?),?~)?"
_TENS = _either(word for word, value in _NUMBERS.items() if 20 <= value < 100)
_ONES = _either(word for word, value in _NUMBERS.items() if value < 10 and len(word) > 2)
COUNT = rf"(?:\d{{1,3}}(?:,\d{{3}})*|(?:{_TENS})-(?:{_ONES})|(?:a~|one~)?hundred|\[?(?:{_either(_NUMBERS)})\]?)"
AMOUNT = rf"(?:{COUNT}|(?:a~)?(?:{_either(_W['vague'])}))"
UNIT = r"(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|century|centurie)"
SEASON = rf"(?:{_either(_W['seasons'])})"
NTH = r"\d{1,2}(?:st|nd|rd|th)?"
ORDINAL = _either(_W["ordinals"])
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
PART = rf"(?:{_either(_W['parts_of_day'])})"
TAIL = rf"(?:,?~(?P<part>{PART}))?"
EARLY = r"(?:(?P<early>[Ee]arly|[Mm]id|[Ll]ater?)[- ])?"
DASH = r" ?[-–—] ?"
_OCCASION_NAMES = [form for name, rule in _W["occasions"].items() for form in (name, *rule.get("also", ()))]
_OCCASIONS = _either(_OCCASION_NAMES)
_ERA_NAMES = [form for name, row in _W["eras"].items() for form in (name, *row[2:])]
_ERAS = _either(_ERA_NAMES)


def _longest_words(names: Iterable[str]) -> str:
    return " ".join(sorted({max(name.lower().split(), key=len) for name in names}))


# What a text must hold for a form to occur in it: see `Rule.needs`.
A_MONTH = " ".join(sorted({form[:3].lower() for name, short in _W["months"].items() for form in (name, *short)}))
A_UNIT = "second minute hour day week fortnight month quarter year decade centur"
A_YEAR = "1 20"


@dataclass(frozen=True)
class Rule:
    """A form: its name, its pattern, what it means, and words of which a text must hold one for it to occur."""

    name: str
    source: str
    resolve: Resolver
    flags: int
    needs: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, which is compiled when a text first needs it."""
        blanks = self.source.replace("~", r"[ \t\u00a0]*\n?[ \t\u00a0]*(?<=\s)")
        return re.compile(rf"(?<![\w$€£])(?:{blanks})(?!\w)", self.flags)

    def matches(self, text: str, small: str) -> Iterator[Match[str]]:
        """Its matches in a text, which is `small` in small letters."""
        if not self.needs or any(word in small for word in self.needs):
            yield from self.pattern.finditer(text)


def _rule(name: str, pattern: str, resolver: Resolver, flags: int = 0, needs: str = "") -> Rule:
    return Rule(name, pattern, resolver, flags, tuple(needs.split()))


_I = re.IGNORECASE
RULES: tuple[Rule, ...] = (
    _rule("month day year", rf"{ON}(?P<month>{MONTH})~(?P<day>{NTH}),?~(?P<year>{YEAR}){TAIL}",
          stated.full_date, needs=A_MONTH),
    _rule("day month year", rf"{ON}(?:the~)?(?P<day>{NTH})(?:~of)?[- ](?P<month>{MONTH}),?[- ](?P<year>{YEAR}){TAIL}",
          stated.full_date, needs=A_MONTH),
    _rule("days of month", rf"(?P<month>{MONTH})~(?P<day>\d\d?){DASH}(?P<last>\d\d?)(?:,?~(?P<year>{YEAR}))?",
          stated.days_range, needs=A_MONTH),
    _rule("days before month",
          rf"(?P<day>\d\d?)(?:{DASH}|~to~)(?P<last>\d\d?)~(?P<month>{MONTH})(?:,?~(?P<year>{YEAR}))?",
          stated.days_range, needs=A_MONTH),
    _rule("month day", rf"{ON}(?P<month>{MONTH})~(?P<day>{NTH})(?![,.]\d|%|:\d){TAIL}",
          stated.day_of_month, needs=A_MONTH),
    _rule("day month", rf"{ON}(?:the~)?(?P<day>{NTH})(?:~of)?~(?P<month>{MONTH}){TAIL}",
          stated.day_of_month, needs=A_MONTH),
    _rule("ordinal of month", rf"(?:the~)?(?P<word>{ORDINAL})~of~(?P<month>{MONTH})",
          stated.ordinal_day, _I, needs=A_MONTH),
    _rule("months of year", rf"(?P<month>{MONTH})(?:{DASH}|~to~|~through~)(?P<last>(?i:{MONTH}))~(?P<year>{YEAR})",
          stated.months_range, needs=A_MONTH),
    _rule("month year", rf"{EARLY}(?P<month>{MONTH}),?(?:~of|~in)?~(?P<year>{YEAR})(?!-?\d)",
          stated.month_year, needs=A_MONTH),
    _rule("month",
          rf"(?:(?P<how>(?i:last|next|this|this~past|this~coming|past))~)?{EARLY}(?P<month>{MONTH})",
          stated.bare_month, needs=A_MONTH),
    _rule("ISO date", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", stated.iso_date),
    _rule("date in figures",
          r"(?P<first>\d\d?)(?P<by>[/.])(?P<second>\d\d?)(?P=by)(?P<year>\d{4}|\d\d)", stated.date_in_figures),
    _rule("year", rf"(?:the~year~)?{EARLY}(?P<year>{YEAR})", stated.bare_year, needs=A_YEAR),
    _rule("years", rf"(?P<first>{YEAR}){DASH}(?P<year>\d\d)(?!-?\d)", stated.years_range, needs=A_YEAR),
    _rule("year of an era", r"(?P<year>\d{1,5})~(?P<era>AD|BCE?|CE|B\.C\.(?:E\.)?|A\.D\.|C\.E\.)", stated.year_of_era),
    _rule("year after its era", r"(?P<era>AD)~?(?P<year>\d{1,4})", stated.year_of_era),
    _rule("fiscal year", r"(?:fiscal(?:~year)?|FY)~?(?P<year>\d{4}|\d\d)", stated.fiscal_year, _I, needs="fiscal fy"),
    _rule("decade",
          rf"(?:the~)?{EARLY}(?:the~)?['’]?(?P<decade>(?:1\d|20)?\d0(?=['’]?s)|{_either(_W['decades'])})(?:['’]?s)?",
          stated.decade, _I),
    _rule("century", rf"(?:the~)?{EARLY}(?:the~)?(?P<number>\d\d?(?:st|nd|rd|th)|{ORDINAL})[- ]century"
          r"(?:~(?P<era>BCE?|B\.C\.(?:E\.)?))?", stated.century, _I, needs="century"),
    _rule("weekday", rf"(?:(?P<how>last|next|this~past|this~coming|this|past|coming|previous|following)~)?"
          rf"(?P<weekday>{WEEKDAY}){TAIL}", relative.weekday, _I, needs="day"),
    _rule("weekday of a week",
          rf"(?P<weekday>{WEEKDAY})~(?P<week>last|next)~week", relative.weekday_of_week, _I, needs="week"),
    _rule("week's weekday",
          rf"(?P<week>last|next)~week(?:~on)?~(?P<weekday>{WEEKDAY})", relative.weekday_of_week, _I, needs="week"),
    _rule("relative day",
          r"(?:(?:earlier|later)~)?(?P<word>the~day~before~yesterday|the~day~after~tomorrow|today|yesterday|"
          rf"tomorrow|tonight|last~night|overnight)(?:,?~(?P<part>{PART}))?",
          relative.relative_day, _I, needs="yesterday tomorrow today night"),
    _rule("part of today",
          r"(?:earlier~|later~)?this~(?P<part>morning|afternoon|evening)", relative.part_of_today, _I, needs="this"),
    _rule("last, this, next",
          r"(?:(?:early|late|earlier|later)~)?(?P<how>(?:the~)?(?:last|past|previous|preceding|next|"
          r"following|coming)|this|this~past|this~coming|the~same|that~same|that)~"
          r"(?P<unit>day|week|weekend|month|year|quarter|decade|century)s?(?=\b)",
          relative.whole_unit, _I, needs=A_UNIT),
    _rule("weekend", r"(?:the|over~the|at~the)~weekend", relative.weekend, _I, needs="weekend"),
    _rule("that night", r"(?P<how>that|the~same|that~same|the~next|the~following|the~previous)~"
          r"(?P<part>night|morning|afternoon|evening)",
          relative.told_part, _I, needs="night morning afternoon evening"),
    _rule("ago",
          rf"(?P<count>{AMOUNT})(?P<half>~and~a~half)?~(?P<unit>{UNIT})s?~(?:ago|back(?="
          rf"~?[,.;)]))", relative.ago, _I, needs="ago back"),
    _rule("in some time",
          rf"(?:with)?in~(?:(?:a~)?further~)?(?P<count>{COUNT})~(?P<unit>{UNIT})s?['’]?(?P<time>~time)?",
          relative.in_some_time, _I, needs=A_UNIT),
    _rule("later or earlier",
          rf"(?P<count>{AMOUNT})~(?P<unit>{UNIT})s?~(?P<word>later|earlier"
          rf"|previously)", relative.later, _I, needs="later earlier previously"),
    _rule("day before",
          rf"the~(?P<unit>{UNIT}|night)~(?P<word>before|after"
          rf"|earlier)", relative.day_before, _I, needs="before after earlier"),
    _rule("day after an event", rf"(?P<count>{AMOUNT})~(?P<unit>{UNIT})s?~(?P<word>after|before|following|since)",
          relative.after_event, _I, needs="after before following since"),
    _rule("stretch", rf"(?:the~|these~)?(?P<how>last|past|next|coming|previous)~(?P<count>{AMOUNT})~(?P<unit>{UNIT})s?",
          relative.stretch, _I, needs="last past next coming previous"),
    _rule("duration", rf"(?P<count>{AMOUNT})(?:-|~)(?P<unit>{UNIT})s?(?!(?:-|~)olds?|~of~age)",
          unplaced.duration, _I, needs=A_UNIT),
    _rule("returning",
          rf"(?:every|each)~(?:single~|other~)?(?P<unit>{UNIT}|{WEEKDAY}|weekend"
          rf"|{PART})", unplaced.returning, _I, needs="every each"),
    _rule("weekdays", rf"(?P<unit>(?:{_either(_W['weekdays'])})s)", unplaced.returning, needs="days"),
    _rule("returning adverb",
          r"(?P<unit>daily|weekly|monthly|quarterly|yearly|annually|hourly|nightly)",
          unplaced.returning, _I, needs="ly"),
    _rule("season of year",
          rf"(?:the~)?{EARLY}(?P<season>{SEASON})(?:~of|,)?"
          rf"~(?P<year>{YEAR})", stated.season, _I, needs="spring summer autumn fall winter"),
    _rule("season", rf"(?P<how>last|next|this|this~past|this~coming|the~coming|the~past|the)~(?P<season>{SEASON})",
          stated.season, _I, needs="spring summer autumn fall winter"),
    _rule("quarter",
          r"(?:the~)?(?P<number>first|second|third|fourth)[- ](?P<unit>quarter|half)(?:~of)?(?:~the~year|~this~year)?"
          rf"(?:,?~(?:of~)?(?P<year>{YEAR}))?", stated.quarter, _I, needs="quarter half"),
    _rule("quarter code", rf"(?P<unit>[QH])(?P<number>[1-4])(?:,?~(?:of~)?(?P<year>{YEAR}))?", stated.quarter),
    _rule("end of the year",
          r"(?:the~)?end~of~(?:the|this)~(?P<unit>year|month|week)|(?:the"
          r"~)?(?P<year>year)[- ]end", relative.end_of, _I, needs="end"),
    _rule("clock with half",
          r"(?P<hour>\d\d?)(?:[:.](?P<minute>\d\d))?~?(?P<half>a\.m\.?|p\.m\.?|am|pm)", unplaced.clock, _I, needs="m"),
    _rule("clock", r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?P<half>)(?!:|\d)", unplaced.clock, needs=":"),
    _rule("noon", r"(?P<word>noon|midnight|midday)", unplaced.clock_word, _I, needs="noon midnight midday"),
    _rule("occasion",
          rf"(?:(?P<how>[Ll]ast|[Nn]ext|[Tt]his)~)?(?P<name>{_OCCASIONS})(?:,?~(?P<year>{YEAR}))?",
          stated.occasion, needs=_longest_words(_OCCASION_NAMES)),
    _rule("era", rf"(?:the~)?(?P<name>{_ERAS})", stated.era, needs=_longest_words(_ERA_NAMES)),
)  # fmt: skip
