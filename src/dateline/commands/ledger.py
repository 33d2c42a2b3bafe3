"""`dateline ledger`: every figure, by who gives it."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline import situation as room
from dateline.commands.asking import FORMAT, SITUATION, filtered, opened
from dateline.views import tables
from dateline.views.tables import Format


@filtered()
def ledger(
    situation: SITUATION,
    chosen: room.Filter,
    incident: Annotated[str | None, typer.Option(help="The lines of this incident alone.")] = None,
    format: FORMAT = Format.TABLE,
) -> None:
    """Compare what every source counted: each claim with its bounds, its voice and its day.

    The range is what the claims that still stand leave together. The filters choose the incidents.

    [bold]Examples[/bold]

    dateline ledger crisis.duckdb --country TUR --since 2023-02-06

    dateline ledger crisis.duckdb --incident inc0a1b2c3d4e5f --format csv
    """
    with opened(situation) as found:
        tables.write(found.ledger(chosen, incident), format)
