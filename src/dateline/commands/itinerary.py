"""`dateline itinerary`: where somebody went, to see whom."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline import situation as room
from dateline.commands.asking import COUNTRY, FORMAT, NEAR, SINCE, SITUATION, STATUS, UNTIL, WITHIN, opened
from dateline.views import tables
from dateline.views.tables import Format


def itinerary(
    situation: SITUATION,
    name: Annotated[str, typer.Argument(help="Part of the name.")],
    country: COUNTRY = None,
    status: STATUS = None,
    since: SINCE = None,
    until: UNTIL = None,
    near: NEAR = None,
    within: WITHIN = 50.0,
    format: FORMAT = Format.TABLE,
) -> None:
    """List where somebody went to see whom: meetings and visits, planned, held and called off.

    [bold]Examples[/bold]

    dateline itinerary crisis.duckdb Blinken --since 2023-10-07

    dateline itinerary crisis.duckdb "Josep Borrell" --status planned --format json
    """
    with opened(situation) as found:
        chosen = room.Filter(country=country, status=status, since=since, until=until, near=near, within=within)
        tables.write(found.itinerary(name, chosen), format)
