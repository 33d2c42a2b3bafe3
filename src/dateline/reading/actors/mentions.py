"""Where a document speaks of an actor: names, descriptions, nationalities and pronouns, each with what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Doc, Token

from dateline.knowledge.actor_files import shipped_with
from dateline.knowledge.actors import ActorList
from dateline.knowledge.countries import country_of, demonym, name_of
from dateline.reading.actors.phrases import SHIPS, Resolution, names_in, resolve
from dateline.reading.context import Reading
from dateline.reading.syntax import is_passive, preposition, rel
from dateline.record import EntityKind

Name = tuple[int, int]
MentionKind = Literal["name", "description", "nationality", "pronoun"]

PRE = frozenset({"compound", "amod", "nummod", "det", "nmod", "flat"})
INNER = frozenset({"compound", "flat", "fixed", "amod", "det", "case", "goeswith", "nummod", "advmod", "punct"})
MOTION = frozenset(
    "go come travel fly head return move flee arrive depart drive sail walk march visit trip journey deport extradite "
    "flight tour way road".split()
)
HOMELANDS = frozenset({"country", "nation", "homeland"})
HALVES = frozenset({"North", "South"})
COMPLEMENTS = frozenset({"of", "from", "in", "at", "for", "to"})
ARTICLES = frozenset({"the", "those", "these", "many", "some", "several"})
DESCRIBING = frozenset({"nmod:desc", "nmod:unmarked", "obl:unmarked"})
MARKS = frozenset({",", ";", ":", "—", "–", "--", "(", ")", "[", "]", "“", "”", '"', "‘"})
BOUNDS = frozenset("at least more than over about nearly almost some up to around most roughly then now".split())
LOCATIVE = frozenset(
    "in at into near through across inside outside off around throughout within along over via from toward towards onto "
    "beyond".split()
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


def chunk(head: Token, names: Mapping[int, Name]) -> tuple[int, int]:
    """Token positions [start, end) of a noun with what stands before it, the name behind a title included.

    `names` gives the multi-word names by token: a phrase never cuts one in two.
    """
    doc = head.doc
    before: set[int] = set()
    for child in head.lefts:
        if rel(child) in PRE and not (rel(child) == "nmod" and preposition(child)):
            before.update(t.i for t in child.subtree)
    start = head.i
    if head.i in names:
        start = names[head.i][0]
        before.update(t.i for p in range(start, head.i) for t in doc[p].lefts for t in t.subtree)
    while start - 1 in before and not _barrier(doc[start - 1], before):
        start -= 1
    while start < head.i and (doc[start].pos_ in {"ADP", "CCONJ", "PUNCT", "PART"} or doc[start].lower_ in BOUNDS):
        start += 1
    end = max(head.i + 1, names[head.i][1] if head.i in names else 0)
    for child in head.rights:
        if rel(child) in {"flat", "fixed", "goeswith"} or child.dep_ == "compound":
            end = max(end, child.right_edge.i + 1)
    for position in range(head.i + 1, end):
        if doc[position].pos_ == "SPACE" or doc[position].text in MARKS and position not in names:
            return start, position
    while end - 1 > head.i and doc[end - 1].pos_ == "PUNCT" and doc[end - 1].text != ".":
        end -= 1
    return start, end


def long_names(reading: Reading) -> dict[int, Name]:
    """The names of more than one token that the lists know in the document: [start, end) by each of their tokens."""
    found: dict[int, Name] = {}
    known = actor_list(reading)
    for sentence in reading.doc.sents:
        for find in names_in([t.text for t in sentence], known):
            if find.end - find.start > 1:
                span = sentence.start + find.start, sentence.start + find.end
                found.update(dict.fromkeys(range(*span), span))
    return found


def _barrier(token: Token, before: set[int]) -> bool:
    """Whether a phrase cannot reach left over a token: marks, prepositions, an "and" that joins more than adjectives."""
    if token.pos_ == "SPACE" or token.text in MARKS:
        return True
    if token.pos_ == "ADP":
        return not (token.lower_ == "of" and rel(token.head) == "nmod" and token.head.head.dep_ == "nmod:desc")
    if token.pos_ == "CCONJ":
        left = token.nbor(-1) if token.i else token
        return left.i not in before or not (left.pos_ == "ADJ" or demonym(left.text))
    return False


def find_mentions(reading: Reading) -> list[Mention]:
    """Every mention in the order of the text, outer before inner."""
    found: dict[tuple[int, int], Mention] = {}
    for mention in _all(reading):
        found.setdefault(mention.key, mention)
    kept: list[Mention] = []
    for mention in sorted(found.values(), key=lambda m: (m.start, -m.end)):
        outer = next((o for o in reversed(kept[-6:]) if o.start <= mention.start and mention.end <= o.end), None)
        if outer is None or mention.kind != "description" or mention.head.dep_ == "nmod:poss":
            kept.append(mention)
    return kept


def _all(reading: Reading) -> Iterator[Mention]:
    names = long_names(reading)
    for token in reading.doc:
        if token.lower_ in PRONOUNS and token.pos_ in {"PRON", "DET"} and not _expletive(token):
            number, gender = PRONOUNS[token.lower_]
            yield Mention(token.i, token.i + 1, token, "pronoun", Resolution(None, token.text), number, gender)
        elif heads_phrase(token, names):
            yield from mentions_at(reading, token, names)


def heads_phrase(token: Token, names: Mapping[int, Name]) -> bool:
    """Whether a token heads a noun phrase of its own."""
    if token.i in names:
        start, end = names[token.i]
        if start <= token.head.i < end and token.head.i != token.i:
            return False
        return rel(token) not in INNER and token.dep_ != "nmod:desc"
    if token.pos_ not in {"NOUN", "PROPN"}:
        substantive = rel(token) in {"nsubj", "obj", "obl", "nmod", "conj", "iobj"}
        return token.pos_ == "ADJ" and substantive and token.i > 0 and token.nbor(-1).lower_ in ARTICLES
    return (rel(token) not in INNER or rel(token) == "nummod") and token.dep_ not in DESCRIBING


def mentions_at(reading: Reading, head: Token, names: Mapping[int, Name]) -> Iterator[Mention]:
    """The mention that a noun heads, if its phrase names an actor, and the names inside of the phrase."""
    start, end = chunk(head, names)
    said = describe(reading, start, end, head, names)
    end = max(end, start + said.core)
    if said.kind is None and (head.lower_ in HOMELANDS or head.text in HALVES):
        yield Mention(start, end, head, "description", said, "thing", definite=_definite(reading.doc[start]))
    if said.kind is not None and not _is_place(reading, start, head, said) and not _idle_facility(head, said):
        yield _mention(reading.doc, start, end, head, said)
    yield from _inner(reading, start, end, head, said, names)


def describe(reading: Reading, start: int, end: int, head: Token, names: Mapping[int, Name]) -> Resolution:
    """What tokens [start, end) around a noun say; the name finders decide where the lists know no kind."""
    said = resolve_tokens(reading, start, end, head, names)
    if said.kind is None and _reported_as_actor(head):
        return replace(said, kind="organization" if head.pos_ == "PROPN" else "group")
    return said


def resolve_tokens(reading: Reading, start: int, end: int, head: Token, names: Mapping[int, Name]) -> Resolution:
    """What the words of tokens [start, end) say, with what names and places the document shows there."""
    doc = reading.doc
    stop = end
    if stop < len(doc) and doc[stop].lower_ in COMPLEMENTS:
        while stop < len(doc) and stop < end + 8 and doc[stop].pos_ not in {"VERB", "AUX", "SPACE", "SCONJ"} and doc[stop].text not in MARKS | {"."}:
            stop += 1
    words = [token.text for token in doc[start:stop]]
    places = [reading.place_at[i].country if i in reading.place_at else None for i in range(start, stop)]
    return resolve(words, actor_list(reading), day_of_document(reading), places, _person(doc, start, end, head, names))


def _person(doc: Doc, start: int, end: int, head: Token, names: Mapping[int, Name]) -> tuple[int, int] | None:
    """The words of the phrase that are a person's name, by the name finder; None where they are none."""
    for ent in doc[start:end].ents:
        if ent.label_ != "PER" or not (ent.start <= head.i < ent.end or ent.end == end):
            continue
        before = doc[ent.start - 1].lower_ if ent.start else ""
        if before in SHIPS or doc[ent.start].lower_ in SHIPS or demonym(ent.text) or country_of(ent.text):
            return None
        if before == "the" and (ent.start == head.i or len(ent) == 1):
            return None
        first = min(ent.start, names.get(ent.start, (ent.start, 0))[0])
        last = max(ent.end, names.get(ent.end - 1, (0, ent.end))[1])
        return max(first, start) - start, min(last, max(end, last)) - start
    return None


