"""Near-duplicates: one story with many carriers, and nothing that only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest
from situation_sample import dispatch, situation_file

from dateline import situation
from dateline.situation.shingles import SHINGLE, WINDOW, fingerprints

LEAD = (
    "KYIV, March 2 (Example Wire) — A freight train left the rails outside of the city on Thursday morning and blocked "
    "the only line to the coast, the railway company said. "
)
BODY = (
    "Engineers were sent from three depots to lift the wagons, which carried grain and timber. "
    "The company expects 14 passenger trains to be late until the evening. "
    "A spokeswoman said the track had been inspected in January and no fault was found. "
    "Farmers in the district have complained for years about the state of the embankment. "
)
FOOTER = "Subscribe to our newsletter and follow us for the latest from the region, every day at seven. "
OTHER = (
    "ODESA — Dock workers walked out on Thursday over unpaid wages, and eleven ships waited in the roads. "
    "The port authority called the strike unlawful and asked a court to end it before the weekend. "
    "A union leader said that members had not been paid since before Christmas. "
)


def stories(folder: Path, *texts: str, days: list[str] | None = None) -> list[str]:
    days = days or ["2023-03-02"] * len(texts)
    records = [
        dispatch(f"d{n}", text, published=day, publisher=f"P{n}")
        for n, (text, day) in enumerate(zip(texts, days, strict=True))
    ]
    with situation.open(situation_file(folder, records[::-1])) as opened:
        found = {source.id: source.story for source in opened.documents()}
    return [found[f"d{n}"] for n in range(len(texts))]


@pytest.mark.parametrize(
    "copy",
    [
        LEAD + BODY,
        LEAD + BODY[:180],
        LEAD + BODY + FOOTER,
        FOOTER + LEAD + BODY,
        LEAD + BODY[:180] + FOOTER,
        LEAD.replace(" (Example Wire)", "") + BODY,
        "Derailed train cuts city off from the sea. " + LEAD + BODY,
        (LEAD + BODY).upper(),
        LEAD + BODY.replace("which carried", "carrying"),
    ],
    ids=["same", "cut", "footer", "header", "cut and footer", "dateline", "headline", "capitals", "edited"],
)
def test_a_copy_is_the_same_story(tmp_path: Path, copy: str) -> None:
    assert stories(tmp_path, LEAD + BODY, copy, OTHER) == ["d0", "d0", "d2"]


@pytest.mark.parametrize(
    "other",
    [
        OTHER,
        OTHER + FOOTER,
        LEAD + BODY.replace("14 passenger trains", "31 passenger trains"),
        (LEAD + BODY).replace("three depots", "five depots"),
        LEAD.replace("freight train", "tram") + OTHER,
    ],
    ids=["other news", "same footer", "new figure", "new number in words", "same lead alone"],
)
def test_another_report_is_another_story(tmp_path: Path, other: str) -> None:
    assert stories(tmp_path, LEAD + BODY + FOOTER, other) == ["d0", "d1"]


def test_a_round_up_does_not_tie_what_it_rounds_up(tmp_path: Path) -> None:
    first, second, both = stories(tmp_path, LEAD + BODY, OTHER * 1, LEAD + BODY + OTHER)
    assert first != second
    assert both in (first, second)


def test_the_same_words_months_later_are_another_story(tmp_path: Path) -> None:
    assert stories(tmp_path, LEAD + BODY, LEAD + BODY, days=["2023-03-02", "2023-06-02"]) == ["d0", "d1"]


def test_nothing_is_deleted(tmp_path: Path) -> None:
    path = situation_file(tmp_path, [dispatch(f"d{n}", LEAD + BODY, publisher=f"P{n}") for n in range(5)])
    with situation.open(path) as opened:
        assert [(s.id, s.story, s.text) for s in opened.documents()] == [(f"d{n}", "d0", LEAD + BODY) for n in range(5)]


def test_a_run_of_words_that_two_texts_share_leaves_a_fingerprint() -> None:
    shared = " ".join((LEAD + BODY).split()[: SHINGLE + WINDOW])
    marks = set(fingerprints(f"one two three {shared} four five").tolist())
    assert marks & set(fingerprints(f"{FOOTER} {shared}").tolist())
