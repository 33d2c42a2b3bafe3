"""Status of events: what occurred, goes on, is planned, possible, called for or negated."""

from __future__ import annotations

import pytest

from dateline import Coder


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Rebels attacked the town.", "ASSAULT", "occurred"),
        ("Rebels have attacked the town.", "ASSAULT", "occurred"),
        ("Rebels are attacking the town.", "ASSAULT", "ongoing"),
        ("Rebels continue to attack the town.", "ASSAULT", "ongoing"),
        ("Rebels may attack the town.", "ASSAULT", "possible"),
        ("Rebels did not attack the town.", "ASSAULT", "negated"),
        ("The envoy will visit Oman on Monday.", "CONSULT", "planned"),
        ("The envoy is scheduled to visit Oman.", "CONSULT", "planned"),
        ("The envoy plans to visit Oman.", "CONSULT", "planned"),
        ("The envoy would visit Oman if he were invited.", "CONSULT", "possible"),
        ("Spain urged the rebels to release the hostages.", "RETREAT", "called-for"),
        ("Spain demanded that the rebels release the hostages.", "RETREAT", "called-for"),
        ("The army denied shelling the village.", "ASSAULT", "negated"),
        ("The premier refused to meet the ambassador of Chile.", "CONSULT", "negated"),
        ("Will the envoy visit Oman?", "CONSULT", "possible"),
    ],
)
def test_status(coder: Coder, text: str, kind: str, status: str) -> None:
    found = [e.status for e in coder.code(text).events if e.type == kind]
    assert found == [status]


def test_a_request_occurred_although_what_it_asks_for_has_not(coder: Coder) -> None:
    events = {e.type: e.status for e in coder.code("Spain urged the rebels to release the hostages.").events}
    assert events == {"REQUEST": "occurred", "RETREAT": "called-for"}


def test_announced_coercion_is_a_threat(coder: Coder) -> None:
    events = coder.code("Farmers said on Friday they would blockade the capital.").events
    assert [(e.type, e.status) for e in events] == [("THREATEN", "occurred")]


def test_reported_events_keep_their_status_and_name_the_report(coder: Coder) -> None:
    record = coder.code("Rebels attacked the town, the governor of Aleppo said.")
    event = record.events[0]
    assert (event.type, event.status) == ("ASSAULT", "occurred")
    assert event.attribution is not None


def test_every_status_has_a_reason(coder: Coder) -> None:
    reading = coder.read("Rebels may attack the town.")
    assert any("'may'" in reason for reason in reading.why[reading.events[0].id])
