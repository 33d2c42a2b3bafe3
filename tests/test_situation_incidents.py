"""Incidents: one occurrence is one, two are two, a war is none, and a person's word stands above all that."""

from __future__ import annotations

from pathlib import Path

import pytest
from situation_sample import contents, dispatch, situation_file

from dateline import situation
from dateline.errors import DatelineError
from dateline.record import Record
from dateline.situation import store
from dateline.situation.derive import derive
from dateline.situation.explain import why
from dateline.situation.judging import record_judgement
from dateline.situation.shapes import Incident

PEOPLE = {"Anna Berg": "SWE", "Omar Haddad": "SYR", "Ivan Petrenko": "UKR"}
STRIKE = {"trigger": "shelling", "type": "ASSAULT", "modes": ["heavy-weapons"]}


def strike(id: str, day: str, town: str, published: str, **more: object) -> Record:
    text = f"At least nine people died in shelling of a market in {town}, doctors there said."
    return dispatch(id, text, published=published, events=[{**STRIKE, "place": town, "start": day, **more}])


def incidents(folder: Path, *records: Record) -> list[Incident]:
    with situation.open(situation_file(folder, list(records))) as opened:
        return opened.incidents()


def test_two_reports_of_one_strike_are_one_incident_with_both(tmp_path: Path) -> None:
    (found,) = incidents(
        tmp_path, strike("a", "2023-03-01", "Aleppo", "2023-03-01"), strike("b", "2023-03-01", "Aleppo", "2023-03-02")
    )
    assert found.documents == ["a", "b"]
    assert found.events == [("a", "v1"), ("b", "v1")]
    assert (found.place, found.country, found.start) == ("Aleppo", "SYR", "2023-03-01")
    assert found.sentence.text.startswith("At least nine people died")


@pytest.mark.parametrize(
    "other",
    [
        strike("b", "2023-03-05", "Aleppo", "2023-03-05"),
        strike("b", "2023-03-01", "Homs", "2023-03-01"),
        strike("b", "2023-03-01", "Odesa", "2023-03-01"),
        strike("b", "2023-03-01", "Aleppo", "2023-03-01", type="PROTEST", modes=["demo"]),
    ],
    ids=["another day", "another town", "another country", "another type"],
)
def test_different_strikes_are_different_incidents(tmp_path: Path, other: Record) -> None:
    assert len(incidents(tmp_path, strike("a", "2023-03-01", "Aleppo", "2023-03-01"), other)) == 2


def test_strikes_on_successive_days_do_not_grow_into_one(tmp_path: Path) -> None:
    days = [f"2023-03-{n:02}" for n in range(1, 11)]
    records = [strike(f"{day}{copy}", day, "Aleppo", day) for day in days for copy in "xy"]
    found = incidents(tmp_path, *records)
    assert all((one.start or "") >= min(d[:10] for d in one.documents) for one in found)
    assert len(found) >= 5


def test_a_war_is_no_incident(tmp_path: Path) -> None:
    text = "The war in Syria goes on. Omar Haddad spoke of the years of war."
    record = dispatch("a", text, events=[{"trigger": "war", "type": "ASSAULT", "place": "Syria", "status": "ongoing"}])
    assert incidents(tmp_path, record, strike("b", "2023-03-01", "Aleppo", "2023-03-01"))[0].documents == ["b"]


def meeting(id: str, published: str, words: str, status: str, day: str = "2023-03-10") -> Record:
    text = f"Anna Berg {words} Omar Haddad in Geneva on the tenth of the month."
    event = {
        "trigger": words.split()[-1], "type": "CONSULT", "modes": ["visit"], "actors": ["Anna Berg"],
        "recipients": ["Omar Haddad"], "place": "Geneva", "start": day, "status": status,
    }  # fmt: skip
    return dispatch(id, text, published=published, events=[event], people=PEOPLE)


def test_a_meeting_planned_and_held_is_one_incident_with_a_history(tmp_path: Path) -> None:
    (found,) = incidents(
        tmp_path, meeting("b", "2023-03-10", "met", "occurred"), meeting("a", "2023-03-08", "is to meet", "planned")
    )
    assert found.status == "occurred"
    assert [(change.reported, change.status) for change in found.history] == [
        ("2023-03-08", "planned"), ("2023-03-10", "occurred"),
    ]  # fmt: skip


