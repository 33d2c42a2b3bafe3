"""Which entities fill an argument: the questions that events, attributions and figures ask."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.reading.context import Reading
from dateline.record import Entity


def actors_of(reading: Reading, token: Token) -> list[Entity]:
    """The actors in the argument that `token` heads, its conjuncts included, in the order of the text.

    A pronoun gives what it stands for, a relative pronoun its antecedent, a quantity ("dozens of protesters")
    what is counted. A person- or organisation-like phrase that no mention covered becomes an entity of its own.
    Things that are no actor (weapons, strikes, dates) give an empty list.
    """
    found: list[Entity] = []
    for part in (token, *(t for t in token.subtree if t.dep_ == "conj" and t.head == token)):
        entity = reading.entity_at.get(part.i)
        if entity is not None and entity not in found:
            found.append(entity)
    return found


def owner_of(reading: Reading, token: Token) -> list[Entity]:
    """Whose the thing is that `token` heads: its possessor, the nation or the organisation that modifies it, its "by".

    "Israel's strikes", "Israeli strikes", "the strikes by Israel" and "the assault of the rebels" have owners.
    """
    found: list[Entity] = []
    for child in token.children:
        if child.dep_ in {"nmod:poss", "amod", "compound"}:
            for entity in actors_of(reading, child):
                if entity not in found:
                    found.append(entity)
    return found
