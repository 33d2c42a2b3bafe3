"""Writes the lexicon of lemmas that the package ships, from the training parts of the treebanks.

    python training/lemma_lexicon.py CORPORA src/dateline/language/lemmas.tsv

A line is a UPOS tag, a lemma and its word forms. Lemmas are lower case wherever the treebanks have them so at least
once; forms are lower case but for proper nouns. A lemma seen once or twice that a dictionary of inflections does not
know gives way to the one that the dictionary has: the treebanks have slips such as fled → flead.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter, defaultdict
from pathlib import Path

import lemminflect

FILES = ("ud_ewt/train.conllu.gz", "gum/train.conllu.gz")
WITHOUT_LEMMAS = {"PUNCT", "SYM", "X", "NUM"}
INFLECTED = {"NOUN", "VERB", "ADJ", "ADV"}
RARE = 2


def lexicon(corpora: Path) -> dict[tuple[str, str], list[str]]:
    """(UPOS, lemma) → forms; of several lemmas of a form the most frequent."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for file in FILES:
        for form, lemma, upos in words(corpora / file):
            if upos not in WITHOUT_LEMMAS:
                seen[form if upos == "PROPN" else form.lower(), upos][lemma] += 1
    entries: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (form, upos), lemmas in seen.items():
        folded: Counter[str] = Counter()
        for lemma, count in lemmas.items():
            folded[lemma.lower()] += count
        best = min(folded, key=lambda lemma: (-folded[lemma], lemma))
        chosen = best if best in lemmas else min(lemma for lemma in lemmas if lemma.lower() == best)
        known = lemminflect.getLemma(form, upos=upos, lemmatize_oov=False) if upos in INFLECTED else ()
        if known and best not in known and (folded[best] <= RARE or (upos == "VERB" and not is_verb(best))):
            chosen = known[0]
        if upos == "VERB":
            chosen = chosen.lower()
        if upos != "PROPN" or chosen != form:
            entries[upos, chosen].append(form)
    return entries


def is_verb(word: str) -> bool:
    return bool(lemminflect.getInflection(word, tag="VBD", inflect_oov=False))


def words(path: Path) -> list[tuple[str, str, str]]:
    """(form, lemma, UPOS) of the words that are not misspelt."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return [
        (cells[1], cells[2], cells[3])
        for cells in rows
        if len(cells) == 10 and cells[0].isdigit() and cells[2] != "_" and "Typo=Yes" not in cells[5]
    ]


if __name__ == "__main__":
    entries = lexicon(Path(sys.argv[1]))
    with Path(sys.argv[2]).open("w", encoding="utf-8") as out:
        out.writelines("\t".join([*key, *sorted(entries[key])]) + "\n" for key in sorted(entries))
