"""Events read from small sentences through the public interface."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import Coder
from dateline.knowledge.ontology.loader import shipped_directory
from dateline.record import Event, Record, problems

DATA = Path(__file__).parent / "data"


def code(coder: Coder, text: str) -> Record:
    record = coder.code(text, published="2021-06-10")
    assert problems(record) == []
    return record


def only(coder: Coder, text: str, kind: str) -> tuple[Event, list[str], list[str]]:
    """The one event of a type, with the names of its actors and recipients."""
    record = code(coder, text)
    found = [e for e in record.events if e.type == kind]
    assert len(found) == 1, [(e.type, text[slice(*e.trigger)]) for e in record.events]
    names = {e.id: e.name for e in record.entities}
    return found[0], [names[i] for i in found[0].actors], [names[i] for i in found[0].recipients]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya and Uganda agreed to share the water of the lake.", "AGREE"),
        ("The Kenyan president arrived in Kampala for talks.", "CONSULT"),
        ("Canada praised the decision of the Ghanaian government.", "SUPPORT"),
        ("Serbia apologized to Croatia for the incident.", "CONCEDE"),
        ("Peru and Chile cooperated with Interpol in the search.", "COOPERATE"),
        ("Norway sent tents and medicine to Nepal.", "AID"),
        ("The rebels released two hostages.", "RETREAT"),
        ("Turkey urged Greece to withdraw its ships.", "REQUEST"),
        ("Poland accused Belarus of smuggling migrants.", "ACCUSE"),
        ("Armenia rejected the proposal.", "REJECT"),
        ("Iran threatened to close the strait.", "THREATEN"),
        ("Thousands of students demonstrated in Santiago.", "PROTEST"),
        ("Japan imposed sanctions on two banks.", "SANCTION"),
        ("Ethiopia deployed 3,000 troops along the border.", "MOBILIZE"),
        ("Police arrested nine activists.", "COERCE"),
        ("Gunmen attacked a village near Jos.", "ASSAULT"),
    ],
)
def test_every_type_is_read(coder: Coder, text: str, kind: str) -> None:
    assert kind in {e.type for e in code(coder, text).events}


def test_roles_are_logical_in_the_passive_and_in_control(coder: Coder) -> None:
    _, actors, recipients = only(coder, "Two villages were attacked by Sudan on Monday.", "ASSAULT")
    assert actors == ["Sudan"]
    _, actors, recipients = only(coder, "France urged Niger to free the detainees.", "RETREAT")
    assert actors == ["Niger"]
    assert recipients


def test_an_event_noun_has_owner_and_target(coder: Coder) -> None:
    event, actors, recipients = only(coder, "Israeli airstrikes on Syria continued overnight.", "ASSAULT")
    assert (actors, recipients, event.modes) == (["Israel"], ["Syria"], ["aerial"])


def test_a_light_verb_and_its_noun_are_one_event(coder: Coder) -> None:
    event, actors, _ = only(coder, "Ethiopia launched an attack on Eritrea.", "ASSAULT")
    assert actors == ["Ethiopia"]
    assert event.rule.startswith("assault.yaml:")


def test_everybody_at_a_meeting_is_an_actor(coder: Coder) -> None:
    _, actors, recipients = only(coder, "Peru held talks with Bolivia in Lima.", "CONSULT")
    assert set(actors) == {"Peru", "Bolivia"}
    assert recipients == []


def test_the_object_decides_what_is_fired(coder: Coder) -> None:
    assert [e.type for e in code(coder, "Somalia fired rockets at the airport.").events] == ["ASSAULT"]
    assert "ASSAULT" not in {e.type for e in code(coder, "The president fired the defence minister.").events}


def test_weapons_and_words_of_manner_give_modes(coder: Coder) -> None:
    assert "drone" in only(coder, "Turkey attacked the convoy with a drone.", "ASSAULT")[0].modes
    assert "phone" in only(coder, "The French president spoke by phone with the Iraqi premier.", "CONSULT")[0].modes


def test_place_and_time_come_from_the_event_itself(coder: Coder) -> None:
    text = "Gunmen killed six farmers near Maiduguri on Tuesday. The army met elders in Abuja on Wednesday."
    record = code(coder, text)
    killed = next(e for e in record.events if e.type == "ASSAULT")
    places = {p.id: p.name for p in record.places}
    assert places[killed.place or ""] == "Maiduguri"
    assert (killed.start, killed.date_source) == ("2021-06-08", "text")


def test_an_event_without_a_time_takes_the_date_of_the_document(coder: Coder) -> None:
    event = only(coder, "Gunmen killed six farmers.", "ASSAULT")[0]
    assert (event.time, event.start, event.date_source) == (None, "2021-06-10", "document")


def test_what_a_source_says_must_be_done_is_asked_for(coder: Coder) -> None:
    _, actors, recipients = only(coder, "Sudan must return the ship, Russia said.", "REQUEST")
    assert (actors, recipients) == (["Russia"], ["Sudan"])


def test_a_protest_swallows_its_demand(coder: Coder) -> None:
    types = [e.type for e in code(coder, "Farmers blocked roads in Bihar to demand higher prices.").events]
    assert types == ["PROTEST"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Peruvian government refused.", "REJECT"),
        ("Chad's foreign minister shrugged off the report.", "REJECT"),
        ("The Zambian opposition alleged that ballots had been forged.", "ACCUSE"),
        ("Supporters of the Malian opposition gathered outside the ministry.", "PROTEST"),
        ("The rebels were given until Friday to leave the Nigerian town.", "THREATEN"),
        ("The Kenyan police inquired about the arrest of eleven porters.", "COERCE"),
        ("Soldiers toppled the president of Gabon.", "COERCE"),
        ("Peru proposed that both sides pull back.", "REQUEST"),
        ("The Dutch premier is due in Nairobi on Monday.", "CONSULT"),
        ("Norway will provide radar to Moldova.", "AID"),
    ],
)
def test_open_conditions_read_ordinary_predicates(coder: Coder, text: str, kind: str) -> None:
    assert kind in {e.type for e in code(coder, text).events}


def test_a_key_does_not_borrow_words_of_another_clause(coder: Coder) -> None:
    record = code(coder, "Senegal moved two battalions to the border but ruled out a war.")
    assert "RETREAT" not in {e.type for e in record.events}


def test_a_political_document_counts_throughout(coder: Coder) -> None:
    head = "Police arrested a rebel. The Chilean army attacked rebels. The Peruvian president criticised the "
    head += "Chilean president. The Kenyan government urged rebels to wait. "
    told = "Student federations turned down the offer."
    assert "REJECT" not in {e.type for e in code(coder, told).events}
    assert "REJECT" in {e.type for e in code(coder, head + told).events}


def test_nature_is_no_assailant(coder: Coder) -> None:
    text = "A strong earthquake struck the coast on Monday. At least 40 people were killed and 200 were injured."
    assert [e for e in code(coder, text).events if e.type == "ASSAULT"] == []


def test_other_news_is_left_alone(coder: Coder) -> None:
    sentences = (DATA / "off_topic.txt").read_text(encoding="utf-8").splitlines()
    found = [(s, e.type) for s in sentences for e in coder.code(s).events]
    assert len(sentences) == 100
    assert len(found) <= 8, found


def test_an_own_ontology_replaces_the_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    shutil.copy(shipped_directory() / "types.yaml", own)
    (own / "protest.yaml").write_text("type: PROTEST\nverbs:\n  whistle: {mode: demo}\n", encoding="utf-8")
    record = Coder(ontology=own).code("The villagers whistled. Gunmen attacked the village.")
    assert [(e.type, e.rule) for e in record.events] == [("PROTEST", "protest.yaml:verbs.whistle")]


@given(st.text(min_size=1, max_size=200).filter(str.strip))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_a_sound_record(coder: Coder, text: str) -> None:
    record = coder.code(text)
    assert problems(record) == []
    assert coder.code(text) == record
