"""What the commands that ask a situation have in common: the file, the filters, the format."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from dateline import situation as room
from dateline.views.tables import Format

SITUATION = Annotated[Path, typer.Argument(help="The situation file.")]
COUNTRY = Annotated[str | None, typer.Option(help="Where it was: an ISO 3166-1 alpha-3 code such as SYR.")]
TYPE = Annotated[str | None, typer.Option(help="PLOVER type such as ASSAULT.")]
STATUS = Annotated[str | None, typer.Option(help="occurred, ongoing, planned, possible, called-for or negated.")]
SINCE = Annotated[str | None, typer.Option(help="From this day on: 2023-10-07.")]
UNTIL = Annotated[str | None, typer.Option(help="Up to this day.")]
NEAR = Annotated[str | None, typer.Option(help="LATITUDE,LONGITUDE, or the name of a place in the documents.")]
WITHIN = Annotated[float, typer.Option(help="Kilometres around --near.")]
FORMAT = Annotated[Format, typer.Option(help="A table to read, CSV, or JSON with everything.")]


@contextmanager
def opened(path: Path) -> Iterator[room.Situation]:
    """The situation, with a word on standard error where an `add` has not come to its end."""
    with room.open(path) as found:
        if not found.is_complete():
            typer.echo(
                f"{path}: an `add` was interrupted; run it again to bring incidents and ledger up to date", err=True
            )
        yield found
