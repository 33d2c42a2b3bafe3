"""Users' own lists of actors over the shipped one."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dateline.errors import DatelineError
from dateline.knowledge.actors import ActorList, read_rows, shipped


@lru_cache(maxsize=8)
def shipped_with(path: Path | None) -> ActorList:
    """The shipped list with the user's file laid over it; raises DatelineError that names the broken line."""
    return shipped() if path is None else shipped().under(read_list(path))


def read_list(path: Path) -> ActorList:
    """A user's list from its file; raises DatelineError with the line and the field that are broken."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DatelineError(f"{path}: cannot be read: {error}") from error
    return ActorList.of(read_rows(text.splitlines(), str(path)))
