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


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("North Korea promised never to use force against the South.", [("AGREE", "occurred")]),
        ("The rebels vowed not to attack the capital.", [("AGREE", "occurred")]),
        ("The general promised that his troops would not attack civilians.", [("AGREE", "occurred")]),
        ("Turkey promised not to impose sanctions on Greece.", [("AGREE", "occurred")]),
        ("Iran vowed never to negotiate with the United States.", [("REJECT", "occurred")]),
        ("The government ruled out using force against the protesters.", [("ASSAULT", "negated")]),
        ("The militia vowed to attack the capital.", [("THREATEN", "occurred")]),
        ("Russia warned it would not hesitate to strike Ukraine.", [("THREATEN", "occurred")]),
    ],
)
def test_a_promise_not_to_do_harm_is_no_threat(coder: Coder, text: str, events: list[tuple[str, str]]) -> None:
    assert told(coder, text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The army said its planes had bombed the depot.", [("ASSAULT", "occurred")]),
        ("The army said its planes bombed the depot.", [("ASSAULT", "occurred")]),
        ("The guards said they had been shelling the hills.", [("ASSAULT", "occurred")]),
        ("Rebels claimed they had shot down a helicopter.", [("ASSAULT", "occurred")]),
        ("The rebels said they would have attacked the convoy.", [("ASSAULT", "possible")]),
        ("The rebels said they would attack the convoy.", [("THREATEN", "occurred")]),
        ("Peru claimed that Chile had attacked a village.", [("ACCUSE", "occurred"), ("ASSAULT", "occurred")]),
    ],
)
def test_who_tells_of_own_past_deeds_neither_threatens_nor_accuses(
    coder: Coder, text: str, events: list[tuple[str, str]]
) -> None:
    assert told(coder, text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The minister told the New York Times that Egypt was ready.", []),
        ("The foreign minister told reporters after meeting his Iranian counterpart.", [("CONSULT", "occurred")]),
        ("The spokesman told journalists while visiting Oslo that the talks had failed.", [("CONSULT", "occurred")]),
        ("The rebel leader spoke to Reuters by phone.", []),
        ("The president of Chad spoke to the president of Niger by phone.", [("CONSULT", "occurred")]),
        ("The minister told the villagers to leave the valley.", [("REQUEST", "occurred")]),
    ],
)
def test_what_is_told_to_the_press_is_neither_asked_nor_a_meeting(
    coder: Coder, text: str, events: list[tuple[str, str]]
) -> None:
    assert [e for e in told(coder, text) if e[0] in {"CONSULT", "REQUEST"}] == events


@pytest.mark.parametrize(
    "text",
    [
        "The champions defended their title in Madrid.",
        "The striker shot wide from ten metres.",
        "Bayern attacked from the first minute and scored twice.",
        "Brazil attacked down the left wing after half-time.",
        "Senegal were destroyed 5-0 by Germany.",
        "Liverpool threatened to score but were held 0-0.",
        "A truck hit a crowded minibus near Lagos, killing nine people.",
        "A ferry sank off Indonesia, killing 15 people.",
        "Two soldiers were killed when their helicopter crashed in Mali.",
        "A gas explosion killed six miners in Poland.",
        "A collapsed mine killed 11 workers in Congo.",
        "A building collapsed in Cairo, killing eight residents.",
        "A crocodile attacked a fisherman in Uganda.",
        "Hunger killed thousands of people in Yemen.",
    ],
)
def test_what_teams_accidents_animals_and_hunger_do_is_no_event(coder: Coder, text: str) -> None:
    assert told(coder, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hooligans attacked police after the match in Rome.",
        "Gunmen killed three football fans in Mosul.",
        "A car bomb killed eight people near a football ground in Mogadishu.",
        "Soldiers attacked a football stadium in Conakry.",
        "Militants killed four soldiers in Mali after a flood.",
        "A grenade killed two children in Goma.",
        "Israeli tanks killed two men in Rafah.",
        "Ten people were killed when a shell hit their bus in Homs.",
        "Two pilots were killed when rebels shot down their plane in Ethiopia.",
    ],
)
def test_violence_near_sport_and_calamities_stays_violence(coder: Coder, text: str) -> None:
    assert "ASSAULT" in [kind for kind, _ in told(coder, text)]
