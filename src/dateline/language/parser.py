"""Text to parsed text: tokenizer, sentences and encoder as one object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc

from dateline.language.encoder import MODEL, Encoder
from dateline.language.tokens import UniversalTokenizer

MAX_STRINGS = 300_000
"""Strings that a vocabulary may hold: spaCy keeps every word that it ever met, so a longer one is begun anew."""


class Parser:
    """Parses text into spaCy `Doc`s with UPOS, lemmas, UD dependencies, names and sentences."""

    def __init__(self, model_dir: Path | str | None = None, threads: int = 1) -> None:
        """`model_dir` holds the model, None the packaged one; raises DatelineError where it is not complete."""
        self.tokenizer = UniversalTokenizer()
        self.encoder = Encoder(Path(model_dir) if model_dir else MODEL, threads)

    def parse(self, text: str) -> Doc:
        """The parsed text; `doc.text == text`. Raises DatelineError if the text holds half of a surrogate pair."""
        return self.encoder(self._tokens(text))

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Parsed texts in their order, each as `parse` gives it."""
        return self.encoder.pipe(map(self._tokens, texts))

    def _tokens(self, text: str) -> Doc:
        if len(self.tokenizer.vocab.strings) > MAX_STRINGS:
            self.tokenizer = UniversalTokenizer()
        return self.tokenizer(text)
