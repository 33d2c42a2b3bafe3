"""Words and their tags to lemmas: a lexicon from the treebanks, inflection rules for the rest."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dateline.knowledge.inflections import lemma_by_rule, lemmas_of

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
        small = form.lower()
        known = lemmas_of(small, upos)
        if known:
            return known[0]
        return lemma_by_rule(small, upos) if upos == "VERB" or (upos == "NOUN" and small.endswith("s")) else small
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
