"""Judgements: what a person says about two events stands above every comparison, and outlives it."""

from __future__ import annotations

import duckdb

from dateline.errors import DatelineError
from dateline.situation.explain import find_event
from dateline.situation.store import transaction

Pair = list[tuple[str, str]]


def record_judgement(connection: duckdb.DuckDBPyConnection, verdict: str, a: str, b: str) -> Pair:
    """Store that two events (incident ids or DOCUMENT#EVENT) are "same" or "different"; gives the events meant.

    Raises DatelineError where a name is unknown, or the two are one event or of two types.
    """
    pair = sorted(find_event(connection, name) for name in (a, b))
    if pair[0] == pair[1]:
        raise DatelineError(f"{a} and {b} stand for one event; name two events as DOCUMENT#EVENT")
    values = [*pair[0], *pair[1]]
    with transaction(connection):
        connection.execute(
            "DELETE FROM judgements WHERE (a_document, a_event, b_document, b_event) = (?, ?, ?, ?)", values
        )
        connection.execute("INSERT INTO judgements VALUES (?, ?, ?, ?, ?)", [*values, verdict])
    return pair
