"""Times: expressions of date, time, duration and return, with the days that they cover."""

from __future__ import annotations

import re
from datetime import date
from re import Match

from spacy.tokens import Doc, Span

from dateline.errors import DatelineError
from dateline.reading.context import Reading
from dateline.language.datelines import find_dateline
from dateline.reading.times.guards import accepts
from dateline.reading.times.meaning import Anchors
from dateline.reading.times.patterns import MONTH, ON, RULES, YEAR, Resolver
from dateline.reading.times.tense import direction_at
from dateline.reading.times.values import Value
from dateline.record import DocumentDateline, Time

NEEDS_TENSE = {"month day", "day month", "ordinal of month", "month", "weekday", "weekend", "last, this, next", "quarter",
               "quarter code", "occasion", "days of month", "days before month"}  # fmt: skip
NOT_TOLD = {"decade", "century", "era", "stretch", "season", "quarter", "years", "end of the year", "occasion"}
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
    sentence_end = -1
    resolved: list[tuple[str, Match[str], Value, Span]] = []
    for name, match, resolve in matches:
        span = doc.char_span(*match.span(), alignment_mode="expand")
        if span is None or not accepts(name, match, span):
            continue
        if match.start() >= sentence_end:
            sentence_end, anchors.in_sentence = span.sent.end_char, None
        anchors.direction, anchors.because = direction_at(_head(span)) if name in NEEDS_TENSE else (None, "")
        value = resolve(match, anchors)
        if value is None:
            continue
        resolved.append((name, match, value, span))
        if value.start and value.type != "DURATION" and name not in NOT_TOLD:
            anchors.narrated = anchors.in_sentence = value
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
    found = [(name, match, resolve) for name, pattern, resolve in RULES for match in pattern.finditer(doc.text)]
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
            value = resolve(match, anchors)
            if value and value.start:
                return value.start
    return None


def _head(span: Span) -> "Token":  # noqa: UP037
    return span.root


def _joined(resolved: list[tuple[str, Match[str], Value, Span]], text: str) -> list[tuple[str, Match[str], Value, Span]]:
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
                joined = Value("TIME", f"{near.start.isoformat()}{value.value}", near.start, near.end, f"on {theirs[0]}")
                out[at] = (name, match, joined, span)
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
