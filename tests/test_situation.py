"""The situation file: every record once and whole, the same whatever the order, and clear words when it fails."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from situation_sample import contents, dispatch, situation_file, write_records

from dateline import situation
from dateline.errors import DatelineError
from dateline.record import Document, Record
from dateline.situation import store

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from made_world import tell

ADD = """
import sys
from dateline.cli import main
from dateline.situation import adding
adding.CHUNK = 20
main(sys.argv[1:])
"""


@pytest.fixture(scope="module")
def world() -> list[Record]:
    return [told.record for told in tell(150, seed=7)]


@pytest.fixture(scope="module")
def at_once(world: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return situation_file(tmp_path_factory.mktemp("once"), world)


def run_add(*arguments: object, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", ADD, "add", *map(str, arguments)], stderr=subprocess.PIPE, text=True, **options
    )


def test_records_come_back_as_they_went_in(world: list[Record], at_once: Path) -> None:
    with situation.open(at_once) as opened:
        assert {r.document.id: r for r in opened.records()} == {r.document.id: r for r in world}


@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=30, max_size=60))
def test_any_text_comes_back_exactly(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    records = [Record(document=Document(id=f"d{n:03}", title=text, text=text)) for n, text in enumerate(texts)]
    path = situation_file(tmp_path_factory.mktemp("text"), records)
    with situation.open(path) as opened:
        assert list(opened.records()) == records


def test_order_and_portions_do_not_matter(world: list[Record], at_once: Path, tmp_path: Path) -> None:
    shuffled = random.Random(3).sample(world, len(world))
    portions = [shuffled[:20], shuffled[20:21], shuffled[21:120], shuffled[120:]]
    assert contents(situation_file(tmp_path, *portions)) == contents(at_once)


def test_the_same_document_twice_is_one(world: list[Record], at_once: Path, tmp_path: Path) -> None:
    path = situation_file(tmp_path, world + world[:50], world)
    assert contents(path) == contents(at_once)


def test_another_text_under_a_known_id_is_kept_beside_it(tmp_path: Path) -> None:
    first, second = dispatch("a", "Rain fell on Homs."), dispatch("a", "Snow fell on Homs and the roads are closed.")
    path = situation_file(tmp_path, [first, second], [second, first])
    with situation.open(path) as opened:
        texts = {document.id: document.text for document in opened.documents()}
    assert len(texts) == 2
    assert texts["a"] == first.document.text
    assert second.document.text in texts.values()


def test_killed_at_any_moment_and_run_again_it_is_the_same(world: list[Record], at_once: Path, tmp_path: Path) -> None:
    source = write_records(tmp_path / "world.jsonl", world)
    path = tmp_path / "crisis.duckdb"
    for delay in (0.6, 0.9, 1.3):
        running = run_add(path, source)
        time.sleep(delay)
        running.send_signal(signal.SIGKILL)
        running.communicate()
    running = run_add(path, source)
    assert running.wait() == 0, running.communicate()[1]
    assert contents(path) == contents(at_once)


def test_a_second_add_waits_and_says_who_holds_the_file(world: list[Record], tmp_path: Path) -> None:
    source = write_records(tmp_path / "world.jsonl", world[:5])
    path = tmp_path / "crisis.duckdb"
    holder = subprocess.Popen(
        [sys.executable, "-c", "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); "
         "sys.stdin.read()", str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    waiting = run_add(path, source)
    assert waiting.stderr is not None
    assert f"held by process {holder.pid}" in waiting.stderr.readline()
    with pytest.raises(DatelineError, match=f"held by process {holder.pid}"), situation.open(path):
        pass
    holder.communicate("")
    assert waiting.wait() == 0
    with situation.open(path) as opened:
        assert len(opened.documents()) == 5


def test_a_full_disk_is_said_and_what_was_stored_stands(world: list[Record], tmp_path: Path) -> None:
    import resource

    path = situation_file(tmp_path, world[:10])
    source = write_records(tmp_path / "world.jsonl", world)
    limit = 100_000
    full = run_add(path, source, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    _, said = full.communicate()
    assert full.returncode == 2
    assert "disk is full" in said and "Traceback" not in said
    with situation.open(path) as opened:
        assert {r.document.id for r in world[:10]} <= {d.id for d in opened.documents()}


def test_a_file_of_a_newer_schema_is_left_alone(world: list[Record], tmp_path: Path) -> None:
    path = situation_file(tmp_path, world[:3])
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    with pytest.raises(DatelineError, match="newer Dateline"), situation.open(path):
        pass
    with pytest.raises(DatelineError, match="newer Dateline"), store.writing(path):
        pass


@pytest.mark.parametrize("damage", [b"", b"not a database at all, but long enough to look like one"])
def test_what_is_no_situation_file_is_said_to_be_none(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "crisis.duckdb"
    path.write_bytes(damage)
    with pytest.raises(DatelineError, match=r"crisis\.duckdb"), situation.open(path):
        pass
    with duckdb.connect(str(tmp_path / "other.duckdb")) as connection:
        connection.execute("CREATE TABLE notes (text VARCHAR)")
    with pytest.raises(DatelineError, match="not a situation file"), store.writing(tmp_path / "other.duckdb"):
        pass


def test_a_damaged_file_is_said_to_be_damaged(world: list[Record], tmp_path: Path) -> None:
    path = situation_file(tmp_path, world[:20])
    data = bytearray(path.read_bytes())
    data[4096 : len(data)] = bytes(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(DatelineError, match="damaged"), situation.open(path) as opened:
        opened.documents()


def test_a_missing_file_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="dateline add"), situation.open(tmp_path / "none.duckdb"):
        pass


def test_no_folder_to_write_in(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match="no such folder"), store.writing(tmp_path / "none" / "crisis.duckdb"):
        pass


def test_a_line_that_is_no_record_is_named_and_the_others_are_stored(world: list[Record], tmp_path: Path) -> None:
    source = write_records(tmp_path / "world.jsonl", world[:3])
    source.write_bytes(source.read_bytes() + b'{"format": "dateline/1", "document": 5}\n')
    running = run_add(tmp_path / "crisis.duckdb", source)
    _, said = running.communicate()
    assert running.returncode == 1
    assert "world.jsonl:4" in said and "3 documents added" in said


def test_the_records_in_a_folder_are_stored_as_they_are(world: list[Record], tmp_path: Path) -> None:
    folder = tmp_path / "records"
    (folder / "later").mkdir(parents=True)
    write_records(folder / "a.jsonl", world[:2])
    write_records(folder / "later" / "b.jsonl", world[2:3])
    path = tmp_path / "crisis.duckdb"
    running = run_add(path, folder)
    assert "3 documents added" in running.communicate()[1]
    with situation.open(path) as opened:
        assert {record.document.id: record for record in opened.records()} == {
            record.document.id: record for record in world[:3]
        }
