"""Text to tokens: spaCy's English tokenizer with the infixes that Universal Dependencies splits on."""

from __future__ import annotations

import re

import spacy
from spacy.lang.char_classes import ALPHA
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from dateline.errors import DatelineError

LONGEST_RUN = 200
"""A run of characters without white space that is longer is cut: the tokenizer's rules are quadratic in its length."""

INFIXES = [rf"(?<=[0-9])-(?=[{ALPHA}])", rf"(?<=[{ALPHA}])-(?=[0-9])"]
_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_SURROGATE = re.compile("[\ud800-\udfff]")


class UniversalTokenizer:
    """Callable `text -> Doc` for `Language.tokenizer`; `doc.text == text` for every text."""

    def __init__(self, nlp: Language) -> None:
        rules = nlp.tokenizer
        assert isinstance(rules, Tokenizer)
        rules.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or []), *INFIXES]).finditer
        self.rules = rules
        self.vocab = nlp.vocab

    def __call__(self, text: str) -> Doc:
        """Tokens of the text; raises DatelineError if it holds half of a surrogate pair, which is no character."""
        if (broken := _SURROGATE.search(text)) is not None:
            raise DatelineError(
                f"character {broken.start()} of the text is half of a surrogate pair; replace such with U+FFFD"
            )
        if _LONG_RUN.search(text) is None:
            doc: Doc = self.rules(text)
            return doc
        words: list[str] = []
        spaces: list[bool] = []
        for piece in cut_long_runs(text):
            for token in self.rules(piece):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self.vocab, words=words, spaces=spaces)


def cut_long_runs(text: str) -> list[str]:
    """The text in pieces, none of which holds a run without white space longer than `LONGEST_RUN`."""
    pieces: list[str] = []
    start = 0
    for run in _LONG_RUN.finditer(text):
        for cut in range(run.start() + LONGEST_RUN, run.end(), LONGEST_RUN):
            pieces.append(text[start:cut])
            start = cut
    pieces.append(text[start:])
    return pieces


def blank_english() -> Language:
    """A spaCy pipeline of this tokenizer alone."""
    nlp = spacy.blank("en")
    nlp.tokenizer = UniversalTokenizer(nlp)
    nlp.max_length = 1 << 40
    return nlp
