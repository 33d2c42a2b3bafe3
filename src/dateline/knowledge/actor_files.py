"""Users' own lists of actors over the shipped one: CSV, CAMEO dictionaries or FollowTheMoney entities."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dateline.errors import DatelineError
from dateline.knowledge.actors import ActorList, read_rows, shipped
from dateline.knowledge.actors_cameo import read_cameo
from dateline.knowledge.actors_ftm import read_entities


@lru_cache(maxsize=8)
def shipped_with(path: Path | None) -> ActorList:
    """The shipped list with the user's file laid over it; raises DatelineError that names the broken line."""
    return shipped() if path is None else shipped().under(read_list(path))


def read_list(path: Path) -> ActorList:
    """A user's list from its file, all of it or nothing.

    A file of JSON lines is FollowTheMoney entities, one with bracketed codes a CAMEO dictionary of actors or agents,
    any other CSV. Raises DatelineError with the line and the field that are broken.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DatelineError(f"{path}: is not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        raise DatelineError(f"{path}: cannot be read: {error.strerror}") from error
    lines = text.splitlines()
    first = next((line.strip() for line in lines if line.strip()), "")
    if first.startswith("{"):
        return ActorList.of(read_entities(lines, str(path)))
    if first.startswith("#") or ("[" in text and "," not in first):
        actors, heads = read_cameo(lines, str(path))
        return ActorList.of(actors, heads)
    return ActorList.of(read_rows(lines, str(path)))
