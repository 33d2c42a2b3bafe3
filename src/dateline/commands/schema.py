"""`dateline schema`: the JSON Schema of a record."""

from __future__ import annotations

import typer

from dateline.record import json_schema


def schema() -> None:
    """Print the JSON Schema of a record, for validators and code generators.

    [bold]Examples[/bold]

    dateline schema > record.schema.json
    """
    import msgspec

    typer.echo(msgspec.json.format(msgspec.json.encode(json_schema())).decode())
