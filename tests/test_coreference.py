"""Coreference: which mentions are the same actor."""

from __future__ import annotations

import pytest

from dateline.language import Parser
from dateline.reading.actors import read_actors
from dateline.reading.context import Reading
from dateline.reading.places import read_places
from dateline.reading.times import read_times
from dateline.record import Document


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def clusters(parser: Parser, text: str, published: str = "2019-05-01") -> list[list[str]]:
    reading = Reading(parser.parse(text), Document(id="d", text=text, published=published))
    for reader in (read_times, read_places, read_actors):
        reader(reading)
    return [[text[a:b] for a, b in entity.mentions] for entity in reading.entities]


def together(parser: Parser, text: str, *forms: str) -> bool:
    return any(all(form in cluster for form in forms) for cluster in clusters(parser, text))


def test_an_object_is_not_its_own_subject(parser: Parser) -> None:
    text = "President Maria Muster met Senator Carl Exempel on Monday and urged him to resign."
    assert together(parser, text, "Senator Carl Exempel", "him")


def test_gender_tells_pronouns_apart(parser: Parser) -> None:
    text = "Mr. Tom Muster met Ms. Ana Exempel. She praised the talks, and he thanked the hosts."
    found = clusters(parser, text)
    assert any("She" in c and any("Exempel" in m for m in c) for c in found)
    assert any("he" in c and any("Muster" in m for m in c) for c in found)


def test_i_and_we_in_a_quotation_are_its_speaker(parser: Parser) -> None:
    text = "“I will not resign,” Prime Minister Jan Muster said. “We have done nothing wrong.”"
    assert together(parser, text, "I", "We", "Prime Minister Jan Muster")


def test_the_same_institution_in_other_words(parser: Parser) -> None:
    text = "Ghana's government raised taxes on Monday. The government said it had no choice."
    assert together(parser, text, "Ghana's government", "The government", "it")


def test_institutions_of_two_countries_stay_apart(parser: Parser) -> None:
    text = "The Chilean navy rescued ten fishermen. The Peruvian navy had refused to help."
    assert not together(parser, text, "The Chilean navy", "The Peruvian navy")


def test_other_and_counted_people_stay_apart(parser: Parser) -> None:
    text = "Two soldiers were hurt in Dakar. Three soldiers died in Bamako. Other soldiers fled."
    assert all(len(cluster) == 1 for cluster in clusters(parser, text) if any("oldiers" in m for m in cluster))


def test_his_country_and_the_country(parser: Parser) -> None:
    text = "Kenyan President Otto Muster said his country would send troops. Kenya has promised help before."
    assert together(parser, text, "his country", "Kenya")


def test_it_may_stand_for_a_thing(parser: Parser) -> None:
    text = "The bridge collapsed on Sunday. It had carried trucks for years."
    assert all("It" not in cluster for cluster in clusters(parser, text))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "He.", "“We", "they they they", "I, we, us."])
def test_scraps_do_not_break_it(parser: Parser, text: str) -> None:
    clusters(parser, text)
