"""English inflection, word forms to lemmas: lemminflect's dictionary, and its rules for what that does not have.

The dictionary is read here because lemminflect's own reader takes ten times as long, which is felt at every start.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from dateline.errors import DatelineError


def lemmas_of(form: str, upos: str) -> tuple[str, ...]:
    """The lemmas of a form, all in small letters, in every spelling; () for one that the dictionary does not have."""
    key = f"{form},{upos.lower()},"
    found = _corrections().get(key) or next(iter(_beginning(key)), None)
    return tuple(found[len(key) :].lower().split("/")) if found else ()


def is_word(form: str) -> bool:
    """Whether a form in small letters is one of an English noun, verb, adjective or adverb."""
    key = f"{form},"
    return bool(_beginning(key)) or any(row.startswith(key) for row in _corrections().values())


def lemma_by_rule(form: str, upos: str) -> str:
    """The lemma that the rules give a form in small letters that is in no dictionary."""
    import lemminflect

    return str(lemminflect.getAllLemmasOOV(form, upos=upos).get(upos, (form,))[0])


def _beginning(key: str) -> list[str]:
    """The first row that begins with a key, if there is one."""
    at = bisect_left(_rows(), key)
    return [row for row in _rows()[at : at + 1] if row.startswith(key)]


@cache
def _rows() -> list[str]:
    """Rows "form,upos,lemma/lemma", sorted."""
    with gzip.open(_folder() / "lemma_lu.csv.gz", "rt", encoding="utf-8") as file:
        return sorted(file.read().splitlines())


@cache
def _corrections() -> dict[str, str]:
    """Rows that stand in for those of the dictionary, by "form,upos,"."""
    rows = (_folder() / "lemma_overrides.csv").read_text(encoding="utf-8").lower().splitlines()
    return {row[: row.rindex(",") + 1]: row for row in rows if row and row[0] != "#"}


def _folder() -> Path:
    """Where lemminflect keeps its data, found without importing it."""
    found = find_spec("lemminflect")
    if found is None or found.origin is None:
        raise DatelineError("lemminflect is not installed; install dateline again")
    return Path(found.origin).parent / "resources"
