"""Near-duplicates: which documents carry one and the same story, through cuts, new headlines and boilerplate."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dateline.situation.shingles import SHINGLE, Hashes, is_number, shingles, words
from dateline.situation.signals import NO_DAY, day_number

COVERED = 0.55
"""One story: this share of the shorter text's words stands in shingles of the longer one,"""
LEAST_WORDS = 12
"""no fewer words than these,"""
WORDS_PER_GAP = 30
"""with one gap between them and another one for so many words (boilerplate and cuts leave long gaps, and few),"""
WORDS_PER_NAME = 60
"""one changed name for so many words, and no changed number at all: those make another report,"""
REWRITTEN = 0.15
"""no more than this share of new words between what both have,"""
DAYS = 7
"""and published no farther apart than this."""

_WINDOW = 3
_BEST = 4
_HINT = 0.4
_SHORT_GAP = 12
_DATELINE = 12
"""The names among the first words are those of carriers."""
_BATCH = 1 << 18

Verified = tuple[float, int, int]


def find_stories(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The story of each document, named after its first carrier; a function of the set of documents alone."""
    table = connection.sql(
        "SELECT id, published, fingerprints, numbers FROM documents ORDER BY published NULLS LAST, id"
    ).to_arrow_table()
    ids: list[str] = table.column("id").to_pylist()
    days = np.array([day_number(value) for value in table.column("published").to_pylist()], dtype=np.int64)
    lists = table.column("fingerprints").combine_chunks()
    owners = np.repeat(np.arange(len(ids)), np.diff(lists.offsets.to_numpy()))
    marks: Hashes = lists.flatten().to_numpy(zero_copy_only=False)
    numbers = table.column("numbers").combine_chunks().flatten().to_numpy(zero_copy_only=False).reshape(-1, 2)
    candidates = sorted(_candidates(owners, marks, numbers, days))
    compare = _Comparison(_texts(connection, ids, {row for pair in candidates for row in pair}), days)
    found: list[Verified] = []
    for a, b in candidates:
        share = compare(a, b)
        if share:
            found.append((-share, a, b))
    story = _join(sorted(found), compare, len(ids))
    return {ids[row]: ids[first] for row, first in enumerate(story)}


def _candidates(
    owners: NDArray[np.int64], marks: Hashes, numbers: Hashes, days: NDArray[np.int64]
) -> Iterator[tuple[int, int]]:
    """Pairs that share a fingerprint and are neighbours by publication among those that do; the likeliest of each."""
    size = len(days)
    if not size:
        return
    sketch = np.zeros((size, 8), dtype=np.uint64)
    np.bitwise_or.at(
        sketch,
        (owners, ((marks >> np.uint64(6)) & np.uint64(7)).astype(np.int64)),
        np.uint64(1) << (marks & np.uint64(63)),
    )
    counts = np.bincount(owners, minlength=size)
    order = np.lexsort((owners, marks))
    marks, owners = marks[order], owners[order]
    pairs: list[NDArray[np.int64]] = []
    for step in range(1, _WINDOW + 1):
        same = marks[:-step] == marks[step:]
        pairs.append(np.unique(owners[:-step][same] * size + owners[step:][same]))
    packed = np.unique(np.concatenate(pairs))
    a, b = packed // size, packed % size
    likely = np.zeros(len(packed))
    for start in range(0, len(packed), _BATCH):
        part = slice(start, start + _BATCH)
        x, y = a[part], b[part]
        shared = np.bitwise_count(sketch[x] & sketch[y]).sum(axis=1, dtype=np.int64)
        least = np.minimum(
            np.bitwise_count(sketch[x]).sum(axis=1, dtype=np.int64),
            np.bitwise_count(sketch[y]).sum(axis=1, dtype=np.int64),
        )
        likely[part] = shared / np.maximum(least, 1)
        shared = np.bitwise_count(numbers[x] & numbers[y]).sum(axis=1, dtype=np.int64)
        shorter = np.where(counts[x] < counts[y], x, y)
        own = np.bitwise_count(numbers[shorter]).sum(axis=1, dtype=np.int64)
        likely[part][shared * 2 < own - 2] = 0
    near = (np.abs(days[a] - days[b]) <= DAYS) | (days[a] == NO_DAY) | (days[b] == NO_DAY)
    chosen = np.flatnonzero((likely >= _HINT) & near)
    chosen = chosen[np.argsort(-likely[chosen], kind="stable")]
    seen: dict[int, int] = {}
    for x, y in zip(a[chosen].tolist(), b[chosen].tolist(), strict=True):
        if seen.get(x, 0) < _BEST or seen.get(y, 0) < _BEST:
            seen[x] = seen.get(x, 0) + 1
            seen[y] = seen.get(y, 0) + 1
            yield x, y


def _texts(connection: duckdb.DuckDBPyConnection, ids: list[str], rows: set[int]) -> dict[int, str]:
    row_of = {ids[row]: row for row in rows}
    found = connection.execute("SELECT id, text FROM documents WHERE id IN (SELECT unnest(?))", [list(row_of)])
    return {row_of[document]: text for document, text in found.fetchall()}


class _Comparison:
    """The exact comparison of two texts, by their rows; what was compared once is remembered."""

    def __init__(self, texts: dict[int, str], days: NDArray[np.int64]) -> None:
        self._days = days
        self._known: dict[tuple[int, int], float] = {}
        self._text = lru_cache(maxsize=2_000)(lambda row: Text(texts[row]))

    def __call__(self, a: int, b: int) -> float:
        """The share of the shorter text that the longer one has, 0.0 where they are not one story."""
        if a == b:
            return 1.0
        pair = (min(a, b), max(a, b))
        if pair not in self._known:
            self._known[pair] = self._compare(*pair)
        return self._known[pair]

    def length(self, row: int) -> int:
        """The number of words of a text."""
        return len(self._text(row).words)

    def _compare(self, a: int, b: int) -> float:
        apart = abs(int(self._days[a]) - int(self._days[b]))
        if apart > DAYS and NO_DAY not in (self._days[a], self._days[b]):
            return 0.0
        short, long = sorted((self._text(a), self._text(b)), key=lambda text: len(text.words))
        return same_story(short, long)


class Text:
    """A text as it is compared: its words as they are written, its shingles in order and as a set."""

    def __init__(self, text: str) -> None:
        self.words = words(text)
        self.shingles: list[int] = shingles(self.words).tolist()
        self.all = frozenset(self.shingles)


def same_story(short: Text, long: Text) -> float:
    """The share of the shorter text's words that the longer one has in runs of SHINGLE; 0.0 for another story."""
    size = len(short.words)
    if size < SHINGLE:
        return float(short.words == long.words and size > 0)
    hits = np.array([shingle in long.all for shingle in short.shingles])
    covered = np.zeros(size, dtype=bool)
    for step in range(SHINGLE):
        covered[step : step + len(hits)] |= hits
    total = int(covered.sum())
    if total < COVERED * size or total < min(LEAST_WORDS, size):
        return 0.0
    edges = np.flatnonzero(np.diff(covered.astype(np.int8)))
    starts = [int(at) + 1 for at in edges if covered[at]]
    gaps = [(start, int(end) + 1) for start in starts for end in edges[edges >= start][:1]]
    gaps = [(start, end) for start, end in gaps if covered[end:].any()]
    if len(gaps) > 1 + total / WORDS_PER_GAP:
        return 0.0
    if sum(end - start for start, end in gaps) > REWRITTEN * size:
        return 0.0
    others = {word.lower() for word in long.words}
    changed = [
        (at, short.words[at])
        for start, end in gaps
        if end - start <= _SHORT_GAP
        for at in range(start, end)
        if short.words[at].lower() not in others
    ]
    names = sum(word[0].isupper() for at, word in changed if at >= _DATELINE)
    if any(is_number(word) for _, word in changed) or names > total // WORDS_PER_NAME:
        return 0.0
    return total / size


def _join(edges: list[Verified], compare: _Comparison, size: int) -> list[int]:
    """The first row of each row's story: the most alike first, and only where the shortest and the longest of the
    two sides are one story too, so that a round-up does not tie together what it rounds up."""
    members = {row: row for row in range(size)}
    shortest: dict[int, int] = {}
    longest: dict[int, int] = {}

    def find(row: int) -> int:
        while members[row] != row:
            members[row] = members[members[row]]
            row = members[row]
        return row

    for _, a, b in edges:
        left, right = sorted((find(a), find(b)))
        if left == right:
            continue
        ends = [(side.get(left, left), side.get(right, right)) for side in (shortest, longest)]
        if all(compare(x, y) for x, y in ends):
            members[right] = left
            shortest[left] = min(ends[0], key=lambda row: (compare.length(row), row))
            longest[left] = max(ends[1], key=lambda row: (compare.length(row), -row))
    return [find(row) for row in range(size)]


def write_stories(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `stories` anew."""
    stories = find_stories(connection)
    incoming = pa.table({"document": list(stories), "story": list(stories.values())}, schema=pa.schema(
        [("document", pa.string()), ("story", pa.string())]))  # fmt: skip
    connection.register("incoming", incoming)
    connection.execute("DELETE FROM stories")
    connection.execute("INSERT INTO stories SELECT * FROM incoming")
    connection.unregister("incoming")
