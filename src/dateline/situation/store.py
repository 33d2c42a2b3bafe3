"""The situation file itself: opening it, its schema version, and what its failures mean in plain words."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path

import duckdb

from dateline.errors import DatelineError

VERSION = 2
MEMORY_LIMIT = "1GB"
STORED = ("documents", "entities", "places", "times", "attributions", "events", "figures", "mentions", "judgements")
DERIVED = ("stories", "incidents", "incident_events", "claims", "claim_figures")
_MAGIC = b"DUCK"
_DEFECTS = (duckdb.ProgrammingError, duckdb.DataError, duckdb.NotSupportedError, duckdb.TransactionException)
"""Errors that are of our making, not the file's."""


@contextmanager
def writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open for writing, made new where there is none; waits while another process holds the file and says which."""
    if not path.parent.is_dir():
        raise DatelineError(f"{path.parent}: no such folder; make it first, or name another file")
    _check_is_database(path)
    connection = _connect(path, read_only=False)
    try:
        _prepare(connection, path)
        with explained(path):
            yield connection
    finally:
        connection.close()


@contextmanager
def reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open for reading alone; raises DatelineError where the file is missing, held by a writer, or none of ours."""
    if not path.exists():
        raise DatelineError(f"{path}: no such situation file; `dateline add {path} INPUT…` makes one")
    _check_is_database(path)
    connection = _connect(path, read_only=True)
    try:
        _check_version(connection, path)
        with explained(path):
            yield connection
    finally:
        connection.close()


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what can go wrong with a file on a disk into a message that names the file and the remedy."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        text = str(error)
        if re.search(r"No space left|disk full|ENOSPC|File too large", text, re.IGNORECASE):
            raise DatelineError(
                f"{path}: the disk is full; what was stored before stands. Free some space and run the command again"
            ) from error
        if re.search(r"Permission denied|Read-only file system|read-only", text, re.IGNORECASE):
            raise DatelineError(
                f"{path}: no permission to write there; choose another folder or change its permissions"
            ) from error
        if isinstance(error, _DEFECTS):
            raise
        raise DatelineError(
            f"{path}: the file is damaged or cannot be read ({_first_line(text)}); "
            "restore a copy, or make a new one with `dateline add`"
        ) from error


def _check_is_database(path: Path) -> None:
    with explained(path):
        if not path.exists() or path.stat().st_size == 0:
            return
        with path.open("rb") as stream:
            head = stream.read(12)
    if head[8:12] != _MAGIC:
        raise DatelineError(f"{path}: not a situation file (it is no DuckDB database); name another file")


def _connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    if not read_only and not path.exists() and not os.access(path.parent, os.W_OK):
        raise DatelineError(f"{path.parent}: no permission to write there; choose another folder")
    if path.exists() and path.stat().st_size == 0 and not read_only:
        path.unlink()
    said = False
    while True:
        try:
            return duckdb.connect(
                str(path), read_only=read_only, config={"memory_limit": MEMORY_LIMIT, "preserve_insertion_order": False}
            )
        except duckdb.IOException as error:
            holder = re.search(r"Conflicting lock is held in (.*?)\(PID (\d+)\)", str(error))
            if holder is None:
                with explained(path):
                    raise
            who = f"process {holder[2]} ({Path(holder[1].strip()).name})"
            if read_only:
                raise DatelineError(
                    f"{path}: held by {who}, which is writing to it; try again when it is done"
                ) from None
            if not said:
                print(f"{path}: held by {who}; waiting until it is done", file=sys.stderr)
                said = True
            time.sleep(0.5)
        except duckdb.Error:
            with explained(path):
                raise


def _prepare(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    with explained(path):
        tables = {row[0] for row in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    if tables:
        _check_version(connection, path)
        return
    with explained(path), transaction(connection):
        connection.execute(files(__package__).joinpath("schema.sql").read_text(encoding="utf-8"))
        connection.execute("INSERT INTO meta VALUES ('schema_version', ?)", [str(VERSION)])


def _check_version(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    try:
        version = get_meta(connection, "schema_version")
    except duckdb.CatalogException:
        raise DatelineError(f"{path}: a DuckDB database, but not a situation file; name another file") from None
    except duckdb.Error:
        with explained(path):
            raise
    found = int(version) if version and version.isdigit() else 0
    if found > VERSION:
        raise DatelineError(
            f"{path}: written by a newer Dateline (schema {found}, this one knows {VERSION}); update Dateline"
        )
    if found < VERSION:
        raise DatelineError(f"{path}: schema {found} is not known; make the file again with `dateline add`")


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or nothing."""
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        with suppress(duckdb.Error):  # DuckDB may have rolled back by itself
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def get_meta(connection: duckdb.DuckDBPyConnection, key: str) -> str | None:
    """What the file says of itself under a key."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchall()
    return found[0][0] if found else None


def set_meta(connection: duckdb.DuckDBPyConnection, key: str, value: str) -> None:
    """Let the file say something else of itself."""
    connection.execute("DELETE FROM meta WHERE key = ?", [key])
    connection.execute("INSERT INTO meta VALUES (?, ?)", [key, value])


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0][:200] if text.strip() else "no reason given"
