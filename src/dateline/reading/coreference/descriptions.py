"""Passes over descriptions: predicates, a description said again, and a description of a name."""

from __future__ import annotations

from dateline.knowledge.actor_words import word_class
from dateline.knowledge.sectors import lemma, lexicon
from dateline.reading.actors.mentions import Mention
from dateline.reading.coreference.clusters import Links
from dateline.reading.syntax import rel

NEAR = 3
POSSESSIVES = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose"})
STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
COLLECTIVE = word_class("collective")
LOOSE = word_class("loose")
OTHERS = word_class("others")
GENERIC = word_class("generic")
UNIQUE = word_class("unique")


def predicates(links: Links) -> None:
    """ "Wong is a leader of the movement": what a person is said to be is that person."""
    by_head = {m.head.i: m for m in links.mentions if m.kind in {"name", "description"}}
    for mention in list(by_head.values()):
        cop = [c for c in mention.head.children if rel(c) == "cop"]
        subject = next((c for c in mention.head.children if rel(c) == "nsubj"), None)
        if not cop or subject is None or subject.i not in by_head or mention.said.kind != "person":
            continue
        other = by_head[subject.i]
        if any(c.dep_ == "advmod" and c.lower_ in {"not", "n't", "n’t", "never"} for c in mention.head.children):
            continue
        if other.said.kind == "person" and other.kind == "name" and links.agree(other, mention):
            links.merge(other, mention, f"“{links.text(other)}” is said to be “{links.text(mention)}”")


def same_heads(links: Links) -> None:
    """A description that takes up an earlier one with the same head: "the protesters", "the Asad regime … the regime".

    Possessives with owners of their own wait for the pronouns to be known.
    """
    before: dict[str, list[Mention]] = {}
    for mention in links.mentions:
        earlier = before.setdefault(lemma(mention.head.text), [])
        if mention.kind == "description" and not _linked_back(links, mention):
            for other in reversed(earlier):
                if other.end <= mention.start and _same_head(links, mention, other):
                    links.merge(other, mention, f"“{links.text(mention)}” takes up “{links.text(other)}”")
                    break
        earlier.append(mention)


def _linked_back(links: Links, mention: Mention) -> bool:
    return any(m.start < mention.start for m in links.of(mention).mentions)


def _same_head(links: Links, mention: Mention, other: Mention) -> bool:
    if other.kind == "pronoun" or other.said.kind == "country":
        return False
    if (mention.said.kind == "person") != (other.said.kind == "person") or not links.agree(mention, other):
        return False
    if mention.number != other.number or (other.kind == "name" and mention.said.kind == "person"):
        return False
    first = links.doc[mention.start].lower_
    if first in OTHERS or (
        not mention.definite and (mention.said.kind == "person" or lemma(mention.head.text) in GENERIC)
    ):
        return False
    owner, theirs = _owner(links, mention), _owner(links, other)
    if owner is not None and theirs is not None and links.of(owner) is not links.of(theirs):
        return False
    if not mention.definite and mention.said.kind == "organization":
        return lemma(mention.head.text) in UNIQUE
    counts = {_count(links, mention), _count(links, other)} - {""}
    if len(counts) > 1:
        return False
    bare, full = _modifiers(links, mention), _modifiers(links, other)
    return bare <= full if mention.definite else bare == full


def _owner(links: Links, mention: Mention) -> Mention | None:
    return next(
        (links.by_head[c.i] for c in mention.head.children if c.dep_ == "nmod:poss" and c.i in links.by_head), None
    )


def _modifiers(links: Links, mention: Mention) -> set[str]:
    words = {t.lower_ for t in links.doc[mention.start : mention.end] if t.pos_ in {"ADJ", "NOUN", "PROPN", "VERB"}}
    return words - {mention.head.lower_, "other", "more", "many", "same"}


def _count(links: Links, mention: Mention) -> str:
    return next((t.lower_ for t in links.doc[mention.start : mention.end] if t.pos_ == "NUM"), "")


def taken_up(links: Links) -> None:
    """A definite description of a name: "the top US diplomat" of Antony Blinken, "the group" of Hamas."""
    for index, mention in enumerate(links.mentions):
        if mention.kind != "description" or not mention.definite or _linked_back(links, mention):
            continue
        if links.doc[mention.start].lower_ in POSSESSIVES:
            continue
        for other in reversed(links.mentions[:index]):
            if (
                other.kind == "name"
                and other.end <= mention.start
                and links.agree(mention, other)
                and _describes(links, mention, other)
            ):
                links.merge(other, mention, f"“{links.text(mention)}” describes “{links.text(other)}”")
                break


def _describes(links: Links, mention: Mention, other: Mention) -> bool:
    cluster, said = links.of(other), mention.said
    near = links.distance(mention, cluster) <= NEAR
    if said.kind == "person" and other.said.kind == "person":
        roles = {m.said.role.casefold() for m in cluster.mentions if m.said.role}
        title = said.name.casefold()
        if any(role == title or role.endswith(" " + title) for role in roles):
            return True
        return (
            near
            and bool(set(said.sectors) & cluster.sectors)
            and bool(said.country and said.country in cluster.countries)
        )
    if other.said.kind != "organization" or said.kind not in {"group", "organization"} or mention.number == "many":
        return False
    head = lemma(mention.head.text)
    if head not in COLLECTIVE or not near or mention.head.text != mention.head.lower_:
        return False
    if any(not lexicon().modifier_at([lemma(word)], 1) for word in _modifiers(links, mention)):
        return False
    if said.sectors:
        fits = bool(set(said.sectors) & cluster.sectors)
        return fits and (not set(said.sectors) & STATE or bool(said.country))
    return head not in LOOSE or not cluster.sectors & STATE
