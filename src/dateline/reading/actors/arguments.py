"""Which entities fill an argument: the questions that events, attributions and figures ask."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from dateline.knowledge.actor_words import word_class
from dateline.knowledge.countries import name_of
from dateline.reading.actors.chunks import chunk
from dateline.reading.actors.entities import add_entity
from dateline.reading.actors.mentions import Ground, describe
from dateline.reading.actors.phrases import Resolution
from dateline.reading.context import Reading, char_span
from dateline.reading.syntax import antecedent, by_phrase, conjuncts, preposition, rel
from dateline.reading.tree import Token
from dateline.record import Entity

QUANTITIES = word_class("quantities")
PEOPLE = word_class("people")


def actors_of(reading: Reading, token: Token) -> list[Entity]:
    """The actors in the argument that `token` heads, its conjuncts included, in the order of the text.

    A pronoun gives what it stands for, a relative pronoun its antecedent, a quantity ("dozens of protesters")
    what is counted, a country its entity even where it is named as a place. A person- or organisation-like phrase
    that no mention covered becomes an entity of its own. Things that are no actor (weapons, strikes, dates, towns)
    give an empty list.
    """
    return _unique(entity for part in conjuncts(antecedent(token)) for entity in _one(reading, antecedent(part)))


def owner_of(reading: Reading, token: Token) -> list[Entity]:
    """Whose the thing is that `token` heads: possessor, nation or organisation before it, or who did it, after "by".

    "Israel's strikes", "Israeli strikes", "the strikes by Israel", "attacks carried out by Israel" have an owner.
    """
    parts: list[Token] = []
    for child in token.children:
        link, word = rel(child), preposition(child)
        before = child.i < token.i and not word and (link == "nmod" or child.i in reading.entity_at)
        if child.dep_ == "nmod:poss" or (link in {"nmod", "compound", "amod"} and (before or word == "by")):
            parts += conjuncts(child)
        elif rel(child) == "acl":
            parts += by_phrase(child)
    return _unique(entity for part in parts for entity in _one(reading, part))


def host_of(reading: Reading, token: Token) -> list[Entity]:
    """The country in which the place at `token` lies, as an actor: who receives a visitor to Tel Aviv."""
    place = reading.place_at.get(token.i)
    return [country_actor(reading, place.country, token)] if place is not None and place.country else []


def capital_of(reading: Reading, token: Token) -> list[Entity]:
    """The government that a capital stands for where it is spoken to: "called on Manila", "pressure on Kigali"."""
    place = reading.place_at.get(token.i)
    if place is None or place.kind != "city" or not place.country:
        return []
    start, end = chunk(token, {})
    found = describe(_ground(reading), start, end, token)
    if found.kind != "country":
        return []
    for entity in reading.entities:
        if (entity.kind, entity.name, entity.country) == (found.kind, found.name, found.country):
            return [entity]
    return [add_entity(reading, found, char_span(token), (token.i,), f"“{token.text}” stands for its government")]


def country_actor(reading: Reading, country: str, token: Token) -> Entity:
    """The entity of a country by its ISO 3166-1 alpha-3 code; made with `token` as its mention if there is none."""
    for entity in reading.entities:
        if entity.kind == "country" and entity.country == country and not entity.sectors:
            return entity
    said = Resolution("country", name_of(country) or country, None, country)
    return add_entity(reading, said, char_span(token), (token.i,), f"country {country}: the place “{token.text}”")


def _one(reading: Reading, token: Token) -> list[Entity]:
    pair = _both(reading, token)
    if pair:
        return pair
    counted = _counted(token)
    if counted is not None:
        return [entity for part in conjuncts(counted) for entity in _one(reading, antecedent(part))]
    found = reading.entity_at.get(token.i)
    if found is not None:
        twins = [
            reading.entity_at[p.i]
            for c in token.lefts
            if rel(c) in {"amod", "compound"}
            for p in conjuncts(c)
            if p.i in reading.entity_at and (len(conjuncts(c)) > 1 or _is_coordinated(p))
        ]
        alike = [twin for twin in twins if twin.kind == found.kind]
        return _unique([*alike, found, *_compatriots(reading, token, found)])
    place = reading.place_at.get(token.i)
    if place is not None:
        return [country_actor(reading, place.country, token)] if place.kind == "country" and place.country else []
    return _made(reading, token)


def _compatriots(reading: Reading, noun: Token, first: Entity) -> list[Entity]:
    """Who "the presidents of Chad and Sudan" are beside the first: the same of each further country named there."""
    if first.kind != "group" or first.country is None or noun.lower_ == noun.lemma_.lower():
        return []
    found: list[Entity] = []
    for child in noun.rights:
        countries = [_country_at(reading, part) for part in conjuncts(child)]
        if rel(child) != "nmod" or preposition(child) not in {"of", "from"} or countries[0] != first.country:
            continue
        for country in filter(None, countries[1:]):
            same = (first.kind, first.name, country)
            entity = next((e for e in reading.entities if (e.kind, e.name, e.country) == same), None)
            said = Resolution(first.kind, first.name, first.role, country, tuple(first.sectors))
            why = f"“{noun.text}” of {name_of(country)}, named beside those of {name_of(first.country)}"
            found.append(entity or add_entity(reading, said, char_span(noun), (), why))
    return found


def _country_at(reading: Reading, token: Token) -> str | None:
    """The code of the country that a word names, None where it names none."""
    entity, place = reading.entity_at.get(token.i), reading.place_at.get(token.i)
    if entity is not None:
        return entity.country if entity.kind == "country" else None
    return place.country if place is not None and place.kind == "country" else None


def _is_coordinated(token: Token) -> bool:
    """Whether a word stands beside "and", as in "North and South Korea", not merely before its noun."""
    beside = token.doc[max(0, token.i - 1) : token.i + 2]
    return any(t.pos_ == "CCONJ" for t in beside)


def _both(reading: Reading, token: Token) -> list[Entity]:
    """The two countries that "both countries" are: the last two that the text named before, unless it named others."""
    if token.lower_ not in {"countries", "nations"} or not any(c.lower_ in {"both", "two"} for c in token.lefts):
        return []
    found: dict[str, Entity] = {}
    for position in range(token.i - 1, -1, -1):
        entity = reading.entity_at.get(position)
        if entity is not None and entity.kind == "country":
            found.setdefault(entity.id, entity)
            if len(found) == 2:
                return list(reversed(found.values()))
    return []


def _counted(token: Token) -> Token | None:
    """What a quantity counts: the protesters of "dozens of protesters"; None where the token is no quantity."""
    if token.lemma_.lower() not in QUANTITIES and token.pos_ != "NUM":
        return None
    return next((c for c in token.rights if rel(c) == "nmod" and preposition(c) == "of"), None)


@lru_cache(maxsize=1)
def _ground(reading: Reading) -> Ground:
    return Ground.of(reading, scan=False)


def _made(reading: Reading, token: Token) -> list[Entity]:
    """An entity for a phrase that speaks of people or organisations in words that no list knows."""
    if token.lower_ in PEOPLE:
        said, start, end = Resolution("group", token.text), token.i, token.i + 1
        if token.lower_ == "those":
            end = token.right_edge.i + 1
    else:
        if token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return []
        start, end = chunk(token, {})
        said = describe(_ground(reading), start, end, token)
        personal = any(
            c.dep_ == "acl:relcl" and any(g.lower_ in {"who", "whom"} for g in c.subtree) for c in token.children
        )
        if said.kind is None and not personal:
            return []
        if said.kind is None:
            said = Resolution("group", said.name, None, said.country, said.sectors, reasons=said.reasons)
    span = reading.doc[start:end]
    text = span.text
    for entity in reading.entities:
        if entity.kind == said.kind and entity.name == said.name:
            entity.mentions.append(char_span(span))
            reading.entity_at[token.i] = entity
            return [entity]
    return [
        add_entity(reading, said, char_span(span), range(start, end), f"“{text}” speaks of people or organisations")
    ]


def _unique(entities: Iterable[Entity]) -> list[Entity]:
    found: dict[str, Entity] = {}
    for entity in entities:
        found.setdefault(entity.id, entity)
    return list(found.values())
