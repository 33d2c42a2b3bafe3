"""`dateline itinerary`: where somebody went, to see whom."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline import situation as room
from dateline.commands.asking import FORMAT, SITUATION, filtered, opened
from dateline.views import tables
from dateline.views.tables import Format


@filtered("country", "status", "since", "until", "near", "within")
def itinerary(
    situation: SITUATION,
    name: Annotated[str, typer.Argument(help="Part of the name.")],
    chosen: room.Filter,
    format: FORMAT = Format.TABLE,
) -> None:
    """List where somebody went to see whom: meetings and visits, planned, held and called off.

    [bold]Examples[/bold]

    dateline itinerary crisis.duckdb Blinken --since 2023-10-07

    dateline itinerary crisis.duckdb "Josep Borrell" --status planned --format json
    """
    with opened(situation) as found:
        tables.write(found.itinerary(name, chosen), format)
