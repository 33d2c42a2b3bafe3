"""`dateline report`: a situation as one HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline import situation
from dateline.errors import DatelineError


def report(
    file: Annotated[Path, typer.Argument(help="The situation file, as `dateline add` writes it.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The page to write.")] = Path("report.html"),
    title: Annotated[str | None, typer.Option(help="The heading; else the name of the file.")] = None,
    country: Annotated[str | None, typer.Option(help="Only there: ISO 3166-1 alpha-3, as in TUR.")] = None,
    type: Annotated[str | None, typer.Option(help="Only incidents of this PLOVER type, as in ASSAULT.")] = None,
    status: Annotated[str | None, typer.Option(help="Only incidents of this status, as in planned.")] = None,
    since: Annotated[str | None, typer.Option(help="From this day on, as in 2023-02-06.")] = None,
    until: Annotated[str | None, typer.Option(help="Up to this day.")] = None,
    near: Annotated[str | None, typer.Option(help="Around LATITUDE,LONGITUDE or a place that documents name.")] = None,
    within: Annotated[float, typer.Option(help="Kilometres around --near.")] = 50.0,
) -> None:
    """Write a situation as one page that can be mailed: map, timeline, tolls, incidents, meetings, statements.

    The page needs no network and no server; each fact in it opens the sentence that it was read from.

    [bold]Examples[/bold]

    dateline report crisis.duckdb -o report.html --title "Earthquakes of February 2023"

    dateline report crisis.duckdb -o khartoum.html --near Khartoum --within 60
    """
    from dateline.views.report import render

    chosen = situation.Filter(
        country=country, type=type, status=status, since=since, until=until, near=near, within=within
    )
    with situation.open(file) as opened:
        page = render(opened, None if chosen == situation.Filter() else chosen, title or file.stem)
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        raise DatelineError(f"{output}: cannot be written: {error.strerror}") from error
    typer.echo(f"wrote {output} ({len(page.encode()) / 1e6:.1f} MB)", err=True)