def actor_list(reading: Reading) -> ActorList:
    """The list that holds for a reading: the shipped one with the user's over it."""
    return shipped_with(reading.own_actors)


def day_of_document(reading: Reading) -> str | None:
    """The ISO day of publication, None if unknown."""
    return reading.document.published[:10] if reading.document.published else None


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
    return Mention(trimmed, end, head, "name" if named else "description", said, number, _gender(doc, start, end), _definite(doc[start]))


def _proper(doc: Doc, start: int, end: int, said: Resolution) -> bool:
    """Whether a phrase is a name that no list knows: capitals throughout, and more than an office or kind of group."""
    words = [t for t in doc[start:end] if t.pos_ not in {"DET", "NUM", "PUNCT", "PART"} and t.lower_ not in {"of", "and", "for", "the"}]
    if not words or not all(t.text[:1].isupper() for t in words) or said.kind not in {"organization", "person"}:
        return False
    if said.title is None:
        return doc[end - 1].pos_ == "PROPN" or words[-1].pos_ == "PROPN"
    return len(said.bare) > said.title[1] - said.title[0]


def _definite(first: Token) -> bool:
    return first.lower_ in {"the", "this", "that", "these", "those", "his", "her", "its", "their", "both", "said"}


def _gender(doc: Doc, start: int, end: int) -> str:
    for token in doc[max(0, start - 1) : end]:
        word = token.lower_.rstrip(".")
        if word in {"mr", "sir", "lord", "king", "prince", "father", "husband", "son", "brother", "man", "boy", "spokesman", "chairman", "emperor", "sheikh"} or word.endswith("sman"):
            return "m"
        if word in {"mrs", "ms", "miss", "dame", "lady", "queen", "princess", "mother", "wife", "daughter", "sister", "woman", "girl", "actress", "empress", "widow"} or word.endswith("woman"):
            return "f"
    return ""


