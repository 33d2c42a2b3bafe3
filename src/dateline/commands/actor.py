"""`dateline actor`: what a name or description of an actor resolves to, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def actor(
    phrase: Annotated[str, typer.Argument(help="A name or description, such as “French Defence Minister”.")],
    date: Annotated[str | None, typer.Option(help="Day, month or year for which offices are asked.")] = None,
    actors: Annotated[Path | None, typer.Option(help="Your own list: CSV, CAMEO dictionary, FollowTheMoney.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Resolve the name or description of an actor to kind, country, sectors and role, and say why.

    [bold]Examples[/bold]

    dateline actor "French Defence Minister Florence Parly" --date 2019-05-01

    dateline actor "the militia" --actors my-actors.csv
    """
    from dateline.errors import DatelineError
    from dateline.knowledge.actor_files import shipped_with
    from dateline.reading.actors.resolve import resolve_phrase

    try:
        found = resolve_phrase(phrase, date, shipped_with(actors))
    except ValueError:
        raise DatelineError(f"{date!r} is no date; write --date 2019, 2019-05 or 2019-05-01") from None
    fields = {
        "name": found.name, "kind": found.kind, "role": found.role, "country": found.country,
        "sectors": list(found.sectors), "identifiers": found.identifiers, "why": list(found.reasons),
    }  # fmt: skip
    if as_json:
        import msgspec

        typer.echo(msgspec.json.encode(fields).decode())
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from dateline.knowledge.countries import name_of

    country = found.country and (
        f"{found.country} ({name_of(found.country)})" if name_of(found.country) else found.country
    )
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for label, value in (("name", found.name), ("kind", found.kind), ("role", found.role), ("country", country),
                         ("sectors", " ".join(found.sectors)), *found.identifiers.items()):  # fmt: skip
        table.add_row(label, Text(str(value) if value else "—"))
    for number, reason in enumerate(found.reasons or ("no list and no word in it says who this is",)):
        table.add_row("" if number else "why", Text(reason))
    Console(soft_wrap=True).print(table)
