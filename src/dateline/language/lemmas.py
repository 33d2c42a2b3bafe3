"""Words and their tags to lemmas: a lexicon from the treebanks, inflection rules for the rest."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files
from pathlib import Path

MAX_KNOWN = 200_000
_INFLECTED = frozenset(["NOUN", "VERB", "AUX", "ADJ", "ADV"])


class Lemmatizer:
    """Callable `(form, UPOS) -> lemma`."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}

    def __call__(self, form: str, upos: str) -> str:
        key = (form, upos)
        lemma = self._known.get(key)
        if lemma is None:
            if len(self._known) > MAX_KNOWN:
                self._known.clear()
            lemma = self._known[key] = lemma_of(form, upos)
        return lemma


def lemma_of(form: str, upos: str) -> str:
    """The lemma of a word form; names keep their letter case, all other lemmas are lower case."""
    entries = lexicon()
    found = entries.get((form, upos)) or (upos != "PROPN" and entries.get((form.lower(), upos)))
    if found:
        return found
    if upos in _INFLECTED:
        known = dictionary().get(f"{form},{upos}".lower())
        if known:
            return known.lower()
        if upos == "VERB" or (upos == "NOUN" and form.lower().endswith("s")):
            import lemminflect

            return str(lemminflect.getAllLemmasOOV(form.lower(), upos=upos).get(upos, (form.lower(),))[0])
        return form.lower()
    return form if upos in ("PROPN", "PUNCT", "SYM", "X") else form.lower()


@cache
def lexicon() -> dict[tuple[str, str], str]:
    """(form, UPOS) → lemma, of the forms met in training."""
    entries = {}
    with (files("dateline.language") / "lemmas.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            upos, lemma, *forms = line.rstrip("\n").split("\t")
            for form in forms:
                entries[form, upos] = lemma
    return entries


@cache
def dictionary() -> dict[str, str]:
    """`form,upos` → lemma, tags in lower case: lemminflect's dictionary and its corrections.

    Read here because lemminflect's own reader takes four times as long, which is felt at every start.
    """
    from lemminflect import config

    with gzip.open(config.lemma_lu_fn, "rt", encoding="utf-8") as file:
        rows = file.read().splitlines()
    rows += Path(config.lemma_overrides_fn).read_text(encoding="utf-8").lower().splitlines()
    split = (row.rpartition(",") for row in rows if row and row[0] != "#")
    return {key: lemmas.partition("/")[0] for key, _, lemmas in split}
