"""Sentences of the project's own with PLOVER events in inline markup (`training/plover/`): see its README.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SENTENCES = Path(__file__).parent.parent / "training" / "plover"
HELD_OUT_EVERY = 3
SPAN = re.compile(r"\[([A-Z]\d+(?::[A-Z]+(?:/[a-z-]+)?)?(?:[A-Z]\d+)*) ([^\[\]]+)\]")
TAG = re.compile(r"([A-Z]\d+)(?::([A-Z]+)(?:/([a-z-]+))?)?")


@dataclass
class Marked:
    """A sentence as plain text, and its spans by tag: `V1` an event's words, `A1`, `R1`, `P1`, `T1` its roles.

    Offsets are code points into `text`, half-open. `events` has the type and status of each `V`. A sentence that is
    `held_out` is there to measure on: no rule is written from it.
    """

    text: str
    spans: list[tuple[str, int, int]] = field(default_factory=list)
    events: dict[str, tuple[str, str]] = field(default_factory=dict)
    held_out: bool = False


def marked_sentences(folder: Path = SENTENCES) -> Iterator[Marked]:
    """The sentences of every .txt file of the folder, by the files' names; a third of each file is held out."""
    for file in sorted(folder.glob("*.txt")):
        lines = file.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(line for line in lines if line and not line.startswith("#")):
            marked = read_markup(line)
            marked.held_out = number % HELD_OUT_EVERY == 0
            yield marked


def read_markup(line: str) -> Marked:
    """`[A1 Troops] [V1:ASSAULT shelled] [R1 a village].` as plain text with spans."""
    marked = Marked("")
    done = 0
    for match in SPAN.finditer(line):
        marked.text += line[done : match.start()]
        start = len(marked.text)
        marked.text += match[2]
        for tag, kind, status in TAG.findall(match[1]):
            marked.spans.append((tag, start, len(marked.text)))
            if kind:
                marked.events[tag] = (kind, status or "occurred")
        done = match.end()
    marked.text += line[done:]
    return marked
