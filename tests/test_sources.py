"""Bytes into documents: what each kind of input gives, and what is said of input that is unusable."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import DatelineError
from dateline.record import Document
from dateline.sources import MAX_CHARACTERS, Defaults, Item, make_document, read_inputs, read_published

ARTICLE = """<!doctype html><html lang="en"><head><title>Flood kills nine - River Times</title>
<meta property="og:site_name" content="River Times">{head}</head><body><nav><a href="/">Home</a></nav>
<article><h1>Flood kills nine</h1>
<p>At least nine people were killed when the river burst its banks near the town on Tuesday, officials said.</p>
<p>“We are still looking for two of them,” said the mayor, who visited the camp.</p></article>
<footer>Subscribe now</footer></body></html>"""


def read(path: Path | str, **defaults: str) -> list[Item]:
    return list(read_inputs([str(path)], Defaults(**defaults)))


def document(path: Path, **defaults: str) -> Document:
    [item] = read(path, **defaults)
    assert item.document is not None, item.message
    return item.document


def failure(path: Path | str) -> str:
    [item] = read(path)
    assert item.document is None
    assert item.message is not None
    return item.message


def write(path: Path, *lines: object) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_a_text_keeps_every_character(tmp_path: Path) -> None:
    text = "\n  KYIV, March 3 —\r\n\tTwo “soldiers”\u00a0were hurt. \u2028 \n\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    found = document(tmp_path / "a.txt")
    assert found.text == text
    assert (found.published, found.publisher, found.title, found.dateline) == (None, None, None, None)


def test_metadata_given_for_bare_text_is_used_and_checked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Troops moved.")
    found = document(tmp_path / "a.txt", published="2023-10-11T16:05:00+00:00", publisher="Wire")
    assert (found.published, found.publisher) == ("2023-10-11T16:05:00Z", "Wire")


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("2023-10-11", "2023-10-11"),
        ("20231011", "2023-10-11"),
        ("2023-10-11T16:05:00Z", "2023-10-11T16:05:00Z"),
        ("2023-10-11 16:05", "2023-10-11T16:05:00"),
        ("2023-10-11T18:05:00+02:00", "2023-10-11T18:05:00+02:00"),
    ],
)
def test_publication_dates_are_kept_with_their_zone(given_: str, kept: str) -> None:
    assert read_published(given_) == kept


@pytest.mark.parametrize("wrong", ["yesterday", "11/10/2023", "2023-13-01", "2023-02-30", "", "2023"])
def test_a_publication_date_that_is_no_date_is_refused(wrong: str) -> None:
    with pytest.raises(DatelineError, match="2023-10-11"):
        read_published(wrong)


def test_ids_come_from_the_content() -> None:
    one, again = make_document("Troops moved."), make_document("Troops moved.")
    assert one.id == again.id
    assert make_document("Troops moved.", publisher="Wire").id != one.id
    assert make_document("Troops moved", id="given").id == "given"


def test_json_lines_with_all_fields(tmp_path: Path) -> None:
    line = {
        "id": 7, "text": " Troops moved. ", "title": "Troops", "published": "2024-01-02", "publisher": "Wire",
        "url": "https://example.org/7", "authors": ["A"], "unknown": {"ignored": 1},
    }  # fmt: skip
    found = document(write(tmp_path / "a.jsonl", line), published="1999-01-01", publisher="Other")
    assert (found.id, found.text, found.title) == ("7", " Troops moved. ", "Troops")
    assert (found.published, found.publisher, found.authors) == ("2024-01-02", "Wire", ["A"])
    assert found.url == "https://example.org/7"


def test_json_lines_in_gzip_with_a_mark_and_blank_lines(tmp_path: Path) -> None:
    lines = codecs.BOM_UTF8 + b'{"text": "One."}\n\n   \n{"text": "Two."}'
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines))
    items = read(tmp_path / "a.jsonl.gz")
    assert [item.document.text for item in items if item.document] == ["One.", "Two."]
    assert [item.where.rpartition(":")[2] for item in items] == ["1", "4"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "cut', "no JSON object"),
        (b"[1, 2]", "Expected `object`"),
        (b'"text"', "Expected `object`"),
        (b'{"title": "no text"}', '"text"'),
        (b'{"text": 5}', r"\$.text"),
        (b'{"text": "A.", "authors": [1]}', r"\$.authors"),
        (b'{"text": "A.", "published": "soon"}', "ISO 8601"),
        (b'{"text": "A.", "published": 2023}', r"\$.published"),
        (b'{"text": "   "}', "empty"),
        (b'{"text": "caf\xe9"}', "UTF-8"),
        (b'{"text": "half \\ud800 pair"}', "no JSON object|surrogate"),
        (b'{"html": ""}', "empty"),
        (b'{"format": "dateline/1", "document": {}}', "dateline show"),
        (b"[" * 100_000, "Expected `object`"),
    ],
)
def test_a_bad_line_is_reported_with_its_number_and_the_rest_goes_on(tmp_path: Path, line: bytes, reason: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "One."}\n{"text": "Two."}\n' + line + b'\n{"text": "Four."}\n')
    items = read(tmp_path / "a.jsonl")
    assert [item.document is not None for item in items] == [True, True, False, True]
    assert items[2].where == f"{tmp_path / 'a.jsonl'}:3"
    with pytest.raises(DatelineError, match=reason):
        raise DatelineError(items[2].message)


def test_a_line_of_ten_megabytes_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"text": "x" * 10_000_000}, {"text": "Two."})
    first, second = read(path)
    assert first.message is not None
    assert f"{MAX_CHARACTERS:,}" in first.message
    assert second.document is not None


def test_one_json_value_over_many_lines_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "One."}, indent=2))
    assert "many lines" in failure(tmp_path / "a.jsonl")


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.html", "a"])
def test_unusable_files(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert "no such file" in failure(path)
    path.write_bytes(b"")
    assert "empty" in failure(path)
    path.write_bytes(b"\x7fELF\x02\x01\x00\x00\xff\xfe" * 50)
    assert "binary" in failure(path)
    path.write_bytes(b" \n \n")
    assert any(word in failure(path) for word in ("empty", "no line"))


def test_a_damaged_gzip_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "One."}\n' * 5000)[:60])
    last = read(tmp_path / "a.jsonl.gz")[-1]
    assert last.document is None
    assert "damaged" in (last.message or "")


def test_a_text_that_is_too_long(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("word " * 300_000)
    assert "split it" in failure(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text("word " * 1_000_000)
    assert "split it" in failure(tmp_path / "b.txt")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-be"])
def test_encodings_with_a_mark(tmp_path: Path, encoding: str) -> None:
    text = "“Café” — Два солдата."
    mark = codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b""
    (tmp_path / "a.txt").write_bytes(mark + text.encode(encoding))
    assert document(tmp_path / "a.txt").text == text


def test_other_encodings_are_read_with_a_note(tmp_path: Path) -> None:
    text = "Le président a été tué près de la frontière, a déclaré le ministère de la Défense à Bogotá. " * 3
    (tmp_path / "a.txt").write_bytes(text.encode("windows-1252"))
    [item] = read(tmp_path / "a.txt")
    assert item.document is not None
    assert item.document.text == text
    assert "not UTF-8" in (item.message or "")


def test_folders_are_read_in_order_without_what_is_not_for_us(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/2.txt", "a.txt", "c.txt.gz", ".hidden.txt", ".git/x.txt", "image.png"):
        path = tmp_path / name
        path.write_bytes(gzip.compress(name.encode()) if name.endswith(".gz") else name.encode())
    assert [item.document.text for item in read(tmp_path) if item.document] == ["a.txt", "c.txt.gz", "b/2.txt"]


def test_a_folder_with_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "image.png").write_bytes(b"\x89PNG")
    assert "no file to read" in failure(tmp_path)


@pytest.mark.parametrize(("data", "count"), [(b"Troops moved.", 1), (b'{"text": "One."}\n{"text": "Two."}', 2)])
def test_standard_input_is_text_or_json_lines(monkeypatch: pytest.MonkeyPatch, data: bytes, count: int) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
    assert len([item for item in read("-") if item.document]) == count


def test_a_page_gives_its_text_without_what_surrounds_it(tmp_path: Path) -> None:
    head = """<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"],
        "headline": "Flood kills nine", "datePublished": "2024-05-01T10:00:00+02:00",
        "author": [{"@type": "Person", "name": "Ann Lee"}, "Bo Ek"],
        "publisher": {"name": "The River Times"}}]}</script>"""
    (tmp_path / "a.html").write_text(ARTICLE.replace("{head}", head), encoding="utf-8")
    found = document(tmp_path / "a.html", published="1999-01-01")
    assert found.text.startswith("At least nine people")
    assert "\n\n“We are still" in found.text
    assert "Subscribe" not in found.text
    assert (found.title, found.published) == ("Flood kills nine", "2024-05-01T10:00:00+02:00")
    assert (found.publisher, found.authors, found.language) == ("The River Times", ["Ann Lee", "Bo Ek"], "en")


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2024-05-01T10:00:00Z">', "2024-05-01T10:00:00Z"),
        ('<meta name="expires" content="2030-01-01"><script type="application/ld+json">{broken</script>', None),
        ('<meta name="date" content="no date"><meta name="pubdate" content="2024-05-02">', "2024-05-02"),
        ("", None),
    ],
)
def test_the_time_of_a_page_is_stated_or_unknown(tmp_path: Path, head: str, published: str | None) -> None:
    path = write(tmp_path / "a.jsonl", {"html": ARTICLE.replace("{head}", head)})
    found = document(path)
    assert found.published == published
    assert found.publisher == "River Times"


def test_the_encoding_that_a_page_declares(tmp_path: Path) -> None:
    page = (
        ARTICLE.replace("{head}", '<meta charset="iso-8859-2">').replace("the mayor", "Łukasz Żółć").replace("“", "'")
    )
    (tmp_path / "a.html").write_bytes(page.replace("”", "'").encode("iso-8859-2"))
    assert "Łukasz Żółć" in document(tmp_path / "a.html").text


@given(st.binary(max_size=400))
def test_any_bytes_give_documents_or_reasons(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    for name in ("a.txt", "a.jsonl", "a.html", "a"):
        (folder / name).write_bytes(data)
    items = read(folder)
    assert len(items) >= 3
    assert all(item.document is not None or item.message for item in items)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200).filter(str.strip))
def test_any_text_field_is_kept_as_it_is(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = write(tmp_path_factory.mktemp("text") / "a.jsonl", {"text": text})
    assert document(path).text == text
