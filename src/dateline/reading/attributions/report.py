"""A reporting word at work, and small questions about the words around it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.knowledge.speech import Cue, speech
from dateline.reading.tree import Token

TokenSpan = tuple[int, int]
"""Half-open positions [start, end) in the Doc."""


@dataclass
class Report:
    """A reporting word at work: `source` heads who reports, as written; `content` is in text order."""

    cue: Cue
    word: Token
    source: Token | None
    content: list[TokenSpan]
    cue_span: TokenSpan
    frame: str
    is_noun: bool = False


def frames_of(token: Token) -> frozenset[str]:
    cue = speech().verbs.get(token.lemma_.lower())
    return cue.frames if cue is not None else frozenset()


def right(token: Token) -> int:
    return token.right_edge.i + 1
