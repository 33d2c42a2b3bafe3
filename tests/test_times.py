"""Times: what expressions mean against the date of the document, the tense and what the text has told."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.language import Parser
from dateline.reading.context import Reading
from dateline.reading.times import read_times
from dateline.record import Document


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def times(parser: Parser, text: str, published: str | None = "2023-10-11") -> dict[str, tuple[str | None, str | None]]:
    reading = Reading(parser.parse(text), Document(id="d", text=text, published=published))
    read_times(reading)
    return {text[t.span[0] : t.span[1]]: (t.start, t.end) for t in reading.times}


def days(parser: Parser, text: str, published: str | None = "2023-10-11") -> list[tuple[str | None, str | None]]:
    return list(times(parser, text, published).values())


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The envoy arrived on Wednesday.", "2023-10-11", "2023-10-11"),
        ("The envoy arrived on Thursday.", "2023-10-05", "2023-10-05"),
        ("The envoy will arrive on Thursday.", "2023-10-12", "2023-10-12"),
        ("The envoy is due to arrive on Thursday.", "2023-10-12", "2023-10-12"),
        ("Voters were divided ahead of Sunday's election.", "2023-10-15", "2023-10-15"),
        ("The road has been closed since Monday.", "2023-10-09", "2023-10-09"),
        ("Troops left the village last Friday.", "2023-10-06", "2023-10-06"),
        ("The court meets next Tuesday.", "2023-10-17", "2023-10-17"),
        ("The bridge fell yesterday.", "2023-10-10", "2023-10-10"),
        ("The plant closed last week.", "2023-10-02", "2023-10-08"),
        ("A vote is planned next month.", "2023-11-01", "2023-11-30"),
        ("He resigned in May.", "2023-05-01", "2023-05-31"),
        ("He resigned in December.", "2022-12-01", "2022-12-31"),
        ("The truce has held since Aug. 29.", "2023-08-29", "2023-08-29"),
        ("The treaty was signed on 3 July 1988.", "1988-07-03", "1988-07-03"),
        ("The treaty was signed on July 3rd, 1988.", "1988-07-03", "1988-07-03"),
        ("The fighting began in early March 2022.", "2022-03-01", "2022-03-10"),
        ("The party split in the 1990s.", "1990-01-01", "1999-12-31"),
        ("The dam was planned in the 19th century.", "1800-01-01", "1899-12-31"),
        ("Exports rose in the third quarter of 2021.", "2021-07-01", "2021-09-30"),
        ("The mission began three years ago.", "2020-01-01", "2020-12-31"),
        ("The mission began two weeks ago.", "2023-09-27", "2023-09-27"),
        ("The siege ended last summer.", "2023-06-01", "2023-08-31"),
        ("The camp was cleared on 5-7 June 2019.", "2019-06-05", "2019-06-07"),
        ("The strike is set for 2023-10-20.", "2023-10-20", "2023-10-20"),
        ("Markets stayed shut on Christmas Day 2022.", "2022-12-25", "2022-12-25"),
        ("The office reopened on Easter Monday 2024.", "2024-04-01", "2024-04-01"),
        ("The attack on 9/11 changed the policy.", "2001-09-11", "2001-09-11"),
    ],
)
def test_days(parser: Parser, text: str, start: str, end: str) -> None:
    assert days(parser, text) == [(start, end)]


def test_narrative_anchors(parser: Parser) -> None:
    text = "Rebels took the town on 4 May 2012. Two days later the army returned. A year later the war ended."
    found = times(parser, text)
    assert found["Two days later"] == ("2012-05-06", "2012-05-06")
    assert found["A year later"] == ("2013-01-01", "2013-12-31")


def test_day_after_an_event_is_the_day_of_the_event(parser: Parser) -> None:
    assert times(parser, "The minister resigned on Monday, a day after crowds filled the square.")["a day after"] == (
        "2023-10-08", "2023-10-08",
    )  # fmt: skip


def test_clock_takes_the_day_beside_it(parser: Parser) -> None:
    text = "The shelling began at 6 p.m. on Tuesday."
    reading = Reading(parser.parse(text), Document(id="d", text=text, published="2023-10-11"))
    read_times(reading)
    assert reading.times[0].type == "TIME"
    assert reading.times[0].value == "2023-10-10T18:00"


def test_lengths_and_returns_cover_no_days(parser: Parser) -> None:
    text = "The war lasted 52 years. Patrols pass every Friday."
    reading = Reading(parser.parse(text), Document(id="d", text=text, published="2023-10-11"))
    read_times(reading)
    assert [(t.type, t.value, t.start) for t in reading.times] == [
        ("DURATION", "P52Y", None), ("SET", "XXXX-WXX-5", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "A 35-year-old man was hurt.",
        "Some 2000 soldiers crossed the river.",
        "Officials may march against the plan.",
        "Resolution 2254 remains in force.",
    ],
)
def test_what_is_no_time(parser: Parser, text: str) -> None:
    assert times(parser, text) == {}


def test_nothing_is_guessed_without_a_date(parser: Parser) -> None:
    assert days(parser, "The envoy arrived on Thursday and left yesterday.", None) == [(None, None), (None, None)]


def test_dateline_date_anchors_the_text(parser: Parser) -> None:
    text = "OSLO, March 3 (Agency) -- Talks ended on Friday without result."
    reading = Reading(parser.parse(text), Document(id="d", text=text, published="2023-03-04"))
    read_times(reading)
    assert reading.document.dateline is not None
    assert reading.document.dateline.date == "2023-03-03"
    assert reading.times[-1].start == "2023-03-03"


def test_every_time_says_why(parser: Parser) -> None:
    text = "The envoy will arrive on Thursday."
    reading = Reading(parser.parse(text), Document(id="d", text=text, published="2023-10-11"))
    read_times(reading)
    assert any("will arrive" in reason for reason in reading.why["t1"])


def test_publication_date_that_is_none_is_refused(parser: Parser) -> None:
    with pytest.raises(DatelineError, match="ISO 8601"):
        times(parser, "Nothing happened.", "last Tuesday")


PIECES = st.sampled_from([
    "on Monday", "31 February 2020", "99/99/9999", "the 0th century", "in 0000", "a year ago", "9999 years ago",
    "12:61", "25 p.m.", "Feb. 29", "the night before", "Ramadan 1", "1990s", "\n", "’s", "٣ مايو", "the next day", ".",
])  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, min_size=1, max_size=8), st.sampled_from(["0001-01-01", "9999-12-31", "2024-02-29", None]))
def test_hostile_dates_never_break(parser: Parser, pieces: list[str], published: str | None) -> None:
    text = " ".join(pieces)
    reading = Reading(parser.parse(text), Document(id="d", text=text, published=published))
    read_times(reading)
    for time in reading.times:
        assert 0 <= time.span[0] < time.span[1] <= len(text)
        assert (time.start is None) == (time.end is None)
        assert time.start is None or time.start <= (time.end or "")
