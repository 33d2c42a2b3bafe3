"""`dateline export`: a situation in the formats of others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.commands.asking import SITUATION, opened
from dateline.views import exports
from dateline.views.exports import Target


def export(
    situation: SITUATION,
    to: Annotated[Target, typer.Option(help="The format.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="New file; for csv and parquet a new folder.")],
) -> None:
    """Export a situation; docs/situation.md names the columns.

    [bold]Examples[/bold]

    dateline export crisis.duckdb --to geojson -o incidents.geojson

    dateline export crisis.duckdb --to parquet -o crisis-parquet
    """
    with opened(situation) as found:
        said = exports.export(found, to, output)
    typer.echo(f"{output}: {said}", err=True)
