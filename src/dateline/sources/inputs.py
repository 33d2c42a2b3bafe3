"""What the user names (files, folders, standard input) into documents, one at a time, each with where it was found."""

from __future__ import annotations

import gzip
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import IO, Literal, cast

from dateline.errors import DatelineError
from dateline.record import Document
from dateline.sources.decoding import decode, is_binary
from dateline.sources.document import MAX_CHARACTERS, make_document
from dateline.sources.jsonlines import MAX_LINE, read_line, read_lines
from dateline.sources.webpage import read_page

Kind = Literal["text", "html", "jsonl"]

KINDS: dict[str, Kind] = {
    ".txt": "text", ".text": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".jl": "jsonl",
}  # fmt: skip


@dataclass(frozen=True)
class Defaults:
    """What stands in for a document's own metadata where it has none."""

    published: str | None = None
    publisher: str | None = None


@dataclass(frozen=True)
class Item:
    """A document, or why there is none (`document` is None); beside a document the message is a mere note."""

    where: str
    document: Document | None
    message: str | None = None


def read_inputs(inputs: Iterable[str], defaults: Defaults | None = None) -> Iterator[Item]:
    """Every document of the inputs, in their order; folders recursively, sorted by path; "-" is standard input.

    Nothing that is wrong with one document, file or folder is raised: it is an Item without a document.
    """
    defaults = defaults or Defaults()
    for name in inputs:
        if name == "-":
            yield from _read_stream("standard input", cast(BufferedReader, sys.stdin.buffer), None, defaults)
            continue
        path = Path(name)
        if path.is_dir():
            yield from _read_folder(path, defaults)
        else:
            yield from _read_path(path, defaults)


def _read_folder(folder: Path, defaults: Defaults) -> Iterator[Item]:
    empty = True
    for path in files_in(folder):
        empty = False
        yield from _read_path(path, defaults)
    if empty:
        known = " ".join(sorted(KINDS))
        yield Item(str(folder), None, f"the folder holds no file to read (looked for {known}, also with .gz)")


def files_in(folder: Path) -> Iterator[Path]:
    """The files of a folder that can be read, those of its folders too, by path; hidden ones are passed over."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent, name)
            if not name.startswith(".") and _kind(path) is not None:
                yield path


def _kind(path: Path) -> Kind | None:
    return KINDS.get((path.with_suffix("") if path.suffix == ".gz" else path).suffix.lower())


def _read_path(path: Path, defaults: Defaults) -> Iterator[Item]:
    where = str(path)
    try:
        with path.open("rb") as file:
            yield from _read_stream(where, file, _kind(path), defaults)
    except FileNotFoundError:
        yield Item(where, None, "there is no such file: check the name")
    except OSError as error:
        yield Item(where, None, f"cannot be read: {error.strerror or error}")


def _read_stream(where: str, file: BufferedReader, kind: Kind | None, defaults: Defaults) -> Iterator[Item]:
    stream: IO[bytes] = file
    if file.peek(2)[:2] == b"\x1f\x8b":
        stream = cast(IO[bytes], gzip.GzipFile(fileobj=file))
    try:
        head = cast(BufferedReader, stream).peek(8192)[:8192]
        if not head:
            yield Item(where, None, "is empty: nothing to code")
        elif is_binary(head):
            yield Item(where, None, "is a binary file, not text: extract its text first")
        elif (kind or _sniff(head)) == "jsonl":
            yield from _read_jsonl(where, stream, defaults)
        else:
            yield _read_whole(where, stream, kind or _sniff(head), defaults)
    except DatelineError as error:
        yield Item(where, None, str(error))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Item(where, None, f"the gzip file is damaged or cut short ({error}): fetch it again")


def _sniff(head: bytes) -> Kind:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:512].lower()
    if start.startswith(b"{"):
        return "jsonl"
    return "html" if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")) else "text"


def _read_jsonl(where: str, stream: IO[bytes], defaults: Defaults) -> Iterator[Item]:
    empty = True
    for number, line in read_lines(stream):
        if empty and line in (b"{\n", b"[\n", b"{\r\n", b"[\r\n"):
            raise DatelineError("is one JSON value over many lines, not JSON Lines: put each object on its own line")
        empty = False
        at = f"{where}:{number}"
        try:
            if isinstance(line, DatelineError):
                raise line
            document = read_line(line, published=defaults.published, publisher=defaults.publisher)
        except DatelineError as error:
            yield Item(at, None, str(error))
        else:
            yield Item(at, document)
    if empty:
        yield Item(where, None, "holds no line of JSON: nothing to code")


def _read_whole(where: str, stream: IO[bytes], kind: Kind, defaults: Defaults) -> Item:
    limit = MAX_LINE if kind == "html" else 4 * MAX_CHARACTERS
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise DatelineError(f"is larger than {limit // 1_000_000} MB: split it into its dispatches, or use JSON Lines")
    text, note = decode(data)
    if kind == "text":
        document = make_document(text, published=defaults.published, publisher=defaults.publisher)
        return Item(where, document, note)
    page = read_page(text)
    document = make_document(
        page.text,
        title=page.title,
        publisher=page.publisher or defaults.publisher,
        url=page.url,
        authors=page.authors,
        published=page.published or defaults.published,
        language=page.language,
    )
    return Item(where, document, note)
