"""Where a document speaks of an actor: names, descriptions, nationalities and pronouns, each with what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dateline.knowledge.actor_files import shipped_with
from dateline.knowledge.actor_words import word_class
from dateline.knowledge.actors import ActorList
from dateline.knowledge.countries import country_of, demonym, name_of
from dateline.knowledge.sectors import lemma, lexicon
from dateline.reading.actors.chunks import HALVES, MARKS, Names, chunk, heads_phrase
from dateline.reading.actors.finds import SHIPS, find_names
from dateline.reading.actors.phrases import Resolution, resolve
from dateline.reading.actors.sides import sides
from dateline.reading.context import Reading
from dateline.reading.syntax import is_passive, preposition, rel
from dateline.reading.tree import Doc, Token

MentionKind = Literal["name", "description", "nationality", "pronoun"]

MOTION = word_class("motion")
HOMELANDS = frozenset({"country", "nation", "homeland"})
CLOSING = frozenset({"VERB", "AUX", "SPACE", "SCONJ"})
COMPLEMENTS = frozenset({"of", "from", "in", "at", "for", "to"})
LOCATIVE = word_class("locative")
MALE, FEMALE = word_class("male"), word_class("female")
PRONOUNS = {
    "he": ("one", "m"), "him": ("one", "m"), "his": ("one", "m"), "himself": ("one", "m"),
    "she": ("one", "f"), "her": ("one", "f"), "hers": ("one", "f"), "herself": ("one", "f"),
    "it": ("thing", ""), "its": ("thing", ""), "itself": ("thing", ""),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), ("many", "")),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), ("speaker", "")),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), ("speakers", "")),
}  # fmt: skip


@dataclass(eq=False)
class Mention:
    """Tokens [start, end) around `head` that speak of an actor.

    `number` is one, many, thing (an organisation or country), speaker or speakers; `gender` is m, f or "".
    """

    start: int
    end: int
    head: Token
    kind: MentionKind
    said: Resolution
    number: str
    gender: str = ""
    definite: bool = False

    @property
    def key(self) -> tuple[int, int]:
        return self.start, self.end


@dataclass(frozen=True)
class Ground:
    """What mentions of a document are read from: the list and its day, and the names that were found in the text.

    `people` gives the tokens [start, end) of a person's name by each of them, `reported` the tokens that the name
    finders call the head of a person or an organisation.
    """

    reading: Reading
    known: ActorList
    day: str | None
    names: Names
    people: Names
    reported: frozenset[int]

    @staticmethod
    def of(reading: Reading, scan: bool = True) -> Ground:
        """The ground of a document; without `scan` the names of the lists are not looked for."""
        doc, known = reading.doc, shipped_with(reading.own_actors)
        reported = {s.end - 1 for s in doc.spans.get("report", []) if s.label_ in {"Person", "Organisation"}}
        people: dict[int, tuple[int, int]] = {}
        opening = dateline_tokens(reading)
        for ent in doc.ents:
            if ent.label_ == "PER" and ent.start not in opening:
                people.update(dict.fromkeys(range(ent.start, ent.end), (ent.start, ent.end)))
            if ent.label_ in {"PER", "ORG"}:
                reported.update(t.i for t in ent if t.pos_ == "PROPN")
        names: dict[int, tuple[int, int]] = {}
        words = [t.text for t in doc] if scan else []
        for sentence in doc.sents if scan else ():
            for find in find_names(words[sentence.start : sentence.end], known):
                if find.end - find.start > 1 and (find.rows or find.how == "name"):
                    span = sentence.start + find.start, sentence.start + find.end
                    names.update(dict.fromkeys(range(*span), span))
        names.update(_hyphenated(doc, names) if scan else {})
        day = reading.document.published[:10] if reading.document.published else None
        return Ground(reading, known, day, names, people, frozenset(reported))


def _hyphenated(doc: Doc, names: Names) -> dict[int, tuple[int, int]]:
    """Offices that are written with a hyphen, three tokens each, as names of more than one token are."""
    found: dict[int, tuple[int, int]] = {}
    for mark in doc[1:-1]:
        if mark.text not in {"-", "‑"} or mark.whitespace_ or doc[mark.i - 1].whitespace_ or mark.i in names:
            continue
        pair = [lemma(doc[mark.i - 1].text), lemma(doc[mark.i + 1].text)]
        office = lexicon().head_at(pair, 2)
        if office is not None and office[0] == 0:
            found.update(dict.fromkeys(range(mark.i - 1, mark.i + 2), (mark.i - 1, mark.i + 2)))
    return found


def dateline_tokens(reading: Reading) -> frozenset[int]:
    """The tokens of the place in the document's dateline, which is no actor whatever it looks like."""
    dateline = reading.document.dateline
    home = next((p for p in reading.places if dateline is not None and p.id == dateline.place), None)
    first = reading.doc.char_span(*home.mentions[0], alignment_mode="expand") if home else None
    return frozenset(t.i for t in first) if first is not None else frozenset()


