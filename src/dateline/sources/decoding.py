"""Bytes into text: UTF-8, else what a byte order mark or the bytes themselves say; never a character replaced.

Of guesses that are equally good Windows-1252 is taken, as browsers do (WHATWG Encoding Standard) for English.
"""

from __future__ import annotations

import codecs
import re

from dateline.errors import DatelineError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)


def byte_order_mark(data: bytes) -> str | None:
    """The name of the encoding that the first bytes announce, if they announce one."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text in any encoding: control characters that no text holds."""
    if byte_order_mark(data):
        return False
    head = data[:8192]
    return b"\0" in head or len(_CONTROLS.findall(head)) > len(head) // 50


def decode(data: bytes) -> tuple[str, str | None]:
    """The text, and a note if it was not UTF-8; raises DatelineError for bytes that are no text."""
    mark = byte_order_mark(data)
    if mark:
        try:
            return data.decode(mark), None
        except UnicodeDecodeError as error:
            raise DatelineError(
                f"starts like {mark.upper()} but is not from byte {error.start} on: save it as UTF-8"
            ) from error
    if is_binary(data):
        raise DatelineError("is a binary file, not text: extract its text first")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return _guess(data, error.start)


def _guess(data: bytes, first_bad: int) -> tuple[str, str]:
    declared = _CHARSET.search(data[:4096])
    if declared:
        try:
            name = declared[1].decode("ascii")
            return data.decode(name), f"is not UTF-8; read as {name}, which the page declares"
        except (LookupError, UnicodeDecodeError):
            pass
    from charset_normalizer import from_bytes

    guesses = from_bytes(data)
    best = guesses.best()
    if best is None:
        raise DatelineError(f"is not UTF-8 from byte {first_bad} on, nor any other known encoding: save it as UTF-8")
    western = next((guess for guess in guesses if guess.encoding == "cp1252"), None)
    name = "cp1252" if western and western.chaos <= best.chaos else best.encoding
    return data.decode(name), f"is not UTF-8 from byte {first_bad} on; read as {name}, a guess"