def _reported_as_actor(head: Token) -> bool:
    """Whether the name finders call the noun a person or an organisation."""
    doc = head.doc
    if head.pos_ == "PROPN" and any(e.start <= head.i < e.end and e.label_ in {"PER", "ORG"} for e in head.sent.ents):
        return True
    return any(s.label_ in {"Person", "Organisation"} and s.end - 1 == head.i for s in doc.spans.get("report", []))


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
    if link in {"obl", "nmod"} and (word in LOCATIVE or word == "to" and head.head.lemma_.lower() in MOTION):
        return True
    if said.sectors == ("GOV",):  # a capital
        governor = head
        while rel(governor) == "conj":
            governor = governor.head
        acts = rel(governor) == "nsubj" and governor.head.pos_ == "VERB" and not is_passive(governor.head)
        return not (acts or governor.dep_ == "obl:agent" or preposition(governor) in {"with", "between", "against", "by"})
    return link == "appos" and head.head.i in reading.place_at


def _idle_facility(head: Token, said: Resolution) -> bool:
    """Whether a school or hospital that no name tells apart does nothing here, and so is a place, not an actor."""
    if not said.facility or said.named is not None or any(t.text[:1].isupper() for t in head.doc[head.i : head.i + 1]):
        return False
    return not (rel(head) == "nsubj" and head.head.pos_ == "VERB" and not is_passive(head.head)) and head.dep_ != "obl:agent"


def _inner(
    reading: Reading, start: int, end: int, head: Token, said: Resolution, names: Mapping[int, Name]
) -> Iterator[Mention]:
    """Names inside of a longer phrase: organisations always, countries where the phrase itself is no actor."""
    doc = reading.doc
    for find in said.finds:
        first, last = start + find.start, start + find.end
        if last > end or first <= head.i < last or heads_phrase(doc[last - 1], names) or _sides(doc, last):
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
