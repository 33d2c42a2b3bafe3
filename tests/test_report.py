"""The situation report: one page that works from a file, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dateline.record import Attribution, Document, Entity, Event, Figure, Place, Record, to_json

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = '</script><img src=x onerror="document.title=1">'


def dispatch(number: int, killed: int) -> Record:
    told = f"Police said {killed} people were killed when gunmen attacked a market in Kano."
    text = f"{told} {HOSTILE} 🕊 The mayor visited Kano."
    trigger = text.index("attacked")
    visit = text.index("visited")
    count = text.index(f"{killed} people")
    end = len(told)
    kano = [match.span() for match in re.finditer("Kano", text)]
    return Record(
        document=Document(
            id=f"d{number}",
            title=f"Report {number}",
            publisher=f"Paper {number}",
            published=f"2024-03-0{number}",
            language="en",
            text=text,
        ),
        entities=[
            Entity(
                id="e1", kind="group", name="gunmen", sectors=["UAF"], mentions=[(text.index("gunmen"), trigger - 1)]
            ),
            Entity(id="e2", kind="organization", name="Police", country="NGA", sectors=["COP"], mentions=[(0, 6)]),
            Entity(
                id="e3", kind="person", name="mayor", country="NGA", sectors=["GOV"], mentions=[(visit - 6, visit - 1)]
            ),
        ],
        places=[
            Place(
                id="p1",
                name="Kano",
                kind="city",
                latitude=12.0,
                longitude=8.52,
                country="NGA",
                precision=1,
                mentions=kano,
            )
        ],
        attributions=[Attribution(id="a1", source="e2", source_span=(0, 6), cue=(7, 11), content=[(12, end)])],
        events=[
            Event(
                id="v1",
                type="ASSAULT",
                actors=["e1"],
                place="p1",
                start="2024-03-01",
                end="2024-03-01",
                date_source="text",
                attribution="a1",
                trigger=(trigger, trigger + 8),
                sentence=(0, end),
                rule="test",
            ),
            Event(
                id="v2",
                type="CONSULT",
                modes=["visit"],
                actors=["e3"],
                place="p1",
                start="2024-03-01",
                end="2024-03-01",
                date_source="text",
                trigger=(visit, visit + 7),
                sentence=(visit - 10, len(text)),
                rule="test",
            ),
        ],
        figures=[
            Figure(
                id="f1",
                measure="killed",
                low=killed,
                high=killed,
                best=killed,
                subject="people",
                subject_country="NGA",
                event="v1",
                place="p1",
                as_of=f"2024-03-0{number}",
                attribution="a1",
                span=(count, count + len(str(killed))),
                sentence=(0, end),
            )
        ],
    )


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from dateline.cli import main

    folder = tmp_path_factory.mktemp("report")
    records = folder / "records.jsonl"
    records.write_bytes(b"\n".join(to_json(dispatch(n, killed)) for n, killed in ((1, 12), (2, 15), (3, 15))))
    for arguments in (
        ["add", str(folder / "crisis.duckdb"), str(records)],
        ["report", str(folder / "crisis.duckdb"), "-o", str(folder / "report.html"), "--title", "Market"],
    ):
        with pytest.raises(SystemExit) as exit:
            main(arguments)
        assert not exit.value.code
    return folder / "report.html"


@pytest.fixture
def page(browser: Browser, page_file: Path) -> Page:
    page = browser.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on(
        "request", lambda request: None if request.url.startswith(("file:", "data:")) else problems.append(request.url)
    )
    page.goto(page_file.as_uri())
    yield page
    page.close()
    assert problems == []


def test_page_carries_everything(page_file: Path) -> None:
    html = page_file.read_text(encoding="utf-8")
    assert "Content-Security-Policy" in html
    assert not re.search(r"<(script|link|img)[^>]+(src|href)=", html)
    assert HOSTILE not in html


def test_incidents_are_listed_with_their_reports(page: Page) -> None:
    assert page.locator("h1").inner_text() == "Market"
    card = page.locator("#incident-list .fact", has_text="ASSAULT").first
    assert "gunmen" in card.inner_text()
    card.locator("summary").click()
    assert card.locator("details li").count() == 3
    assert page.locator("#map circle").count() >= 1
    assert page.locator("#timeline rect").count() >= 1
    assert page.locator("#meeting-list .fact").count() >= 1


def test_toll_shows_every_claim_with_its_source(page: Page) -> None:
    toll = page.locator(".toll", has_text="killed").first
    assert toll.locator("circle").count() >= 2
    assert "Police" in toll.inner_text()


def test_a_fact_opens_the_words_it_was_read_from(page: Page) -> None:
    page.locator("#incident-list .fact", has_text="CONSULT").locator("blockquote .quote").first.click()
    reader = page.locator("#reader")
    assert reader.is_visible()
    assert "The mayor visited Kano." in reader.locator("mark").inner_text()
    assert HOSTILE in reader.inner_text()
    page.keyboard.press("Escape")
    assert not reader.is_visible()


def test_search_and_filters_narrow_the_page(page: Page) -> None:
    from playwright.sync_api import expect

    cards = page.locator("#incident-list .fact")
    page.fill("#query", "mayor")
    expect(cards).to_have_count(1)
    assert "CONSULT" in cards.inner_text()
    page.click("button[type=reset]")
    expect(cards).to_have_count(2)
    page.select_option("#type", "ASSAULT")
    expect(cards).to_have_count(1)
    page.fill("#query", "nothing of the kind")
    expect(cards).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1280])
def test_page_fits_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_same_file_same_page(page_file: Path, tmp_path: Path) -> None:
    from dateline import situation
    from dateline.views.report import render

    with situation.open(page_file.with_name("crisis.duckdb")) as opened:
        assert render(opened, title="Market") == page_file.read_text(encoding="utf-8")
