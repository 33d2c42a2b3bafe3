"""Places: which names are places, and which place is meant."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from dateline.cli import build
from dateline.language import Parser
from dateline.reading import read as read_all
from dateline.reading import to_record
from dateline.reading.context import Reading
from dateline.reading.places import read_places
from dateline.reading.times import read_times
from dateline.record import Document, Place, problems


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def read(parser: Parser, text: str) -> Reading:
    reading = Reading(parser.parse(text), Document(id="d", text=text, published="2023-10-11"))
    read_times(reading)
    read_places(reading)
    return reading


def place(parser: Parser, text: str, name: str) -> Place:
    reading = read(parser, text)
    at = text.index(name)
    return next(p for p in reading.places if any(start <= at < end for start, end in p.mentions))


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("Clashes broke out in Tripoli. Lebanese soldiers closed in, and Beirut sent more.", "Tripoli", "LBN", None),
        ("Clashes broke out in Tripoli. Libyan soldiers closed in, and Benghazi sent more.", "Tripoli", "LBY", None),
        ("A fire broke out in Córdoba, Argentina, officials said.", "Córdoba", "ARG", None),
        ("The mayor of Springfield, Ill., resigned.", "Springfield", "USA", "Illinois"),
        ("Voters in Georgia, Alabama and Florida go to the polls.", "Georgia", "USA", "Georgia"),
        ("Talks in Georgia ended after Abkhaz and Russian delegates left Tbilisi.", "Georgia", "GEO", None),
        ("The Iraqi city of Mosul was shelled.", "Mosul", "IRQ", None),
        ("Police in Birmingham held a man from Coventry. The British court sits in London.", "Birmingham", "GBR", None),
        ("Police in Birmingham said a man from Tuscaloosa, Alabama, was held.", "Birmingham", "USA", "Alabama"),
    ],
)  # fmt: skip
def test_context_decides(parser: Parser, text: str, name: str, country: str, admin1: str | None) -> None:
    found = place(parser, text, name)
    assert found.country == country
    assert admin1 is None or found.admin1 == admin1


@pytest.mark.parametrize(
    ("text", "name", "kind", "precision"),
    [
        ("Shells hit Mariupol on Sunday.", "Mariupol", "city", 1),
        ("Shells fell on the outskirts of Mariupol.", "Mariupol", "city", 2),
        ("Shells fell 30 km north of Mariupol.", "Mariupol", "city", 2),
        ("Officials from Kenya arrived.", "Kenya", "country", 6),
        ("A tanker was seized in the Black Sea.", "Black Sea", "water", 7),
        ("Floods spread across Texas.", "Texas", "admin", 4),
        ("Fighting spread across the Donbas.", "Donbas", "region", 5),
    ],
)
def test_kind_and_precision(parser: Parser, text: str, name: str, kind: str, precision: int) -> None:
    found = place(parser, text, name)
    assert (found.kind, found.precision) == (kind, precision)


def test_nearness_moves_no_coordinates(parser: Parser) -> None:
    at = place(parser, "Shells hit Mariupol.", "Mariupol")
    near = place(parser, "Shells fell near Mariupol.", "Mariupol")
    assert (at.latitude, at.longitude) == (near.latitude, near.longitude)


def test_persons_are_no_places(parser: Parser) -> None:
    reading = read(parser, "Michael Jordan met reporters. Jordan said he was glad.")
    assert not reading.places


def test_adjectives_of_origin_are_places_but_people_are_not(parser: Parser) -> None:
    assert place(parser, "Syrian troops left the town.", "Syrian").country == "SYR"
    assert not read(parser, "Syrians left their homes.").places


def test_one_place_has_all_its_mentions(parser: Parser) -> None:
    reading = read(parser, "Nairobi was calm. Police patrolled Nairobi, and shops in Nairobi opened.")
    assert [len(p.mentions) for p in reading.places] == [3]


def test_dateline_place(parser: Parser) -> None:
    reading = read(parser, "OSLO, March 3 (Agency) -- Talks ended on Friday without result.")
    assert reading.document.dateline is not None
    assert reading.document.dateline.place == reading.places[0].id
    assert reading.places[0].country == "NOR"


def test_every_place_says_why(parser: Parser) -> None:
    reading = read(parser, "A fire broke out in Córdoba, Argentina, officials said.")
    assert any("said to lie in Argentina" in reason for reason in reading.why[reading.places[0].id])


NAMES = st.sampled_from([
    "Paris", "Georgia", "al-", "U.S.", "New", "York", ",", "(", "of", "the", "Saint", "St.", "’s", "-", "Washington",
    "D.C.", "in", "City", "SYRIA", "Córdoba", "\n", "D’Aunoy", "Street", "and", "江", ".", "Tex.",
])  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(NAMES, min_size=1, max_size=14))
def test_hostile_names_keep_the_record_sound_and_equal(parser: Parser, pieces: list[str]) -> None:
    text = " ".join(pieces)
    first, second = read(parser, text), read(parser, text)
    assert problems(to_record(first)) == []
    assert first.places == second.places


def test_command() -> None:
    result = CliRunner().invoke(build("place"), ["place", "Springfield, Ill."])
    assert result.exit_code == 0
    assert "Illinois" in result.output
    assert "GeoNames" in result.output


def test_command_takes_context() -> None:
    result = CliRunner().invoke(build("place"), ["place", "Tripoli", "--context", "Lebanon"])
    assert "LBN (city), precision 1" in result.output


# -- places that are described


def described(parser: Parser, text: str) -> Reading:
    return read_all(parser.parse(text), Document(id="d", text=text, published="2023-10-11"))


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Rebels shelled the dam and two bridges.", "two bridges", "facility"),
        ("Soldiers destroyed fighting positions and a supply route.", "fighting positions", "facility"),
        ("Families fled across the river into the forest.", "the river", "water"),
        ("Aid workers reached a village after three days.", "a village", "city"),
        ("Residents left the area.", "the area", "region"),
    ],
)
def test_a_place_that_nothing_names_has_no_coordinates(parser: Parser, text: str, words: str, kind: str) -> None:
    record = to_record(described(parser, text))
    found = next(p for p in record.places if any(text[s:e] == words for s, e in p.mentions))
    assert (found.kind, found.latitude, found.longitude, found.precision) == (kind, None, None, None)


def test_a_described_place_lies_where_the_text_says(parser: Parser) -> None:
    reading = described(parser, "Jets struck a hospital in Idlib, Syria, on Tuesday. The hospital was destroyed.")
    hospital = next(p for p in reading.places if p.name == "hospital")
    assert (hospital.country, hospital.latitude, len(hospital.mentions)) == ("SYR", None, 2)
    assert "lies in Idlib" in " ".join(reading.why[hospital.id])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A political solution is far off.", []),
        ("The hospital said that ten people had died.", []),
        ("It is a town of farmers.", []),
        ("Police searched the city of Aleppo.", ["Aleppo"]),
    ],
)
def test_what_describes_no_further_place(parser: Parser, text: str, names: list[str]) -> None:
    assert [p.name for p in described(parser, text).places] == names


def test_the_town_is_the_town_that_was_named(parser: Parser) -> None:
    text = "Rockets hit Palmyra on Monday. Soldiers entered the town on Tuesday."
    record = to_record(described(parser, text))
    assert [(p.name, len(p.mentions)) for p in record.places] == [("Palmyra", 2)]
    assert not problems(record)


def test_an_apposition_is_the_place_that_it_describes(parser: Parser) -> None:
    text = "Palmyra, a town in the desert, was shelled."
    found = next(p for p in described(parser, text).places if p.name == "Palmyra")
    assert [text[s:e] for s, e in found.mentions] == ["Palmyra", "a town"]
