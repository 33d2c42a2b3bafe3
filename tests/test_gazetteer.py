"""The gazetteer and the table of countries."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.knowledge.countries import (
    capital_of,
    countries,
    country_of,
    country_of_capital,
    demonym,
    iso3_of,
    name_of,
)
from dateline.knowledge.gazetteer import Gazetteer, gazetteer, key


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Syria", "SYR"), ("the Netherlands", "NLD"), ("U.S.", "USA"), ("The U.S.", "USA"), ("US", "USA"),
        ("DR Congo", "COD"),
        ("IRAN", "IRN"), ("Côte d’Ivoire", "CIV"), ("Türkiye", "TUR"), ("Kosovo", "XKX"), ("Scotland", "GBR"),
        ("us", None), ("car", None), ("Atlantis", None),
    ],
)  # fmt: skip
def test_countries_by_name(name: str, code: str | None) -> None:
    assert country_of(name) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Syrian", "SYR"),
        ("Danes", "DNK"),
        ("Frenchmen", "FRA"),
        ("Israelis", "ISR"),
        ("South Korean", "KOR"),
        ("table", None),
    ],
)
def test_demonyms(name: str, code: str | None) -> None:
    assert demonym(name) == code


def test_capitals() -> None:
    assert capital_of("KEN") == "Nairobi"
    assert country_of_capital("Kiev") == "UKR"
    assert capital_of("ZZZ") is None
    assert name_of("GBR") == "United Kingdom"
    assert iso3_of("sy") == "SYR"


def test_every_country_is_complete() -> None:
    assert len(countries()) > 240
    for country in countries().values():
        assert len(country.iso3) == 3
        assert -90 <= country.latitude <= 90
        assert -180 <= country.longitude <= 180


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Mosul", "city", "IRQ"), ("Los Angeles County", "district", "USA"), ("California", "admin", "USA"),
        ("Middle East", "region", None), ("Donbas", "region", "UKR"), ("Black Sea", "water", None),
        ("Heathrow", "facility", "GBR"), ("Peru", "country", "PER"), ("Xi’an", "city", "CHN"),
        ("St. Louis", "city", "USA"),
    ],
)  # fmt: skip
def test_names(name: str, kind: str, country: str | None) -> None:
    assert any(place.kind == kind and place.country == country for place in gazetteer().lookup(name))


def test_spellings_of_arabic_names_agree() -> None:
    assert any(place.country == "SYR" for place in gazetteer().spelled_like("Jabla"))
    assert any(place.country == "YEM" for place in gazetteer().spelled_like("Hodeidah"))


def test_adjectives() -> None:
    found = gazetteer().of_adjective("Siberian")
    assert found is not None
    assert found.name == "Siberia"
    assert gazetteer().of_adjective("wooden") is None


def test_source_date_and_licence_are_told() -> None:
    about = gazetteer().about
    assert about["licence"] == "CC BY 4.0"
    assert about["built"]


def test_an_index_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match=r"keys\.bin"):
        Gazetteer(tmp_path)


@given(st.text(max_size=40))
def test_any_name_can_be_asked_for(name: str) -> None:
    assert key(key(name)) == key(name)
    for place in gazetteer().lookup(name):
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180


@pytest.mark.parametrize("name", ["U.K.", "U.K", "UK"])
def test_periods_change_no_acronym(name: str) -> None:
    assert [place.country for place in gazetteer().lookup(name)] == ["GBR"]
