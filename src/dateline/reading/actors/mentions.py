"""Where a document speaks of an actor: names, descriptions, nationalities and pronouns, each with what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Doc, Token

from dateline.knowledge.actors import ActorList, shipped
from dateline.knowledge.countries import name_of
from dateline.reading.actors.phrases import Resolution, resolve
from dateline.reading.context import Reading
from dateline.reading.syntax import is_passive, preposition, rel
from dateline.record import EntityKind

MentionKind = Literal["name", "description", "nationality", "pronoun"]

PRE = frozenset({"compound", "amod", "nummod", "det", "nmod", "flat", "advmod"})
INNER = frozenset({"compound", "flat", "fixed", "amod", "det", "case", "goeswith", "nummod", "advmod", "punct"})
LOCATIVE = frozenset(
    "in at into near through across inside outside off around throughout within along over via from to toward towards "
    "onto beyond".split()
)
PRONOUNS = {
    "he": ("one", "m"), "him": ("one", "m"), "his": ("one", "m"), "himself": ("one", "m"),
    "she": ("one", "f"), "her": ("one", "f"), "hers": ("one", "f"), "herself": ("one", "f"),
    "it": ("thing", ""), "its": ("thing", ""), "itself": ("thing", ""),
    "they": ("many", ""), "them": ("many", ""), "their": ("many", ""), "theirs": ("many", ""), "themselves": ("many", ""),
    "i": ("speaker", ""), "me": ("speaker", ""), "my": ("speaker", ""), "myself": ("speaker", ""), "mine": ("speaker", ""),
    "we": ("speakers", ""), "us": ("speakers", ""), "our": ("speakers", ""), "ours": ("speakers", ""), "ourselves": ("speakers", ""),
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


def chunk(head: Token) -> tuple[int, int]:
    """Token positions [start, end) of a noun with what stands before it, the name behind a title included."""
    start, end = head.i, head.i + 1
    for child in head.lefts:
        link = rel(child)
        if link in PRE and (link != "nmod" or child.dep_ != "nmod" or preposition(child) == "") and link != "advmod" or child.dep_ == "advmod" and child.lower_ in {"then", "now"}:
            start = min(start, child.left_edge.i)
    for child in head.rights:
        if rel(child) in {"flat", "fixed", "goeswith"} or child.dep_ == "compound":
            end = max(end, child.right_edge.i + 1)
    doc = head.doc
    for position in range(head.i - 1, start - 1, -1):
        if doc[position].pos_ in {"SPACE"} or doc[position].text in {",", ";", ":", "—", "–", "(", ")", "“", "”", '"'}:
            start = position + 1
            break
    while start < head.i and (doc[start].pos_ in {"ADP", "CCONJ", "SCONJ", "PUNCT"}):
        start += 1
    for position in range(head.i + 1, end):
        if doc[position].pos_ == "SPACE" or doc[position].text in {",", ";", ":", "—", "("}:
            end = position
            break
    return start, end


def find_mentions(reading: Reading) -> list[Mention]:
    """Every mention in the order of the text, outer before inner."""
    found: dict[tuple[int, int], Mention] = {}
    for mention in _all(reading):
        found.setdefault(mention.key, mention)
    return sorted(found.values(), key=lambda m: (m.start, -m.end))


def _all(reading: Reading) -> Iterator[Mention]:
    doc = reading.doc
    for token in doc:
        if token.lower_ in PRONOUNS and token.pos_ in {"PRON", "DET"} and not _expletive(token):
            number, gender = PRONOUNS[token.lower_]
            yield Mention(token.i, token.i + 1, token, "pronoun", Resolution(None, token.text), number, gender)
        elif heads_phrase(token):
            yield from mentions_at(reading, token)


def heads_phrase(token: Token) -> bool:
    """Whether a token heads a noun phrase of its own."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return token.pos_ == "ADJ" and rel(token) in {"nsubj", "obj", "obl", "nmod", "conj", "iobj"} and token.i > 0 and token.nbor(-1).lower_ in {"the", "those", "many", "some", "several"}
    return rel(token) not in INNER and token.dep_ not in {"nmod:desc", "nmod:unmarked", "obl:unmarked"} or rel(token) == "nummod"


def mentions_at(reading: Reading, head: Token) -> Iterator[Mention]:
    """The mention that a noun heads, if its phrase names an actor, and the names inside of the phrase."""
    doc = reading.doc
    start, end = chunk(head)
    said = resolve_tokens(reading, start, end)
    kind: EntityKind | None = said.kind
    if kind is None and _reported_as_actor(doc, head):
        kind = "organization" if head.pos_ == "PROPN" else "group"
    if kind is not None and not _is_place(reading, head, said):
        yield _mention(doc, start, end, head, said, kind)
    yield from _inner(reading, start, end, head, said if said.kind == kind else _with_kind(said, kind))


