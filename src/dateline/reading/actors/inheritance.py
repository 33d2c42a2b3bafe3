"""What a description does not say itself: the country and sector of its owner, or the country the document is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dateline.knowledge.actor_words import word_class
from dateline.knowledge.sectors import lemma, lexicon
from dateline.reading.actors.mentions import Mention
from dateline.reading.actors.phrases import Resolution
from dateline.reading.context import Reading
from dateline.reading.coreference.clusters import Cluster
from dateline.reading.syntax import preposition, rel

STATE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})
FORCES = word_class("forces")
ABROAD = word_class("abroad")


def focus_country(reading: Reading, mentions: Sequence[Mention]) -> str | None:
    """The country that the document is about: that of its dateline, else the one that most of its words point at.

    None where no country has two in five of all that point at one.
    """
    counted: Counter[str] = Counter()
    for place in reading.places:
        if place.country:
            counted[place.country] += len(place.mentions)
    for mention in mentions:
        if mention.said.country and mention.said.country.isalpha() and mention.said.kind != "country":
            counted[mention.said.country] += 1
    dateline = reading.document.dateline
    home = next((p.country for p in reading.places if dateline and p.id == dateline.place), None)
    if home:
        counted[home] += 1 + sum(counted.values()) // 4
    best = counted.most_common(1)
    return best[0][0] if best and best[0][1] * 5 >= 2 * sum(counted.values()) and best[0][1] > 1 else None


def place_shared(reading: Reading, mentions: Sequence[Mention], focus: str | None) -> None:
    """A body whose name other countries' bodies share ("the Senate") is that of the country that the text is about.

    The list's own country stands where the text speaks of it at all.
    """
    spoken_of = {place.country for place in reading.places}
    spoken_of |= {m.said.country for m in mentions if not m.said.shared}
    for mention in mentions if focus is not None else ():
        said = mention.said
        if said.shared and said.country != focus and said.country not in spoken_of:
            reason = f"country {focus}: the text is about it and never speaks of {said.country}"
            reasons = (*said.reasons, reason)
            mention.said = replace(said, country=focus, listed=None, identifiers={}, reasons=reasons)


def inherit(reading: Reading, clusters: Sequence[Cluster], focus: str | None) -> None:
    """Fill in country and sectors of descriptions from their owners, and of state bodies from the focus country."""
    at = {m.head.i: c for c in clusters for m in c.mentions}
    for cluster in clusters:
        told = [m for m in cluster.mentions if m.kind != "pronoun"]
        if cluster.countries or any(m.said.listed for m in told):
            continue
        for mention in told:
            owner = next((at[c.i] for c in mention.head.children if c.dep_ == "nmod:poss" and c.i in at), None)
            owner = owner or next(
                (at[c.i] for c in mention.head.children if rel(c) == "nmod" and c.i in at and _of(mention, c.i)), None
            )
            if owner is not None and owner is not cluster and _from_owner(reading, mention, owner):
                break
        else:
            _from_home(reading, told)
            _from_focus(reading, told, focus)


def _of(mention: Mention, position: int) -> bool:
    return any(t.lower_ == "of" and rel(t) == "case" for t in mention.head.doc[position].lefts)


def _from_owner(reading: Reading, mention: Mention, owner: Cluster) -> bool:
    name = owner.best().said.name
    country = owner.best().said.country or next(iter(sorted(owner.countries)), None)
    head = lexicon().head_at([lemma(mention.head.text)], 1)
    sectors = owner.best().said.sectors if head is not None and head[1].yields in {"any", "whole"} else ()
    sectors = sectors or mention.said.sectors
    if country is None and sectors == mention.said.sectors:
        return False
    reason = f"country {country}, sector {' '.join(sectors) or 'none'}: of {name}"
    mention.said = replace(mention.said, country=country, sectors=sectors, reasons=(*mention.said.reasons, reason))
    return True


def _from_home(reading: Reading, told: list[Mention]) -> None:
    """People of whom only the descent is told are of the country where they live or act: "ethnic Serbs in Croatia"."""
    for mention in told:
        words = mention.head.doc[mention.start : mention.head.i]
        if mention.said.country or not any(t.lower_ == "ethnic" for t in words):
            continue
        around = [*mention.head.rights, *(mention.head.head.rights if rel(mention.head) == "nsubj" else ())]
        places = (reading.place_at.get(t.i) for child in around for t in child.subtree if preposition(t) == "in")
        place = next((p for p in places if p is not None and p.country), None)
        if place is not None:
            reason = f"country {place.country}: where they are, {place.name}"
            mention.said = replace(mention.said, country=place.country, reasons=(*mention.said.reasons, reason))


def _from_focus(reading: Reading, told: list[Mention], focus: str | None) -> None:
    """A state body or office that no country goes with is that of the place its sentence opens in, or of the focus."""
    mention = next((m for m in told if set(m.said.sectors) & STATE), None)
    if mention is None or not _is_office(mention) or any(lemma(m.head.text) in ABROAD for m in told):
        return
    country, why = focus, "the text is about it and names no other"
    sentence = mention.head.sent
    if sentence[0].lower_ in {"in", "from", "at"}:
        opening = (reading.place_at.get(i) for i in range(sentence.start, min(sentence.start + 5, mention.start)))
        place = next((p for p in opening if p is not None and p.country), None)
        if place is not None:
            country, why = place.country, f"the sentence opens in {place.name}"
    if country is not None:
        mention.said = replace(
            mention.said, country=country, reasons=(*mention.said.reasons, f"country {country}: {why}")
        )


def _is_office(mention: Mention) -> bool:
    """Whether every country has its own of the thing: a ministry, a prime minister, the army, police."""
    said = mention.said
    if said.sectors[0] == "MIL":
        return mention.definite and lemma(mention.head.text) in FORCES
    if said.kind == "person":
        titled = said.title is not None and (said.named is not None or mention.definite)
        return titled and (not _yields(said) or _presides(mention))
    if said.kind == "organization":
        return mention.definite or (said.title is not None and mention.number == "thing")
    return said.sectors[0] == "COP" or mention.definite


def _presides(mention: Mention) -> bool:
    """Whether it is a named president, written as news writes a head of state: "President Kibet"."""
    first = mention.head.doc[mention.start]
    return mention.said.named is not None and first.text == "President"


def _yields(said: Resolution) -> bool:
    role = (said.role or said.name).casefold().split()
    found = lexicon().head_at([lemma(w) for w in role], len(role))
    return found is not None and found[1].yields == "any" and len(role) == 1
