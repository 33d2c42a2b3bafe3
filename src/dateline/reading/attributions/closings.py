"""The speaker of a quotation that a reporting verb closes, read from the order of the words where the tree errs."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.knowledge.speech import Cue
from dateline.reading.attributions.quotes import Quote
from dateline.reading.attributions.report import Report
from dateline.reading.tree import Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_ENDS = (",", "?", "!", "-", "—", "–")


def closing_report(word: Token, cue: Cue, marks: list[Quote]) -> Report | None:
    """The report of "“…,” the cook, X, said" or "“…,” said X"; None where another verb or a line stands between."""
    before = [q for q in marks if q.outer[1] <= word.idx and word.idx - q.outer[1] < 120]
    if not before or "quote" not in cue.frames:
        return None
    quote, doc = before[-1], word.doc
    text = doc.text
    inside = doc.char_span(*quote.outer, alignment_mode="expand")
    closes = text[: quote.inner[1]].rstrip().endswith(_ENDS) or text[quote.outer[1] :].startswith(",")
    if inside is None or not closes or "\n" in text[quote.outer[1] : word.idx]:
        return None
    run = doc[inside.end : word.i]
    if any(t.pos_ in {"VERB", "AUX", "CCONJ", "SCONJ"} for t in run):
        return None
    source = _top(run) if any(t.is_alpha for t in run) else _after(word)
    if source is None:
        return None
    return Report(cue, word, source, [(inside.start, inside.end)], (word.i, word.i + 1), "clause")


def _top(run: Iterable[Token]) -> Token | None:
    """The head of the noun phrase that the words make."""
    words = list(run)
    places = {t.i for t in words}
    return next((t for t in words if t.pos_ in _NOMINAL and t.head.i not in places), None)


def _after(word: Token) -> Token | None:
    """The head of the noun phrase right after the verb."""
    run: list[Token] = []
    for token in word.doc[word.i + 1 : word.sent.end]:
        if token.is_punct or token.is_space or token.pos_ in {"VERB", "AUX", "ADP", "SCONJ", "ADV"}:
            break
        run.append(token)
    return _top(run)
