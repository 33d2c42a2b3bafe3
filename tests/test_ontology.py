"""The ontology's files: what they hold, what the checker says, what the commands show."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.commands.ontology import app
from dateline.errors import DatelineError
from dateline.knowledge.ontology import load_ontology
from dateline.knowledge.ontology.loader import COMPILED, _digest, read_ontology, shipped_directory

run = CliRunner()


def test_the_shipped_ontology_is_whole() -> None:
    ontology = read_ontology(shipped_directory())
    assert ontology.problems == []
    assert len(ontology.types) == 16
    assert len({(e.section, e.key) for e in ontology.entries()}) >= 1500
    assert {t.quad for t in ontology.types.values()} == {1, 2, 3, 4}


def test_the_compiled_ontology_is_that_of_the_files() -> None:
    directory = shipped_directory()
    fresh = (directory / COMPILED).read_bytes().startswith(_digest(directory))
    assert fresh, "run: dateline ontology compile"
    assert list(load_ontology().entries()) == list(read_ontology(directory).entries())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("type: ASSAULT\nverbs:\n  hit: {mode: sideways}\n", "'sideways' is not a mode of ASSAULT"),
        ("type: ASSAULT\nverbs:\n  hit: {objct: any}\n", "objct: neither a preposition"),
        ("type: ASSAULT\nverbs:\n  hit: {object: WEPON}\n", "WEPON: no such class"),
        ("type: ASSAULT\nverbs:\n  hit: {}\n  hit: {}\n", "'hit' is given twice"),
        ("type: ASSAULT\nverbs:\n  hit: {}\n  strike, beat:\n", "'strike, beat' has no reading"),
        ("type: ASSAULT\nverbs:\n  hit: {}\n  strike, beat:\n", "line 4"),
        ("type: FIGHT\nverbs:\n  hit: {}\n", "'FIGHT' is not one of"),
        ("type: ASSAULT\nverbs: [\n", "extra.yaml"),
    ],
)
def test_the_checker_names_file_and_fault(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "extra.yaml").write_text(content, encoding="utf-8")
    problems = read_ontology(tmp_path).problems
    assert any("extra.yaml" in p and said in p for p in problems), problems
    with pytest.raises(DatelineError, match=r"extra\.yaml"):
        load_ontology(tmp_path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match=r"holds no \.yaml file"):
        load_ontology(tmp_path)


def test_find_shows_every_reading_of_a_word() -> None:
    shown = run.invoke(app, ["find", "fire"]).output
    assert "ASSAULT" in shown and "SANCTION" in shown and "no event" in shown
    assert "not in the ontology" in run.invoke(app, ["find", "zzz"]).output


def test_check_counts_what_it_checked() -> None:
    assert "no problem found" in run.invoke(app, ["check"]).output
