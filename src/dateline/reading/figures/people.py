"""Whether those counted are people, and what they are where the count leaves its noun out."""

from __future__ import annotations

from dateline.knowledge.measures import measures
from dateline.knowledge.sectors import lexicon
from dateline.reading import syntax
from dateline.reading.context import Reading
from dateline.reading.figures.counts import Count
from dateline.reading.tree import Token

ELLIPTIC = frozenset({
    "more", "other", "another", "them", "those", "whom", "us", "they", "these", "dead", "injured", "wounded",
})  # fmt: skip
_PERSONAL = ("man", "men", "woman", "women", "ist", "er", "or", "ian", "ee", "ant")
_THINGS = frozenset({"munitions", "vehicles", "structures"})


def lemma(token: Token) -> str:
    """The lemma in lower case."""
    return token.lemma_.lower()


def named(count: Count) -> Token | None:
    """The noun of what is counted, that of the count before it where it has none of its own: "and another 1,100"."""
    return count.like if count.noun is None or lemma(count.noun) in ELLIPTIC else count.noun


def is_person(reading: Reading, count: Count) -> bool:
    """Whether those counted are people, or not named at all."""
    noun = count.noun
    if noun is None:
        return True
    word, known = lemma(noun), measures()
    if any(t.lower_ in {"strong", "member"} for t in syntax.modifiers(noun)):
        return True
    if word in known.people or word in known.groups or word in ELLIPTIC:
        return True
    if word in known.animals or word in known.totals:
        return False
    found = known.noun.get(word)
    if found is not None:
        return found not in _THINGS
    head = lexicon().heads.get((word,))
    if head is not None:
        return head.kind == "person"
    return noun.i in reading.entity_at or noun.pos_ in {"PROPN", "ADJ", "PRON"} or word.endswith(_PERSONAL)


def may_be_person(count: Count) -> bool:
    """Whether nothing says that those counted are animals or things, so that a verb of people may take them."""
    if count.noun is None:
        return True
    known = measures()
    word = lemma(count.noun)
    return word not in known.animals and known.noun.get(word) not in _THINGS
