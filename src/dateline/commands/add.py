"""`dateline add`: documents or records into a situation file."""

from __future__ import annotations

import gzip
import math
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from io import BufferedReader
from itertools import groupby
from pathlib import Path
from typing import IO, Annotated, cast

import msgspec
import typer

from dateline.coder import Coder, Failure
from dateline.commands.code import ACTORS, INPUTS, ONTOLOGY, PUBLISHED, PUBLISHER, WORKERS
from dateline.record import FORMAT, Document, Record, from_json, problems
from dateline.situation import store
from dateline.situation.adding import Added, Adder
from dateline.situation.derive import derive, is_derived
from dateline.sources import Defaults, files_in, read_inputs, read_published

SITUATION = Annotated[Path, typer.Argument(help="The situation file, such as crisis.duckdb; made where there is none.")]


def add(
    situation: SITUATION,
    inputs: INPUTS,
    published: PUBLISHED = None,
    publisher: PUBLISHER = None,
    workers: WORKERS = 1,
    actors: ACTORS = None,
    ontology: ONTOLOGY = None,
) -> None:
    """Add documents or records to a situation file, and bring its incidents and ledger up to date.

    Documents are coded first; JSON Lines of records, as `dateline code` writes them, are stored as they are. What is
    in the file already is passed over, so that a run that was interrupted is simply run again.

    [bold]Exit status[/bold]: 0 everything was added; 1 some failed; 2 nothing was added, or wrong usage.

    [bold]Examples[/bold]

    dateline add crisis.duckdb feeds/ --workers 2

    dateline code feeds/ | dateline add crisis.duckdb -
    """
    defaults = Defaults(published and read_published(published), publisher)
    coder = Coder(actors, ontology)
    with store.writing(situation) as connection:
        run = _Run(Adder(connection))
        run.store(_records(inputs, defaults, coder, workers, run))
        if not is_derived(connection):
            run.say("making stories, incidents and the ledger", passing=True)
            derive(connection)
    run.say(run.summary())
    raise typer.Exit(0 if not run.failed else 1 if run.added.stored + run.known() else 2)


class _Run:
    """Counts what happens to the inputs, and tells it on standard error as it goes."""

    def __init__(self, adder: Adder) -> None:
        self.adder = adder
        self.added = Added()
        self.passed_over = self.failed = 0
        self.read, self.size = 0, math.inf
        self._started = time.perf_counter()
        self._told = 0.0

    def store(self, records: Iterator[Record]) -> None:
        for added in self.adder.add(records):
            self.added = added
            self._tell()

    def known(self) -> int:
        """How many were in the file already, before they were coded or after."""
        return self.passed_over + self.added.known

    def fail(self, where: str, reason: str) -> None:
        self.failed += 1
        self.say(f"{where}: {reason}")

    def say(self, message: str, *, passing: bool = False) -> None:
        """Print a line; a passing one only on a terminal, where the next one takes its place."""
        terminal = sys.stderr.isatty()
        if passing and terminal:
            typer.echo(f"\r\x1b[K{message}", err=True, nl=False)
        elif not passing:
            typer.echo(f"\r\x1b[K{message}" if terminal else message, err=True)

    def summary(self) -> str:
        parts = [f"{self.added.stored:,} documents added"]
        if self.known():
            parts.append(f"{self.known():,} were there already")
        if self.added.renamed:
            parts.append(f"{self.added.renamed:,} renamed, as another text has their id")
        if self.failed:
            parts.append(f"{self.failed:,} failed")
        return ", ".join(parts) + f" ({self._rate()})"

    def _rate(self) -> str:
        seconds = max(time.perf_counter() - self._started, 1e-6)
        return f"{seconds:.1f} s, {self.added.stored / seconds:,.1f} documents/s"

    def _tell(self) -> None:
        now = time.perf_counter()
        if now - self._told < 0.5:
            return
        self._told = now
        left = ""
        if 0 < self.read < self.size < math.inf:
            seconds = (now - self._started) * (self.size - self.read) / self.read
            left = f", about {seconds // 60:.0f} min {seconds % 60:02.0f} s left"
        self.say(f"{self.added.stored:,} documents, {self._rate()}{left}", passing=True)


def _records(inputs: list[str], defaults: Defaults, coder: Coder, workers: int, run: _Run) -> Iterator[Record]:
    """The records of all inputs in their order: read where they are records, coded where they are documents."""
    run.size = sum(map(_size, inputs))
    for are_records, names in groupby(_expanded(inputs), _holds_records):
        if not are_records:
            yield from _code(list(names), defaults, coder, workers, run)
            continue
        for name in names:
            with ExitStack() as stack:
                stream = _record_lines(name, stack)
                if stream is not None:
                    yield from _read_records(name, stream, run)


def _expanded(inputs: list[str]) -> Iterator[str]:
    """The inputs with the files of a folder in its place; a folder without any stays, to be reported."""
    for name in inputs:
        inside = [str(path) for path in files_in(Path(name))] if Path(name).is_dir() else []
        yield from inside or [name]


def _holds_records(name: str) -> bool:
    with ExitStack() as stack:
        return _record_lines(name, stack) is not None


def _size(name: str) -> float:
    """The bytes of a file or folder; infinite where they say nothing of what is in it."""
    path = Path(name)
    files = [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]
    plain = name != "-" and path.exists() and not any(file.suffix == ".gz" for file in files)
    return sum(file.stat().st_size for file in files) if plain else math.inf


def _record_lines(name: str, stack: ExitStack) -> IO[bytes] | None:
    """The input opened, if its first line is a record; else None, with nothing taken from it."""
    if name == "-":
        stream = cast("BufferedReader", sys.stdin.buffer)
        return stream if _is_record(stream.peek(65536)) else None
    path = Path(name)
    try:
        if not path.is_file():
            return None
        file = stack.enter_context(path.open("rb"))
        if file.peek(2)[:2] == b"\x1f\x8b":
            file = stack.enter_context(cast("BufferedReader", gzip.GzipFile(fileobj=file)))
        return file if _is_record(file.peek(65536)) else None
    except (OSError, EOFError):
        return None


def _is_record(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].replace(b" ", b"")
    return start.startswith(b"{") and f'"format":"{FORMAT.split("/")[0]}/'.encode() in start


def _read_records(name: str, stream: IO[bytes], run: _Run) -> Iterator[Record]:
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        run.read += len(line)
        where = f"{name}:{number}"
        try:
            record = from_json(line.removeprefix(b"\xef\xbb\xbf"))
            broken = problems(record)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            run.fail(where, f"is no record of this version: {error}")
            continue
        if broken:
            run.fail(where, f"the record breaks its own rules: {'; '.join(broken[:3])}")
            continue
        yield record


def _code(names: list[str], defaults: Defaults, coder: Coder, workers: int, run: _Run) -> Iterator[Record]:
    places: deque[str] = deque()

    def documents() -> Iterator[Document]:
        for item in read_inputs(names, defaults):
            if item.document is None:
                run.fail(item.where, item.message or "")
                continue
            run.read += len(item.document.text)
            if item.message:
                run.say(f"{item.where}: {item.message}")
            if run.adder.name(item.document.id, item.document.text) is None:
                run.passed_over += 1
                continue
            places.append(item.where)
            yield item.document

    for result in coder.pipe(documents(), workers):
        where = places.popleft()
        if isinstance(result, Failure):
            run.fail(where, result.reason)
        else:
            yield result
