"""`dateline judge`: a person's word on whether two events are the same."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from dateline.commands.asking import SITUATION
from dateline.situation import store
from dateline.situation.derive import derive
from dateline.situation.judging import record_judgement


class Verdict(StrEnum):
    """What a person has found."""

    SAME = "same"
    DIFFERENT = "different"


def judge(
    situation: SITUATION,
    verdict: Annotated[Verdict, typer.Argument(help="same or different")],
    a: Annotated[str, typer.Argument(help="An incident, or an event as DOCUMENT#EVENT.")],
    b: Annotated[str, typer.Argument(help="The other one.")],
) -> None:
    """Say whether two events are the same; the incidents follow, now and after every `add`.

    An incident stands for the event it is named after. A later judgement on the same two takes the earlier one's place.

    [bold]Examples[/bold]

    dateline judge crisis.duckdb same inc0a1b2c3d4e5f inc5f4e3d2c1b0a

    dateline judge crisis.duckdb different 'wire-17#v2' 'radio-3#v1'
    """
    if not situation.exists():
        with store.reading(situation):
            pass
    with store.writing(situation) as connection:
        pair = record_judgement(connection, verdict.value, a, b)
        derive(connection)
    names = " and ".join(f"{document}#{event}" for document, event in pair)
    typer.echo(f"{names}: {verdict.value}")
