"""Where a text names places: spans that the gazetteer or the name model takes for places, and what stands around."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from dateline.knowledge.gazetteer import Gazetteer, Toponym, gazetteer
from dateline.knowledge.inflections import is_word
from dateline.knowledge.place_words import words
from dateline.knowledge.times import months, number_of, weekdays
from dateline.reading.places.surroundings import Mention, containers, surroundings
from dateline.reading.tree import Doc, Token

LONGEST = 7
PROMINENT = 100_000
_CALENDAR = {form for table in (months(), weekdays()) for name in table for form in (name.title(), name.upper())}
EMBEDDED = 60_000


def find_mentions(doc: Doc, places: Gazetteer, dateline: tuple[int, int] | None = None) -> list[Mention]:
    """All places that the text names, in its order, not overlapping.

    `dateline` is the span of characters of the dateline's place, which is one whatever the name model says.
    """
    persons = _surnames(doc)
    found = _of_dateline(doc, places, dateline)
    taken = found[-1].end if found else 0
    for start in range(taken, len(doc)):
        if start < taken or not _can_start(doc, start):
            continue
        mention = _longest(doc, start, places, persons, found) or _adjective(doc, start, places)
        if mention is not None:
            found.append(mention)
            taken = mention.end
    found = sorted([*found, *_unlisted(doc, places, found)], key=lambda mention: mention.start)
    for mention in found:
        surroundings(doc, mention)
    containers(doc, found)
    return found


def _of_dateline(doc: Doc, places: Gazetteer, dateline: tuple[int, int] | None) -> list[Mention]:
    """The place that a dateline opens with, if the gazetteer knows it: "JENIN (Agency) —"."""
    first = doc.char_span(*dateline, alignment_mode="expand") if dateline is not None else None
    if first is None or any(t.i not in range(first.start, first.end) and t.is_alpha for t in doc[: first.start]):
        return []
    stop = next((t.i for t in first if t.text in {",", "/"}), first.end)
    candidates = list(places.lookup(doc[first.start : stop].text))
    if not candidates:
        return []
    return [Mention(first.start, stop, doc[first.start : stop].text, candidates, "the dateline")]


def _can_start(doc: Doc, start: int) -> bool:
    text = doc[start].text
    if text[0].isupper():
        return not (
            start
            and doc[start - 1].text in ("-", "–")
            and not doc[start - 1].whitespace_
            and doc[start - 1].is_sent_start
        )
    return (
        text in ("al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "t")
        and start + 2 < len(doc)
        and (doc[start + 1].text in ("-", "’") and doc[start + 2].text[0].isupper())
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


def _longest(doc: Doc, start: int, places: Gazetteer, persons: set[str], found: list[Mention]) -> Mention | None:
    if found and doc[start].text in places.abbreviations and _after_comma(doc, start, found[-1]):
        token = doc[start]
        return Mention(
            start, start + 1, token.text, list(places.abbreviations[token.text]), "an abbreviation after a place"
        )
    for end in _ends(doc, start):
        name = doc[start:end].text
        candidates = list(places.lookup(name))
        if (
            not candidates
            and end == start + 1
            and len(name) > 4
            and name.endswith(".")
            and name in places.abbreviations
        ):
            candidates = list(places.abbreviations[name])
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
    return is_word(word)


def _reason(
    doc: Doc, start: int, end: int, candidates: list[Toponym], persons: set[str], found: list[Mention]
) -> str | None:
    """Why the span names a place where it stands; None where it does not."""
    span, text = doc[start:end], doc[start:end].text
    single = end == start + 1
    if single and (text in _CALENDAR or number_of(text)):
        return None
    if _inside_longer_name(doc, start, end):
        return None
    known = any(c.kind in ("country", "region", "water", "facility") for c in candidates)
    people = max(c.population for c in candidates)
    common = single and not known and is_common_word(text.lower())
    clue = _clue(doc, start, end, found)
    label = next((token.ent_type_ for token in span if token.ent_type_), "")
    if label == "LOC":
        partial = _continues(doc, start, end, "LOC")
        inside = doc[start].ent_iob_ == "I" and doc[start - 1].lower_ not in words()["directions"]
        if partial and not known and inside:
            return None
        if partial and (common or not (known or people >= PROMINENT)) and not clue:
            return None
        return "the name model takes it for a place, and the gazetteer knows it"
    if label == "PER":
        return _as_person(doc, start, end, known, people, persons, clue)
    if single and text in persons and not clue:
        return None
    if label == "ORG":
        return _as_organisation(doc, start, end, known, people, common, clue)
    if known and not common:
        return "a well-known place"
    proper = all(t.pos_ == "PROPN" or t.lower_ in words()["joins"] for t in span)
    if clue and (not common or clue == CONTAINED) and (proper or people >= PROMINENT):
        return clue
    if proper and not common and people >= (2 * PROMINENT if single else PROMINENT):
        return "a prominent place"
    return None


CONTAINED = "the text says where it lies"
LEADS_TO = "the words before it lead to a place"


def _clue(doc: Doc, start: int, end: int, found: list[Mention]) -> str | None:
    """What around a name says that it is a place's."""
    before = doc[start - 1].lower_ if start else ""
    after = doc[end].lower_ if end < len(doc) else ""
    if end + 1 < len(doc) and doc[end].text in (",", "(") and _is_container(doc, end + 1):
        return CONTAINED
    if before in words()["locative"]:
        return LEADS_TO
    if before in ("of", "for") and start >= 2:
        head = doc[start - 2].lower_
        if head in words()["heads"] or (
            before == "of" and doc[start - 2].text == "," and start >= 3 and doc[start - 3].like_num
        ):
            return LEADS_TO
    units = words()["units"]
    if after in units["admin"] or after in units["district"] or after in units["city"]:
        return "the word after it says so"
    if after in words()["followers"] or (
        after == "-" and end + 1 < len(doc) and doc[end + 1].lower_ in ("based", "area", "born")
    ):
        return "the word after it says so"
    if found and found[-1].end == start - 1 and before in (",", "and", "or", "&", "/") and not found[-1].adjective:
        return "named in a row with another place"
    return None


