"""When a match is no time expression: counts that look like years, names that look like months, ages."""

from __future__ import annotations

import re
from re import Match

from spacy.tokens import Span

from dateline.knowledge.times import words

BEFORE_MONTH = {
    "in", "of", "by", "since", "until", "till", "through", "from", "to", "and", "during", "before", "after", "between",
    "last", "next", "this", "early", "late", "mid", "each", "every", "around", "beginning", "ending", "throughout",
    "past", "previous", "or", "for", "as", "on", "follow", "following", "over",
}  # fmt: skip
BEFORE_YEAR = {
    "in", "since", "until", "till", "by", "from", "of", "to", "through", "during", "after", "before", "between", "and",
    "or", "around", "circa", "c.", "ca.", "about", "early", "late", "mid", "(", "–", "-", "—", "/", "year", "the", "'s",
    "’s", ",", "spring", "summer", "fall", "autumn", "winter", "for", "throughout", "a", "his", "her", "its", "their",
    "as", "born", "died", "b.", "d.", "©", "copyright", "[", "on", "at", "past", "last", "this", ":", ";", "|", "nov", "©copyright",
}  # fmt: skip
COUNTED = {
    "people", "person", "men", "women", "children", "soldiers", "troops", "houses", "homes", "families", "refugees",
    "dollars", "euros", "pounds", "metres", "meters", "miles", "kilometres", "kilometers", "km", "tons", "tonnes", "feet",
    "hours", "days", "years", "police", "officers", "civilians", "workers", "students", "residents", "votes", "cases",
    "deaths", "jobs", "words", "acres", "hectares", "rounds", "weapons", "rockets", "prisoners", "fighters", "members",
    "copies", "units", "points", "calories", "visitors", "protesters", "villages", "others", "passengers", "employees",
}  # fmt: skip
NUMBERED = {"no", "no.", "number", "resolution", "flight", "route", "room", "boeing", "page", "chapter", "article", "#", "act",
            "version", "highway", "suite", "box", "area", "code", "channel", "model", "level"}  # fmt: skip
_AGE = re.compile(r"[\s-]*(?:years?|months?)?[\s-]*old\b", re.IGNORECASE)
PUBLICATIONS = {"times", "telegraph", "mail", "herald", "mirror", "express", "post", "tribune", "club", "mass", "school"}


def accepts(rule: str, match: Match[str], span: Span) -> bool:
    """Whether a match of a rule reads as a time where it stands."""
    doc = span.doc
    before = doc[span.start - 1].lower_ if span.start else ""
    after = doc[span.end].lower_ if span.end < len(doc) else ""
    if any(token.ent_type_ == "PER" for token in span) and rule in ("month", "weekday", "occasion", "season"):
        return False
    match rule:
        case "year":
            return _is_year(match, span, before, after)
        case "month":
            plain = not (match["how"] or match["early"])
            possessive = after in ("'s", "’s")
            return not plain or before in BEFORE_MONTH or (possessive and match["month"] not in ("May", "March"))
        case "weekday":
            return not (match["weekday"][0].isupper() and after in PUBLICATIONS and doc[span.end].text[0].isupper())
        case "duration":
            return _is_duration(match, before, after, doc.text[match.end() : match.end() + 12])
        case "years":
            return before not in NUMBERED
        case "last, this, next":
            return match["unit"].lower() != "day" or not match["how"].lower().startswith(("last", "past", "this", "that"))
        case "decade":
            return not (match["decade"].lower() in words()["decades"] and before not in ("the", "early", "late", "mid", "-")) or (
                match[0].lower().startswith(("the", "early", "late", "mid"))
            )
        case "season":
            return match["season"].lower() not in ("fall", "spring") or match["how"].lower() != "the"
        case "clock":
            return not re.match(r"[:\d]", doc.text[match.end() : match.end() + 1])
        case "quarter":
            return match["unit"].lower() != "half" or bool(match["year"]) or "year" in match[0].lower()
        case "day before":
            return True
        case "days of month" | "days before month":
            return int(match["day"]) < int(match["last"]) <= 31
        case "date in figures":
            return before not in NUMBERED
        case _:
            return True


def _is_year(match: Match[str], span: Span, before: str, after: str) -> bool:
    text, year = span.doc.text, int(match["year"])
    if match["early"] or match[0].lower().startswith("the year"):
        return True
    following, preceding = text[match.end() : match.end() + 2], text[max(0, match.start() - 2) : match.start()]
    if re.match(r"[.,:]\d|%|/\d", following) or (re.search(r"\d[.,:/]$|[$€£#]\s?$|\w-$", preceding) and preceding[-1:] != "–"):
        return bool(re.search(r"\d/$", preceding)) and 1900 <= year <= 2050
    if before in NUMBERED or after in COUNTED:
        return False
    token = span[-1]
    if token.dep_.startswith("nummod") and token.head.i > token.i and token.head.pos_ == "NOUN":
        plural = token.head.lower_.endswith("s") or token.head.lower_ in COUNTED
        if plural and before not in ("the", "in", "since", "after", "before", "during", "'s", "’s", "by", "until", "this"):
            return False
    if 1900 <= year <= 2050:
        return True
    return before in BEFORE_YEAR or following[:1] in (")", "–")


def _is_duration(match: Match[str], before: str, after: str, rest: str) -> bool:
    count, unit = match["count"].lower(), match["unit"].lower()
    if _AGE.match(rest) or before in ("aged", "age"):
        return False
    if count in ("a", "an", "one", "some", "many") and unit in ("second", "minute", "quarter"):
        return False
    if count in ("a", "an"):
        return before in {"for", "in", "within", "after", "over", "than", "nearly", "about", "almost", "spent", "took", "lasted",
                          "of", "least", "most", "half", "takes", "last"}  # fmt: skip
    return True
