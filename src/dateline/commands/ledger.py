"""`dateline ledger`: every figure, by who gives it."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline import situation as room
from dateline.commands.asking import COUNTRY, FORMAT, NEAR, SINCE, SITUATION, STATUS, TYPE, UNTIL, WITHIN, opened
from dateline.views import tables
from dateline.views.tables import Format


def ledger(
    situation: SITUATION,
    incident: Annotated[str | None, typer.Option(help="The lines of this incident alone.")] = None,
    country: COUNTRY = None,
    type: TYPE = None,
    status: STATUS = None,
    since: SINCE = None,
    until: UNTIL = None,
    near: NEAR = None,
    within: WITHIN = 50.0,
    format: FORMAT = Format.TABLE,
) -> None:
    """Compare what every source counted: each claim with its bounds, its voice and its day.

    The range is what the claims that still stand leave together. The filters choose the incidents.

    [bold]Examples[/bold]

    dateline ledger crisis.duckdb --country TUR --since 2023-02-06

    dateline ledger crisis.duckdb --incident inc0a1b2c3d4e5f --format csv
    """
    with opened(situation) as found:
        chosen = room.Filter(
            country=country, type=type, status=status, since=since, until=until, near=near, within=within
        )
        tables.write(found.ledger(chosen, incident), format)
