"""Proper-name spans read off dependency trees: GUM annotates mentions of entities, not names."""

from __future__ import annotations

import re
from collections import defaultdict

from .conllu import Row
from .lists import read_list

GUM_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
TITLES = set(read_list("titles.txt"))
LINKING = set(read_list("linking.txt"))
NOT_PERSON = {"of", "for", "to", "and", "'s", "’s"}
INNER_PUNCTUATION = {"-", ".", "/", "&", "–", "'"}
BRACKET = re.compile(r"\(([^()]+)\)|\(([^()]+)|(\d+)\)")

Mention = tuple[int, int, str]


def gum_mentions(rows: list[Row]) -> list[Mention]:
    """The mentions (first word, last word, entity type) that lie within one sentence of GUM."""
    opened: dict[str, list[tuple[int, str]]] = defaultdict(list)
    mentions: list[Mention] = []
    for i, row in enumerate(rows):
        for value in (item[7:] for item in row.misc.split("|") if item.startswith("Entity=")):
            for whole, opening, closing in BRACKET.findall(value):
                parts = (whole or opening).split("-")
                if whole and len(parts) > 2:
                    mentions.append((i, i, parts[1]))
                elif opening and len(parts) > 2:
                    opened[parts[0]].append((i, parts[1]))
                elif closing and opened[closing]:
                    start, kind = opened[closing].pop()
                    mentions.append((start, i, kind))
    return mentions


def is_capitalised(row: Row) -> bool:
    return row.form[:1].isupper() or row.form[:1].isdigit()


def name_around(rows: list[Row], head: int, first: int, last: int) -> tuple[int, int]:
    """The name whose syntactic head is `head`, within the words `first` to `last`, as (start, end exclusive)."""
    heads = [row.head - 1 for row in rows]
    inside = {head}
    grown = True
    while grown:
        grown = False
        for i in range(first, last + 1):
            if i not in inside and heads[i] in inside and belongs_to_name(rows[i]):
                inside.add(i)
                grown = True
    start = end = head
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    while start < head and (drops_at_start(rows[start], start) or not is_capitalised(rows[start])):
        start += 1
    while end > head and (
        rows[end].form.lower() in LINKING
        or rows[end].upos in ("PUNCT", "ADP", "CCONJ", "PART")
        or not is_capitalised(rows[end])
    ):
        end -= 1
    return start, end + 1


def belongs_to_name(row: Row) -> bool:
    relation, capital = row.relation.split(":")[0], is_capitalised(row)
    if relation in ("flat", "fixed", "goeswith"):
        return True
    if relation == "compound":
        return row.upos == "PROPN" or capital or row.form == "-"
    if relation in ("amod", "nummod"):
        return capital
    if relation in ("case", "det", "cc"):
        return True
    if relation == "punct":
        return row.form in INNER_PUNCTUATION
    if relation == "conj":
        return row.upos == "PROPN" and capital
    return relation == "nmod" and row.upos in ("PROPN", "NOUN", "ADJ") and capital


def drops_at_start(row: Row, position: int) -> bool:
    return row.relation.split(":")[0] in ("det", "case", "punct", "cc") and not (row.form == "The" and position > 0)


def gum_names(rows: list[Row]) -> list[tuple[int, int, str]]:
    """Names (start, end exclusive, PER | ORG | LOC) of a GUM sentence, the outermost of nested ones.

    A name of another kind of entity (an event, a work) takes its words away from the names inside it.
    """
    candidates: set[tuple[int, int, str]] = set()
    for first, last, kind in gum_mentions(rows):
        heads = [i for i in range(first, last + 1) if not first <= rows[i].head - 1 <= last]
        if not heads or rows[heads[0]].upos != "PROPN":
            continue
        start, end = name_around(rows, heads[0], first, last)
        label = GUM_TYPES.get(kind, "")
        if label == "PER":
            while start < end - 1 and rows[start].form.lower() in TITLES:
                start += 1
            forms = [row.form.lower() for row in rows[start:end]]
            if NOT_PERSON & set(forms) or forms[-1] in TITLES:
                continue
        candidates.add((start, end, label))
    return [span for span in outermost(candidates) if span[2]]


def outermost(candidates: set[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    taken: set[int] = set()
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(candidates, key=lambda c: (c[0] - c[1], c)):
        if not taken & set(range(start, end)):
            taken |= set(range(start, end))
            kept.append((start, end, kind))
    return sorted(kept)
