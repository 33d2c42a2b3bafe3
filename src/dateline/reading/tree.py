"""The parsed text as the readers see it: words, spans and trees under spaCy's names, each looked up once.

A `Doc` of spaCy makes a new object for every word that it is asked for, and goes to its string store for every
attribute. The readers ask the same few things of the same words hundreds of times, so they ask plain objects.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, overload

if TYPE_CHECKING:
    from spacy import tokens as spacy


class Token:
    """A word: `children` and so on are lists in text order, everything else is as spaCy's token has it."""

    __slots__ = (
        "_subtree", "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_punct",
        "is_sent_start", "is_space", "lefts", "lemma_", "lower_", "pos_", "rights", "sent", "text", "whitespace_",
    )  # fmt: skip

    head: Token
    sent: Span

    def __init__(self, doc: Doc, parsed: spacy.Token) -> None:
        self.doc = doc
        self.i = parsed.i
        self.idx = parsed.idx
        self.text = parsed.text
        self.whitespace_ = parsed.whitespace_
        self.lower_ = parsed.lower_
        self.lemma_ = parsed.lemma_
        self.pos_ = parsed.pos_
        self.dep_ = parsed.dep_
        self.ent_type_ = parsed.ent_type_
        self.ent_iob_ = parsed.ent_iob_
        self.is_punct = parsed.is_punct
        self.is_space = parsed.is_space
        self.is_sent_start = bool(parsed.is_sent_start)
        self.lefts: list[Token] = []
        self.rights: list[Token] = []
        self.children: list[Token] = []
        self._subtree: list[Token] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def subtree(self) -> list[Token]:
        """The word and all below it, each between what hangs on its left and on its right."""
        if self._subtree is None:
            found: list[Token] = []
            waiting = [(self, False)]
            while waiting:
                token, lefts_done = waiting.pop()
                if lefts_done:
                    found.append(token)
                else:
                    waiting += [(child, False) for child in reversed(token.rights)]
                    waiting.append((token, True))
                    waiting += [(child, False) for child in reversed(token.lefts)]
            self._subtree = found
        return self._subtree

    @property
    def left_edge(self) -> Token:
        """The first word of all below it."""
        return self.doc.tokens[self._parsed.left_edge.i]

    @property
    def right_edge(self) -> Token:
        """The last word of all below it."""
        return self.doc.tokens[self._parsed.right_edge.i]

    def is_ancestor(self, descendant: Token) -> bool:
        """Whether the other word is below this one."""
        while descendant.head is not descendant:
            descendant = descendant.head
            if descendant is self:
                return True
        return False

    def nbor(self, step: int = 1) -> Token:
        """The word so many steps on; raises IndexError beyond the text."""
        if self.i + step < 0:
            raise IndexError(step)
        return self.doc.tokens[self.i + step]

    @property
    def is_alpha(self) -> bool:
        return self.text.isalpha()

    @property
    def is_digit(self) -> bool:
        return self.text.isdigit()

    @property
    def is_upper(self) -> bool:
        return self.text.isupper()

    @property
    def is_quote(self) -> bool:
        return bool(self._parsed.is_quote)

    @property
    def like_num(self) -> bool:
        return bool(self._parsed.like_num)

    @property
    def tag_(self) -> str:
        return self._parsed.tag_

    @property
    def morph(self) -> frozenset[str]:
        """The features, such as "Tense=Past"."""
        return frozenset(str(self._parsed.morph).split("|"))

    @property
    def _parsed(self) -> spacy.Token:
        return self.doc.parsed[self.i]


class Span:
    """The words from `start` up to `end`, which may have a label."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label_ = doc, start, end, label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __getitem__(self, position: int) -> Token:
        return self.doc.tokens[self.start : self.end][position]

    @property
    def start_char(self) -> int:
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def sent(self) -> Span:
        """The sentence of its first word."""
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> Token:
        """The word that the others hang on, the highest where there are several."""
        return self.doc.tokens[self.doc.parsed[self.start : self.end].root.i]


class Doc:
    """The words of a text with its sentences, names (`ents`), and the spans that the parser put into groups."""

    def __init__(self, parsed: spacy.Doc) -> None:
        """Takes over what spaCy's `Doc` says; it must have sentences."""
        self.parsed = parsed
        self.text = parsed.text
        self.tokens = [Token(self, token) for token in parsed]
        tokens = self.tokens
        for token, step in zip(tokens, parsed.to_array("HEAD").astype("int64").tolist(), strict=True):
            token.head = head = tokens[token.i + step]
            if step:
                (head.lefts if step > 0 else head.rights).append(token)
        for token in tokens:
            token.children = token.lefts + token.rights
        self.sents = [self._span(sentence) for sentence in parsed.sents]
        for sentence in self.sents:
            for token in sentence:
                token.sent = sentence
        self.ents = [self._span(name) for name in parsed.ents]
        self.spans = {group: [self._span(span) for span in spans] for group, spans in parsed.spans.items()}

    def _span(self, parsed: spacy.Span) -> Span:
        return Span(self, parsed.start, parsed.end, parsed.label_)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, key: int) -> Token: ...

    @overload
    def __getitem__(self, key: slice) -> Span: ...

    def __getitem__(self, key: int | slice) -> Token | Span:
        if isinstance(key, int):
            return self.tokens[key]
        start, end, _ = key.indices(len(self.tokens))
        return Span(self, start, max(start, end))

    def char_span(
        self, start: int, end: int, alignment_mode: Literal["strict", "contract", "expand"] = "strict"
    ) -> Span | None:
        """The words of the characters [start, end), None where there are none; the mode says what of cut words."""
        span = self.parsed.char_span(start, end, alignment_mode=alignment_mode)
        return self._span(span) if span is not None else None
