"""The training corpora as examples: only files that their README marks `train`, no dev split among them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc

from dateline.language.tokens import UniversalTokenizer

from . import conllu
from .examples import REPORT_TYPES, Example, tag_spans
from .lists import LISTS, read_list
from .names_from_trees import gum_names

NAME_SCHEMES = {
    "politician": "PER",
    "person": "PER",
    "PER": "PER",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "ORG": "ORG",
    "country": "LOC",
    "location": "LOC",
    "LOC": "LOC",
}
BLANKED = 0.1  # a document with a larger share of words withheld as "_" is left out
CONFIDENT = 0.5  # re3d: below this the crowd rejected the candidate
MARKED_NAME = re.compile(r"\[(PER|ORG|LOC) ([^\[\]]+)\]")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+")
ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|St|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|No|U\.S|U\.K|D\.C)\.$"
)

TRAINING = {
    "ud_ewt": ("ud_ewt/train.conllu.gz",),
    "gum": ("gum/train.conllu.gz", "gum/train_conversation.conllu"),
    "crossner": ("crossner_politics/train.train.iob2", "crossner_politics/train.test.iob2"),
    "wikigold": ("wikigold/train.iob2",),
    "geovirus": ("geovirus/train.jsonl",),
    "re3d": ("re3d/train.jsonl",),
}

OWN = ("training/names/ewt.tsv", "training/names/sentences/")


def training_examples(corpora: Path) -> list[Example]:
    """All training examples, of the corpora folder and of the project's own sentences, in a fixed order."""
    examples: list[Example] = []
    for name, files in TRAINING.items():
        for file in files:
            examples.extend(READERS[name](corpora / file))
    return examples + list(own_sentences())


def ewt(path: Path) -> Iterator[Example]:
    """EWT trees, with the names that `names/ewt.tsv` annotates: sentence number, first word, end, type; from 0."""
    names: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for line in read_list("ewt.tsv"):
        sentence, first, end, kind = line.split("\t")
        names[int(sentence)].append((int(first), int(end), kind))
    for number, (_, rows) in enumerate(conllu.sentences(path)):
        yield tree("ud_ewt", rows, tag_spans(len(rows), names[number]))


def gum(path: Path) -> Iterator[Example]:
    """GUM trees with the names that its entity mentions imply; documents with blanked words are left out."""
    documents: dict[str, list[list[conllu.Row]]] = defaultdict(list)
    for document, rows in conllu.sentences(path):
        documents[document].append(rows)
    for sentences in documents.values():
        forms = [row.form for rows in sentences for row in rows]
        if forms.count("_") <= BLANKED * len(forms):
            for rows in sentences:
                yield tree("gum", rows, tag_spans(len(rows), gum_names(rows)))


def tree(corpus: str, rows: list[conllu.Row], names: list[str | None] | None) -> Example:
    return Example(
        corpus,
        [row.form for row in rows],
        [row.upos for row in rows],
        [row.head for row in rows],
        [row.relation for row in rows],
        names,
    )


def iob(path: Path) -> Iterator[Example]:
    """Token and BIO tag per line; types outside of the PER/ORG/LOC scheme become `O`."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        words: list[str] = []
        names: list[str | None] = []
        for line in block.splitlines():
            word, _, tag = line.partition("\t")
            prefix, _, kind = tag.strip().partition("-")
            label = NAME_SCHEMES.get(kind)
            words.append(word)
            names.append(f"{prefix}-{label}" if label else "O")
        if words:
            yield Example(path.parent.name, words, names=names)


def geovirus(path: Path) -> Iterator[Example]:
    """Place names of running text. Other capitalised words may be persons or organisations: not annotated."""
    for record in records(path):
        spans = [(t["start"], t["end"], "LOC") for t in record["toponyms"]]
        for words, tags in tokenised(record["text"], spans):
            pairs = zip(words, tags, strict=True)
            names = [None if tag == "O" and word[0].isalpha() and not word.islower() else tag for word, tag in pairs]
            yield Example("geovirus", words, names=names)


def re3d(path: Path) -> Iterator[Example]:
    """Entity mentions, nominal ones too, in their own scheme; of nested mentions the longest."""
    for record in records(path):
        accepted = [e for e in record["entities"] if e["confidence"] >= CONFIDENT and e["type"] in REPORT_TYPES]
        spans: list[tuple[int, int, str]] = []
        for entity in sorted(accepted, key=lambda e: (e["start"] - e["end"], e["start"])):
            if all(entity["end"] <= start or entity["start"] >= end for start, end, _ in spans):
                spans.append((entity["start"], entity["end"], entity["type"]))
        for words, tags in tokenised(record["text"], spans):
            yield Example("re3d", words, report_names=tags)


def own_sentences() -> Iterator[Example]:
    """The project's own sentences with the names that are marked in them: `[PER Ana Roca] left [LOC Quito].`"""
    for path in sorted((LISTS / "sentences").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield marked(line)


def marked(line: str) -> Example:
    text, spans, done = "", [], 0
    for mark in MARKED_NAME.finditer(line):
        text += line[done : mark.start()]
        spans.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        done = mark.end()
    words, tags = tagged(OWN_TOKENIZER(text + line[done:]), spans)
    return Example("own", words, names=tags)


def records(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def tokenised(text: str, spans: list[tuple[int, int, str]]) -> Iterator[tuple[list[str], list[str | None]]]:
    """Words and BIO tags of each sentence of a text with character spans."""
    for start, end in sentence_bounds(text):
        inside = [(first - start, last - start, kind) for first, last, kind in spans]
        words, tags = tagged(TOKENIZER(text[start:end]), inside)
        if words:
            yield words, tags


def tagged(doc: Doc, spans: list[tuple[int, int, str]]) -> tuple[list[str], list[str | None]]:
    """Words and BIO tags of a tokenised text with character spans; the tag covers a word that a span cuts."""
    words = [token for token in doc if not token.is_space]
    tags: list[str | None] = ["O"] * len(words)
    for first, last, kind in spans:
        inside = [i for i, word in enumerate(words) if word.idx < last and word.idx + len(word) > first]
        for i in inside:
            tags[i] = f"{'B' if i == inside[0] else 'I'}-{kind}"
    return [word.text for word in words], tags


def sentence_bounds(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in SENTENCE_END.finditer(text):
        if "\n" not in match.group() and ABBREVIATION.search(text[start : match.start()]):
            continue
        yield start, match.start()
        start = match.end()
    yield start, len(text)


TOKENIZER, OWN_TOKENIZER = spacy.blank("en"), UniversalTokenizer()
READERS = {"ud_ewt": ewt, "gum": gum, "crossner": iob, "wikigold": iob, "geovirus": geovirus, "re3d": re3d}
