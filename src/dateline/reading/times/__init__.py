"""Times: expressions of date, time, duration and return, with the days that they cover."""

from __future__ import annotations

import re
from datetime import date
from re import Match

from dateline.errors import DatelineError
from dateline.language.datelines import find_dateline
from dateline.reading.context import Reading
from dateline.reading.times.anchors import Anchors
from dateline.reading.times.guards import accepts
from dateline.reading.times.patterns import MONTH, ON, RULES, YEAR, Resolver
from dateline.reading.times.tense import direction_at
from dateline.reading.times.values import Value, unanchored
from dateline.reading.tree import Doc, Span
from dateline.record import DocumentDateline, Time

NEEDS_TENSE = {
    "month day", "day month", "ordinal of month", "month", "weekday", "weekend", "last, this, next", "quarter",
    "quarter code", "occasion", "days of month", "days before month",
}  # fmt: skip
RUNNING = {"weekday", "relative day", "part of today", "last, this, next"}
NOT_TOLD = {"decade", "century", "era", "stretch", "season", "quarter", "years", "end of the year", "occasion"}
Resolved = tuple[str, Match[str], Value, Span]
_LONE_DATE = re.compile(rf"^\W*{ON}(?:{MONTH}\s\d{{1,2}},?|\d{{1,2}}\s{MONTH},?)\s{YEAR}\W*$".replace("~", r"\s"), re.M)
_LINK = re.compile(r"[\s,]*(?:(?:local time|GMT|UTC|EDT|EST|on|of|in the (?:morning|afternoon|evening))[\s,]*)*")


def read_times(reading: Reading) -> None:
    """Fill `reading.times` and `reading.time_at`, and the date of the document's dateline.

    Raises DatelineError where the document's publication date is no ISO 8601 date.
    """
    doc, text = reading.doc, reading.doc.text
    anchors = Anchors(_published(reading))
    matches = _matches(doc)
    anchors.published = _own_date(text, matches, anchors) or anchors.published
    anchors.running = sum(name in RUNNING for name, _, _ in matches) > 1
    sentence_end = -1
    resolved: list[Resolved] = []
    for name, match, resolve in matches:
        span = doc.char_span(*match.span(), alignment_mode="expand")
        if span is None or not accepts(name, match, span):
            continue
        if match.start() >= sentence_end:
            sentence_end, anchors.in_sentence = span.sent.end_char, None
        anchors.direction, anchors.because = direction_at(span.root) if name in NEEDS_TENSE else (None, "")
        value = _resolved(resolve, match, anchors)
        if value is None:
            continue
        resolved.append((name, match, value, span))
        if value.start and value.type != "DURATION" and name not in NOT_TOLD:
            anchors.narrated = anchors.in_sentence = value
            if value.start == value.end:
                anchors.narrated_day = value
    for number, (name, match, value, span) in enumerate(_joined(resolved, text), 1):
        time = Time(
            id=f"t{number}", span=match.span(), type=value.type, value=value.value,
            start=value.start.isoformat() if value.start else None, end=value.end.isoformat() if value.end else None,
        )  # fmt: skip
        reading.times.append(time)
        reading.explain(time.id, f"form: {name}")
        reading.explain(time.id, value.why or "the words name it in full")
        for token in span:
            reading.time_at[token.i] = time
    _set_dateline(reading)


def _published(reading: Reading) -> date | None:
    published = reading.document.published
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        raise DatelineError(
            f"document {reading.document.id}: published {published!r} is no ISO 8601 date; write it as 2023-10-11"
        ) from None


def _matches(doc: Doc) -> list[tuple[str, Match[str], Resolver]]:
    """The longest match at each place of the text, from left to right."""
    text = doc.text
    small = text.lower()
    found = [(rule.name, match, rule.resolve) for rule in RULES for match in rule.matches(text, small)]
    found.sort(key=lambda one: (one[1].start(), -one[1].end()))
    kept: list[tuple[str, Match[str], Resolver]] = []
    end = 0
    for one in found:
        if one[1].start() >= end:
            kept.append(one)
            end = one[1].end()
    return kept


def _own_date(text: str, matches: list[tuple[str, Match[str], Resolver]], anchors: Anchors) -> date | None:
    """The day in the dateline, or a full date alone in a line near the beginning, where it is near the given date."""
    zone = find_dateline(text)
    lone = _LONE_DATE.search(text, 0, 600)
    for name, match, resolve in matches:
        inside = (zone and zone.date and zone.date[0] <= match.start() < zone.date[1]) or (
            lone and lone.start() <= match.start() and match.end() <= lone.end()
        )
        if inside and name in ("month day year", "day month year", "month day", "day month"):
            value = _resolved(resolve, match, anchors)
            if value and value.start:
                return value.start
    return None


def _resolved(resolve: Resolver, match: Match[str], anchors: Anchors) -> Value | None:
    try:
        return resolve(match, anchors)
    except (ValueError, OverflowError):
        return unanchored(why="outside of the years that ISO days can name")


def _joined(resolved: list[Resolved], text: str) -> list[Resolved]:
    """Clock times take the day that stands beside them: "at 6 p.m. on Friday"."""
    out = list(resolved)
    for at, (name, match, value, span) in enumerate(out):
        if value.type != "TIME" or value.start or not value.value or not value.value.startswith("T"):
            continue
        for other in (at + 1, at - 1):
            if not 0 <= other < len(out):
                continue
            near, theirs = out[other][2], out[other][1]
            gap = text[match.end() : theirs.start()] if other > at else text[theirs.end() : match.start()]
            if near.start and near.start == near.end and len(gap) < 30 and _LINK.fullmatch(gap.replace(" at ", " ")):
                timed = f"{near.start.isoformat()}{value.value}"
                out[at] = (name, match, Value("TIME", timed, near.start, near.end, f"on {theirs[0]}"), span)
                break
    return out


def _set_dateline(reading: Reading) -> None:
    zone = find_dateline(reading.doc.text)
    if zone is None:
        return
    dateline = reading.document.dateline or DocumentDateline()
    for time in reading.times:
        if zone.date and zone.date[0] <= time.span[0] < zone.date[1]:
            dateline.date = time.start
            break
    reading.document.dateline = dateline
