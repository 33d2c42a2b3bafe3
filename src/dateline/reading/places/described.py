"""Places that a text describes and does not name: "the dam", "a hospital in Idlib", "fighting positions".

They have no coordinates: the text gives none, and those of the nearest town would be a guess. Country and first-order
unit are those of the named place that the text says they lie in. They are kept out of `place_at`, so that an event
takes the named place of its sentence. "The town" that takes up a town named before is that town.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.knowledge.place_nouns import place_noun
from dateline.knowledge.speech import speech
from dateline.reading.context import Reading
from dateline.reading.syntax import children, core_span, nominal_modifiers, rel
from dateline.reading.tree import Token
from dateline.record import Place, PlaceKind, Span

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INNER = frozenset({"compound", "flat", "fixed", "amod", "nummod", "goeswith"})
LIES_IN = ("in", "of", "at", "near", "on", "inside", "along", "across", "within")
EXACT = frozenset({"in", "of", "at", "inside", "within"})
REACH = 3
"""How many sentences after a town's name "the town" still means it."""


@dataclass(frozen=True)
class Description:
    """The words [start, end) around a noun that describe a place, the noun as the list has it, and why."""

    head: Token
    start: int
    end: int
    noun: str
    kind: PlaceKind
    why: str

    @property
    def span(self) -> Span:
        doc = self.head.doc
        return doc[self.start].idx, doc[self.end - 1].idx + len(doc[self.end - 1])

    @property
    def text(self) -> str:
        return self.head.doc[self.start : self.end].text

    @property
    def refers_back(self) -> bool:
        """Whether it is the noun alone with "the" or "that", and so may take up what was spoken of before."""
        doc = self.head.doc
        return doc[self.start].lower_ in DEFINITE and self.end - self.start - 1 == len(self.noun.split())


def read_described_places(reading: Reading) -> None:
    """Add to `reading.places` the places that the text describes, and to countries the words that stand for them."""
    reported = {s.root.i for s in reading.doc.spans.get("report", []) if s.label_ == "Location"}
    countries = {place.country: place for place in reading.places if place.kind == "country"}
    taken = _named_tokens(reading)
    known: dict[str, Place] = {}
    for token in reading.doc:
        entity = reading.entity_at.get(token.i)
        if entity is not None and entity.kind == "country" and token.pos_ == "NOUN" and entity.country in countries:
            _add_mention(countries[entity.country], (token.idx, token.idx + len(token)))
            continue
        found = _description(token, token.i in reported)
        if found is None or taken.intersection(range(found.start, found.end)):
            continue
        if rel(token) == "appos" and token.head.i in reading.place_at:
            _add_mention(reading.place_at[token.head.i], found.span)
            continue
        if _acts(reading, found, token.i in reported):
            continue
        named = _taken_up(reading, found) if found.refers_back else None
        if named is not None:
            _add_mention(named, found.span)
            reading.place_at[token.i] = named
            reading.explain(named.id, f"“{found.text}” takes it up")
        elif found.refers_back and found.noun in known:
            _add_mention(known[found.noun], found.span)
        else:
            known[found.noun] = _add(reading, found)


def _add_mention(place: Place, span: Span) -> None:
    place.mentions = sorted([*place.mentions, span])


def _named_tokens(reading: Reading) -> set[int]:
    spans = [reading.doc.char_span(*m, alignment_mode="expand") for p in reading.places for m in p.mentions]
    return {token.i for span in spans if span is not None for token in span}


def _description(token: Token, reported: bool) -> Description | None:
    """What a token describes if it heads the phrase of a common noun for a place."""
    if token.pos_ != "NOUN" or rel(token) in INNER or children(token, "cop") or not token.text[-1].isalpha():
        return None
    start, end = core_span(token)
    listed = place_noun([t.lemma_.lower() for t in token.doc[start:end]])
    if listed is None:
        if not reported:
            return None
        return Description(token, start, end, token.lemma_.lower(), "other", "the name finder takes it for a place")
    if start == token.i and not reported and token.lower_ == token.lemma_.lower():
        return None
    return Description(token, start, end, *listed, f"“{listed[0]}” is a noun for places")


def _acts(reading: Reading, found: Description, reported: bool) -> bool:
    """Whether the phrase is an actor where it stands, or a place of which the text gives the name: "the city of X"."""
    head = found.head
    entity = reading.entity_at.get(head.i)
    if entity is not None and entity.kind in {"person", "country"}:
        return True
    speaks = head.head.lemma_.lower() in speech().verbs
    if entity is not None and head.dep_ == "nsubj" and (speaks or not reported):
        return True
    return any(t.i in reading.place_at for t in nominal_modifiers(head).get("of", []))


def _taken_up(reading: Reading, found: Description) -> Place | None:
    """The last place of its kind that the sentences before it spoke of, if that one has a name: "the town"."""
    if found.kind not in {"city", "admin"}:
        return None
    doc = found.head.doc
    first = found.head.sent
    for _ in range(REACH):
        first = doc[first.start - 1].sent if first.start else first
    before = [p for p in reading.places if any(start < found.span[0] for start, _ in p.mentions)]
    last = max(
        ((max(m for m in p.mentions if m < found.span), p) for p in before if p.kind == found.kind),
        key=lambda pair: pair[0], default=None,
    )  # fmt: skip
    if last is None or last[0][0] < first.start_char or last[1].latitude is None:
        return None
    return last[1]


def _add(reading: Reading, found: Description) -> Place:
    doc = found.head.doc
    name = found.text
    first = doc[found.start].lower_
    place = Place(
        id=f"p{max((int(p.id[1:]) for p in reading.places), default=0) + 1}",
        name=name.partition(" ")[2] if first in {"the", "a", "an"} else name,
        kind=found.kind, mentions=[found.span],
    )  # fmt: skip
    reading.places.append(place)
    reading.explain(place.id, f"“{name}” is described, not named: {found.why}")
    inside = nominal_modifiers(found.head)
    for word in LIES_IN:
        holder = next((reading.place_at[t.i] for t in inside.get(word, []) if t.i in reading.place_at), None)
        if holder is not None and holder.country:
            place.country = holder.country
            place.admin1 = holder.admin1 if word in EXACT else None
            reading.explain(place.id, f"the text says that it lies {word} {holder.name}")
            break
    return place