def test_a_meeting_called_off_is_negated(tmp_path: Path) -> None:
    (found,) = incidents(
        tmp_path,
        meeting("a", "2023-03-08", "is to meet", "planned"),
        meeting("b", "2023-03-10", "will not meet", "negated"),
    )
    assert (found.status, found.contested) == ("negated", False)


def test_a_denial_is_kept_with_what_it_denies(tmp_path: Path) -> None:
    (found,) = incidents(
        tmp_path,
        strike("a", "2023-03-01", "Aleppo", "2023-03-01"),
        strike("b", "2023-03-01", "Aleppo", "2023-03-02", status="negated"),
    )
    assert (found.status, found.contested) == ("occurred", True)


def judged(path: Path, verdict: str, a: str, b: str) -> None:
    with store.writing(path) as connection:
        record_judgement(connection, verdict, a, b)
        derive(connection)


def test_judgements_join_and_part_and_outlive_what_is_added(tmp_path: Path) -> None:
    towns = {"a": "Aleppo", "b": "Aleppo", "c": "Homs"}
    records = [strike(key, "2023-03-01", town, "2023-03-01") for key, town in towns.items()]
    path = situation_file(tmp_path, records)
    judged(path, "different", "a#v1", "b#v1")
    judged(path, "same", "b#v1", "c#v1")
    more = [strike("d", "2023-03-01", "Odesa", "2023-03-01"), *records]
    situation_file(tmp_path, more)
    with situation.open(path) as opened:
        assert sorted(one.documents for one in opened.incidents()) == [["a"], ["b", "c"], ["d"]]
        assert why(opened.connection, "b#v1", "c#v1").judged == "same"
    judged(path, "same", "a#v1", "b#v1")
    with situation.open(path) as opened:
        assert ["a", "b", "c"] in [one.documents for one in opened.incidents()]


def test_judgements_come_out_the_same_before_and_after_adding(tmp_path: Path) -> None:
    records = [strike(key, "2023-03-01", "Aleppo", "2023-03-01") for key in "abcd"]
    early, late = tmp_path / "early", tmp_path / "late"
    early.mkdir(), late.mkdir()
    first = situation_file(early, records[:2])
    judged(first, "different", "a#v1", "b#v1")
    situation_file(early, records[2:])
    second = situation_file(late, records)
    judged(second, "different", "b#v1", "a#v1")
    assert contents(first) == contents(second)


def test_a_judgement_on_what_is_not_there_is_refused(tmp_path: Path) -> None:
    path = situation_file(tmp_path, [strike("a", "2023-03-01", "Aleppo", "2023-03-01")])
    with store.writing(path) as connection:
        with pytest.raises(DatelineError, match="nowhere"):
            record_judgement(connection, "same", "a#v1", "nowhere#v1")
        with pytest.raises(DatelineError, match="one event"):
            record_judgement(connection, "same", "a#v1", "a#v1")


def test_the_reasons_add_up_to_the_score(tmp_path: Path) -> None:
    path = situation_file(
        tmp_path,
        [strike("a", "2023-03-01", "Aleppo", "2023-03-01"), strike("b", "2023-03-01", "Homs", "2023-03-02")],
    )
    with situation.open(path) as opened:
        found = why(opened.connection, "a#v1", "b#v1")
    assert found.score == pytest.approx(found.prior + sum(weight for _, _, weight in found.reasons), abs=0.01)
    assert ("place", "apart") in [(name, value) for name, value, _ in found.reasons]
    assert not found.joined


def test_filters_choose_by_place_time_type_and_status(tmp_path: Path) -> None:
    records = [
        strike("a", "2023-03-01", "Aleppo", "2023-03-01"), strike("b", "2023-03-05", "Odesa", "2023-03-05"),
        meeting("c", "2023-03-08", "is to meet", "planned"),
    ]  # fmt: skip
    with situation.open(situation_file(tmp_path, records)) as opened:

        def chosen(**wanted: object) -> list[str]:
            return sorted(one.documents[0] for one in opened.incidents(situation.Filter(**wanted)))

        assert chosen(country="SYR") == ["a"]
        assert chosen(type="assault", since="2023-03-02") == ["b"]
        assert chosen(until="2023-03-04") == ["a"]
        assert chosen(status="planned") == ["c"]
        assert chosen(near="36.2,37.1", within=20) == ["a"]
        assert chosen(near="Odesa") == ["b"]
        assert chosen(near="0,0") == []
        with pytest.raises(DatelineError, match="Atlantis"):
            chosen(near="Atlantis")
        with pytest.raises(DatelineError, match="no date"):
            chosen(since="yesterday")


