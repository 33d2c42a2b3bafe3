"""Number phrases: the bounds that each one states."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reading.quantities import quantities

TABLE = Path(__file__).parent / "data" / "number_phrases.tsv"


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def bound(cell: str) -> float | None:
    return float(cell) if cell else None


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["text"])
def test_number_phrase(row: dict[str, str]) -> None:
    found = quantities(row["text"])
    if not row["words"]:
        assert found == []
        return
    assert found
    first = found[0]
    assert (first.low, first.high, first.best) == (bound(row["low"]), bound(row["high"]), bound(row["best"]))
    start, end = first.span
    assert row["text"][start:end] == row["words"]
    inside = f"On Monday the ministry counted {row['text']} there."
    assert any((q.low, q.high, q.best) == (first.low, first.high, first.best) for q in quantities(inside))


def test_currency_and_addition() -> None:
    assert [(q.unit, q.best) for q in quantities("It pledged £3 million and 20 million euros.")] == [
        ("GBP", 3_000_000),
        ("EUR", 20_000_000),
    ]
    assert [q.new for q in quantities("Another 12 died, then two more, and 40 fled.")] == [True, True, False]


def test_qualifier_is_verbatim() -> None:
    assert [q.qualifier for q in quantities("At least 12 or 200 or so of no fewer than 300")] == [
        "At least",
        "or so",
        "no fewer than",
    ]


@given(st.text(alphabet=st.sampled_from("0123456789.,-–+$ abdehilnorstuvwy½\n"), max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    found = quantities(text)
    assert found == quantities(text)
    for quantity in found:
        assert 0 <= quantity.span[0] <= quantity.core[0] < quantity.core[1] <= quantity.span[1] <= len(text)
        assert any(value is not None for value in (quantity.low, quantity.high, quantity.best))
