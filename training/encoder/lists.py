"""The word lists in `names/`, one entry a line."""

from __future__ import annotations

from pathlib import Path

LISTS = Path(__file__).parent.parent / "names"


def read_list(name: str) -> list[str]:
    """The entries of the file `name` in their order; lines that begin with # and a space are comments."""
    lines = (LISTS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]