def find_mentions(reading: Reading) -> list[Mention]:
    """Every mention in the order of the text, outer before inner."""
    found: dict[tuple[int, int], Mention] = {}
    for mention in _all(reading):
        found.setdefault(mention.key, mention)
    kept: list[Mention] = []
    for mention in sorted(found.values(), key=lambda m: (m.start, -m.end)):
        outer = next((o for o in reversed(kept[-6:]) if o.start <= mention.start and mention.end <= o.end), None)
        if outer is None or not _part_of_name(mention, outer):
            kept.append(mention)
    return kept


def _part_of_name(mention: Mention, outer: Mention) -> bool:
    """Whether a mention within another is only a piece of it: the "State" of a Secretary of State."""
    if mention.kind in {"pronoun", "nationality"} or mention.said.listed or mention.said.kind == "country":
        return False
    if mention.kind == "name":
        return mention.said.kind == outer.said.kind == "organization" and mention.head.dep_ != "nmod:poss"
    return mention.head.dep_ != "nmod:poss"


def publisher(reading: Reading) -> Resolution | None:
    """The body that publishes the document where it is one that speaks for itself: no news agency, no newspaper."""
    name = reading.document.publisher
    if not name:
        return None
    ground = Ground.of(reading, scan=False)
    said = resolve(name.split(), ground.known, ground.day)
    speaks = said.kind == "organization" and said.country is not None and "JRN" not in said.sectors and said.sectors
    return replace(said, reasons=(*said.reasons, f"{name} publishes the text")) if speaks else None


def _all(reading: Reading) -> Iterator[Mention]:
    ground = Ground.of(reading)
    opening = dateline_tokens(reading)
    for token in reading.doc:
        if token.i in opening:
            continue
        if token.lower_ in PRONOUNS and token.pos_ in {"PRON", "DET"}:
            if not _expletive(token):
                number, gender = PRONOUNS[token.lower_]
                yield Mention(token.i, token.i + 1, token, "pronoun", Resolution(None, token.text), number, gender)
        elif heads_phrase(token, ground.names):
            yield from _at(ground, token)


def _at(ground: Ground, head: Token) -> Iterator[Mention]:
    """The mention that a noun heads, if its phrase names an actor, and the names inside of the phrase."""
    start, end = chunk(head, ground.names)
    several = sides(start, end, head, ground.known, ground.day)
    if several:
        for first, last, said in several:
            noun = head if last == end else head.doc[last - 1]
            yield _mention(head.doc, first, last, noun, said)
        return
    said = describe(ground, start, end, head)
    end = max(end, start + said.core)
    if said.kind is None and (head.lower_ in HOMELANDS or head.text in HALVES):
        yield Mention(start, end, head, "description", said, "thing", definite=_definite(head.doc[start]))
    if said.kind is not None and not _is_place(ground.reading, start, head, said) and not _idle_facility(head, said):
        yield _mention(head.doc, start, end, head, said)
    yield from _inner(ground, start, end, head, said)


def describe(ground: Ground, start: int, end: int, head: Token) -> Resolution:
    """What tokens [start, end) around a noun say, with what names and places the document shows there.

    Where the lists know no kind the name finders decide.
    """
    doc, place_at = head.doc, ground.reading.place_at
    stop = end
    if stop < len(doc) and doc[stop].lower_ in COMPLEMENTS:
        while stop < min(len(doc), end + 8) and doc[stop].pos_ not in CLOSING and doc[stop].text not in MARKS | {"."}:
            stop += 1
    person = _person(ground, start, end, head)
    stop = max(stop, start + person[1]) if person else stop
    words = [token.text for token in doc[start:stop]]
    places = [place_at[i].country if i in place_at else None for i in range(start, stop)]
    said = resolve(words, ground.known, ground.day, places, person)
    if said.kind is None and head.i in ground.reported:
        return replace(said, kind="organization" if head.pos_ == "PROPN" else "group")
    return said


def _person(ground: Ground, start: int, end: int, head: Token) -> tuple[int, int] | None:
    """The words of the phrase that are a person's name, by the name finder; None where they are none."""
    name = ground.people.get(head.i) or ground.people.get(end - 1)
    if name is None or name[1] <= start or name[0] >= end:
        return None
    doc = head.doc
    first, last = name
    before, text = (doc[first - 1].lower_ if first else ""), doc[first:last].text
    if before in SHIPS or doc[first].lower_ in SHIPS or demonym(text) or country_of(text):
        return None
    if before == "the" and (first == head.i or last - first == 1):
        return None
    first = min(first, ground.names.get(first, name)[0])
    last = max(last, ground.names.get(last - 1, name)[1])
    return max(first, start) - start, last - start


