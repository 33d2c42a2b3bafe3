"""Scores of a model folder on the dev splits, over gold tokens: `python -m encoder.evaluate CORPORA FOLDER`.

UPOS, UAS and LAS (universal relations, punctuation counted) on EWT and GUM; exact names on UNER EWT, CrossNER
politics and re3d, none of which the training has seen.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from dateline.language.encoder import Encoder

from . import conllu
from .corpora import iob, re3d
from .examples import spans_of

SENTENCES_A_DOC = 64
Spans = set[tuple[int, int, str]]


@dataclass
class Parse:
    """What the model says of one sentence; heads are 1-based with 0 for the root."""

    upos: list[str]
    heads: list[int]
    relations: list[str]
    names: Spans
    report_names: Spans


def parsed(encoder: Encoder, sentences: list[list[str]]) -> Iterator[Parse]:
    vocab = Vocab()
    for first in range(0, len(sentences), SENTENCES_A_DOC):
        group = sentences[first : first + SENTENCES_A_DOC]
        starts = [i == 0 for words in group for i in range(len(words))]
        doc = encoder(Doc(vocab, words=[word for words in group for word in words], sent_starts=starts))
        for sentence in doc.sents:
            yield Parse(
                [token.pos_ for token in sentence],
                [0 if token.head.i == token.i else token.head.i - sentence.start + 1 for token in sentence],
                [token.dep_ for token in sentence],
                inside(doc.ents, sentence),
                inside(doc.spans["report"], sentence),
            )


def inside(spans: Iterable[Span], sentence: Span) -> Spans:
    first, end = sentence.start, sentence.end
    return {(s.start - first, s.end - first, s.label_) for s in spans if first <= s.start < end}


def tree_scores(encoder: Encoder, path: Path, every: int) -> dict[str, float]:
    sentences = [rows for _, rows in conllu.sentences(path)][::every]
    hits: Counter[str] = Counter()
    parses = parsed(encoder, [[row.form for row in rows] for rows in sentences])
    for rows, parse in zip(sentences, parses, strict=True):
        for row, upos, head, relation in zip(rows, parse.upos, parse.heads, parse.relations, strict=True):
            attached = row.head == head
            labelled = attached and row.relation.split(":")[0] == relation.split(":")[0]
            hits.update(words=1, UPOS=row.upos == upos, UAS=attached, LAS=labelled)
    return {name: round(100 * hits[name] / hits["words"], 2) for name in ("UPOS", "UAS", "LAS")}


def name_scores(gold: Iterable[Spans], found: Iterable[Spans]) -> dict[str, float]:
    """F1 of exact spans, by type and over all; precision and recall over all."""
    counts: dict[str, Counter[str]] = {}
    for wanted, got in zip(gold, found, strict=True):
        for kind in ("all", *{span[2] for span in wanted | got}):
            w, g = ({span for span in side if kind in ("all", span[2])} for side in (wanted, got))
            counts.setdefault(kind, Counter()).update(hit=len(w & g), gold=len(w), found=len(g))
    scores = {kind: 200 * c["hit"] / (c["gold"] + c["found"]) for kind, c in sorted(counts.items())}
    total = counts["all"]
    scores |= {"precision": 100 * total["hit"] / max(1, total["found"]), "recall": 100 * total["hit"] / total["gold"]}
    return {name: round(value, 2) for name, value in scores.items()}


def uner(path: Path) -> Iterator[tuple[list[str], Spans]]:
    """Words and names of Universal NER: index, word and tag between tabs."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        if rows:
            spans = spans_of([row[2] for row in rows])
            yield [row[1] for row in rows], {span for span in spans if span[2] in ("PER", "ORG", "LOC")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only every N-th sentence, for a first look")
    args = parser.parse_args()
    encoder = Encoder(args.folder)
    for name in ("ud_ewt", "gum"):
        print(f"{name} dev", tree_scores(encoder, args.corpora / name / "dev.conllu", args.every), flush=True)
    sets = {
        "UNER EWT dev": list(uner(args.corpora / "uner_ewt/dev.iob2")),
        "CrossNER politics dev": [
            (x.words, set(spans_of(x.names or []))) for x in iob(args.corpora / "crossner_politics/dev.dev.iob2")
        ],
        "re3d dev": [(x.words, set(spans_of(x.report_names or []))) for x in re3d(args.corpora / "re3d/dev.jsonl")],
    }
    for name, sentences in sets.items():
        chosen = sentences[:: args.every]
        parses = parsed(encoder, [words for words, _ in chosen])
        found = [parse.report_names if name == "re3d dev" else parse.names for parse in parses]
        print(name, name_scores([gold for _, gold in chosen], found), flush=True)


if __name__ == "__main__":
    main()
