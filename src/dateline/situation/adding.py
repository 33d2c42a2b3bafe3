"""Adding records to a situation file: each document once, in transactions that a crash cannot halve."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import duckdb
import msgspec

from dateline.record import Record
from dateline.situation import rows, signals
from dateline.situation.store import set_meta, transaction
from dateline.situation.weights import load_weights

CHUNK = 1000
SECONDS = 5.0
"""A transaction is closed after so many records or so much time, whichever comes first."""


@dataclass
class Added:
    """What has become of the records so far; `renamed` have an id that another text in the file has already."""

    stored: int = 0
    known: int = 0
    renamed: int = 0


class Adder:
    """Appends records to an open situation file; `known` tells which documents need not be coded again."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._hashes: dict[str, str] = dict(connection.execute("SELECT id, hash FROM documents").fetchall())
        self._weights = load_weights()
        if not self._hashes:
            set_meta(connection, "signals_from", self._weights.digest)

    def name(self, document: str, text: str) -> str | None:
        """The id to store a text under: its own, or with the text's hash where another text has that id already.

        None where the same text is stored under this id.
        """
        digest = rows.text_hash(text)
        for name in (document, f"{document}@{digest[:8]}"):
            stored = self._hashes.get(name)
            if stored is None:
                return name
            if stored == digest:
                return None
        return None

    def add(self, records: Iterable[Record]) -> Iterator[Added]:
        """Store the records that are new; yields the counts after each record."""
        added = Added()
        chunk: list[Record] = []
        opened = time.monotonic()
        for record in records:
            name = self.name(record.document.id, record.document.text)
            if name is None:
                added.known += 1
            else:
                if name != record.document.id:
                    added.renamed += 1
                    record = msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, id=name))
                self._hashes[name] = rows.text_hash(record.document.text)
                chunk.append(record)
                added.stored += 1
            if len(chunk) >= CHUNK or (chunk and time.monotonic() - opened > SECONDS):
                self._store(chunk)
                chunk, opened = [], time.monotonic()
            yield added
        if chunk:
            self._store(chunk)

    def _store(self, chunk: list[Record]) -> None:
        with transaction(self._connection):
            rows.insert(self._connection, chunk)
            signals.insert(self._connection, chunk, self._weights)
