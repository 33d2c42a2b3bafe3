"""What the tests share: one language model for all, the command line in this process, a browser where there is one."""

from __future__ import annotations

import functools
import io
import shutil
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import settings

from dateline import language
from dateline.cli import main
from dateline.coder import Coder
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from playwright.sync_api import Browser


settings.register_profile("dateline", deadline=None, max_examples=60)
settings.load_profile("dateline")


@pytest.fixture(scope="session", autouse=True)
def one_parser() -> Iterator[None]:
    """Load each language model once for the whole session."""
    loaded = functools.cache(language.Parser)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "Parser", loaded)
        yield


@pytest.fixture(scope="session")
def coder(one_parser: None) -> Coder:
    """The coder as it is shipped."""
    coder = Coder()
    try:
        coder.parser  # noqa: B018
    except DatelineError as error:
        pytest.skip(f"the language model is not there: {error}")
    return coder


class Result(NamedTuple):
    """What a command left behind."""

    status: int
    out: bytes
    err: str


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], coder: Coder
) -> Callable[..., Result]:
    """Run the command line: run("code", "file.txt", stdin=b"")."""

    def run(*arguments: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(stdin))))
        with pytest.raises(SystemExit) as exit:
            main([str(argument) for argument in arguments])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Result(int(exit.value.code or 0), out, err.decode())

    return run


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium; tests that ask for it are skipped where none is installed."""
    playwright = pytest.importorskip("playwright.sync_api")
    executable = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if executable is None:
        pytest.skip("no Chromium is installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()
