"""What one reading of a word is: an entry of the ontology's lexicon, its key and its conditions."""

from __future__ import annotations

from msgspec import Struct, field

SECTIONS = ("verbs", "nouns", "adjectives")
ENTITY_KINDS = frozenset({"ACTOR", "PERSON", "ORGANIZATION", "GROUP", "COUNTRY", "PLACE", "EVENT"})
PREPOSITIONS = frozenset({
    "about", "above", "aboard", "across", "after", "against", "ahead", "along", "alongside",
    "amid", "among", "around", "as", "at",
    "before", "behind", "between", "beyond", "by", "despite", "down", "during", "for", "from", "in", "inside",
    "into", "like", "near", "of", "off", "on", "onto", "out", "outside", "over", "past", "per", "regarding",
    "since", "through", "throughout", "to", "toward", "towards", "under", "until", "up", "upon", "via", "when",
    "with", "within", "without", "targeting",
})  # fmt: skip
FUNCTION_WORDS = PREPOSITIONS | frozenset({"away", "back", "aside", "apart", "together", "forward", "home", "again"})
SLOTS = frozenset({"subject", "object", "iobj", "owner", "head"}) | PREPOSITIONS


class Words(Struct, frozen=True):
    """A condition's value: what satisfies it and what rules it out.

    `lemmas` and `classes` name words, `kinds` kinds of entities, `types` event types; `presence` is True where
    anything will do ("any"), False where there must be nothing ("none"), else None.
    """

    text: str
    lemmas: frozenset[str] = frozenset()
    classes: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    not_lemmas: frozenset[str] = frozenset()
    not_classes: tuple[str, ...] = ()
    not_kinds: frozenset[str] = frozenset()
    not_types: frozenset[str] = frozenset()
    presence: bool | None = None

    @property
    def is_negative(self) -> bool:
        """Whether the condition only rules things out."""
        return self.presence is None and not (self.lemmas or self.classes or self.kinds or self.types)


class Entry(Struct, frozen=True):
    """One reading of a predicate.

    `words` are the further words of the key in their order ("carry out" → ("out",)); `type` is None for a reading
    that is no event; `implied` is the sector of who does it where nobody is said to; `actor` and `recipient`
    list slots in order of preference, None for the type's default.
    """

    id: str
    type: str | None
    section: str
    lemma: str
    words: tuple[str, ...] = ()
    conditions: tuple[tuple[str, Words], ...] = ()
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actor: tuple[str, ...] | None = None
    recipient: tuple[str, ...] | None = None
    place: tuple[str, ...] = ()
    reciprocal: bool = False
    strong: bool = False
    implied: str | None = None
    status: str | None = None

    @property
    def key(self) -> str:
        """The predicate as the file writes it."""
        return " ".join((self.lemma, *self.words))


class EventTypeInfo(Struct, frozen=True):
    """One of the ontology's event types; `content` is what becomes of the events told inside of one."""

    name: str
    quad: int
    score: float
    definition: str
    modes: dict[str, float]
    mode_definitions: dict[str, str]
    noun_recipient: tuple[str, ...] = ()
    content: str | None = None
    content_modes: dict[str, str] = field(default_factory=dict)
