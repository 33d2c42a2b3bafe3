"""The main text of an HTML page, and what the page states of itself: title, time, authors, publisher.

The text is trafilatura's (Barbaresi 2021, doi:10.18653/v1/2021.acl-demo.15). The time is read from JSON-LD, meta
and time elements alone, never guessed from the text, where an expiry date may stand for the day of publication.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dateline.errors import DatelineError
from dateline.sources.document import read_published

# Its complaints about broken pages are ours to report; without a handler Python prints them.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_ARTICLE_TYPES = ("NewsArticle", "ReportageNewsArticle", "LiveBlogPosting", "Article", "BlogPosting", "WebPage")
_PUBLISHED_METAS = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "pubdate", "publishdate", "publish-date", "dcterms.issued", "dcterms.created", "dc.date.issued", "dc.date", "date",
)  # fmt: skip


@dataclass
class Page:
    """What an HTML page says: its main text with a blank line between paragraphs, and its own metadata."""

    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    authors: list[str] = field(default_factory=list)
    published: str | None = None
    language: str | None = None


def read_page(html: str) -> Page:
    """Read one page; raises DatelineError if it holds no text."""
    import lxml.html
    import trafilatura

    if not html.strip():
        raise DatelineError("the page is empty: nothing to code")
    try:
        tree = lxml.html.document_fromstring(html.encode(errors="surrogatepass"), _parser())
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, UnicodeEncodeError) as error:
        raise DatelineError(f"the page cannot be read as HTML ({error})") from error
    article = _article(tree)
    metas = _metas(tree)
    body = trafilatura.extract(html, include_comments=False) or trafilatura.html2txt(html)
    if not body.strip():
        raise DatelineError("no text was found in the page: save its text instead")
    found = trafilatura.extract_metadata(html)
    title = _text(article.get("headline")) or (found.title if found else None)
    lines = [line for line in body.splitlines() if line.strip()]
    if title and len(lines) > 1 and lines[0].strip() == title.strip():
        del lines[0]
    return Page(
        text="\n\n".join(lines),
        title=title,
        publisher=_name(article.get("publisher")) or metas.get("og:site_name") or (found.sitename if found else None),
        url=_text(article.get("url")) or (found.url if found else None),
        authors=_names(article.get("author")) or _split(found.author if found else None),
        published=_first_date(_dates(tree, article, metas)),
        language=tree.get("lang") or None,
    )


def _parser() -> Any:
    import lxml.html

    return lxml.html.HTMLParser(encoding="utf-8", huge_tree=False)


def _article(tree: Any) -> dict[str, Any]:
    """The JSON-LD object of the most article-like type, empty if the page has none."""
    objects: list[dict[str, Any]] = []
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            objects.extend(_objects(json.loads(script.text or "", strict=False)))
        except (ValueError, RecursionError):
            continue
    for wanted in _ARTICLE_TYPES:
        for candidate in objects:
            kinds = candidate.get("@type")
            if kinds == wanted or (isinstance(kinds, list) and wanted in kinds):
                return candidate
    return {}


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for member in value:
            yield from _objects(member)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph", []))


def _metas(tree: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = meta.get("content")
        if name and content and content.strip():
            metas.setdefault(name.strip().lower(), content.strip())
    return metas


def _dates(tree: Any, article: dict[str, Any], metas: dict[str, str]) -> Iterator[str | None]:
    yield _text(article.get("datePublished"))
    for name in _PUBLISHED_METAS:
        yield metas.get(name)
    for element in tree.iter("time"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            yield element.get("datetime")


def _first_date(candidates: Iterator[str | None]) -> str | None:
    for candidate in candidates:
        try:
            if candidate:
                return read_published(candidate)
        except DatelineError:
            continue
    return None


def _text(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    names = _names(value)
    return names[0] if names else None


def _names(value: Any) -> list[str]:
    if isinstance(value, list):
        return [name for member in value for name in _names(member)]
    name = _text(value.get("name")) if isinstance(value, dict) else _text(value)
    return [name] if name else []


def _split(authors: str | None) -> list[str]:
    return [name.strip() for name in (authors or "").split(";") if name.strip()]
