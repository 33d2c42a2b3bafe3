"""Text to tokens: spaCy's English tokenizer with the infixes that Universal Dependencies splits on."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from spacy.lang.char_classes import ALPHA
from spacy.lang.en import English
from spacy.lang.tokenizer_exceptions import emoticons
from spacy.symbols import ORTH  # type: ignore[import-not-found]
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab, create_vocab

from dateline.errors import DatelineError
from dateline.language.sentences import abbreviations

LONGEST_RUN = 200
"""A run of characters without white space that is longer is cut: the tokenizer's rules are quadratic in its length."""

INFIXES = [
    rf"(?<=[0-9])[-–](?=[{ALPHA}])",
    rf"(?<=[{ALPHA}])[-–](?=[0-9])",
    r"(?<=[0-9])[–—](?=[0-9])",
    rf"(?<=[{ALPHA}])/(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}]\.)-(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}])[)\]](?=[-–—])",
    rf"(?<=[)\]”’\"])(?:--|[-–—])(?=[{ALPHA}0-9])",
]
SUFFIXES = [r"(?<=[0-9])(?:bn|bln|mn|mln|tn|k|K)"]
NOT_ONE_WORD = emoticons | {"and/or"}
"""Forms that spaCy keeps together: in news `):` and `8)` are no faces."""

HASHTAG = r"#(?![0-9_]*[^\W\d_])"
"""A number sign is a token of its own unless it begins a tag."""

_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_SURROGATE = re.compile("[\ud800-\udfff]")


class UniversalTokenizer:
    """Callable `text -> Doc`, also for `Language.tokenizer`; `doc.text == text` for every text."""

    def __init__(self, vocab: Vocab | None = None) -> None:
        """`vocab` is that of the pipeline that the tokenizer is for, None a new English one."""
        defaults = English.Defaults
        infixes = compile_infix_regex([*(defaults.infixes or []), *INFIXES])
        titles = [f"{stem}." for stem, kind in abbreviations().items() if kind == "name"]
        exceptions = {**(defaults.tokenizer_exceptions or {}), **{title: [{ORTH: title}] for title in titles}}
        self.vocab = vocab if vocab is not None else create_vocab("en", defaults)
        self.rules = Tokenizer(
            self.vocab,
            rules={form: split for form, split in exceptions.items() if form not in NOT_ONE_WORD},
            prefix_search=compile_prefix_regex(
                [HASHTAG if prefix == "#" else prefix for prefix in defaults.prefixes or []]
            ).search,
            suffix_search=compile_suffix_regex([*(defaults.suffixes or []), *SUFFIXES]).search,
            infix_finditer=lambda word: [m for m in infixes.finditer(word) if not _joins_prefix(word, m)],
            token_match=defaults.token_match,
            url_match=defaults.url_match,
        )

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


def _joins_prefix(word: str, match: re.Match[str]) -> bool:
    return match.group() == "-" and word[: match.start()].lower() in prefixes()


@cache
def prefixes() -> frozenset[str]:
    """Prefixes that a hyphen does not part from their word: non-, pro-, co- ..."""
    return frozenset((files("dateline.language") / "prefixes.txt").read_text(encoding="utf-8").split())


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
