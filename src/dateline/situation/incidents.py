"""Incidents: events across documents that are one occurrence, each as one row with all its reports."""

from __future__ import annotations

from importlib.resources import files

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dateline.situation.candidates import candidates, eligible
from dateline.situation.clusters import cluster
from dateline.situation.likeness import Columns, beside, score
from dateline.situation.signals import read
from dateline.situation.weights import Weights

_BATCH = 1 << 17
Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]
EventId = tuple[str, str]


def write_incidents(connection: duckdb.DuckDBPyConnection, weights: Weights) -> None:
    """Make the tables `incidents` and `incident_events` anew from signals, stories and judgements."""
    documents, events, columns = read(connection)
    with_stories(connection, documents, columns)
    rows = {event: row for row, event in enumerate(zip(documents, events, strict=True))}
    same, different = _judgements(connection, rows)
    kept = eligible(columns, weights.limits["long_days"])
    judged = [row for pair in same for row in pair]
    kept[judged] = True
    pairs, scores = alike(columns, kept, weights)
    clusters = cluster(columns, pairs, scores, same, different, weights)
    members = np.flatnonzero(kept)
    connection.register(
        "clustered",
        pa.table({
            "cluster": clusters[members],
            "document": pa.array([documents[row] for row in members]),
            "event": pa.array([events[row] for row in members]),
        }),
    )  # fmt: skip
    connection.execute("CREATE OR REPLACE TEMP TABLE members AS SELECT * FROM clustered")
    connection.unregister("clustered")
    connection.execute(files(__package__).joinpath("incidents.sql").read_text(encoding="utf-8"))


def alike(columns: Columns, kept: NDArray[np.bool_], weights: Weights) -> tuple[Pairs, NDArray[np.float64]]:
    """The candidate pairs whose score reaches the threshold, each once, and their scores."""
    bonus = weights.table["beside"]["shared"]
    found: list[tuple[NDArray[np.int64], NDArray[np.float64]]] = []
    size = len(kept)
    for a, b in candidates(columns, kept, int(weights.limits["window"])):
        for start in range(0, len(a), _BATCH):
            x, y = a[start : start + _BATCH], b[start : start + _BATCH]
            scores = score(columns, x, y, weights)
            good = scores + bonus >= weights.threshold
            found.append((x[good] * size + y[good], scores[good]))
    if not found:
        return (np.empty(0, np.int64), np.empty(0, np.int64)), np.empty(0)
    packed, first = np.unique(np.concatenate([pairs for pairs, _ in found]), return_index=True)
    pairs, scores = (packed // size, packed % size), np.concatenate([scores for _, scores in found])[first]
    scores = np.asarray(scores + bonus * beside(columns, pairs, scores, weights), dtype=np.float64).round(6)
    good = scores >= weights.threshold
    return (pairs[0][good], pairs[1][good]), scores[good]


def with_stories(connection: duckdb.DuckDBPyConnection, documents: list[str], columns: Columns) -> None:
    """Add the columns `carrier` and `story`: numbers for the document and the story of each event."""
    stories = dict(connection.execute("SELECT document, story FROM stories").fetchall())
    numbers: dict[str, int] = {}
    columns["carrier"] = np.array([numbers.setdefault(d, len(numbers)) for d in documents], dtype=np.int64)
    columns["story"] = np.array([numbers.setdefault(stories[d], len(numbers)) for d in documents], dtype=np.int64)


def _judgements(
    connection: duckdb.DuckDBPyConnection, rows: dict[EventId, int]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    verdicts: dict[str, list[tuple[int, int]]] = {"same": [], "different": []}
    for a_document, a_event, b_document, b_event, verdict in connection.execute("SELECT * FROM judgements").fetchall():
        a, b = rows.get((a_document, a_event)), rows.get((b_document, b_event))
        if a is not None and b is not None:
            verdicts[verdict].append((min(a, b), max(a, b)))
    return sorted(verdicts["same"]), sorted(verdicts["different"])