def _mention(doc: Doc, start: int, end: int, head: Token, said: Resolution) -> Mention:
    first = doc[start].lower_
    named = said.named is not None or said.kind == "country" or _proper(doc, start, end, said)
    if said.kind == "person":
        number = "one"
    elif said.plural:
        number = "many"
    else:
        number = "thing"
    trimmed = start + 1 if first in {"the", "a", "an"} and end - start > 1 and named else start
    return Mention(
        trimmed,
        end,
        head,
        "name" if named else "description",
        said,
        number,
        _gender(doc, start, end),
        _definite(doc[start]),
    )


def _proper(doc: Doc, start: int, end: int, said: Resolution) -> bool:
    """Whether a phrase is a name that no list knows: capitals throughout, and more than an office or kind of group."""
    words = [
        t
        for t in doc[start:end]
        if t.pos_ not in {"DET", "NUM", "PUNCT", "PART"} and t.lower_ not in {"of", "and", "for", "the"}
    ]
    if not words or not all(t.text[:1].isupper() for t in words) or said.kind not in {"organization", "person"}:
        return False
    if said.title is None:
        return doc[end - 1].pos_ == "PROPN" or words[-1].pos_ == "PROPN"
    return said.kind == "organization" and len(said.bare) > said.title[1] - said.title[0]


def _definite(first: Token) -> bool:
    return first.lower_ in {"the", "this", "that", "these", "those", "his", "her", "its", "their", "both", "said"}


def _gender(doc: Doc, start: int, end: int) -> str:
    for token in doc[max(0, start - 1) : end]:
        word = token.lower_.rstrip(".")
        if word in MALE or word.endswith("sman"):
            return "m"
        if word in FEMALE or word.endswith("woman"):
            return "f"
    return ""


def _is_place(reading: Reading, start: int, head: Token, said: Resolution) -> bool:
    """Whether a country or capital stands for a place here, not for its government, or a place has an actor's word."""
    link, word = rel(head), preposition(head)
    if said.kind != "country":
        if said.listed is not None or head.ent_type_ == "PER" or head.i not in reading.place_at:
            return False
        title = said.title or (head.i - start, head.i - start + 1)
        return all(i in reading.place_at for i in range(start + title[0], start + title[1]))
    if head.dep_ == "nmod:poss":
        return said.sectors == ("GOV",)
    if link in {"obl", "nmod"} and (word in LOCATIVE or (word == "to" and head.head.lemma_.lower() in MOTION)):
        return True
    if said.sectors == ("GOV",):  # a capital
        governor = head
        while rel(governor) == "conj":
            governor = governor.head
        predicate = governor.head
        able = predicate.pos_ == "ADJ" and any(rel(c) in {"xcomp", "ccomp", "csubj"} for c in predicate.children)
        acts = rel(governor) == "nsubj" and (able or (predicate.pos_ == "VERB" and not is_passive(predicate)))
        return not (
            acts or governor.dep_ == "obl:agent" or preposition(governor) in {"with", "between", "against", "by"}
        )
    return link == "appos" and head.head.i in reading.place_at


def _idle_facility(head: Token, said: Resolution) -> bool:
    """Whether a school or hospital that no name tells apart does nothing here, and so is a place, not an actor."""
    if not said.facility or said.named is not None or any(t.text[:1].isupper() for t in head.doc[head.i : head.i + 1]):
        return False
    return (
        not (rel(head) == "nsubj" and head.head.pos_ == "VERB" and not is_passive(head.head))
        and head.dep_ != "obl:agent"
    )


def _inner(ground: Ground, start: int, end: int, head: Token, said: Resolution) -> Iterator[Mention]:
    """Names inside of a longer phrase: organisations always, countries where the phrase itself is no actor."""
    doc = head.doc
    for find in said.finds:
        first, last = start + find.start, start + find.end
        if last > end or first <= head.i < last or heads_phrase(doc[last - 1], ground.names) or _sides(doc, last):
            continue
        own = resolve([t.text for t in doc[first:last]], ground.known, ground.day)
        if find.rows and own.listed and own.listed != said.listed:
            yield Mention(first, last, doc[last - 1], "name", own, "thing")
        elif find.country and said.kind is None and find.how in {"name", "demonym"}:
            nation = Resolution("country", name_of(find.country) or own.name, None, find.country, reasons=own.reasons)
            yield Mention(first, last, doc[last - 1], "nationality", nation, "thing")


def _sides(doc: Doc, stop: int) -> bool:
    """Whether the words before `stop` only say on whose side something is: "Iran-backed", "Hamas-controlled"."""
    return (
        stop + 1 < len(doc) and doc[stop].text in {"-", "‑"} and not doc[stop - 1].whitespace_
        and doc[stop + 1].pos_ in {"VERB", "ADJ"}
    )  # fmt: skip


def _expletive(token: Token) -> bool:
    return (
        token.dep_ == "expl"
        or (token.lower_ == "it" and rel(token) == "nsubj" and token.head.lemma_ in {"rain", "snow", "seem", "appear"})
        or (
            token.lower_ == "it"
            and token.head.pos_ == "ADJ"
            and any(c.dep_ in {"csubj", "ccomp", "xcomp", "advcl"} for c in token.head.children)
        )
    )