def resolve_tokens(reading: Reading, start: int, end: int) -> Resolution:
    """What the words of tokens [start, end) say, with what names and places the document shows there."""
    doc = reading.doc
    stop = end
    while stop < len(doc) and stop < end + 8 and doc[stop].pos_ not in {"VERB", "AUX", "PUNCT", "SPACE", "CCONJ", "SCONJ"}:
        stop += 1
    if stop == end or doc[end].lower_ not in {"of", "from", "in", "at", "for"}:
        stop = end
    person = None
    for ent in doc[start:end].ents:
        if ent.label_ == "PER":
            person = (ent.start - start, ent.end - start)
    words = [token.text for token in doc[start:stop]]
    places = [reading.place_at[i].country if i in reading.place_at else None for i in range(start, stop)]
    known = actor_list(reading)
    return resolve(words, known, day_of_document(reading), places, person)


def actor_list(reading: Reading) -> ActorList:
    """The list that holds for a reading: the shipped one with the user's over it."""
    own = getattr(reading, "actors", None)
    return shipped().under(own) if own is not None else shipped()


def day_of_document(reading: Reading) -> str | None:
    """The ISO day of publication, None if unknown."""
    return reading.document.published[:10] if reading.document.published else None


def _mention(doc: Doc, start: int, end: int, head: Token, said: Resolution, kind: EntityKind) -> Mention:
    first = doc[start].lower_
    definite = first in {"the", "this", "that", "these", "those", "his", "her", "its", "their", "both", "said"}
    named = said.named is not None or said.kind == "country"
    number = {"person": "one", "group": "many", "organization": "thing", "country": "thing"}[kind]
    said = said if said.kind else _with_kind(said, kind)
    trimmed = start + 1 if first in {"the", "a", "an"} and end - start > 1 and named else start
    return Mention(trimmed, end, head, "name" if named else "description", said, number, _gender(doc, start, end), definite)


def _with_kind(said: Resolution, kind: EntityKind | None) -> Resolution:
    return replace(said, kind=kind)


def _gender(doc: Doc, start: int, end: int) -> str:
    for token in doc[max(0, start - 1) : end]:
        word = token.lower_.rstrip(".")
        if word in {"mr", "sir", "lord", "king", "prince", "father", "husband", "son", "brother", "man", "boy", "spokesman", "chairman", "emperor", "sheikh"} or word.endswith("sman"):
            return "m"
        if word in {"mrs", "ms", "miss", "dame", "lady", "queen", "princess", "mother", "wife", "daughter", "sister", "woman", "girl", "actress", "empress", "widow"} or word.endswith("woman"):
            return "f"
    return ""


def _reported_as_actor(doc: Doc, head: Token) -> bool:
    """Whether the name finders call the noun a person or an organisation."""
    if head.pos_ == "PROPN" and any(e.start <= head.i < e.end and e.label_ in {"PER", "ORG"} for e in head.sent.ents):
        return True
    return any(s.label_ in {"Person", "Organisation"} and s.end - 1 == head.i for s in doc.spans.get("report", []))


def _is_place(reading: Reading, head: Token, said: Resolution) -> bool:
    """Whether a country or capital stands for a place here, not for its government."""
    if said.kind != "country":
        return False
    if head.dep_ == "nmod:poss":
        return said.sectors == ("GOV",)
    link, word = rel(head), preposition(head)
    if word in LOCATIVE and link in {"obl", "nmod"}:
        return True
    if said.sectors == ("GOV",):  # a capital
        governor = head
        while rel(governor) == "conj":
            governor = governor.head
        acts = rel(governor) == "nsubj" and governor.head.pos_ == "VERB" and not is_passive(governor.head)
        return not (acts or governor.dep_ == "obl:agent" or preposition(governor) in {"with", "between", "against", "by"})
    return link in {"appos"} and head.head.i in reading.place_at


def _inner(reading: Reading, start: int, end: int, head: Token, said: Resolution) -> Iterator[Mention]:
    """Names inside of a longer phrase: organisations always, countries where the phrase itself is no actor."""
    doc = reading.doc
    for find in said.finds:
        first, last = start + find.start, start + find.end
        if last > end or first <= head.i < last or heads_phrase(doc[last - 1]) or _sides(doc, last):
            continue
        own = resolve([t.text for t in doc[first:last]], actor_list(reading), day_of_document(reading))
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
    return token.dep_ == "expl" or token.lower_ == "it" and rel(token) == "nsubj" and token.head.lemma_ in {"rain", "snow", "seem", "appear"} or token.lower_ == "it" and token.head.pos_ == "ADJ" and any(c.dep_ in {"csubj", "ccomp", "xcomp", "advcl"} for c in token.head.children)