def _as_person(
    doc: Doc, start: int, end: int, known: bool, people: int, persons: set[str], clue: str | None
) -> str | None:
    """A span that the name model takes for a person, or for a part of a person's name."""
    text = doc[start:end].text
    whole = all(t.ent_type_ == "PER" for t in doc[start:end]) and not _continues(doc, start, end, "PER")
    first = doc[start].ent_iob_ == "B" or not doc[start].ent_type_
    doubtful = text.title() in words()["also_persons"] or text in persons
    if whole and clue and not (doubtful and clue not in (CONTAINED, LEADS_TO)):
        return clue
    if known and not doubtful and (whole or (first and end > start)):
        return "a well-known place"
    if first and clue == "the word after it says so" and not doubtful and people >= PROMINENT:
        return clue
    possessive = end < len(doc) and doc[end].lower_ in ("'s", "’s")
    if whole and possessive and people >= 5 * PROMINENT and text not in persons:
        return "a prominent place"
    return None


def _as_organisation(
    doc: Doc, start: int, end: int, known: bool, people: int, common: bool, clue: str | None
) -> str | None:
    """A span that the name model takes for an organisation, or for a part of an organisation's name."""
    if not _continues(doc, start, end, "ORG"):
        if known or (people >= PROMINENT and not common):
            return "a place that acts"
        return clue if clue and not common else None
    if common and not known:
        return None
    begins = doc[start].ent_iob_ == "B" or doc[start].ent_type_ != "ORG"
    closes = end == len(doc) or doc[end].ent_type_ != "ORG" or doc[end].ent_iob_ == "B"
    if known or (people >= EMBEDDED and (begins or closes or clue == LEADS_TO)) or (begins and clue):
        return "a place inside of an organisation's name"
    return clue if clue == LEADS_TO and doc[start - 1].lower_ in ("in", "at", "of") else None


def _continues(doc: Doc, start: int, end: int, label: str) -> bool:
    """Whether the name that the model saw goes on before or after the span."""
    left = start > 0 and doc[start].ent_iob_ == "I" and doc[start - 1].ent_type_ == label
    right = end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].ent_type_ == label
    if right and doc[end].lower_ in ("'s", "’s", "'", "’"):
        right = False
    return left or right


def _inside_longer_name(doc: Doc, start: int, end: int) -> bool:
    """Whether the span is a part of the name of a street, a river …, or not the first part of a building's."""
    for following in range(end, min(end + 3, len(doc))):
        token = doc[following]
        if not token.text[0].isupper() or token.is_sent_start:
            return False
        word = token.lower_.rstrip(".")
        if word in words()["streets"] or word in words()["waters"] or word in words()["natural"]:
            return True
        if word in words()["facilities"]:
            return (
                start > 0
                and doc[start - 1].text[0].isupper()
                and doc[start - 1].ent_type_ == doc[start].ent_type_ != ""
            )
    return False


