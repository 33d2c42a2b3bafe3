"""Measures the situation on a made-up world: loading, incidents, queries, memory, and what a crash leaves.

    python benchmarks/situation.py scale [--records 100000]
    python benchmarks/situation.py crash [--kills 50] [--records 3000]
    python benchmarks/situation.py quality [--records 10000]

Times are CPU seconds of this process unless they are said to be wall seconds, so that others on the machine do not
count; memory is the peak resident size.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import duckdb
from made_world import tell

from dateline import situation
from dateline.record import from_json, problems, to_json
from dateline.situation import store
from dateline.situation.adding import Adder
from dateline.situation.derive import derive
from dateline.situation.duplicates import write_stories
from dateline.situation.incidents import write_incidents
from dateline.situation.ledger import write_claims
from dateline.situation.store import transaction
from dateline.situation.weights import load_weights

QUERIES = {
    "country and dates": situation.Filter(country="CIR", since="2022-03-01", until="2022-03-14"),
    "type and 50 km": situation.Filter(type="ASSAULT", near="-12.0,28.0", within=50),
    "status and day": situation.Filter(status="planned", since="2022-03-01", until="2022-03-01"),
}


def write_world(folder: Path, count: int) -> Path:
    path = folder / f"world-{count}.jsonl"
    with path.open("wb") as stream:
        for told in tell(count):
            stream.write(to_json(told.record) + b"\n")
    return path


def scale(count: int, folder: Path) -> None:
    """Load and derive a tenth of the records, a third, and all, each in a process of its own."""
    print("records  size MB  load s  records/s  stories s  incidents s  claims s  query ms  peak MB")
    for part in (count // 10, count // 3, count):
        subprocess.run([sys.executable, __file__, "once", "--records", str(part), "--folder", str(folder)], check=True)


def once(count: int, folder: Path) -> None:
    source = write_world(folder, count)
    path = folder / f"world-{count}.duckdb"
    with store.writing(path) as connection:
        marks = [time.process_time()]
        with source.open("rb") as stream:
            records = (record for record in map(from_json, stream) if not problems(record))
            for added in Adder(connection).add(records):
                stored = added.stored
        marks.append(time.process_time())
        with transaction(connection):
            write_stories(connection)
            marks.append(time.process_time())
            write_incidents(connection, load_weights())
            marks.append(time.process_time())
            write_claims(connection)
        marks.append(time.process_time())
    load, stories, incidents, claims = (after - before for before, after in pairwise(marks))
    slowest = 0.0
    with situation.open(path) as opened:
        opened.incidents(situation.Filter(country="BEL", since="2021-05-01", until="2021-05-02"))
        for chosen in QUERIES.values():
            began = time.perf_counter()
            opened.incidents(chosen)
            slowest = max(slowest, time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{stored:7,}  {path.stat().st_size / 2**20:7.0f}  {load:6.1f}  {stored / load:9,.0f}  {stories:9.1f}  "
        f"{incidents:11.1f}  {claims:8.1f}  {slowest * 1000:8.0f}  {peak:7.0f}",
        flush=True,
    )


def contents(path: Path) -> dict[str, list[str]]:
    """Every row of every table, in an order of its own."""
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = (*store.STORED, *store.DERIVED, "meta")
        return {name: sorted(map(repr, connection.execute(f"SELECT * FROM {name}").fetchall())) for name in tables}


def crash(kills: int, count: int, folder: Path) -> None:
    """Kill `dateline add` at random moments, always on the file that the last one left, then let it end."""
    source = write_world(folder, count)
    program = "from dateline.situation import adding; adding.CHUNK = 100; from dateline.cli import main; main()"
    undisturbed, path = folder / "undisturbed.duckdb", folder / "crash.duckdb"
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", program, "add", undisturbed, source], check=True, stderr=subprocess.DEVNULL)
    whole = time.perf_counter() - began
    want = contents(undisturbed)
    dice = random.Random(6)
    left, rounds, equal = kills, 0, 0
    while left > 0:
        rounds += 1
        path.unlink(missing_ok=True)
        path.with_name(path.name + ".wal").unlink(missing_ok=True)
        for _ in range(5):
            running = subprocess.Popen([sys.executable, "-c", program, "add", path, source], stderr=subprocess.DEVNULL)
            try:
                running.wait(dice.uniform(0.1, 1.0) * whole)
                break
            except subprocess.TimeoutExpired:
                running.send_signal(signal.SIGKILL)
                running.wait()
                left -= 1
        subprocess.run([sys.executable, "-c", program, "add", path, source], check=True, stderr=subprocess.DEVNULL)
        equal += contents(path) == want
    print(f"{kills - left} kills on {rounds} files of {count:,} records: {equal} of {rounds} files equal")


def quality(count: int, folder: Path) -> None:
    """Duplicates and incidents against what the world says is true."""
    path = folder / "quality.duckdb"
    told = {one.record.document.id: one for one in tell(count)}
    with store.writing(path) as connection:
        for _ in Adder(connection).add(one.record for one in told.values()):
            pass
        derive(connection)
    with situation.open(path) as opened:
        stories = {source.id: source.story for source in opened.documents()}
        incidents = {event: incident.id for incident in opened.incidents() for event in incident.events}
    _score("stories", {key: one.story for key, one in told.items()}, stories)
    events = {(key, event.id): one.incident for key, one in told.items() for event in one.record.events}
    _score("incidents", events, incidents)


def _score(name: str, gold: dict[Any, str], found: dict[Any, str]) -> None:
    want, got = _pairs(gold), _pairs(found)
    right = len(want & got)
    precision, recall = right / len(got), right / len(want)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{name}: {len(want):,} pairs, precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


def _pairs(groups: dict[Any, str]) -> set[tuple[Any, Any]]:
    members: dict[str, list[Any]] = defaultdict(list)
    for key, group in sorted(groups.items()):
        members[group].append(key)
    return {pair for group in members.values() for pair in combinations(group, 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["scale", "once", "crash", "quality"])
    parser.add_argument("--records", type=int)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        if given.what == "scale":
            scale(given.records or 100_000, folder)
        elif given.what == "once":
            once(given.records or 10_000, folder)
        elif given.what == "crash":
            crash(given.kills, given.records or 3_000, folder)
        else:
            quality(given.records or 10_000, folder)


if __name__ == "__main__":
    main()
