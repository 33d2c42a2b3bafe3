"""The training example and the label inventories that every other module of the training speaks of."""

from __future__ import annotations

from dataclasses import dataclass

IGNORE = -100
# fmt: off
UPOS = [
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
]
# fmt: on
NAME_TYPES = ("PER", "ORG", "LOC")
REPORT_TYPES = (
    "Person",
    "Organisation",
    "Location",
    "Temporal",
    "Weapon",
    "MilitaryPlatform",
    "DocumentReference",
    "Quantity",
    "Money",
    "Nationality",
)


def bio(types: tuple[str, ...]) -> list[str]:
    """The BIO labels of some entity types, `O` first."""
    return ["O"] + [f"{prefix}-{kind}" for kind in types for prefix in "BI"]


NAMES = bio(NAME_TYPES)
REPORT_NAMES = bio(REPORT_TYPES)


@dataclass
class Example:
    """One sentence with whatever layers its corpus annotates.

    `heads` are 1-based with 0 for the root, as in CoNLL-U. In `names` a `None` is a word that the corpus
    says nothing about.
    """

    corpus: str
    words: list[str]
    upos: list[str] | None = None
    heads: list[int] | None = None
    relations: list[str] | None = None
    names: list[str | None] | None = None
    report_names: list[str | None] | None = None


def tag_spans(length: int, spans: list[tuple[int, int, str]]) -> list[str | None]:
    """BIO tags for spans (start, end exclusive, type) that do not overlap."""
    tags: list[str | None] = ["O"] * length
    for start, end, kind in spans:
        tags[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
    return tags


def spans_of(tags: list[str | None]) -> list[tuple[int, int, str]]:
    """Spans (start, end exclusive, type) of BIO tags; `None` counts as outside."""
    found: list[tuple[int, int, str]] = []
    start, kind = -1, ""
    for i, tag in enumerate([*tags, "O"]):
        prefix, _, label = (tag or "O").partition("-")
        if start >= 0 and not (prefix == "I" and label == kind):
            found.append((start, i, kind))
            start = -1
        if prefix == "B" or (prefix == "I" and start < 0):
            start, kind = i, label
    return found