def _is_container(doc: Doc, position: int) -> bool:
    """Whether a country, a unit or its abbreviation starts at the position."""
    known = gazetteer()
    if doc[position].text in known.abbreviations:
        return True
    for end in range(min(position + 3, len(doc)), position, -1):
        if doc[position].text[0].isupper() and any(
            c.kind in ("country", "admin") for c in known.lookup(doc[position:end].text)
        ):
            return True
    return False


@cache
def _named_after() -> frozenset[str]:
    """Words for things that an adjective of origin names without placing them there: "Frenchmen Street"."""
    return frozenset([*words()["streets"], *words()["waters"], *words()["natural"], "quarter", "garden", "gardens"])


def _adjective(doc: Doc, start: int, places: Gazetteer) -> Mention | None:
    """ "Syrian troops", "the British embassy": an adjective of origin before a noun; people ("Syrians") are none."""
    for end in (start + 2, start + 1):
        if end > len(doc) or (end == start + 2 and doc[start].whitespace_ != " " and doc[start + 1].text != "-"):
            continue
        place = places.of_adjective(doc[start:end].text)
        if place is None:
            continue
        if end < len(doc) and doc[end].text[0].isupper() and doc[end].lower_ in _named_after():
            return None
        token: Token = doc[end - 1]
        noun = token.pos_ in ("NOUN", "PROPN") and token.dep_.split(":")[0] not in ("amod", "compound", "nmod", "flat")
        if noun and not (end < len(doc) and doc[end].pos_ in ("NOUN", "PROPN", "ADJ")):
            return None
        if token.lower_.endswith("s") and token.pos_ != "ADJ" and token.lower_ not in ("us", "u.s.", "swiss", "scots"):
            return None
        return Mention(
            start, end, place.name, [place], f"“{doc[start:end].text}” is the adjective of {place.name}", adjective=True
        )
    return None


def _unlisted(doc: Doc, places: Gazetteer, found: list[Mention]) -> Iterator[Mention]:
    """Places that a name finder sees and the gazetteer does not know as they are written."""
    covered = {i for mention in found for i in range(mention.start, mention.end)}
    countries = {
        c.country for mention in found for c in mention.candidates[:1] if c.country and len(mention.candidates) == 1
    }
    for start, end, surely in _seen(doc):
        if any(i in covered for i in range(start, end)):
            continue
        while start < end - 1 and (
            doc[start].lower_ in words()["directions"] or doc[start].lower_ in ("the", "a", "-")
        ):
            start += 1
        while end > start + 1 and (
            not doc[end - 1].text[0].isalnum() or doc[end - 1].lower_ in ("'s", "’s", "at", "in")
        ):
            end -= 1
        name = doc[start:end].text
        if not name[0].isupper() or (end == start + 1 and is_common_word(name.lower())):
            continue
        clue = _clue(doc, start, end, found)
        candidates = list(places.lookup(name)) if clue and surely else []
        if candidates:
            yield Mention(start, end, name, candidates, "the name model takes it for a place")
            continue
        alike = [place for place in places.spelled_like(name) if surely and place.country in countries]
        if alike:
            yield Mention(
                start, end, name, alike, "the name model takes it for a place; the gazetteer has the sound of the name"
            )
        elif _says_what_it_is(doc, start, end) or (surely and clue):
            yield Mention(start, end, name, [], "the name model takes it for a place")


def _seen(doc: Doc) -> Iterator[tuple[int, int, bool]]:
    """What the name finders take for places, and whether the finder of names does, not that of reports alone."""
    named = {i for ent in doc.ents for i in range(ent.start, ent.end)}
    yield from ((ent.start, ent.end, True) for ent in doc.ents if ent.label_ == "LOC")
    for span in doc.spans.get("report", []):
        if span.label_ == "Location" and named.isdisjoint(range(span.start, span.end)) and span[-1].text[0].isupper():
            yield span.start, span.end, False


@cache
def _kinds_of_place() -> frozenset[str]:
    """Words that are a part of a place's name and say what it is."""
    return frozenset(word for kind in ("streets", "waters", "natural", "facilities") for word in words()[kind])


def _says_what_it_is(doc: Doc, start: int, end: int) -> bool:
    """Whether a name begins or ends in a word for places: "Lake Tharthar", "Tharthar Barrage"."""
    first, last = doc[start].lower_.rstrip("."), doc[end - 1].lower_.rstrip(".")
    return end > start + 1 and (last in _kinds_of_place() or first.removesuffix("s") in words()["before"])
