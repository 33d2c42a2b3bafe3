"""Actors: what phrases say of them, which entities a text has, and who fills an argument."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.knowledge.actors import INTERNATIONAL, shipped
from dateline.knowledge.countries import countries
from dateline.knowledge.sectors import KINDS, SECTORS, lemma, lexicon_rows
from dateline.language import Parser
from dateline.reading import to_record
from dateline.reading.actors import actors_of, country_actor, host_of, owner_of, read_actors
from dateline.reading.actors.resolve import resolve_phrase
from dateline.reading.context import Reading
from dateline.reading.places import read_places
from dateline.reading.times import read_times
from dateline.record import Document, Entity, problems


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def read(parser: Parser, text: str, published: str | None = "2023-10-11", publisher: str | None = None) -> Reading:
    reading = Reading(parser.parse(text), Document(id="d", text=text, published=published, publisher=publisher))
    for reader in (read_times, read_places, read_actors):
        reader(reading)
    return reading


def entity(reading: Reading, name: str) -> Entity:
    return next(e for e in reading.entities if e.name == name)


def mentions(reading: Reading, name: str) -> list[str]:
    return [reading.document.text[a:b] for a, b in entity(reading, name).mentions]


@pytest.mark.parametrize(
    ("phrase", "country", "sectors"),
    [
        ("Uruguayan lawmakers", "URY", ("LEG",)),
        ("the Peruvian Navy", "PER", ("MIL",)),
        ("Ghana's finance minister", "GHA", ("GOV",)),
        ("Norwegian aid workers", "NOR", ("SOC",)),
        ("a former Danish prime minister", "DNK", ("ELI",)),
        ("rebel commander", None, ("REB",)),
        ("police spokesman", None, ("COP",)),
        ("government troops", None, ("MIL",)),
        ("Iran-backed militia", None, ("PRM",)),
        ("a Mali-based armed group", "MLI", ("REB",)),
        ("Finland's ambassador to Chile", "FIN", ("GOV",)),
        ("the president of the Knesset", "ISR", ("LEG",)),
        ("Boko Haram fighters", "NGA", ("REB",)),
        ("the White House press secretary", "USA", ("GOV",)),
        ("Belgium", "BEL", ()),
        ("the United Nations", "UNO", ("GOV",)),
        ("dozens of villagers in Laos", "LAO", ("CVL",)),
    ],
)
def test_country_and_sector_are_composed_from_the_phrase(
    phrase: str, country: str | None, sectors: tuple[str, ...]
) -> None:
    found = resolve_phrase(phrase)
    assert (found.country, found.sectors) == (country, sectors), found.reasons


def test_an_unknown_name_takes_what_its_title_says() -> None:
    found = resolve_phrase("Kenyan Health Secretary Wanjiru Example")
    assert found.kind == "person"
    assert (found.name, found.country) == ("Wanjiru Example", "KEN")
    assert "Health Secretary" in (found.role or "")


def test_offices_hold_in_their_years() -> None:
    assert resolve_phrase("Boris Johnson", "2017-03-01").role == "Foreign Secretary"
    assert resolve_phrase("Boris Johnson", "2020").role == "Prime Minister"
    assert resolve_phrase("Boris Johnson").sectors == ("ELI",)
    assert resolve_phrase("the Taliban", "2015").sectors == ("REB",)
    assert resolve_phrase("the Taliban", "2022").sectors == ("GOV",)
    assert any("2016-07-13 to 2018-07-09" in reason for reason in resolve_phrase("Boris Johnson", "2017").reasons)


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError):
        resolve_phrase("Boris Johnson", "last year")


@given(st.text(max_size=60))
def test_any_text_is_a_phrase(phrase: str) -> None:
    found = resolve_phrase(phrase)
    assert resolve_phrase(phrase) == found
    assert set(found.sectors) <= SECTORS
    assert found.country is None or found.country in countries() or found.country in INTERNATIONAL


def test_the_shipped_tables_are_sound() -> None:
    rows = {row for group in shipped().rows.values() for row in group}
    assert len(rows) > 1000
    heads = lexicon_rows()
    assert len({(head.phrase, head.kind == "modifier") for head in heads}) == len(heads)
    for head in heads:
        assert head.kind in KINDS
        assert head.sector in SECTORS or not head.sector
        assert head.yields in {"", "any", "armed", "whole"}


def test_plurals_fold_and_names_do_not() -> None:
    assert [lemma(word) for word in ("soldiers", "policewomen", "militias", "police", "news")] == [
        "soldier", "policewoman", "militia", "police", "news",
    ]  # fmt: skip


def test_one_person_is_one_entity(parser: Parser) -> None:
    reading = read(
        parser,
        "Foreign Minister Ola Nordmann of Norway arrived in Oslo on Monday. Nordmann said he would meet the press. "
        "His aides declined to comment.",
    )
    assert mentions(reading, "Ola Nordmann")[1:] == ["Nordmann", "he", "His"]
    found = entity(reading, "Ola Nordmann")
    assert (found.kind, found.country, found.sectors) == ("person", "NOR", ["GOV"])


def test_apposition_and_definite_description(parser: Parser) -> None:
    reading = read(parser, "Hezbollah, the militia, fired rockets on Friday. The group said it would not stop.")
    assert mentions(reading, "Hezbollah") == ["Hezbollah", "the militia", "The group", "it"]


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("Mexico's Senate", "MEX", "LEG"),
        ("the Philippine Senate", "PHL", "LEG"),
        ("Peru's Congress", "PER", "LEG"),
        ("South Korea's Joint Chiefs of Staff", "KOR", "MIL"),
        ("the Senate", "USA", "LEG"),
        ("Lebanon's Hezbollah", "LBN", "REB"),
        ("the Kurdistan Workers' Party", "TUR", "REB"),
        ("Tigrayan forces", "ETH", "MIL"),
        ("Kosovo Serbs", "XKX", ""),
        ("Bangladesh's garment workers", "BGD", "LAB"),
        ("Danish ministers", "DNK", "GOV"),
        ("the Houthi-run health ministry", "YEM", "GOV"),
        ("OPEC ministers", "IGO", "GOV"),
        ("Baloch separatists", "PAK", "REB"),
    ],
)
def test_whose_a_body_is_comes_before_the_list(phrase: str, country: str, sector: str) -> None:
    found = resolve_phrase(phrase, "2024-02-01")
    assert (found.country, "".join(found.sectors[:1])) == (country, sector)


def test_the_senate_is_that_of_the_country_the_text_is_about(parser: Parser) -> None:
    text = "MANILA - The Senate opened an inquiry into the Philippine police. The Senate president spoke on Monday."
    assert entity(read(parser, text), "Senate").country == "PHL"
    text = "MANILA - Philippine officials met United States diplomats. Later the Senate in Washington voted."
    assert entity(read(parser, text), "Senate").country == "USA"


def test_an_office_with_a_hyphen_is_one_actor(parser: Parser) -> None:
    found = read(parser, "The secretary-general's spokesman met the attorney-general in Accra.")
    assert [e.name for e in found.entities if e.name in {"secretary", "general", "attorney"}] == []
    assert mentions(found, "attorney-general") == ["the attorney-general"]


@pytest.mark.parametrize("text", ["JENIN (Agency) - Soldiers left.", "GAZIANTEP (Agency) — Rescuers left."])
def test_the_town_of_the_dateline_is_no_actor(parser: Parser, text: str) -> None:
    found = read(parser, text)
    assert not any(start == 0 for e in found.entities for start, _ in e.mentions)
    assert found.places[0].mentions == [(0, text.index(" "))]


def test_acronyms_in_brackets(parser: Parser) -> None:
    reading = read(
        parser,
        "The Coastal Workers Union (CWU) called a strike on Monday. The CWU wants higher wages.",
    )
    found = next(e for e in reading.entities if e.name == "Coastal Workers Union")
    assert [reading.document.text[a:b] for a, b in found.mentions].count("CWU") == 2


def test_capitals_stand_for_governments_and_for_places(parser: Parser) -> None:
    reading = read(parser, "Ankara rejected the offer. The talks were held in Ankara.")
    found = entity(reading, "Ankara")
    assert (found.kind, found.country, found.sectors) == ("country", "TUR", ["GOV"])
    assert len(found.mentions) == 1


def test_nationalities_before_things_are_their_country(parser: Parser) -> None:
    reading = read(parser, "Sudan protested. Ethiopian strikes destroyed a bridge near the border with Sudan.")
    strikes = next(t for t in reading.doc if t.text == "strikes")
    assert [e.country for e in owner_of(reading, strikes)] == ["ETH"]
    assert entity(reading, "Ethiopia").kind == "country"


def test_owners_and_descriptions_inherit(parser: Parser) -> None:
    reading = read(parser, "Boko Haram released a video on Sunday. Its leaders rejected a truce.")
    found = next(e for e in reading.entities if "leaders" in e.name)
    assert (found.country, found.sectors) == ("NGA", ["REB"])


def test_two_nationalities_are_two_actors(parser: Parser) -> None:
    reading = read(parser, "Chile and Peru signed a treaty. Both countries praised the deal.")
    countries_ = next(t for t in reading.doc if t.text == "countries")
    assert [e.country for e in actors_of(reading, countries_)] == ["CHL", "PER"]


def test_arguments(parser: Parser) -> None:
    text = "Soldiers beat dozens of protesters and journalists, who had gathered in Dakar on Sunday."
    reading = read(parser, text)
    token = {t.text: t for t in reading.doc}
    assert [e.name for e in actors_of(reading, token["Soldiers"])] == ["Soldiers"]
    assert {e.name for e in actors_of(reading, token["dozens"])} == {"protesters", "journalists"}
    assert actors_of(reading, token["Sunday"]) == []
    assert [e.country for e in host_of(reading, token["Dakar"])] == ["SEN"]
    assert country_actor(reading, "SEN", token["Dakar"]) is host_of(reading, token["Dakar"])[0]
    assert problems(to_record(reading)) == []


def test_we_in_a_statement_is_who_publishes_it(parser: Parser) -> None:
    text = "We condemn the attack in the strongest terms."
    said = next(e for e in read(parser, text, publisher="US State Department").entities if e.mentions[0] == (0, 2))
    assert (said.name, said.country) == ("US State Department", "USA")
    unnamed = next(e for e in read(parser, text).entities if e.mentions[0] == (0, 2))
    assert (unnamed.name, unnamed.country) == ("we", None)


def test_every_entity_says_why(parser: Parser) -> None:
    reading = read(parser, "French President Emmanuel Macron met Ugandan soldiers in Kampala.", "2019-05-01")
    for found in reading.entities:
        assert reading.why[found.id], found.name


@given(
    st.text(
        alphabet=st.sampled_from("Moscow said the U.S. army of “Hamas” killed 3 men, she (it) Macron's-\n ."),
        max_size=120,
    )
)
def test_any_text_is_read_the_same_way_twice(text: str) -> None:
    parser = Parser()
    first, second = (to_record(read(parser, text)) for _ in range(2))
    assert first == second
    assert problems(first) == []


def test_the_command_explains(run) -> None:  # type: ignore[no-untyped-def]
    done = run("actor", "French Defence Minister Florence Parly", "--date", "2019-05-01", "--json")
    told = json.loads(done.out)
    assert (told["country"], told["sectors"], told["role"]) == ("FRA", ["GOV"], "Defence Minister")
    assert any("holds on 2019-05-01" in reason for reason in told["why"])
    assert "no date" in run("actor", "x", "--date", "soon").err
