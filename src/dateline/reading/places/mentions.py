"""Where a text names places: spans that the gazetteer or the name model takes for places, with what stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import lemminflect
import yaml
from spacy.tokens import Doc, Token

from dateline.knowledge.gazetteer import Gazetteer, Toponym

LONGEST = 7
PROMINENT = 100_000
EMBEDDED = 60_000


@cache
def words() -> dict[str, Any]:
    """The whole of `data/place_words.yaml`."""
    text = files("dateline.knowledge").joinpath("data/place_words.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


@dataclass(slots=True)
class Mention:
    """A span of tokens [start, end) that names a place, and the places that it can mean."""

    start: int
    end: int
    name: str
    candidates: list[Toponym]
    why: str
    adjective: bool = False
    near: bool = False
    unit: str | None = None
    containers: list[tuple[int, str]] = field(default_factory=list)
    """Positions, in the list of mentions, of places that this one is said to lie in, and how the text says it."""


def find_mentions(doc: Doc, gazetteer: Gazetteer) -> list[Mention]:
    """All places that the text names, in its order, not overlapping."""
    persons = _surnames(doc)
    found: list[Mention] = []
    taken = 0
    for start in range(len(doc)):
        if start < taken or not _can_start(doc, start):
            continue
        mention = _longest(doc, start, gazetteer, persons, found) or _adjective(doc, start, gazetteer)
        if mention is not None:
            found.append(mention)
            taken = mention.end
    found = sorted([*found, *_unlisted(doc, gazetteer, found)], key=lambda mention: mention.start)
    for mention in found:
        _surroundings(doc, mention)
    _containers(doc, found)
    return found


def _can_start(doc: Doc, start: int) -> bool:
    text = doc[start].text
    if text[0].isupper():
        return not (start and doc[start - 1].text in ("-", "–") and not doc[start - 1].whitespace_ and doc[start - 1].is_sent_start)
    return text in ("al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "t") and start + 2 < len(doc) and (
        doc[start + 1].text in ("-", "’") and doc[start + 2].text[0].isupper()
    )


def _ends(doc: Doc, start: int) -> Iterator[int]:
    """Ends of the spans that a name starting here can have, the longest first."""
    joins = words()["joins"]
    ends = []
    for end in range(start + 1, min(start + LONGEST, len(doc)) + 1):
        token = doc[end - 1]
        if token.text[0].isupper() or token.text[0].isdigit():
            ends.append(end)
        elif token.lower_ in words()["units"]["admin"] or token.lower_ in words()["units"]["district"]:
            ends.append(end)
            break
        elif token.lower_ not in joins and token.text not in joins:
            break
        if end < len(doc) and (doc[end].is_sent_start or "\n" in token.whitespace_):
            break
    yield from reversed(ends)


def _longest(doc: Doc, start: int, gazetteer: Gazetteer, persons: set[str], found: list[Mention]) -> Mention | None:
    if found and doc[start].text in gazetteer.abbreviations and _after_comma(doc, start, found[-1]):
        token = doc[start]
        return Mention(start, start + 1, token.text, list(gazetteer.abbreviations[token.text]), "an abbreviation after a place")
    for end in _ends(doc, start):
        name = doc[start:end].text
        candidates = list(gazetteer.lookup(name))
        if not candidates and end == start + 1 and len(name) > 4 and name.endswith(".") and name in gazetteer.abbreviations:
            candidates = list(gazetteer.abbreviations[name])
        if not candidates:
            continue
        why = _reason(doc, start, end, candidates, persons, found)
        if why:
            return Mention(start, end, name, candidates, why)
    return None


def _after_comma(doc: Doc, start: int, last: Mention) -> bool:
    return start - last.end in (1, 2) and doc[last.end].text in (",", "(")


def _surnames(doc: Doc) -> set[str]:
    """Last words of names of persons that the document gives in full."""
    return {ent[-1].text for ent in doc.ents if ent.label_ == "PER" and len(ent) > 1}


@lru_cache(maxsize=20_000)
def is_common_word(word: str) -> bool:
    """Whether a word, in small letters, is in the English lexicon: "reading", "mobile", "nice"."""
    return bool(lemminflect.getAllLemmas(word))


def _reason(doc: Doc, start: int, end: int, candidates: list[Toponym], persons: set[str], found: list[Mention]) -> str | None:
    """Why the span names a place where it stands; None where it does not."""
    span = doc[start:end]
    labels = {token.ent_type_ for token in span}
    before = doc[start - 1] if start else None
    known = any(c.kind in ("country", "region", "water", "facility") for c in candidates)
    people = max(c.population for c in candidates)
    big = known or people >= PROMINENT
    single = end == start + 1
    common = single and is_common_word(span.text.lower()) and not known
    after = doc[end].lower_ if end < len(doc) else ""
    if single and span.text in ("May", "March", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        return None
    if _inside_longer_name(doc, start, end):
        return None
    locative = before is not None and before.lower_ in words()["locative"]
    contained = end + 1 < len(doc) and doc[end].text == "," and _is_container(doc, end + 1)
    if "PER" in labels:
        if contained and locative:
            return "a place of which it is said where it lies"
        whole = all(t.ent_type_ == "PER" for t in span) and not _continues(doc, start, end, "PER")
        if whole and (locative or known) and span.text not in persons:
            return "the gazetteer knows it, and the words before it lead to a place" if locative else "a well-known place"
        return None
    if span.text in persons and single and not locative and not contained:
        return None
    if "LOC" in labels:
        return "the name model takes it for a place, and the gazetteer knows it"
    if known and not common and not _continues(doc, start, end, "ORG"):
        return "a well-known place"
    if "ORG" in labels:
        if not _continues(doc, start, end, "ORG"):
            return "a place that acts" if big and (not common or locative) else ("a place by its preposition" if locative else None)
        if common or (single and people < EMBEDDED and not known):
            return None
        leads = start == 0 or doc[start - 1].ent_type_ != "ORG" or doc[start].ent_iob_ == "B"
        follows_of = before is not None and before.lower_ in ("of", "in", "for", "at")
        return "a place inside of an organisation's name" if (leads or follows_of) and (known or people >= EMBEDDED) else None
    if contained and not common:
        return "a place of which it is said where it lies"
    propn = all(t.pos_ == "PROPN" or t.lower_ in words()["joins"] for t in span)
    if locative and not common and (propn or big):
        return "the gazetteer knows it, and the words before it lead to a place"
    if after in words()["units"]["admin"] or after in words()["units"]["district"]:
        return "the word after it says so"
    if found and found[-1].end == start - 1 and before is not None and before.text in (",", "and", "or", "&") and not common and propn:
        return "named in a row with another place"
    if propn and big and not common and (not single or people >= 5 * PROMINENT):
        return "a prominent place"
    return None


def _continues(doc: Doc, start: int, end: int, label: str) -> bool:
    """Whether the name that the model saw goes on before or after the span."""
    left = start > 0 and doc[start].ent_iob_ == "I" and doc[start - 1].ent_type_ == label
    right = end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].ent_type_ == label
    if right and doc[end].lower_ in ("'s", "’s", "'", "’"):
        right = False
    return left or right


def _inside_longer_name(doc: Doc, start: int, end: int) -> bool:
    """Whether the span is a part of the name of a street, a school, a river …: "Franklin Street"."""
    if end >= len(doc) or not doc[end].text[0].isupper() or doc[end].is_sent_start:
        return False
    following = end
    for _ in range(3):
        if following < len(doc) and doc[following].text[0].isupper() and not doc[following].is_sent_start:
            lower = doc[following].lower_.rstrip(".")
            if lower in ("street", "st", "avenue", "ave", "road", "rd", "boulevard", "blvd", "lane", "drive", "court", "creek", "way",
                         "highway", "square", "place", "bridge", "elementary", "river", "lake", "mountain", "mountains"):
                return True
            following += 1
    return False


def _is_container(doc: Doc, position: int) -> bool:
    """Whether a country, a unit or its abbreviation starts at the position."""
    from dateline.knowledge.gazetteer import gazetteer

    known = gazetteer()
    if doc[position].text in known.abbreviations:
        return True
    for end in range(min(position + 3, len(doc)), position, -1):
        if doc[position].text[0].isupper() and any(
            c.kind in ("country", "admin") for c in known.lookup(doc[position:end].text)
        ):
            return True
    return False


def _adjective(doc: Doc, start: int, gazetteer: Gazetteer) -> Mention | None:
    """ "Syrian troops", "the British embassy": an adjective of origin before a noun; people ("Syrians") are none."""
    for end in (start + 2, start + 1):
        if end > len(doc) or (end == start + 2 and doc[start].whitespace_ != " " and doc[start + 1].text != "-"):
            continue
        place = gazetteer.of_adjective(doc[start:end].text)
        if place is None:
            continue
        token: Token = doc[end - 1]
        noun = token.pos_ in ("NOUN", "PROPN") and token.dep_.split(":")[0] not in ("amod", "compound", "nmod", "flat")
        if noun and not (end < len(doc) and doc[end].pos_ in ("NOUN", "PROPN", "ADJ")):
            return None
        if token.lower_.endswith("s") and token.pos_ != "ADJ" and token.lower_ not in ("us", "u.s.", "swiss", "scots"):
            return None
        return Mention(start, end, place.name, [place], f"“{doc[start:end].text}” is the adjective of {place.name}", adjective=True)
    return None


def _unlisted(doc: Doc, gazetteer: Gazetteer, found: list[Mention]) -> Iterator[Mention]:
    """Places that the name model sees and the gazetteer does not know as they are written."""
    covered = {i for mention in found for i in range(mention.start, mention.end)}
    for ent in doc.ents:
        if ent.label_ != "LOC" or any(i in covered for i in range(ent.start, ent.end)):
            continue
        start, end = ent.start, ent.end
        while start < end - 1 and (doc[start].lower_ in words()["directions"] or doc[start].lower_ in ("the", "a", "-")):
            start += 1
        while end > start + 1 and (not doc[end - 1].text[0].isalnum() or doc[end - 1].lower_ in ("'s", "’s", "at", "in")):
            end -= 1
        name = doc[start:end].text
        if not name[0].isalnum() or name.islower():
            continue
        candidates = list(gazetteer.lookup(name)) or list(gazetteer.spelled_like(name))
        why = "the name model takes it for a place" + (", and the gazetteer has a name that sounds alike" if candidates else "")
        yield Mention(start, end, name, candidates, why)


def _surroundings(doc: Doc, mention: Mention) -> None:
    """Set the unit word beside the name, and whether the text speaks of what lies near it."""
    units = words()["units"]
    after = doc[mention.end].lower_ if mention.end < len(doc) else ""
    last = doc[mention.end - 1].lower_
    for unit in ("admin", "district", "city"):
        if after in units[unit] or (mention.end - mention.start > 1 and last in units[unit]):
            mention.unit = unit
            break
    start = mention.start
    while start and doc[start - 1].lower_ in ("the", "city", "town", "central", "northern", "southern", "eastern", "western"):
        start -= 1
    if start >= 2 and doc[start - 1].lower_ == "of":
        head = doc[start - 2].lower_
        for unit in ("admin", "district", "city"):
            if head in units[unit]:
                mention.unit = mention.unit or unit
        if head in words()["near"] or head in words()["surroundings"]:
            mention.near = True
    if start and doc[start - 1].lower_ in ("near", "outside", "around", "off", "beyond", "towards", "toward"):
        mention.near = True
    if start >= 2 and doc[start - 1].lower_ == "with" and doc[start - 2].lower_ in ("border", "borders", "frontier"):
        mention.near = True
    if start >= 2 and doc[start - 1].lower_ in ("to", "from") and doc[start - 2].lower_ == "close":
        mention.near = True
    if after in ("suburb", "suburbs", "outskirts", "border", "countryside", "coast") and not mention.adjective:
        mention.near = True


def _containers(doc: Doc, found: list[Mention]) -> None:
    """Note which place is said to lie in which: "Córdoba, Argentina", "Syria's Idlib", "the Iraqi city of Mosul"."""
    for position, mention in enumerate(found):
        if position + 1 < len(found):
            other = found[position + 1]
            gap = [token.lower_ for token in doc[mention.end : other.start]]
            if gap and gap[0] in (",", "(") and len(gap) <= 3 and all(g in (",", "(", "in", "the", "northern", "southern", "eastern",
                    "western", "central", "northeastern", "northwestern", "southeastern", "southwestern", "of") for g in gap):
                mention.containers.append((position + 1, "after a comma"))
            elif gap and set(gap) & {"in", "of"} and len(gap) <= 4 and "," not in gap:
                mention.containers.append((position + 1, "by “in” or “of”"))
        if position:
            other = found[position - 1]
            gap = [token.lower_ for token in doc[other.end : mention.start]]
            if gap[:1] in (["'s"], ["’s"]) and len(gap) <= 3:
                mention.containers.append((position - 1, "by a possessive"))
            elif other.adjective and len(gap) <= 5 and ("of" in gap or not gap or set(gap) & {"city", "town", "capital", "village"}):
                mention.containers.append((position - 1, "by an adjective"))
