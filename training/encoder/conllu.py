"""Reading CoNLL-U as plain rows, document ids included."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One word of a CoNLL-U sentence."""

    form: str
    upos: str
    head: int
    relation: str
    misc: str


def sentences(path: Path) -> Iterator[tuple[str, list[Row]]]:
    """(document id, words) of each sentence of a CoNLL-U file, plain or gzipped; empty nodes are left out."""
    document = ""
    rows: list[Row] = []
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id = "):
                document = line[len("# newdoc id = ") :]
            cells = line.split("\t")
            if not line and rows:
                yield document, rows
                rows = []
            elif len(cells) == 10 and cells[0].isdigit():
                rows.append(Row(cells[1], cells[3], int(cells[6]), cells[7], cells[9]))
    if rows:
        yield document, rows
