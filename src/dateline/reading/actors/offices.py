"""Which row of the dated list speaks for a name on a day: who held which office when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dateline.knowledge.actors import Actor

OFFICES = frozenset(["GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "OPP"])
"""Sectors that a person has by office: who has left it is a former one, ELI."""


class Choice(NamedTuple):
    """A row with the sectors and role that it gives on the day, and the reason; no row where the name is ambiguous."""

    row: Actor | None
    sectors: tuple[str, ...]
    role: str | None
    reason: str


def choose(rows: Sequence[Actor], day: str | None, said: Iterable[str] = ()) -> Choice:
    """The row that holds on an ISO day, else the last one that is over, else the next one.

    `day` None asks for any time. Where rows of more than one country compete, those of the countries `said` are kept.
    """
    agreeing = [row for row in rows if row.country in set(said)]
    if agreeing and len({(row.name, row.country) for row in rows}) > 1:
        rows = agreeing
    holding = [row for row in rows if day is None or row.standing(day) == "holds"]
    rivals = holding or list(rows)
    alike = {(row.kind, row.country, row.sectors) for row in rivals}
    if len({row.name for row in rivals}) > 1 and (len(alike) > 1 or rivals[0].kind == "person"):
        names = ", ".join(sorted({f"{row.name} ({row.country})" for row in rivals}))
        return Choice(None, (), None, f"more than one actor goes by this name: {names}")
    if holding:
        row = holding[-1]
        when = f", holds on {day}" if day and (row.since or row.until) else ""
        return Choice(row, row.sectors, row.role, f"{row.source}: {told(row)}{when}")
    past = [row for row in rows if row.standing(day or "") == "former"]
    if past:
        row = max(past, key=lambda r: r.until)
        person = row.kind == "person"
        sectors = ("ELI",) if person and set(row.sectors) & OFFICES else row.sectors
        role = f"former {row.role}" if row.role and person else row.role
        return Choice(row, sectors, role, f"{row.source}: {told(row)}; over by {day}")
    row = min(rows, key=lambda r: r.since)
    return Choice(
        row, () if row.kind == "person" else row.sectors, None, f"{row.source}: {told(row)}; not yet on {day}"
    )


def told(row: Actor) -> str:
    """A row in words."""
    span = f" {row.since or '…'} to {row.until or '…'}" if row.since or row.until else ""
    return f"{row.name}, {row.role or row.kind}, {row.country or 'no country'} {' '.join(row.sectors)}{span}".rstrip()
