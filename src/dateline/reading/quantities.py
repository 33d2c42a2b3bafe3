"""Number phrases in plain text: what they bound, from "at least 1,200" to "scores"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.numbers import numbers
from dateline.record import Span

Number = int | float
_LARGEST = 10**15
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(frozen=True)
class Quantity:
    """A number phrase at the code points `span` of the text, `core` being the bare number in it.

    Bounds follow the record: a bare number fills all three, "at least" low alone, "up to" high alone, "about" best
    alone, a range low and high, a vague count low alone. `qualifier` is the words that bound it, `unit` a currency
    code, `new` whether it adds to a count ("another 12", "two more").
    """

    span: Span
    core: Span
    low: Number | None
    high: Number | None
    best: Number | None
    qualifier: str | None = None
    unit: str | None = None
    new: bool = False


@dataclass(frozen=True)
class _Core:
    start: int
    end: int
    value: Number
    low: Number | None
    high: Number | None
    best: Number | None
    scale: int = 1  # of the magnitude words behind the number: 2 to 3 million


def _any(phrases: list[str] | tuple[str, ...]) -> str:
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(re.sub(r"\\?[ ]", r"\\s+", re.escape(phrase)) for phrase in ordered)


@dataclass(frozen=True)
class _Grammar:
    core: re.Pattern[str]
    left: re.Pattern[str]
    right: re.Pattern[str]
    currency: re.Pattern[str]
    currency_word: re.Pattern[str]
    idiom: re.Pattern[str]
    change: re.Pattern[str]


@cache
def _grammar() -> _Grammar:
    known = numbers()
    small = _any([w for w, v in known.words.items() if v < 20])
    tens = _any([w for w, v in known.words.items() if v >= 20])
    magnitude = _any(list(known.magnitudes))
    below_hundred = rf"(?:(?:{tens})(?:[\s\-‐‑](?:{small}))?|{small})"
    below_thousand = (
        rf"(?:(?:{below_hundred}|a)[\s-]hundred(?:\s+and\s+{below_hundred}|\s+{below_hundred})?|{below_hundred})"
    )
    lead = rf"(?:{below_thousand}|an?(?=[\s-](?:{magnitude})\b))"
    scaled = rf"{lead}(?:[\s-](?:{magnitude})\b(?:,?\s+(?:and\s+)?{below_thousand}\b)?){{0,4}}"
    digits = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,3}(?:[\u0020\u00a0\u202f]\d{3}){1,3}|\d{1,12})(?:\.\d{1,6})?[½¼¾]?"
    vague = _any(list(known.vague))
    alternatives = [
        rf"(?P<vague>(?:{vague})(?:\s+(?:and|upon)\s+(?:{vague}))?(?:\s+of\s+(?:{vague})){{0,2}})",
        rf"(?P<several>(?:{_any(known.vague_multipliers)})[\s-](?:{magnitude}))",
        rf"(?P<half>half[\s-](?:an?[\s-])?(?:{magnitude})|a\s+half[\s-](?:{magnitude}))",
        rf"(?P<quarter>a\s+quarter[\s-](?:of[\s-]a[\s-])?(?:{magnitude}))",
        rf"(?P<andhalf>(?:{below_hundred}|\d+)\s+and\s+a\s+half\s+(?:{magnitude})|(?:an?|one)\s+(?:{magnitude})\s+and\s+a\s+half)",
        rf"(?P<digits>{digits})(?:(?P<suffix>{_any(list(known.suffixes))})|(?P<scale>(?:[\s\u00a0-](?:{magnitude})\b){{1,2}}))?",
        rf"(?P<words>{scaled})",
        rf"(?P<fixed>{_any(list(known.fixed))})",
    ]
    joined = "|".join(alternatives)
    outside = (
        r"(?<![\w.,:/#])(?<![A-Za-z]-)(?<!\bNo\.\s)(?!no\s+(?:fewer|less|more|longer|doubt)\b|no\.|one\s+another\b)"
    )
    share = r"(?!\s?(?:%|per\s?cent\b|pct\b|percentage\b)|[\s-](?:quarters|thirds|fifths|halves|tenths)\b)"
    compound = r"(?!-(?!plus\b|odd\b|strong\b|member\b|\d)\w)"
    core = rf"{outside}(?:{joined})(?![\w/])(?![.,:]\d){share}{compound}"
    count = rf"(?:\d+|{below_hundred})"
    idiom = "|".join(_any([phrase]).replace("N", count) for phrase in known.idioms)
    left = rf"(?<![\w-])(?P<phrase>{_any(list(known.before))})\s*$"
    right = rf"(?P<phrase>[\s-]?\+|(?:\s+|-)(?:{_any(list(known.after))})\b)"
    return _Grammar(
        re.compile(core, re.IGNORECASE),
        re.compile(left, re.IGNORECASE),
        re.compile(right, re.IGNORECASE),
        re.compile(rf"(?:\b|(?<=\s)|^|(?<=[(\"“]))(?P<code>{_any(list(known.currencies))})\s?$"),
        re.compile(rf"\s+(?P<word>{_any(list(known.currency_words))})\b"),
        re.compile(rf"\b(?:{idiom})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{_any(known.changes)})(?:\s+\w+){{0,5}}\s+$", re.IGNORECASE),
    )


def _lookup(text: str) -> str:
    return re.sub(r"[\s\u00a0]+", " ", text.lower().strip())


def _plain(value: float) -> Number:
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _word_value(text: str) -> Number:
    """The value of number words: "one hundred and twelve", "five thousand four hundred"."""
    known = numbers()
    total: Number = 0
    current: Number = 0
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in known.words:
            current += known.words[word]
        elif word in known.magnitudes:
            size = known.magnitudes[word]
            current = (current or 1) * size
            if size >= 1000:
                total += current
                current = 0
    return total + current


def _scale(text: str | None) -> int:
    known = numbers()
    product = 1
    for word in re.findall(r"[a-z]+", (text or "").lower()):
        product *= known.magnitudes.get(word, 1)
    return product


def _read_core(match: re.Match[str]) -> _Core:
    known = numbers()
    start, end = match.span()
    group = (
        match.lastgroup
        if match.lastgroup in ("vague", "several", "half", "quarter", "andhalf", "words", "fixed")
        else "digits"
    )
    text = _lookup(match.group())
    value: Number
    scale = 1
    if group == "vague":
        first, *rest = [w for w in re.findall(r"[a-z]+", text) if w in known.vague]
        value = known.vague[first][0]
        if " of " in text:
            for word in rest:
                value *= known.vague[word][1]
        return _Core(start, end, value, value, None, None)
    if group == "several":
        value = 2 * _scale(text)
        return _Core(start, end, value, value, None, None)
    if group == "fixed":
        low, high, best = known.fixed[text]
        return _Core(start, end, best or 0, low, high, best)
    if group == "half":
        value = _plain(0.5 * _scale(text))
    elif group == "quarter":
        value = _plain(0.25 * _scale(text))
    elif group == "andhalf":
        digits = re.search(r"\d+", text)
        head = text.split(" and a half")[0]
        whole = int(digits.group()) if digits else _word_value(re.sub("|".join(known.magnitudes), "", head)) or 1
        scale = _scale(text)
        value = _plain((whole + 0.5) * scale)
    elif group == "digits":
        number = match.group("digits")
        extra = _FRACTIONS.get(number[-1], 0.0)
        number = re.sub(r"[^\d.]", "", number)
        scale = _scale(match.group("scale")) * known.suffixes.get((match.group("suffix") or "").lower(), 1)
        value = _plain((float(number) + extra) * scale) if "." in number or extra else int(number) * scale
    else:
        value = _word_value(text)
        scale = _scale(re.sub(r"^.*?(?=(?:[\s-](?:" + "|".join(known.magnitudes) + r"))+$)", "", text))
    return _Core(start, end, value, value, value, value, scale)


_RANGE = re.compile(r"\s*(?:-|–|—|‒|‑)\s*|\s+(?:to|or|and|through)\s+(?:up\s+to\s+|as\s+many\s+as\s+)?")
_OPENING = re.compile(r"(?<!\w)(?:(?:anywhere|somewhere)\s+)?(?P<word>between|from)\s+$", re.IGNORECASE)
_BUT = re.compile(
    r",?\s+(?:but|and|or)\s+(?:no\s+more\s+than|not\s+more\s+than|at\s+most|up\s+to|fewer\s+than|less\s+than)\s+",
    re.IGNORECASE,
)


def quantities(text: str) -> list[Quantity]:
    """The number phrases of a text in order; ordinals, percentages, fractions and parts of compounds are none."""
    grammar = _grammar()
    idle = [match.span() for match in grammar.idiom.finditer(text)]
    read = [
        (_read_core(match), match.start())
        for match in grammar.core.finditer(text)
        if not any(start <= match.start() < end for start, end in idle)
    ]
    cores = [(core, _currency_before(text, start, grammar)) for core, start in read if core.value <= _LARGEST]
    found: list[Quantity] = []
    position = 0
    while position < len(cores):
        core, currency = cores[position]
        following = cores[position + 1] if position + 1 < len(cores) else None
        quantity = _range(text, core, currency, following, grammar) if following else None
        if quantity is None:
            quantity = _single(text, core, currency, grammar)
            position += 1
        else:
            position += 2
        if quantity is not None and (not found or quantity.span[0] >= found[-1].span[1]):
            found.append(quantity)
    return found


def _currency_before(text: str, start: int, grammar: _Grammar) -> tuple[int, str] | None:
    match = grammar.currency.search(text, max(0, start - 5), start)
    return (match.start("code"), numbers().currencies[match.group("code")]) if match else None


def _range(
    text: str, first: _Core, currency: tuple[int, str] | None, following: tuple[_Core, tuple[int, str] | None],
    grammar: _Grammar,
) -> Quantity | None:  # fmt: skip
    """ "45,000 to 50,000", "between two and three hundred", "at least 10 but no more than 15"; None if it is none."""
    second, second_currency = following
    between = text[first.end : second_currency[0] if second_currency else second.start]
    start = currency[0] if currency else first.start
    opening = _OPENING.search(text, max(0, start - 25), start)
    joint = _RANGE.fullmatch(between)
    if joint is None:
        lower = _before(text, start, grammar)
        if lower is not None and lower[1] == "low" and _BUT.fullmatch(between) and second.value > first.value:
            words = text[lower[0] : start].strip() + between.rstrip()
            return _finish(text, lower[0], first, second, first.value, second.value, words, currency, lower[2], grammar)
        return None
    word = between.strip().lower()
    if word == "and" and (opening is None or opening["word"].lower() != "between"):
        return None
    if opening is not None and opening["word"].lower() == "from" and _changed(text, opening.start(), grammar):
        return None
    if word == "or" and second.value > 3 * first.value:
        return None
    low, high = first.value, second.value
    if low < high / second.scale and first.scale == 1:
        low = _plain(low * second.scale)
    vague = first.best is None
    if not vague and low >= high:
        return None
    if opening is not None:
        start = opening.start()
    before = _before(text, start, grammar)
    begin = before[0] if before else start
    qualifier = text[begin : first.start].strip() or None
    top = None if second.best is None else high
    return _finish(
        text,
        begin,
        first,
        second,
        low,
        top,
        qualifier,
        currency or second_currency,
        bool(before and before[2]),
        grammar,
    )


def _changed(text: str, end: int, grammar: _Grammar) -> bool:
    """Whether a word of change stands before `end`: "climbed from 3,000 to 11,400" tells two numbers."""
    return grammar.change.search(text, max(0, end - 60), end) is not None


def _finish(
    text: str, start: int, first: _Core, last: _Core, low: Number, high: Number | None, words: str | None,
    currency: tuple[int, str] | None, new: bool, grammar: _Grammar,
) -> Quantity:  # fmt: skip
    end, unit = _currency_after(text, last.end, currency, grammar)
    return Quantity((start, end), (first.start, last.end), low, high, None, words, unit, new)


def _currency_after(text: str, end: int, currency: tuple[int, str] | None, grammar: _Grammar) -> tuple[int, str | None]:
    word = grammar.currency_word.match(text, end)
    if currency is not None:
        return end, currency[1]
    if word is not None:
        return word.end(), numbers().currency_words[re.sub(r"\s+", " ", word["word"])]
    return end, None


def _before(text: str, start: int, grammar: _Grammar) -> tuple[int, str, bool] | None:
    """Where the qualifying words before `start` begin, what they make of the number, and whether they add."""
    begin, kind, new, moved = start, "plain", False, False
    while match := grammar.left.search(text, max(0, begin - 26), begin):
        found = numbers().before[_lookup(match["phrase"])]
        begin, moved = match.start("phrase"), True
        new = new or found == "new"
        if found not in ("plain", "new") and kind == "plain":
            kind = found
    return (begin, kind, new) if moved else None


def _single(text: str, core: _Core, currency: tuple[int, str] | None, grammar: _Grammar) -> Quantity | None:
    start = currency[0] if currency else core.start
    end, unit = _currency_after(text, core.end, currency, grammar)
    before = _before(text, start, grammar)
    kind, new = (before[1], before[2]) if before else ("plain", False)
    begin = before[0] if before else start
    if core.best is not None and text[core.start : core.end].lower().startswith("no") and before:
        begin, kind = start, "plain"
    words = [text[begin:start].strip()] if kind != "plain" else []
    while match := grammar.right.match(text, end):
        phrase = _lookup(match["phrase"]).lstrip("-")
        after = numbers().after[phrase]
        if after == "new":
            new = True
        elif kind == "plain":
            kind = after
            words.append(phrase)
        end = match.end()
    low, high, best = core.low, core.high, core.best
    if kind == "low":
        low, high, best = core.value, None, None
    elif kind == "high":
        low, high, best = None, core.value, None
    elif kind == "best" and core.best is not None:
        low, high, best = None, None, core.value
    return Quantity((begin, end), (core.start, core.end), low, high, best, " ".join(words) or None, unit, new)
