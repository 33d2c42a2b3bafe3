"""JSON Lines into documents, one object a line, read one line at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import msgspec

from dateline.errors import DatelineError
from dateline.record import FORMAT, Document
from dateline.sources.decoding import byte_order_mark
from dateline.sources.document import make_document
from dateline.sources.webpage import read_page

MAX_LINE = 64 * 1024 * 1024


class _Line(msgspec.Struct):
    """What a line may hold; `text` goes before `html` where both are given."""

    id: str | int | None = None
    text: str | None = None
    html: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    authors: list[str] | str | None = None
    language: str | None = None
    format: str | None = None


_decoder = msgspec.json.Decoder(_Line)


def read_lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | DatelineError]]:
    """The lines that are not blank, each with its number; a line above the limit of 64 MB is an error in its place."""
    number = 0
    while line := stream.readline(MAX_LINE):
        number += 1
        if number == 1:
            if (byte_order_mark(line) or "utf-8-sig") != "utf-8-sig":
                raise DatelineError("JSON Lines must be UTF-8, this is UTF-16 or UTF-32: save it as UTF-8")
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) == MAX_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                pass
            yield number, DatelineError(f"the line is longer than {MAX_LINE // 2**20} MB: one document a line, please")
        elif line.strip():
            yield number, line


def read_line(line: bytes, *, published: str | None = None, publisher: str | None = None) -> Document:
    """One line as a document; `published` and `publisher` stand in where the line has none.

    Raises DatelineError that says what is wrong with the line, and where in it.
    """
    try:
        given = _decoder.decode(line)
    except msgspec.ValidationError as error:
        raise DatelineError(f"a field has the wrong type: {error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DatelineError(_malformed(line, error)) from error
    if given.text is None and given.html is None:
        if given.format == FORMAT:
            raise DatelineError("this is a record already, not a document: look at it with `dateline show`")
        raise DatelineError('has neither "text" nor "html": give the document one of them')
    page = read_page(given.html) if given.text is None and given.html is not None else None
    authors = [given.authors] if isinstance(given.authors, str) else given.authors
    return make_document(
        page.text if page else given.text or "",
        id=str(given.id) if given.id not in (None, "") else None,
        title=given.title or (page.title if page else None),
        publisher=given.publisher or (page.publisher if page else None) or publisher,
        url=given.url or (page.url if page else None),
        authors=authors or (page.authors if page else None),
        published=given.published or (page.published if page else None) or published,
        language=given.language or (page.language if page else None),
    )


def _malformed(line: bytes, error: Exception) -> str:
    try:
        line.decode()
    except UnicodeDecodeError as encoding:
        return f"is not UTF-8 at byte {encoding.start} of the line: convert the file to UTF-8"
    return f"is no JSON object on one line ({error}): mend or remove the line"
