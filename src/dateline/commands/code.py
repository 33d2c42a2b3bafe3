"""`dateline code`: documents into records, as many as there are."""

from __future__ import annotations

import csv
import io
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated

import msgspec
import typer

from dateline.coder import Coder, Failure
from dateline.errors import DatelineError
from dateline.record import Document, Record, from_json, to_json
from dateline.sources import Defaults, read_inputs, read_published

INPUTS = Annotated[
    list[str],
    typer.Argument(help="Text, HTML or JSON Lines files (also .gz), folders of them, or - for standard input."),
]
PUBLISHED = Annotated[
    str | None, typer.Option(help="Date of documents that state none: 2023-10-11 or 2023-10-11T16:05:00Z.")
]
PUBLISHER = Annotated[str | None, typer.Option(help="Publisher of documents that state none.")]
ACTORS = Annotated[Path | None, typer.Option(help="Own actor list: CSV, Phoenix or FollowTheMoney.")]
ONTOLOGY = Annotated[Path | None, typer.Option(help="Folder with an own ontology.")]
WORKERS = Annotated[int, typer.Option(min=1, help="Processes to code with; the records do not depend on it.")]


class Format(StrEnum):
    """What a record is written as."""

    JSON = "json"
    PLOVER = "plover"
    POLECAT = "polecat"


def code(
    inputs: INPUTS,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to write; else standard output.")] = None,
    format: Annotated[Format, typer.Option(help="Records, PLOVER events, or those as POLECAT's CSV.")] = Format.JSON,
    published: PUBLISHED = None,
    publisher: PUBLISHER = None,
    workers: WORKERS = 1,
    actors: ACTORS = None,
    ontology: ONTOLOGY = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the FILE.part of an interrupted run.")] = False,
) -> None:
    """Code documents into records, one JSON line each, or into PLOVER events, one JSON line or CSV row each.

    A JSON Lines document holds "text" or "html", and may hold "id", "title", "published", "publisher", "url",
    "authors". What cannot be read is reported on standard error with file, line and reason; the rest goes on.

    [bold]Exit status[/bold]: 0 every document was coded; 1 some failed; 2 none was coded, or wrong usage.

    [bold]Examples[/bold]

    dateline code dispatch.txt --published 2023-10-11 --publisher "Example News"

    dateline code feeds/ archive.jsonl.gz -o records.jsonl --workers 2

    dateline code archive.jsonl.gz --format polecat -o events.csv

    curl -s https://example.org/story.html | dateline code - | jq .events
    """
    defaults = Defaults(published and read_published(published), publisher)
    coder = Coder(actors, ontology)
    run = _Run()
    with ExitStack() as stack:
        done: set[str] = set()
        if output is None:
            sink: IO[bytes] = sys.stdout.buffer
        else:
            part = _part(output)
            try:
                done = _begin(part, resume, format)
                sink = stack.enter_context(part.open("ab"))
            except OSError as error:
                raise DatelineError(f"{output}: cannot be written ({error.strerror})") from error
        head, write = _writer(format)
        if head:
            sink.write(head)
        report = stack.enter_context(_progress(run))
        try:
            for result in coder.pipe(run.documents(inputs, defaults, done), workers):
                run.take(result)
                if isinstance(result, Record):
                    sink.write(write(result))
                    sink.flush()
                report()
        except KeyboardInterrupt:
            if output is not None:
                _say(f"stopped; what was coded so far is in {_part(output)}: go on with --resume")
            raise
    if output is not None:
        _finish(output, keep=bool(run.coded or run.skipped))
    _say(run.summary())
    raise typer.Exit(0 if not run.failures else 1 if run.coded or run.skipped else 2)


class _Run:
    """Counts what happens to the documents, and reports each one that fails at once."""

    def __init__(self) -> None:
        self.started = time.perf_counter()
        self.coded = self.events = self.skipped = 0
        self.failures: Counter[str] = Counter()
        self._places: deque[str] = deque()

    def documents(self, inputs: list[str], defaults: Defaults, done: set[str]) -> Iterator[Document]:
        for item in read_inputs(inputs, defaults):
            if item.document is None:
                self.fail(item.where, item.message or "")
                continue
            if item.message:
                _say(f"{item.where}: {item.message}")
            if item.document.id in done:
                self.skipped += 1
                continue
            self._places.append(item.where)
            yield item.document

    def take(self, result: Record | Failure) -> None:
        where = self._places.popleft()
        if isinstance(result, Failure):
            self.fail(where, result.reason)
        else:
            self.coded += 1
            self.events += len(result.events)

    def fail(self, where: str, reason: str) -> None:
        self.failures[reason] += 1
        _say(f"{where}: {reason}")

    def rate(self) -> str:
        seconds = time.perf_counter() - self.started
        rate = self.coded / seconds
        return f"{_documents(self.coded)}, {self.events:,} events, {seconds:.1f} s, {rate:.1f} documents/s"

    def summary(self) -> str:
        lines = [self.rate()]
        if self.skipped:
            lines.append(f"{_documents(self.skipped)} {'was' if self.skipped == 1 else 'were'} there already")
        if self.failures:
            lines.append(f"{self.failures.total():,} failed:")
            lines += [f"  {count:,} × {reason}" for reason, count in self.failures.most_common()]
        return "\n".join(lines)


@contextmanager
def _progress(run: _Run) -> Iterator[Callable[[], None]]:
    """What to call after each document: it moves a bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    with Progress(
        BarColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True
    ) as progress:
        task = progress.add_task("loading the model", total=None)
        yield lambda: progress.update(task, description=run.rate())


def _documents(number: int) -> str:
    return f"{number:,} document{'' if number == 1 else 's'}"


def _say(message: str) -> None:
    typer.echo(message, err=True)


def _writer(format: Format) -> tuple[bytes, Callable[[Record], bytes]]:
    """What a file of the format begins with, and how a record is written."""
    if format is Format.JSON:
        return b"", lambda record: to_json(record) + b"\n"
    from dateline.views.plover import POLECAT, plover_lines, polecat_rows

    if format is Format.PLOVER:
        return b"", lambda record: b"".join(line + b"\n" for line in plover_lines(record))
    return _csv([POLECAT]), lambda record: _csv(polecat_rows(record))


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def _part(output: Path) -> Path:
    return output.with_name(output.name + ".part")


def _finish(output: Path, keep: bool) -> None:
    try:
        if keep:
            _part(output).replace(output)
        else:
            _part(output).unlink()
    except OSError as error:
        raise DatelineError(f"{_part(output)}: cannot become {output} ({error.strerror})") from error


def _begin(part: Path, resume: bool, format: Format) -> set[str]:
    """The ids of the documents that an interrupted run has coded; a line that it had half written is cut off."""
    if not part.exists():
        return set()
    if not resume:
        raise DatelineError(f"{part} is left from an interrupted run: go on with --resume, or delete it")
    if format is not Format.JSON:
        raise DatelineError("--resume needs --format json: other formats do not say which documents are done")
    done: set[str] = set()
    with part.open("r+b") as file:
        whole = 0
        for line in file:
            try:
                done.add(from_json(line).document.id)
            except msgspec.MsgspecError:
                break
            whole += len(line)
        file.truncate(whole)
    return done
