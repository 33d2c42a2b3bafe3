"""The ledger: every claim with its voice, what superseded it, what it contradicts, and the range that is left."""

from __future__ import annotations

from math import inf
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from situation_sample import dispatch, situation_file

from dateline import situation
from dateline.record import Record
from dateline.situation.ledger import subject_line
from dateline.situation.ranges import allowed, standing_range
from dateline.situation.shapes import Claim, Entry

PEOPLE = {"Omar Haddad": "SYR", "Ivan Petrenko": "UKR"}


def toll(
    id: str, published: str, count: int, *, by: str | None = None, publisher: str = "Example Wire",
    words: str = "people", least: bool = False, extra: str = "", **figure: Any,
) -> Record:  # fmt: skip
    said = f"{'at least ' if least else ''}{count} {words} were killed in the shelling of Aleppo"
    text = f"{by} said {said}.{extra}" if by else f"After the news {id} it stands so: {said}.{extra}"
    bounds = {"low": count, "best": count, "high": None if least else count}
    return dispatch(
        id, text, published=published, publisher=publisher, people=PEOPLE, said_by={by: said} if by else None,
        events=[{"trigger": "shelling", "type": "ASSAULT", "place": "Aleppo", "start": "2023-03-01", "by": by}],
        figures=[
            {"words": str(count), "measure": "killed", "subject": words, "event": "v1", "by": by, **bounds, **figure}
        ],
    )  # fmt: skip


def ledger(folder: Path, *records: Record) -> list[Entry]:
    with situation.open(situation_file(folder, list(records))) as opened:
        return opened.ledger()


def by_document(entry: Entry) -> dict[str, Claim]:
    return {claim.document: claim for claim in entry.claims}


def test_a_voice_moves_and_its_last_figure_stands(tmp_path: Path) -> None:
    (entry,) = ledger(
        tmp_path,
        toll("a", "2023-03-01", 10, by="Omar Haddad"),
        toll("b", "2023-03-02", 14, by="Omar Haddad"),
    )
    claims = by_document(entry)
    assert claims["a"].superseded_by == claims["b"].id
    assert claims["b"].superseded_by is None
    assert (entry.low, entry.high, entry.contested) == (14, 14, False)
    assert [claim.source for claim in entry.claims] == ["Omar Haddad", "Omar Haddad"]


def test_two_voices_that_disagree_are_both_kept_and_contradict(tmp_path: Path) -> None:
    (entry,) = ledger(
        tmp_path,
        toll("a", "2023-03-02", 10, by="Omar Haddad"),
        toll("b", "2023-03-02", 25, by="Ivan Petrenko"),
    )
    claims = by_document(entry)
    assert claims["a"].contradicts == [claims["b"].id]
    assert claims["b"].contradicts == [claims["a"].id]
    assert (entry.low, entry.high, entry.contested) == (10, 25, True)


def test_a_count_that_grows_contradicts_no_earlier_one_but_a_falling_one_does(tmp_path: Path) -> None:
    (entry,) = ledger(
        tmp_path,
        toll("a", "2023-03-02", 30, by="Omar Haddad"),
        toll("b", "2023-03-03", 20, by="Ivan Petrenko"),
        toll("c", "2023-03-04", 40, publisher="Radio"),
    )
    claims = by_document(entry)
    assert claims["a"].contradicts == [claims["b"].id]
    assert claims["c"].contradicts == []


def test_a_publishers_own_figure_gives_way_to_a_higher_later_one(tmp_path: Path) -> None:
    (entry,) = ledger(
        tmp_path,
        toll("a", "2023-03-01", 5, publisher="Radio"),
        toll("b", "2023-03-02", 12, by="Omar Haddad"),
    )
    claims = by_document(entry)
    assert (claims["a"].source, claims["a"].own_voice) == ("Radio", True)
    assert claims["a"].superseded_by == claims["b"].id
    assert (entry.low, entry.high) == (12, 12)


def test_a_named_voice_stands_beside_a_higher_figure_for_two_days(tmp_path: Path) -> None:
    records = [
        toll("a", "2023-03-02", 10, by="Omar Haddad"),
        toll("b", "2023-03-04", 25, by="Ivan Petrenko"),
    ]
    (entry,) = ledger(tmp_path, *records)
    assert (entry.low, entry.high) == (10, 25)
    (entry,) = ledger(tmp_path, toll("c", "2023-03-05", 26, publisher="Radio"))
    assert (entry.low, entry.high) == (25, 26)
    assert by_document(entry)["a"].superseded_by == by_document(entry)["c"].id


