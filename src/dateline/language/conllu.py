"""CoNLL-U in and out: parsed text as CoNLL-U, and CoNLL-U whose tokens are kept and parsed.

The format is that of https://universaldependencies.org/format.html; white space other than one space after a word is
kept in MISC as `SpacesAfter` and `SpacesBefore` (as UDPipe writes it), names as `NE=B-PER`, `NE=I-ORG`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from dateline.errors import DatelineError
from dateline.language.parser import Parser

ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC = range(10)
_ROW = re.compile(r"\d+([-.]\d+)?\t(?:[^\t]*\t){8}[^\t]*$")
_ESCAPES = {" ": "\\s", "\t": "\\t", "\n": "\\n", "\r": "\\r", "|": "\\p", "\\": "\\\\"}


@dataclass
class Sentence:
    """Comment lines, and the rows of ten cells: words, multiword tokens (`1-2`) and empty nodes (`1.1`)."""

    comments: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    @property
    def words(self) -> list[list[str]]:
        """The rows of syntactic words."""
        return [row for row in self.rows if row[ID].isdigit()]

    def __str__(self) -> str:
        return "".join(f"{line}\n" for line in [*self.comments, *("\t".join(row) for row in self.rows), ""])


def read_conllu(text: str, name: str = "CoNLL-U") -> Iterator[Sentence]:
    """The sentences of CoNLL-U text; raises DatelineError with the line that breaks the format."""
    sentence = Sentence()
    for number, line in enumerate(text.split("\n"), 1):
        line = line.removesuffix("\r")
        if not line.strip():
            if sentence.words:
                yield sentence
            elif sentence.rows:
                raise DatelineError(f"{name}, line {number}: the sentence before has no words")
            sentence = Sentence()
        elif line.startswith("#"):
            sentence.comments.append(line)
        else:
            cells = line.split("\t")
            if len(cells) != 10 or not re.fullmatch(r"\d+([-.]\d+)?", cells[ID]):
                raise DatelineError(
                    f"{name}, line {number}: a row needs ten cells between tabs, the first of them a number; "
                    f"this one has {len(cells)}"
                )
            if cells[ID].isdigit() and int(cells[ID]) != len(sentence.words) + 1:
                raise DatelineError(f"{name}, line {number}: word {cells[ID]} where {len(sentence.words) + 1} is due")
            if not cells[FORM]:
                raise DatelineError(f"{name}, line {number}: the word form is empty")
            sentence.rows.append(cells)
    if sentence.words:
        yield sentence


def looks_like_conllu(text: str) -> bool:
    """Whether the first line that is no comment is a row of CoNLL-U."""
    for line in text.split("\n", 100)[:100]:
        if line and not line.startswith("#"):
            return _ROW.match(line) is not None
    return False


def parse_conllu(text: str, parser: Parser, name: str = "CoNLL-U") -> str:
    """Parse CoNLL-U: tokens, sentences, comments, XPOS and FEATS stay; lemmas, UPOS, trees and names are the parser's.

    Raises DatelineError with the line that breaks the format.
    """
    return "".join(
        str(sentence)
        for sentences in documents(read_conllu(text, name))
        for sentence in filled(sentences, parser.encoder(to_doc(sentences, parser)))
    )


def documents(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences grouped by the documents that `# newdoc` opens."""
    group: list[Sentence] = []
    for sentence in sentences:
        if group and any(re.match(r"#\s*newdoc\b", comment) for comment in sentence.comments):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def to_doc(sentences: list[Sentence], parser: Parser) -> Doc:
    """The words of sentences as a `Doc` with these sentences."""
    rows = [row for sentence in sentences for row in sentence.words]
    return Doc(
        parser.tokenizer.vocab,
        words=[row[FORM] for row in rows],
        spaces=["SpaceAfter=No" not in row[MISC].split("|") for row in rows],
        sent_starts=[row[ID] == "1" for row in rows],
    )


def filled(sentences: list[Sentence], doc: Doc) -> Iterator[Sentence]:
    """The sentences with the columns of a parse of the same words."""
    tokens = iter(doc)
    for sentence in sentences:
        words = [next(tokens) for _ in sentence.words]
        parsed = iter(words)
        rows = [annotated(row, next(parsed), words[0].i) if row[ID].isdigit() else row for row in sentence.rows]
        yield Sentence(sentence.comments, rows)


def annotated(row: list[str], token: Token, start: int) -> list[str]:
    root = token.head.i == token.i
    misc = [item for item in row[MISC].split("|") if item not in ("", "_") and not item.startswith("NE=")]
    return [
        row[ID],
        row[FORM],
        token.lemma_ or "_",
        "X" if token.is_space else token.pos_ or "_",
        row[XPOS],
        row[FEATS],
        "0" if root else str(token.head.i - start + 1),
        "root" if root else token.dep_ or "_",
        "_",
        "|".join([*misc, *name_of(token)]) or "_",
    ]


def name_of(token: Token) -> list[str]:
    return [f"NE={token.ent_iob_}-{token.ent_type_}"] if token.ent_type_ else []


def to_conllu(doc: Doc) -> str:
    """A parsed `Doc` as CoNLL-U; white space tokens go into MISC, so that the text can be put together again."""
    return "".join(str(sentence) for sentence in sentences_of(doc))


def sentences_of(doc: Doc) -> Iterator[Sentence]:
    number = 0
    for span in doc.sents if doc.has_annotation("SENT_START") else ():
        words = [token for token in span if not token.is_space]
        if not words:
            continue
        number += 1
        positions = {token.i: str(k) for k, token in enumerate(words, 1)}
        rows = []
        for token in words:
            root = token.head.i == token.i
            head, relation = ("0", "root") if root else (positions[token.head.i], token.dep_ or "_")
            misc = "|".join([*spacing(token), *name_of(token)]) or "_"
            lemma, upos = token.lemma_ or "_", token.pos_ or "_"
            rows.append([positions[token.i], token.text, lemma, upos, "_", "_", head, relation, "_", misc])
        yield Sentence([f"# sent_id = {number}", f"# text = {line_of(span)}"], rows)


def line_of(span: DocSpan) -> str:
    return "".join(token.text + " " * bool(token.whitespace_) for token in span if not token.is_space).strip()


def spacing(token: Token) -> list[str]:
    """MISC items for the white space around a word; none for one space after it."""
    items = []
    doc = token.doc
    if all(before.is_space for before in doc[: token.i]) and token.i:
        items.append(f"SpacesBefore={escaped(doc[: token.i].text_with_ws)}")
    after = token.whitespace_
    following = token.i + 1
    while following < len(doc) and doc[following].is_space:
        after += doc[following].text_with_ws
        following += 1
    if not after:
        items.append("SpaceAfter=No")
    elif after != " ":
        items.append(f"SpacesAfter={escaped(after)}")
    return items


def escaped(space: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in space)
