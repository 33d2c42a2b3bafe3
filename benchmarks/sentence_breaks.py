"""Sentences of raw news text against GUM's: exact spans, over the news documents of a split.

    python benchmarks/sentence_breaks.py [--shared FOLDER]

The text of a document is its sentences with one space between them, and an empty line where GUM begins a paragraph,
heading or list item.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterator
from pathlib import Path

from dateline.language.sentences import sentence_starts
from dateline.language.tokens import UniversalTokenizer

SPLITS = {"dev": ("dev.conllu",), "train": ("train.conllu.gz",)}
Spans = set[tuple[int, int]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder that holds corpora/")
    folder = options.parse_args().shared / "corpora" / "gum"
    tokenizer = UniversalTokenizer()
    for split, names in SPLITS.items():
        hits = gold = found = documents = 0
        for name in names:
            for text, wanted in news(folder / name):
                doc = tokenizer(text)
                starts = sentence_starts(doc)
                ends = [*starts[1:], len(doc)]
                got = {
                    trimmed(text, doc[a].idx, doc[b - 1].idx + len(doc[b - 1]))
                    for a, b in zip(starts, ends, strict=True)
                }
                hits, gold, found, documents = (
                    hits + len(got & wanted),
                    gold + len(wanted),
                    found + len(got),
                    documents + 1,
                )
        print(f"{split}: {documents} documents, {gold} sentences, F1 {2 * hits / (gold + found):.4f}")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space around it."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def news(path: Path) -> Iterator[tuple[str, Spans]]:
    """The text and the sentence spans of each news document."""
    packed = path.read_bytes()
    lines = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8").splitlines()
    is_news, begins, text = False, True, ""
    spans: Spans = set()
    for line in lines:
        if line.startswith("# newdoc id = "):
            if text:
                yield text, spans
            is_news, begins, text, spans = "_news_" in line, True, "", set()
        elif line.startswith("# newpar"):
            begins = True
        elif line.startswith("# text = ") and is_news:
            text += "" if not text else "\n\n" if begins else " "
            sentence = line.removeprefix("# text = ").strip()
            spans.add((len(text), len(text) + len(sentence)))
            text, begins = text + sentence, False
    if text:
        yield text, spans


if __name__ == "__main__":
    main()
