"""Families of predicates: idioms, particle verbs and nouns are read like their plain synonyms; metaphor is not."""

from __future__ import annotations

import pytest

from dateline import Coder


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen sprayed a police post near Kaduna with bullets.", "ASSAULT"),
        ("Rebels put the village of Birao to the torch.", "ASSAULT"),
        ("Secret police bundled a lawyer into a van in Minsk.", "COERCE"),
        ("Customs officers in Lagos impounded the ship.", "COERCE"),
        ("Tanks rumbled into the capital of Gabon at dawn.", "MOBILIZE"),
        ("Finland called up two thousand reservists.", "MOBILIZE"),
        ("Thousands of pensioners thronged the main square of Sofia.", "PROTEST"),
        ("Nurses in Nairobi walked off the job.", "PROTEST"),
        ("Turkey poured cold water on the Greek proposal.", "REJECT"),
        ("The government of Niger would not budge on the demand.", "REJECT"),
        ("Lawmakers in Seoul tore into the defence minister.", "ACCUSE"),
        ("Germany sent two Russian diplomats packing.", "SANCTION"),
        ("Iran promised a crushing response to Israel.", "THREATEN"),
        ("Peru and Chile buried the hatchet over fishing.", "AGREE"),
        ("Norway stumped up $20 million for refugees in Chad.", "AID"),
        ("The foreign minister of Oman huddled with his Saudi counterpart in Riyadh.", "CONSULT"),
        ("Polish and Lithuanian soldiers patrolled the border together.", "COOPERATE"),
        ("France threw its weight behind the Moroccan plan.", "SUPPORT"),
        ("The police chief of Nairobi ate humble pie.", "CONCEDE"),
        ("Ten hostages walked free in Mali.", "RETREAT"),
        ("Sudan sent out an SOS for food.", "REQUEST"),
    ],
)
def test_a_family_is_read_as_its_type(coder: Coder, text: str, kind: str) -> None:
    assert kind in [e.type for e in coder.code(text, published="2024-05-15").events]


@pytest.mark.parametrize(
    "text",
    [
        "Readers bombarded the baker with praise.",
        "A cold snap hammered the orchards of Kent.",
        "The climbers abandoned their assault on the summit.",
        "Engineers attacked the leak before dusk.",
        "A lightning strike set fire to a barn.",
        "Surgeons battled through the night to save the foal.",
        "She bowed out of the tournament with a sore knee.",
    ],
)
def test_metaphor_sport_and_weather_are_no_event(coder: Coder, text: str) -> None:
    assert [e.type for e in coder.code(text, published="2024-05-15").events] == []


def test_a_negation_that_belongs_to_the_key_does_not_negate(coder: Coder) -> None:
    event = coder.code("The government of Niger would not budge on the demand.").events[0]
    assert (event.type, event.status) == ("REJECT", "occurred")
