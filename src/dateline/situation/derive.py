"""The derived tables, made anew from the stored ones: stories, incidents, claims."""

from __future__ import annotations

import duckdb

from dateline.situation import rows, signals
from dateline.situation.duplicates import write_stories
from dateline.situation.incidents import write_incidents
from dateline.situation.ledger import write_claims
from dateline.situation.store import get_meta, set_meta, transaction
from dateline.situation.weights import Weights, load_weights

_BATCH = 500


def derive(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the derived tables up to date; all or nothing, and a function of what is stored alone."""
    weights = load_weights()
    with transaction(connection):
        _refresh_signals(connection, weights)
        write_stories(connection)
        write_incidents(connection, weights)
        write_claims(connection)
        set_meta(connection, "derived_from", _state(connection))


def is_derived(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the derived tables are those of what is stored now."""
    return get_meta(connection, "derived_from") == _state(connection)


def _state(connection: duckdb.DuckDBPyConnection) -> str:
    """What is stored, in short; judgements cannot be changed but only added or replaced, so their hash is enough."""
    found = connection.execute(
        "SELECT (SELECT count(*) FROM documents), (SELECT bit_xor(md5_number_lower(id)) FROM documents), "
        "(SELECT bit_xor(md5_number_lower(concat_ws(chr(31), a_document, a_event, b_document, b_event, verdict))) "
        "FROM judgements)"
    ).fetchall()
    return " ".join(map(str, (*found[0], load_weights().digest)))


def _refresh_signals(connection: duckdb.DuckDBPyConnection, weights: Weights) -> None:
    """Make the signals anew where they come from another version of the weights file."""
    if get_meta(connection, "signals_from") == weights.digest:
        return
    connection.execute("DELETE FROM signals")
    keys = [row[0] for row in connection.execute("SELECT id FROM documents ORDER BY id").fetchall()]
    for start in range(0, len(keys), _BATCH):
        signals.insert(connection, rows.select(connection, keys[start : start + _BATCH]), weights)
    set_meta(connection, "signals_from", weights.digest)
