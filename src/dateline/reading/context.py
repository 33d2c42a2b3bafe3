"""What the readers of one document hand to each other: the parse and the parts found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.reading.tree import Doc, Span, Token
from dateline.record import Attribution, Document, Entity, Event, Figure, Place, Time

if TYPE_CHECKING:
    from spacy import tokens as spacy


@dataclass(eq=False)
class Reading:
    """One document on its way through the readers; each reader fills its own part and reads those before it.

    `parsed` is what the parser gave, `doc` the same as the readers take it. The `*_at` indexes map a token's position
    in `doc` to the part that its mention belongs to.
    `why` holds, by the id of a part, the reasons for it in plain words, one string a step.
    `own_actors` and `own_ontology` are the user's own actor list and ontology folder, None for the packaged ones.
    """

    parsed: spacy.Doc
    document: Document
    times: list[Time] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    time_at: dict[int, Time] = field(default_factory=dict)
    place_at: dict[int, Place] = field(default_factory=dict)
    entity_at: dict[int, Entity] = field(default_factory=dict)
    why: dict[str, list[str]] = field(default_factory=dict)
    own_actors: Path | None = None
    own_ontology: Path | None = None

    def __post_init__(self) -> None:
        self.doc = Doc(self.parsed)

    def explain(self, part_id: str, reason: str) -> None:
        """Add a reason to the explanation of a part."""
        self.why.setdefault(part_id, []).append(reason)


def char_span(part: Span | Token) -> tuple[int, int]:
    """The [start, end) code point offsets of a span or token in the document's text."""
    if isinstance(part, Token):
        return part.idx, part.idx + len(part)
    return part.start_char, part.end_char
