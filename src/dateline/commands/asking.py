"""What the commands that ask a situation have in common: the file, the filters, the format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any

import typer

from dateline import situation as room
from dateline.views.tables import Format

SITUATION = Annotated[Path, typer.Argument(help="The situation file.")]
FORMAT = Annotated[Format, typer.Option(help="A table to read, CSV, or JSON with everything.")]


FILTERS = {
    "country": Annotated[str | None, typer.Option(help="Where it was: an ISO 3166-1 alpha-3 code such as SYR.")],
    "type": Annotated[str | None, typer.Option(help="PLOVER type such as ASSAULT.")],
    "status": Annotated[str | None, typer.Option(help="occurred, ongoing, planned, possible, called-for or negated.")],
    "since": Annotated[str | None, typer.Option(help="From this day on: 2023-10-07.")],
    "until": Annotated[str | None, typer.Option(help="Up to this day.")],
    "near": Annotated[str | None, typer.Option(help="LATITUDE,LONGITUDE, or the name of a place in the documents.")],
    "within": Annotated[float, typer.Option(help="Kilometres around --near.")],
}
"""The options that choose a part of a situation, each a field of `Filter`."""


def filtered(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command these options (all where none is named) in the place of its parameter `chosen`, a `Filter`."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        options = [
            Parameter(name, Parameter.KEYWORD_ONLY, default=getattr(room.Filter(), name), annotation=FILTERS[name])
            for name in names or FILTERS
        ]
        own = signature(command, eval_str=True).parameters.values()
        parameters = [
            made.replace(kind=Parameter.KEYWORD_ONLY)
            for one in own
            for made in (options if one.name == "chosen" else [one])
        ]

        @wraps(command)
        def run(**given: Any) -> None:
            chosen = room.Filter(**{option.name: given.pop(option.name) for option in options})
            command(chosen=chosen, **given)

        run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        return run

    return decorate


@contextmanager
def opened(path: Path) -> Iterator[room.Situation]:
    """The situation, with a word on standard error where an `add` has not come to its end."""
    with room.open(path) as found:
        if not found.is_complete():
            typer.echo(
                f"{path}: an `add` was interrupted; run it again to bring incidents and ledger up to date", err=True
            )
        yield found
