"""`dateline show`: one document for a person, on the terminal or as a page."""

from __future__ import annotations

import gzip
import re
import sys
from contextlib import ExitStack
from io import BufferedReader
from pathlib import Path
from typing import Annotated, cast

import msgspec
import typer

from dateline.coder import Coder
from dateline.commands.code import ACTORS, ONTOLOGY, PUBLISHED, PUBLISHER
from dateline.errors import DatelineError
from dateline.record import Document, Record, from_json, problems
from dateline.sources import Defaults, read_inputs, read_published

_RECORD = re.compile(rb'\s*\{\s*"format"\s*:\s*"dateline/')


def show(
    input: Annotated[
        str, typer.Argument(help="A document, or records that `dateline code` wrote; - is standard input.")
    ],
    id: Annotated[str | None, typer.Option("--id", help="Which document of several; else the first.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write one self-contained page instead.")] = None,
    why: Annotated[bool, typer.Option("--why", help="Say for each fact why it was read.")] = False,
    published: PUBLISHED = None,
    publisher: PUBLISHER = None,
    actors: ACTORS = None,
    ontology: ONTOLOGY = None,
) -> None:
    """Show one document: its text with coloured spans, what happened, how many, who said what, where and when.

    With --html the page lights up the words of a fact, and the facts of a word, under the pointer or the keyboard.

    [bold]Examples[/bold]

    dateline show examples/earthquake.txt --published 2024-06-12 --why

    dateline show records.jsonl --id coup --html coup.html
    """
    coder = Coder(actors, ontology)
    record = _find_record(input, id)
    reasons: dict[str, list[str]] | None = None
    if record is None or why:
        document = record.document if record else _find_document(input, id, published, publisher)
        read, reasons = _read(coder, document)
        if record not in (None, read):
            raise DatelineError(
                f"{input}: the record was made by another version or with other options, so the reasons are not "
                "known any more: code the document again"
            )
        record = read
    if html is not None:
        from dateline.views.page import render

        _write(html, render(record, reasons))
        typer.echo(f"wrote {html}", err=True)
        return
    from rich.console import Console

    from dateline.views import terminal

    terminal.show(record, Console(highlight=False, soft_wrap=False), reasons if why else None)


def _find_document(input: str, id: str | None, published: str | None, publisher: str | None) -> Document:
    defaults = Defaults(published and read_published(published), publisher)
    for item in read_inputs([input], defaults):
        if item.document is None:
            if id is None:
                raise DatelineError(f"{item.where}: {item.message}")
        elif id in (None, item.document.id):
            if item.message:
                typer.echo(f"{item.where}: {item.message}", err=True)
            return item.document
    raise DatelineError(f"{input}: holds no document with the id {id!r}")


def _read(coder: Coder, document: Document) -> tuple[Record, dict[str, list[str]]]:
    from dateline.reading import to_record

    reading = coder.read(msgspec.structs.replace(document, dateline=None))
    return to_record(reading), reading.why


def _find_record(input: str, id: str | None) -> Record | None:
    """The record, if the input holds records and not documents."""
    with ExitStack() as stack:
        if input == "-":
            stream = cast(BufferedReader, sys.stdin.buffer)
        elif Path(input).is_file():
            stream = stack.enter_context(Path(input).open("rb"))
            if stream.peek(2)[:2] == b"\x1f\x8b":
                stream = cast(BufferedReader, stack.enter_context(gzip.GzipFile(fileobj=stream)))
        else:
            return None
        if not _RECORD.match(stream.peek(64)):
            return None
        for number, line in enumerate(stream, 1):
            try:
                record = from_json(line)
            except msgspec.MsgspecError as error:
                raise DatelineError(f"{input}:{number}: is no record ({error})") from error
            if id in (None, record.document.id):
                broken = problems(record)
                if broken:
                    raise DatelineError(f"{input}:{number}: the record breaks its own rules: {'; '.join(broken)}")
                return record
    raise DatelineError(f"{input}: holds no record with the id {id!r}")


def _write(path: Path, page: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise DatelineError(f"{path}: cannot be written ({error.strerror})") from error
