"""When a match is no time expression: counts that look like years, names that look like months, ages."""

from __future__ import annotations

import re
from functools import cache
from re import Match

from dateline.knowledge.times import words
from dateline.reading.tree import Span

_AGE = re.compile(r"[\s-]*(?:years?|months?)?[\s-]*old\b", re.IGNORECASE)


@cache
def _beside(kind: str) -> frozenset[str]:
    return frozenset(words()["guards"][kind])


def accepts(rule: str, match: Match[str], span: Span) -> bool:
    """Whether a match of a rule reads as a time where it stands."""
    doc = span.doc
    before = doc[span.start - 1].lower_ if span.start else ""
    after = doc[span.end].lower_ if span.end < len(doc) else ""
    if rule in ("month", "weekday", "occasion", "season") and _in_longer_name(span):
        return False
    match rule:
        case "year":
            return _is_year(match, span, before, after)
        case "month":
            if match["how"] or match["early"] or before in _beside("before_month"):
                return True
            return after in ("'s", "’s") and match["month"] not in ("May", "March")
        case "weekday":
            return after not in _beside("publications") or doc[span.end].text[0].islower()
        case "duration":
            return _is_duration(match, before, after, match.string[match.end() : match.end() + 12])
        case "years":
            return before not in _beside("numbered")
        case "last, this, next":
            return match["unit"].lower() != "day" or not match["how"].lower().startswith(
                ("last", "past", "this", "that")
            )
        case "decade":
            return not (
                match["decade"].lower() in words()["decades"] and before not in ("the", "early", "late", "mid", "-")
            ) or (match[0].lower().startswith(("the", "early", "late", "mid")))
        case "season":
            return match["season"].lower() not in ("fall", "spring") or match["how"].lower() != "the"
        case "clock":
            return not re.match(r"[:\d]", match.string[match.end() : match.end() + 1])
        case "quarter":
            return match["unit"].lower() != "half" or bool(match["year"]) or "year" in match[0].lower()
        case "day before":
            return True
        case "days of month" | "days before month":
            return int(match["day"]) < int(match["last"]) <= 31
        case "date in figures":
            return before not in _beside("numbered")
        case _:
            return True


def _in_longer_name(span: Span) -> bool:
    """Whether the words are a part of a person's name: "April Glaspie"."""
    doc = span.doc
    return any(
        token.ent_type_ == "PER" and doc[near].ent_type_ == "PER" and doc[near].ent_iob_ == "I"
        for token, near in ((span[-1], span.end), (span[0], span.start))
        if 0 < near < len(doc) and (near == span.end or token.ent_iob_ == "I")
    )


def _is_year(match: Match[str], span: Span, before: str, after: str) -> bool:
    text, year = match.string, int(match["year"])
    if match["early"] or match[0].lower().startswith("the year"):
        return True
    if re.match(r" ?[-–—] ?(?:1\d|20)\d\d\b", text[match.end() : match.end() + 8]):
        return True
    following, preceding = text[match.end() : match.end() + 2], text[max(0, match.start() - 2) : match.start()]
    if re.match(r"[.,:]\d|%|/\d", following) or (
        re.search(r"\d[.,:/]$|[$€£#]\s?$|\w-$", preceding) and preceding[-1:] != "–"
    ):
        return bool(re.search(r"\d/$", preceding)) and 1900 <= year <= 2050
    if before in _beside("numbered") or after in _beside("counted"):
        return False
    token = span[-1]
    if token.dep_.startswith("nummod") and token.head.i > token.i and token.head.pos_ == "NOUN":
        plural = token.head.lower_.endswith("s") or token.head.lower_ in _beside("counted")
        if plural and before not in (
            "the",
            "in",
            "since",
            "after",
            "before",
            "during",
            "'s",
            "’s",
            "by",
            "until",
            "this",
        ):
            return False
    if 1900 <= year <= 2050:
        return True
    return before in _beside("before_year") or following[:1] in (")", "–")


def _is_duration(match: Match[str], before: str, after: str, rest: str) -> bool:
    count, unit = match["count"].lower(), match["unit"].lower()
    if _AGE.match(rest) or before in ("aged", "age"):
        return False
    if count in ("a", "an", "one", "some", "many") and unit in ("second", "minute", "quarter"):
        return False
    if count in ("a", "an"):
        return before in _beside("before_a_length")
    return True
