"""`dateline report`: a situation as one HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline import situation
from dateline.commands.asking import filtered
from dateline.errors import DatelineError


@filtered()
def report(
    file: Annotated[Path, typer.Argument(help="The situation file, as `dateline add` writes it.")],
    chosen: situation.Filter,
    output: Annotated[Path, typer.Option("-o", "--output", help="The page to write.")] = Path("report.html"),
    title: Annotated[str | None, typer.Option(help="The heading; else the name of the file.")] = None,
) -> None:
    """Write a situation as one page that can be mailed: map, timeline, tolls, incidents, meetings, statements.

    The page needs no network and no server; each fact in it opens the sentence that it was read from.

    [bold]Examples[/bold]

    dateline report crisis.duckdb -o report.html --title "Earthquakes of February 2023"

    dateline report crisis.duckdb -o khartoum.html --near Khartoum --within 60
    """
    from dateline.views.report import render

    with situation.open(file) as opened:
        page = render(opened, None if chosen == situation.Filter() else chosen, title or file.stem)
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        raise DatelineError(f"{output}: cannot be written: {error.strerror}") from error
    typer.echo(f"wrote {output} ({len(page.encode()) / 1e6:.1f} MB)", err=True)
