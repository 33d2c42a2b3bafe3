"""Sentences that are easily misread: sport, calamities, several nations, promises, what is told to the press, plans."""

from __future__ import annotations

import pytest

from dateline import Coder


def told(coder: Coder, text: str) -> list[tuple[str, str]]:
    """Types and statuses of the events of a text, in its order."""
    return [(e.type, e.status) for e in coder.code(text, published="2024-05-15").events]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Armenian and Azerbaijani forces clashed near the border.", ["ARM", "AZE"]),
        ("Israeli and Palestinian officials met in Cairo.", ["ISR", "PSE"]),
        ("Chinese, Russian and Iranian diplomats met in Beijing.", ["CHN", "RUS", "IRN"]),
        ("US and South Korean troops began joint exercises.", ["USA", "KOR"]),
        ("Officials from India and Pakistan met in Dubai.", ["IND", "PAK"]),
        ("The presidents of Chad, Niger and Sudan signed a treaty.", ["TCD", "NER", "SDN"]),
        ("The president of Chad met rebels.", ["TCD", None]),
        ("Police of Trinidad and Tobago arrested a man.", ["TTO"]),
    ],
)
def test_several_nations_before_or_after_one_noun_are_several_actors(
    coder: Coder, text: str, actors: list[str | None]
) -> None:
    record = coder.code(text)
    country = {e.id: e.country for e in record.entities}
    assert [country[i] for i in record.events[0].actors] == actors


def test_those_of_each_nation_have_their_sector_and_their_words(coder: Coder) -> None:
    record = coder.code("Rebels attacked Malian and French troops near Gao.")
    found = [e for e in record.entities if e.id in record.events[0].recipients]
    assert [(e.country, e.sectors) for e in found] == [("MLI", ["MIL"]), ("FRA", ["MIL"])]
    assert [record.document.text[a:b] for e in found for a, b in e.mentions] == ["Malian", "French troops"]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Britain and France are due to sign an accord on fishing.", [("SUPPORT", "planned")]),
        ("The Polish and Czech ministers are due to hold talks in Vienna.", [("CONSULT", "planned")]),
        ("The general had been due to meet the rebels.", [("CONSULT", "planned")]),
        ("The two presidents are expected to sign the treaty on Friday.", [("SUPPORT", "planned")]),
        ("The army is poised to attack Mosul.", [("ASSAULT", "planned")]),
        ("The talks between Peru and Chile never took place.", [("CONSULT", "negated")]),
        ("A planned meeting between Peru and Chile did not take place.", [("CONSULT", "negated")]),
        ("The meeting between Peru and Chile took place in Lima.", [("CONSULT", "occurred")]),
        ("The meeting of the two presidents will take place in Lima.", [("CONSULT", "planned")]),
        ("Turkey postponed its air strikes on the camp.", [("CONCEDE", "occurred"), ("ASSAULT", "negated")]),
        ("Peru and Chile postponed their talks.", [("REJECT", "occurred")]),
        ("Talks between Peru and Chile were put off.", [("CONSULT", "negated"), ("REJECT", "occurred")]),
    ],
)
def test_what_is_due_put_off_or_never_took_place_has_not_occurred(
    coder: Coder, text: str, events: list[tuple[str, str]]
) -> None:
    assert told(coder, text) == events
