"""Why two events are one incident or are not: every feature with its value and weight."""

from __future__ import annotations

import duckdb
import numpy as np
from msgspec import Struct

from dateline.errors import DatelineError
from dateline.situation.candidates import eligible
from dateline.situation.incidents import with_stories
from dateline.situation.likeness import Columns, beside, features, score
from dateline.situation.signals import read
from dateline.situation.weights import Weights, load_weights


class Why(Struct, kw_only=True):
    """The comparison of two events: the reasons add up with the prior to the score; from the threshold up they join.

    `judged` is what people have said about the two, `joined` whether they are one incident now: a whole that would
    span several days or towns, or a judgement, can keep apart what is alike, and a third event join what is not.
    """

    a: tuple[str, str]
    b: tuple[str, str]
    prior: float
    reasons: list[tuple[str, str, float]]
    score: float
    threshold: float
    judged: str | None
    joined: bool


def find_event(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[str, str]:
    """The event that is meant by an incident's id (the one that stands for it) or by "DOCUMENT#EVENT"."""
    document, _, event = name.rpartition("#")
    query = (
        "SELECT document, id FROM events WHERE document = ? AND id = ? UNION ALL "
        "SELECT document, event FROM incidents WHERE id = ?"
    )
    found = connection.execute(query, [document, event, name]).fetchall()
    if not found:
        raise DatelineError(
            f"{name!r}: neither an incident of this file nor an event; write an event as DOCUMENT#EVENT"
        )
    return found[0][0], found[0][1]


def why(connection: duckdb.DuckDBPyConnection, a: str, b: str) -> Why:
    """Compare two events, or the events that two incidents are named after."""
    weights = load_weights()
    pair = [find_event(connection, name) for name in (a, b)]
    documents, events, columns = read(connection, [document for document, _ in pair])
    with_stories(connection, documents, columns)
    row_a, row_b = (
        np.array([at for at, found in enumerate(zip(documents, events, strict=True)) if found == event])
        for event in pair
    )
    reasons = [
        (name, feature.names[feature.value[0]], round(float(feature.weight[0]), 3))
        for name, feature in features(columns, row_a, row_b, weights).items()
    ]
    total = round(float(score(columns, row_a, row_b, weights)[0]), 3)
    if _is_beside(columns, int(row_a[0]), int(row_b[0]), weights):
        bonus = weights.table["beside"]["shared"]
        reasons.append(("beside", "shared", bonus))
        total += bonus
    judged = connection.execute(
        "SELECT verdict FROM judgements "
        "WHERE (a_document, a_event, b_document, b_event) IN ((?, ?, ?, ?), (?, ?, ?, ?))",
        [*pair[0], *pair[1], *pair[1], *pair[0]],
    ).fetchall()
    incidents = connection.execute(
        "SELECT count(*), count(DISTINCT incident) FROM incident_events WHERE (document, event) IN ((?, ?), (?, ?))",
        [*pair[0], *pair[1]],
    ).fetchall()
    return Why(
        a=pair[0], b=pair[1], prior=weights.prior, reasons=reasons,
        score=round(total, 3), threshold=weights.threshold,
        judged=judged[0][0] if judged else None, joined=incidents[0] == (2, 1) or pair[0] == pair[1],
    )  # fmt: skip


def _is_beside(columns: Columns, a: int, b: int, weights: Weights) -> bool:
    """Whether the sentences of two events tell another event in common."""
    kept = eligible(columns, weights.limits["long_days"])
    left, right = (
        [row for row in np.flatnonzero(columns["carrier"] == columns["carrier"][side]) if kept[row] or row == side]
        for side in (a, b)
    )
    pairs = [(x, y) for x in left for y in right if x != y]
    if not pairs:
        return False
    rows = np.array(pairs, dtype=np.int64).T
    found = beside(columns, (rows[0], rows[1]), score(columns, rows[0], rows[1], weights), weights)
    return bool(found[(rows[0] == a) & (rows[1] == b)].any())
