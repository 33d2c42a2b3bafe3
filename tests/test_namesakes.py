"""A person's name is no place, a place of the same name elsewhere stays one."""

from __future__ import annotations

from dateline.coder import Coder


def places(coder: Coder, text: str) -> set[str]:
    record = coder.code(text, published="2024-05-02")
    return {record.document.text[start:end] for place in record.places for start, end in place.mentions}


def test_a_person_is_no_place(coder: Coder) -> None:
    text = "President Recep Tayyip Erdogan flew to Ankara. Macron spoke to Erdogan by telephone on Monday."
    found = places(coder, text)
    assert "Ankara" in found
    assert "Erdogan" not in found


def test_a_country_stays_a_place(coder: Coder) -> None:
    assert "Jordan" in places(coder, "King Abdullah of Jordan met Prime Minister Omar Razzaz in Amman.")
