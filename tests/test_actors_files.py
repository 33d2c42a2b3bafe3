"""Users' own actor lists: what is read, what is refused, and that they win over the shipped list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.knowledge.actor_files import read_list, shipped_with
from dateline.reading.actors.resolve import resolve_phrase

CSV = """name,country,sector,from,until,aliases
Nadia Example,KEN,GOV,2020,2023-06,N. Example;Example Nadia
Nadia Example,KEN,BUS,2023-07,,N. Example
River Guard,SSD,PRM,,,RG Force
Hamas,PSE,GOV,,,
"""

CAMEO = """# an own dictionary
!MINIST! = MINISTER, MINISTERS

RIVERLAND_FRONT_  [SDNREB]
+RLF_
ADA_EXAMPLE_  ; a comment
+MS_EXAMPLE_
\t[UGAELI 600101-990101]
\t[UGAGOV >990101]
WATER_!MINIST! [~GOV]
REEDCUTTER [~AGR]
RADIO_LAKE [IGOUNOMED <051231]
"""

PERSON = {
    "id": "a1",
    "schema": "Person",
    "properties": {
        "name": ["Omar Sample"], "alias": ["O. Sample"], "country": ["jo"], "topics": ["role.pep"],
        "position": ["Minister of Water"], "wikidataId": ["Q1"],
    },
}  # fmt: skip
VESSEL = {"id": "a2", "schema": "Vessel", "properties": {"name": ["Sea Sample"]}}
COMPANY = {"id": "a3", "schema": "Company", "caption": "Sample Steel", "properties": {"jurisdiction": ["in"]}}
FTM = "\n\n".join(json.dumps(entity) for entity in (PERSON, VESSEL, COMPANY))


@pytest.fixture
def file(tmp_path: Path):  # type: ignore[no-untyped-def]
    def write(text: str, name: str = "mine.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_csv(file) -> None:  # type: ignore[no-untyped-def]
    known = shipped_with(file(CSV))
    assert resolve_phrase("Nadia Example", "2022", known).sectors == ("GOV",)
    assert resolve_phrase("N. Example", "2024", known).sectors == ("BUS",)
    assert resolve_phrase("RG Force", None, known).country == "SSD"


def test_the_users_list_wins(file) -> None:  # type: ignore[no-untyped-def]
    known = shipped_with(file(CSV))
    assert resolve_phrase("Hamas", None, known).sectors == ("GOV",)
    assert resolve_phrase("Hamas").sectors == ("REB",)
    assert resolve_phrase("the United Nations", None, known).country == "UNO"


def test_cameo(file) -> None:  # type: ignore[no-untyped-def]
    known = shipped_with(file(CAMEO, "own.actors.txt"))
    assert resolve_phrase("RLF", None, known).country == "SDN"
    assert resolve_phrase("Riverland Front fighters", None, known).sectors == ("REB",)
    assert resolve_phrase("Ada Example", "1998", known).sectors == ("ELI",)
    assert resolve_phrase("Ms Example", "2005", known).sectors == ("GOV",)
    assert resolve_phrase("Malian water minister", None, known).sectors == ("GOV",)
    assert resolve_phrase("reedcutters", None, known).sectors == ("AGR",)
    radio = resolve_phrase("Radio Lake", "2004", known)
    assert (radio.country, radio.sectors) == ("UNO", ("JRN",))


def test_follow_the_money(file) -> None:  # type: ignore[no-untyped-def]
    known = shipped_with(file(FTM, "entities.ftm.json"))
    found = resolve_phrase("O. Sample", None, known)
    assert (found.name, found.country, found.sectors, found.identifiers) == (
        "Omar Sample",
        "JOR",
        ("GOV",),
        {"wikidata": "Q1"},
    )
    assert resolve_phrase("Sample Steel", None, known).sectors == ("BUS",)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("name,country\nA,XYZ\n", ["line 2", "country", "XYZ"]),
        ("name,country,sector\nA,KEN,GOV\nB,KEN,ARMY\n", ["line 3", "sector", "ARMY"]),
        ("name,country,from\nA,KEN,2020-13\n", ["line 2", "from", "2020-13"]),
        ("name,country,from,until\nA,KEN,2020,2019\n", ["line 2", "until", "before"]),
        ("name,country\n,KEN\n", ["line 2", "name"]),
        ("name,country,sector\nA,,\n", ["line 2", "country"]),
        ("name,country\nA,KEN,extra\n", ["line 2", "columns"]),
        ("title,country\nA,KEN\n", ["line 1", "name"]),
        ("name,country,height\nA,KEN,3\n", ["line 1", "height"]),
        ("", ["line 1", "header"]),
        ("# a\nA_ [USAGOV >991399]\n", ["line 2", "date"]),
        ("# a\nA_ [USAGOV\n", ["line 2", "bracket"]),
        ("# a\nWATER_!NONE! [~GOV]\n", ["line 2", "NONE"]),
        ('{"id":"1","schema":"Person","properties":{"name":"x"}}\n', ["line 1", "name"]),
        ('{"id":"1","schema":"Person","properties":{"country":["ke"]}}\n', ["line 1", "name"]),
        ('{"id":"1","schema":"Person"\n', ["line 1"]),
    ],
)
def test_a_broken_line_is_named_and_nothing_is_loaded(file, text: str, named: list[str]) -> None:  # type: ignore[no-untyped-def]
    path = file(text)
    with pytest.raises(DatelineError) as raised:
        read_list(path)
    for part in (path.name, *named):
        assert part in str(raised.value)


def test_files_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(b"name,country\n\xff\xfe,KEN\n")
    with pytest.raises(DatelineError, match="UTF-8"):
        read_list(path)
    with pytest.raises(DatelineError, match=r"nowhere\.csv"):
        read_list(tmp_path / "nowhere.csv")
