"""The checks that every document passes, whatever it came from: a text, an id, a date that is one."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

import msgspec

from dateline.errors import DatelineError
from dateline.record import Document

MAX_CHARACTERS = 1_000_000


def make_document(
    text: str,
    *,
    id: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    authors: list[str] | None = None,
    published: str | None = None,
    language: str | None = None,
) -> Document:
    """A document with its text as given; the id, if none is given, is a hash of all that is known of it.

    Raises DatelineError if the text is empty or too long, or if `published` is no date.
    """
    if not text.strip():
        raise DatelineError("the text is empty: nothing to code")
    if len(text) > MAX_CHARACTERS:
        raise DatelineError(
            f"the text has {len(text):,} characters, the limit of one document is {MAX_CHARACTERS:,}: "
            "split it into its dispatches"
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise DatelineError(
            f"character {error.start} of the text is half of a surrogate pair, which is no character: remove it"
        ) from error
    published = read_published(published) if published is not None else None
    known = (title, publisher, url, published, text)
    return Document(
        id=id or hashlib.blake2b(msgspec.json.encode(known), digest_size=8).hexdigest(),
        title=title,
        publisher=publisher,
        url=url,
        authors=authors or [],
        published=published,
        language=language,
        text=text,
    )


def read_published(value: str) -> str:
    """An ISO 8601 date or date and time in one spelling, its zone kept; raises DatelineError for anything else."""
    stripped = value.strip()
    try:
        day = date.fromisoformat(stripped)
    except ValueError:
        pass
    else:
        return day.isoformat()
    try:
        moment = datetime.fromisoformat(stripped)
    except ValueError:
        raise DatelineError(
            f"published {value!r} is no ISO 8601 date: write it as 2023-10-11 or 2023-10-11T16:05:00Z"
        ) from None
    spelled = moment.isoformat()
    return spelled.removesuffix("+00:00") + "Z" if spelled.endswith("+00:00") else spelled
