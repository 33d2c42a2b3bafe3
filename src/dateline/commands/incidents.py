"""`dateline incidents`: what happened, each occurrence once."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline import situation as room
from dateline.commands.asking import FORMAT, SITUATION, filtered, opened
from dateline.situation.explain import Why, why
from dateline.views import tables
from dateline.views.tables import Format


@filtered()
def incidents(
    situation: SITUATION,
    chosen: room.Filter,
    format: FORMAT = Format.TABLE,
    compare: Annotated[
        tuple[str, str] | None,
        typer.Option("--why", help="Two incidents, or events as DOCUMENT#EVENT: why they are one or are not."),
    ] = None,
) -> None:
    """List incidents: every occurrence once, with all its reports.

    [bold]Examples[/bold]

    dateline incidents crisis.duckdb --type ASSAULT --near Aleppo --within 30 --since 2023-02-06

    dateline incidents crisis.duckdb --format json | jq '.[].events'

    dateline incidents crisis.duckdb --why inc0a1b2c3d4e5f 'wire-17#v2'
    """
    with opened(situation) as found:
        if compare:
            _tell(why(found.connection, *compare), format)
            return
        tables.write(found.incidents(chosen), format)


def _tell(found: Why, format: Format) -> None:
    import msgspec

    if format is Format.JSON:
        typer.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
        return
    typer.echo(f"{'prior':12}{'':22}{found.prior:+.2f}")
    for name, value, weight in found.reasons:
        typer.echo(f"{name:12}{value.replace('_', ' '):22}{weight:+.2f}")
    typer.echo(f"{'score':12}{f'joined from {found.threshold:g}':22}{found.score:+.2f}")
    if found.judged:
        typer.echo(f"judged {found.judged}")
    typer.echo("one incident" if found.joined else "two incidents")
