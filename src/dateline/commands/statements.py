"""`dateline statements`: who said what."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline import situation as room
from dateline.commands.asking import FORMAT, SITUATION, filtered, opened
from dateline.views import tables
from dateline.views.tables import Format


@filtered("country", "since", "until")
def statements(
    situation: SITUATION,
    chosen: room.Filter,
    by: Annotated[str | None, typer.Option(help="Part of the name or the role of who speaks.")] = None,
    format: FORMAT = Format.TABLE,
) -> None:
    """List who said what, word for word; here --country is the speaker's, the dates are those of publication.

    [bold]Examples[/bold]

    dateline statements crisis.duckdb --by Guterres

    dateline statements crisis.duckdb --country RUS --since 2024-03-01 --format csv
    """
    with opened(situation) as found:
        tables.write(found.statements(by, chosen), format)
