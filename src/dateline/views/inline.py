"""What every self-contained page needs: a template environment that escapes, and a policy for inline content."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined


@cache
def environment() -> Environment:
    """Templates that escape what they are given and fail on a name that they are not."""
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def stylesheet(own: str) -> str:
    """The style of a page: the palette that all share, and its own rules."""
    return files(__package__).joinpath("palette.css").read_text(encoding="utf-8") + own


def content_policy(style: str, script: str) -> str:
    """The content security policy under which only exactly this inline style and script are used."""
    return (
        f"default-src 'none'; style-src {_source(style)}; script-src {_source(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _source(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
