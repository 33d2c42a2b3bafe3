"""A situation as one self-contained HTML page: map, timeline, tolls, incidents, meetings and statements."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import msgspec

from dateline.situation import Filter, Situation
from dateline.situation.shapes import Entry, Incident, Source, Statement
from dateline.views.facts import QUADS
from dateline.views.inline import content_policy, environment, stylesheet

SCRIPTS = ("vendor/geo.min.js", "state.js", "map.js", "charts.js", "lists.js", "report.js")
MOST_INCIDENTS = 3000
"""Incidents that one page holds; of more, those with the most reports are kept and the page says so."""


def render(situation: Situation, chosen: Filter | None = None, title: str = "Situation") -> str:
    """The page of a situation, or of the part of it that a filter chooses; the same file gives the same page."""
    incidents = situation.incidents(chosen)
    kept = sorted(incidents, key=lambda i: (-i.stories, -i.publishers, i.id))[:MOST_INCIDENTS]
    kept_ids = {incident.id for incident in kept}
    shown = [incident for incident in incidents if incident.id in kept_ids]
    ledger = situation.ledger(chosen)
    statements = [s for s in situation.statements(chosen=chosen) if s.content and s.source]
    sources = _sources(situation, shown, ledger, statements, everything=chosen is None)
    script = "\n".join(_asset(name) for name in SCRIPTS)
    style = stylesheet(_asset("report.css"))
    data = {
        "incidents": shown,
        "ledger": ledger,
        "statements": statements,
        "documents": {source.id: source for source in sources},
        "quads": {kind: quad for quad, kinds in QUADS.items() for kind in kinds},
    }
    return environment().from_string(_asset("report.html.j2")).render(
        title=title,
        period=_period(sources),
        documents=len(sources),
        stories=len({source.story for source in sources}),
        publishers=len({source.publisher for source in sources if source.publisher}),
        incidents=len(incidents),
        left_out=len(incidents) - len(shown),
        countries=sorted({incident.country for incident in shown if incident.country}),
        types=sorted({incident.type for incident in shown}),
        statuses=sorted({incident.status for incident in shown}),
        data=_inline_json(data),
        world=_asset("vendor/countries-50m.json").replace("<", "\\u003c"),
        style=style,
        script=script,
        policy=content_policy(style, script),
        version=version("dateline"),
    )  # fmt: skip


def _sources(
    situation: Situation, incidents: list[Incident], ledger: list[Entry], statements: list[Statement], everything: bool
) -> list[Source]:
    if everything:
        return situation.documents()
    ids = {change.document for incident in incidents for change in incident.history}
    ids |= {claim.document for entry in ledger for claim in entry.claims}
    ids |= {statement.document for statement in statements}
    return situation.documents(sorted(ids))


def _period(sources: list[Source]) -> str:
    days = sorted(source.published[:10] for source in sources if source.published)
    if not days:
        return "no dates given"
    return days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"


def _inline_json(data: Any) -> str:
    """JSON that cannot end the script element that holds it."""
    return msgspec.json.encode(data).decode().replace("<", "\\u003c")


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
