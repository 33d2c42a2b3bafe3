"""The page of one document, in a real browser: facts and words light each other up, and nothing comes from outside."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sample

from dateline.views.page import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = '</script><img src=x onerror="document.title=1">&amp;\x1b[31m\x00'


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The page of the sample, opened from its file."""
    (tmp_path / "page.html").write_text(render(sample.record(), {"v1": ["“flew” is a visit"]}), encoding="utf-8")
    complaints: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if "page.html" not in request.url else None)
    page.goto((tmp_path / "page.html").as_uri())
    yield page
    page.close()
    assert complaints == []


def lit_words(page: Page) -> list[str]:
    return page.locator("#text .lit").all_inner_texts()


def lit_facts(page: Page) -> list[str]:
    found = page.locator(".fact.lit").evaluate_all("facts => facts.map(fact => fact.dataset.id)")
    assert isinstance(found, list)
    return found


def test_the_text_is_there_whole_and_in_order(page: Page) -> None:
    assert page.locator("#text").text_content() == sample.TEXT


def test_pointing_at_a_fact_lights_its_words(page: Page) -> None:
    page.hover("#f-v4")
    assert lit_words(page) == ["shelling"]
    assert "The army" in page.locator("#text .lit-sentence").first.inner_text()
    page.hover("#f-e1")
    assert lit_words(page) == ["Elif Kaya", "Kaya"]
    page.hover("h1")
    assert lit_words(page) == []


def test_pointing_at_words_lights_their_facts(page: Page) -> None:
    page.locator("#text .figure", has_text="12 children").hover()
    assert {"f2", "a1"} <= set(lit_facts(page))
    assert "v4" not in lit_facts(page)


def test_the_keyboard_does_what_the_pointer_does(page: Page) -> None:
    page.focus("#f-f1")
    assert lit_words(page) == ["At least 40 people"]
    page.locator("#text .mark").first.focus()
    assert lit_facts(page) == ["p1"]
    page.keyboard.press("ArrowRight")
    assert lit_facts(page) == ["t1"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "f-t1"
    page.keyboard.press("Escape")
    assert lit_facts(page) == []
    assert page.locator("#text [tabindex='0']").count() == 1


def test_a_click_stays_until_another(page: Page) -> None:
    page.click("#f-p3 .name")
    page.hover("h1")
    assert lit_words(page) == ["Azaz", "the town"]
    page.click("h1")
    assert lit_words(page) == []


def test_layers_can_be_hidden(page: Page) -> None:
    marked = page.locator("#text .mark.place").count()
    page.uncheck("[data-layer=place]")
    assert page.locator("#text .mark.place").count() < marked


def test_on_a_phone_nothing_is_wider_than_the_screen_and_a_touch_tells_the_fact(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("#text .event").first.click()
    assert "CONSULT" in page.locator("#peek").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_in_light_and_dark(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    ink, paper = page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )

    def light(colour: str) -> float:
        red, green, blue = (int(part) / 255 for part in re.findall(r"\d+", colour)[:3])
        return 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2

    bright, dim = sorted((light(ink), light(paper)), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) > 7
    assert (light(paper) > light(ink)) == (scheme == "light")


def test_on_paper_all_facts_are_there(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.locator(".fact:visible").count() == page.locator(".fact").count()
    assert not page.locator(".legend").is_visible()
    assert len(page.pdf()) > 1000


def test_what_the_text_holds_is_never_markup(browser: Browser, tmp_path: Path) -> None:
    record = sample.record()
    record.document.title = record.document.publisher = HOSTILE
    record.document.url = "javascript:alert(1)"
    record.entities[0].name = HOSTILE
    record.document.text = record.document.text.replace("<nobody> knows where", "<script>document.title=1</script>")
    written = render(record, {"v1": [HOSTILE]})
    assert "<img" not in written
    assert "\x1b" not in written
    assert "javascript:" not in written
    (tmp_path / "page.html").write_text(written, encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    assert page.title() != "1"
    assert page.locator("#text").text_content() == record.document.text
    page.close()


def test_the_page_asks_for_nothing_and_allows_nothing_else() -> None:
    written = render(sample.record())
    assert "default-src 'none'" in html.unescape(written)
    assert not re.search(r"""(src|@import|url\()\s*=?\s*["']?(https?:)?//""", written)
    assert re.findall(r'href="(https?:[^"]*)"', written) == ["https://example.org/1"]


def test_the_same_record_gives_the_same_page() -> None:
    assert render(sample.record()) == render(sample.record())
