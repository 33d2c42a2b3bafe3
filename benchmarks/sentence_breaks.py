"""Sentences of raw news text against GUM's: exact spans, over the news documents of a split.

    python benchmarks/sentence_breaks.py [--shared FOLDER]

The text of a document is its sentences with one space between them, and an empty line where GUM begins a paragraph,
heading or list item.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.language.sentences import sentence_starts
from dateline.language.tokens import UniversalTokenizer

SPLITS = {"dev": "dev.conllu", "train": "train.conllu.gz"}
Spans = set[tuple[int, int]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder that holds corpora/")
    folder = options.parse_args().shared / "corpora" / "gum"
    tokenizer = UniversalTokenizer()
    for split, name in SPLITS.items():
        count = Counter[str]()
        for text, wanted in news(folder / name):
            got = spans_of(text, tokenizer)
            count.update(documents=1, gold=len(wanted), found=len(got), hits=len(got & wanted))
        f1 = 2 * count["hits"] / (count["gold"] + count["found"])
        print(f"{split}: {count['documents']} documents, {count['gold']} sentences, F1 {f1:.4f}")


def spans_of(text: str, tokenizer: UniversalTokenizer) -> Spans:
    """The sentences that the program finds."""
    doc = tokenizer(text)
    starts = sentence_starts(doc)
    ends = [*starts[1:], len(doc)]
    return {trimmed(text, doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in zip(starts, ends, strict=True)}


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
