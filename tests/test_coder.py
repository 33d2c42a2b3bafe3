"""The coder: the same records for one document, for many, and for any number of workers; failures stay alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline import Coder, DatelineError, Document, Failure, Record, reading
from dateline.reading.context import Reading
from dateline.record import from_json, problems, to_json
from dateline.sources import make_document

TEXTS = [
    "Rebels shelled the town of Azaz on Monday, killing at least 12 people, the governor said.",
    "Prime Minister Ada Obi met Kenya’s president in Nairobi. She is due to fly to Geneva on Friday.",
    "Nothing of note.",
    "The army denied shelling Marib.\n\nThousands of protesters blocked roads in Quito & 19 were arrested.",
]


def documents() -> list[Document]:
    return [make_document(text, id=f"d{number}", published="2024-05-08") for number, text in enumerate(TEXTS)]


class Deadly(Document):
    """A document that ends the process which receives it."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (1,)


def test_a_record_of_bare_text(coder: Coder) -> None:
    record = coder.code(TEXTS[0], published="2024-05-08", publisher="Wire", title="Shelling")
    assert record.document.text == TEXTS[0]
    assert (record.document.published, record.document.publisher) == ("2024-05-08", "Wire")
    assert record.document.title == "Shelling"
    assert problems(record) == []
    assert from_json(to_json(record)) == record


def test_without_a_date_none_is_made_up(coder: Coder) -> None:
    record = coder.code("Rebels shelled the town on Monday.")
    assert record.document.published is None
    assert all(event.start is None and event.end is None for event in record.events)


def test_the_function_is_the_coder(coder: Coder) -> None:
    assert dateline.code(TEXTS[1], published="2024-05-08") == coder.code(TEXTS[1], published="2024-05-08")


def test_reading_says_why(coder: Coder) -> None:
    read = coder.read(documents()[0])
    parts = {part.id for part in (*read.events, *read.figures, *read.entities, *read.times)}
    assert parts
    assert set(read.why) & parts


def test_what_is_given_is_not_changed(coder: Coder) -> None:
    document = make_document("GENEVA, May 3 (Wire) — Envoys met.", published="2024-05-08")
    coder.code(document)
    assert document.dateline is None


@pytest.mark.parametrize("published", ["Monday", "2024-02-30"])
def test_a_date_that_is_none_is_refused(coder: Coder, published: str) -> None:
    with pytest.raises(DatelineError, match="ISO 8601"):
        coder.code("Rebels shelled the town.", published=published)


def test_missing_lists_are_refused_at_once(tmp_path: Path) -> None:
    for option in ("actors", "ontology", "model"):
        with pytest.raises(DatelineError, match="no such file"):
            Coder(**{option: tmp_path / "missing"})


def test_any_number_of_workers_gives_the_same_and_a_dead_one_stops_nothing(coder: Coder) -> None:
    alone = [coder.code(document) for document in documents()]
    assert list(coder.pipe(documents())) == alone
    deadly = Deadly(id="deadly", text="Rebels attacked.")
    results = list(coder.pipe([*documents()[:2], deadly, *documents()[2:]], workers=2))
    assert [result for result in results if isinstance(result, Record)] == alone
    assert isinstance(results[2], Failure)
    assert results[2].id == "deadly"
    assert "died" in results[2].reason


def test_a_defect_fails_one_document_and_is_named(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_reader(one: Reading) -> None:
        if one.document.id == "d1":
            raise RuntimeError("a reader broke")
        if one.document.id == "d2":
            one.times.append(dateline.record.Time(id="t99", span=(5, 5), type="DATE"))

    monkeypatch.setattr(reading, "READERS", (*reading.READERS, broken_reader))
    results = list(coder.pipe(documents()))
    assert [isinstance(result, Record) for result in results] == [True, False, False, True]
    first, second = results[1:3]
    assert isinstance(first, Failure) and "a reader broke" in first.reason
    assert isinstance(second, Failure) and "t99" in second.reason


def test_a_wrong_number_of_workers_is_refused(coder: Coder) -> None:
    with pytest.raises(DatelineError, match="workers"):
        list(coder.pipe(documents(), workers=0))


PIECES = [
    "Rebels",
    "shelled",
    "“",
    "”",
    "the town",
    "\n\n",
    ".",
    "12 people",
    "said",
    "—",
    "(",
    "\u00a0",
    "İ",
    "𝔘",
    "’s",
]


@settings(max_examples=25)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=25).map(" ".join))
def test_hostile_text_gives_a_sound_record_or_a_clear_error(coder: Coder, text: str) -> None:
    try:
        record = coder.code(text, published="2024-05-08")
    except DatelineError as error:
        assert "defect" not in str(error)
    else:
        assert record.document.text == text
        assert problems(record) == []
        assert coder.code(text, published="2024-05-08") == record