def test_an_itinerary_names_the_stops_and_those_seen(tmp_path: Path) -> None:
    path = situation_file(tmp_path, [meeting("a", "2023-03-08", "is to meet", "planned")])
    with situation.open(path) as opened:
        (guest,), (host,) = opened.itinerary("berg"), opened.itinerary("Haddad")
        assert opened.itinerary("Petrenko") == []
    assert (guest.place, guest.status, guest.others, guest.as_host) == ("Geneva", "planned", ["Omar Haddad"], False)
    assert (host.others, host.as_host) == (["Anna Berg"], True)


def test_words_for_one_thing_count_as_one(tmp_path: Path) -> None:
    people = {"Omar Haddad": "SYR"}
    told = dispatch(
        "a", "Omar Haddad appealed for medical assistance on Monday.", published="2023-03-06", people=people,
        events=[{"trigger": "appealed", "type": "REQUEST", "actors": ["Omar Haddad"]}],
    )  # fmt: skip
    again = dispatch(
        "b", "On Monday Omar Haddad urged neighbours to send medical help.", published="2023-03-06", people=people,
        events=[{"trigger": "urged", "type": "REQUEST", "actors": ["Omar Haddad"]}],
    )  # fmt: skip
    assert len(incidents(tmp_path, told, again)) == 1


def test_two_sentences_that_tell_one_call_tell_one_promise_too(tmp_path: Path) -> None:
    people = {"Anna Berg": "SWE", "Omar Haddad": "SYR"}

    def told(id: str, text: str, call: str, promise: str, kind: str) -> Record:
        events = [
            {"trigger": call, "type": "CONSULT", "modes": ["phone"], "actors": ["Anna Berg", "Omar Haddad"]},
            {"trigger": promise, "type": kind, "actors": ["Anna Berg"]},
        ]
        return dispatch(id, text, published="2023-03-06", people=people, events=events)

    first = told("a", "Anna Berg telephoned Omar Haddad and promised tents.", "telephoned", "promised", "AGREE")
    second = told("b", "Anna Berg rang Omar Haddad to say that Sweden would provide shelter.", "rang", "provide", "AID")
    apart = told("c", "Anna Berg heard. Omar Haddad heard. Sweden would provide shelter.", "heard", "provide", "AID")
    path = situation_file(tmp_path, [first, second, apart])
    with situation.open(path) as opened:
        joined, alone = why(opened.connection, "a#v2", "b#v2"), why(opened.connection, "a#v2", "c#v2")
    assert joined.joined and ("beside", "shared", 1.0) in joined.reasons
    assert joined.score == pytest.approx(joined.prior + sum(weight for _, _, weight in joined.reasons), abs=0.01)
    assert "beside" not in {name for name, _, _ in alone.reasons}


def test_fighting_on_a_day_is_an_incident(tmp_path: Path) -> None:
    day = {"trigger": "fighting", "type": "ASSAULT", "place": "Homs", "start": "2023-03-01"}
    outbreak = dispatch("a", "Heavy fighting broke out in Homs on Wednesday.", events=[day])
    course = dispatch("b", "The fighting goes on, doctors said.", events=[{"trigger": "fighting", "type": "ASSAULT"}])
    assert [one.documents for one in incidents(tmp_path, outbreak, course)] == [["a"]]


def test_two_guests_of_one_country_are_two_visits(tmp_path: Path) -> None:
    records = [
        dispatch(
            id, f"{guest} travelled to Homs in Syria.", published="2023-03-02", people=PEOPLE,
            events=[{"trigger": "travelled", "type": "CONSULT", "actors": [guest], "place": "Homs"}],
        )
        for id, guest in (("a", "Anna Berg"), ("b", "Ivan Petrenko"))
    ]  # fmt: skip
    assert len(incidents(tmp_path, *records)) == 2
