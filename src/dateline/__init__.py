"""Dateline turns news dispatches into an auditable situation record.

>>> import dateline
>>> record = dateline.code("Rebels shelled the town on Monday.", published="2023-10-11")
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.coder import Coder, Failure
    from dateline.errors import DatelineError
    from dateline.record import Document, Record

__all__ = ["Coder", "DatelineError", "Document", "Failure", "Record", "code"]

_HOMES = {
    "Coder": "dateline.coder",
    "Failure": "dateline.coder",
    "DatelineError": "dateline.errors",
    "Document": "dateline.record",
    "Record": "dateline.record",
}


def code(
    text: str | Document, *, published: str | None = None, publisher: str | None = None, title: str | None = None
) -> Record:
    """The record of one dispatch; `published` is an ISO 8601 date or date and time, None if it is not known.

    Raises DatelineError if the document cannot be coded. For many documents see `Coder.pipe`.
    """
    return _default_coder().code(text, published=published, publisher=publisher, title=title)


@cache
def _default_coder() -> Coder:
    from dateline.coder import Coder

    return Coder()


def __getattr__(name: str) -> object:
    """The public classes, imported when they are first asked for: `import dateline` stays fast."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