def test_the_toll_of_a_war_is_no_incident_and_stands_by_country(tmp_path: Path) -> None:
    def war_toll(id: str, published: str, count: int) -> Record:
        text = f"At least {count} people have been killed in Syria, the health ministry said."
        return dispatch(
            id, text, published=published, said_by={"the health ministry": f"At least {count} people"},
            events=[{"trigger": "killed", "type": "ASSAULT", "place": "Syria"}],
            figures=[{
                "words": str(count), "measure": "killed", "low": count, "best": count, "subject": "people",
                "event": "v1", "by": "the health ministry",
            }],
        )  # fmt: skip

    (entry,) = ledger(tmp_path, war_toll("a", "2023-03-01", 185), war_toll("b", "2023-03-03", 270))
    assert (entry.incident, entry.country, entry.low, entry.high) == (None, "SYR", 270, None)
    assert [claim.superseded_by is None for claim in entry.claims] == [False, True]


def test_carriers_of_one_story_are_one_claim(tmp_path: Path) -> None:
    extra = " Rescuers dug through the night and the wounded were taken to two hospitals in the west of the city."
    (entry,) = ledger(
        tmp_path,
        toll("a", "2023-03-02", 10, by="Omar Haddad", extra=extra, publisher="One"),
        toll("b", "2023-03-02", 10, by="Omar Haddad", extra=extra, publisher="Two"),
    )
    (claim,) = entry.claims
    assert (claim.document, claim.carriers) == ("a", 2)


def test_parts_new_counts_and_what_may_be_do_not_move_the_range(tmp_path: Path) -> None:
    entries = ledger(
        tmp_path,
        toll("a", "2023-03-02", 10, by="Omar Haddad"),
        toll("b", "2023-03-02", 3, words="children", publisher="Radio"),
        toll("c", "2023-03-02", 4, counting="new", publisher="Post"),
        toll("d", "2023-03-02", 90, status="possible", publisher="Herald"),
    )
    assert {entry.subject: (entry.low, entry.high) for entry in entries} == {"people": (10, 10), "children": (3, 3)}
    assert not any(entry.contested for entry in entries)


def test_figures_of_different_incidents_are_kept_apart(tmp_path: Path) -> None:
    other = toll("b", "2023-03-09", 7)
    other.events[0].start = other.events[0].end = "2023-03-09"
    entries = ledger(tmp_path, toll("a", "2023-03-02", 10), other)
    assert sorted((entry.low, entry.high) for entry in entries) == [(7, 7), (10, 10)]
    assert len({entry.incident for entry in entries}) == 2


def test_every_claim_points_at_its_words(tmp_path: Path) -> None:
    record = toll("a", "2023-03-02", 10, least=True)
    (entry,) = ledger(tmp_path, record)
    evidence = entry.claims[0].evidence
    assert record.document.text[evidence.start : evidence.end] == evidence.text == "10"
    assert (entry.low, entry.high) == (10, None)


@pytest.mark.parametrize(
    ("subject", "country", "part", "line"),
    [
        (None, None, False, "people"), ("people", None, False, "people"),
        ("other people in the town", None, False, "people"), ("victims", None, True, "people (part)"),
        ("child", None, True, "children"), ("Turkish soldiers", "TUR", False, "soldiers (TUR)"),
        ("Hamas terrorists", None, False, "terrorists"),
    ],
)  # fmt: skip
def test_subjects_share_a_line_but_no_word_is_swapped_for_another(
    subject: str | None, country: str | None, part: bool, line: str
) -> None:
    assert subject_line(subject, country, "killed", part) == line


@pytest.mark.parametrize(
    ("claims", "left"),
    [
        ([], (None, None)),
        ([(22, None, 22)], (22, None)),
        ([(None, 40, 40)], (None, 40)),
        ([(None, None, 300)], (300, 300)),
        ([(22, None, 22), (24, 24, 24)], (24, 24)),
        ([(24, 24, 24), (30, 30, 30)], (24, 30)),
        ([(24, 24, 24), (50, None, 50)], (24, None)),
        ([(40, 50, None), (45, 60, None)], (45, 50)),
    ],
)
def test_the_range_that_claims_leave(claims: list[Any], left: tuple[float | None, float | None]) -> None:
    assert standing_range(claims) == left


bounds = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda pair: (min(pair), max(pair), None))


@given(st.lists(bounds, min_size=1))
def test_the_range_lies_within_what_somebody_claims_and_touches_every_claim(claims: list[Any]) -> None:
    low, high = standing_range(claims)
    assert low is not None and high is not None
    assert any(a <= low <= b for a, b, _ in claims) and any(a <= high <= b for a, b, _ in claims)
    assert all(a <= max(low, high) and b >= min(low, high) for a, b, _ in claims)


def test_about_so_many_allows_a_little_more_and_less() -> None:
    assert allowed((None, None, 300), 0.1) == (270, 330)
    assert allowed((5, None, 5)) == (5, inf)
