"""One document on the terminal: from a document and from a record, with reasons, and nothing that steers a terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sample

from dateline.record import Figure, to_json
from dateline.views.facts import arrange, count, printable

Run = Callable[..., object]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    second = sample.record()
    second.document.id = "sample-2"
    second.document.title = "The second"
    path.write_bytes(to_json(sample.record()) + b"\n" + to_json(second) + b"\n")
    return path


def test_a_record_is_shown_with_all_of_its_facts(run: Run, records: Path) -> None:
    result = run("show", records)
    assert result.status == 0
    shown = result.out.decode()
    for words in (
        "Mayor flies to Aleppo", "What happened (6)", "[negated]", "[called-for]", "Elif Kaya, rebel commanders",
        "at least 40 total", "└ part", "as of", "Elif Kaya told reporters  [direct]", "TUR · GOV", "37.06, 37.38",
        "the document",
    ):  # fmt: skip
        assert words in shown, words
    assert "\x1b[" not in shown


def test_one_of_several_records_and_standard_input(run: Run, records: Path) -> None:
    assert "The second" in run("show", records, "--id", "sample-2").out.decode()
    assert "Mayor flies" in run("show", "-", stdin=records.read_bytes()).out.decode()
    missing = run("show", records, "--id", "nowhere")
    assert missing.status == 2
    assert "nowhere" in missing.err


def test_a_document_is_read_and_explained(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rebels shelled the town of Azaz on Monday.")
    shown = run("show", tmp_path / "a.txt", "--published", "2024-05-08", "--why")
    assert shown.status == 0
    assert "ASSAULT" in shown.out.decode()
    assert "rule " in shown.out.decode()


def test_reasons_of_a_record_are_found_again_or_refused(run: Run, records: Path, tmp_path: Path) -> None:
    coded = run("code", "-", stdin=b"Rebels shelled the town of Azaz on Monday.").out
    (tmp_path / "own.jsonl").write_bytes(coded)
    assert "rule " in run("show", tmp_path / "own.jsonl", "--why").out.decode()
    refused = run("show", records, "--why")
    assert refused.status == 2
    assert "code the document again" in refused.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\x00\x01\xff" * 50, "binary"),
        (b'{"format":"dateline/1","document":{"id":"x"}}\n', "is no record"),
        (b'{"format":"dateline/2","document":{"id":"x"}}\n', "is no record"),
        (
            to_json(sample.record()).replace(b'"trigger":[50,54]', b'"trigger":[50,5400]') + b"\n",
            "breaks its own rules",
        ),
    ],
)
def test_what_cannot_be_shown_is_told_with_its_place(run: Run, tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a").write_bytes(content)
    result = run("show", tmp_path / "a")
    assert result.status == 2
    assert str(tmp_path / "a") in result.err
    assert said in result.err


def test_a_page_is_written_where_it_is_asked_for(run: Run, records: Path, tmp_path: Path) -> None:
    result = run("show", records, "--html", tmp_path / "new" / "page.html")
    assert result.status == 0
    assert (tmp_path / "new" / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    (tmp_path / "file").touch()
    refused = run("show", records, "--html", tmp_path / "file" / "page.html")
    assert refused.status == 2
    assert "cannot be written" in refused.err


def test_a_terminal_cannot_be_steered_by_a_text(run: Run) -> None:
    shown = run("show", "-", stdin=b"Rebels \x1b[2J\x1b]0;owned\x07shelled the town of Azaz.").out
    assert b"\x1b" not in shown
    assert b"\x07" not in shown
    assert printable("a\x1b\x9b\x00b\n\tc") == "a���b\n\tc"


@pytest.mark.parametrize(
    ("low", "high", "best", "unit", "words"),
    [
        (40, None, None, None, "at least 40"),
        (None, 40, None, None, "up to 40"),
        (1200, 1200, 1200, None, "1,200"),
        (40, 50, None, None, "40 to 50"),
        (None, None, 300, None, "about 300"),
        (1.4e9, 1.4e9, 1.4e9, "USD", "1,400,000,000 USD"),
        (2.5, 2.5, 2.5, None, "2.5"),
        (None, None, None, None, "an unknown number"),
    ],
)
def test_bounds_in_words(
    low: float | None, high: float | None, best: float | None, unit: str | None, words: str
) -> None:
    figure = Figure(id="f", measure="killed", low=low, high=high, best=best, unit=unit, span=(0, 1), sentence=(0, 1))
    assert count(figure) == words


def test_a_voice_within_a_voice_names_both() -> None:
    record = sample.record()
    record.attributions[1].within = "a1"
    negated = arrange(record).events[3]
    assert negated.evidence.voice == "The army, as told by Elif Kaya"


def test_voices_that_report_each_other_end_somewhere() -> None:
    record = sample.record()
    record.attributions[0].within, record.attributions[1].within = "a2", "a1"
    assert arrange(record).events[3].evidence.voice == "The army, as told by Elif Kaya"
