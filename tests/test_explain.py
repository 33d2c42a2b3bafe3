"""Explanations of events, and of their absence."""

from __future__ import annotations

from dateline import Coder
from dateline.commands.explain import explained


def test_an_event_is_explained_from_sentence_to_status(coder: Coder) -> None:
    shown = "\n".join(explained(coder.read("Egypt may attack the port of Sirte on Friday.")))
    parts = ["Egypt may attack", "attack [VERB root]", "v1 ASSAULT", "assault.yaml:verbs.attack", "subject", "'may'"]
    for part in parts:
        assert part in shown


def test_one_event_can_be_asked_for(coder: Coder) -> None:
    reading = coder.read("Egypt attacked the port. Chad praised Niger.")
    assert "v1 " not in "\n".join(explained(reading, "v2"))
    assert list(explained(reading, "v9")) == []


def test_a_document_without_events_says_why(coder: Coder) -> None:
    shown = "\n".join(explained(coder.read("The minister fired questions. Grass is green.")))
    assert "no events" in shown
    assert "nearly: 'fired'" in shown
    assert "no word of it is in the ontology" in shown
