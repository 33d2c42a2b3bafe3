"""Holds a situation made of dispatches against what was planted in them: near-copies, incidents, tolls.

    python benchmarks/planted.py [--show] [FOLDER]

FOLDER holds `dispatches.jsonl` and `gold.json`: examples/situation, or benchmarks/gold/situation, which no rule and no
weight was set with in view.

An incident mention counts as found when the trigger of an event of a fitting type touches its words; pairs of mentions
in different documents are right when gold and situation both put them into one incident. A toll is right when a claim
of the ledger with its bounds and source stands at its words.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from itertools import combinations
from pathlib import Path

from rich.console import Console
from rich.table import Table

from dateline import situation
from dateline.coder import Coder
from dateline.record import Record
from dateline.situation.adding import Adder
from dateline.situation.derive import derive
from dateline.situation.store import writing
from dateline.sources import read_inputs

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "situation"


def code(dispatches: Path) -> list[Record]:
    coder = Coder()
    items = read_inputs([str(dispatches)])
    return [coder.code(item.document) for item in items if item.document]


def prf(right: int, found: int, gold: int) -> tuple[float, float, float]:
    precision, recall = right / found if found else 0.0, right / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print what differs from gold")
    parser.add_argument("folder", type=Path, nargs="?", default=EXAMPLES)
    given = parser.parse_args()
    gold = json.loads((given.folder / "gold.json").read_text(encoding="utf-8"))
    records = {record.document.id: record for record in code(given.folder / "dispatches.jsonl")}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "planted.duckdb"
        with writing(path) as connection:
            for _ in Adder(connection).add(iter(records.values())):
                pass
            derive(connection)
        with situation.open(path) as opened:
            stories = {source.id: source.story for source in opened.documents()}
            incidents = {event: incident.id for incident in opened.incidents() for event in incident.events}
            claims = [claim for entry in opened.ledger() for claim in entry.claims]
    differences: list[str] = []
    table = Table("planted", "gold", "found", "precision", "recall", "F1")

    def row(name: str, want: set[object], got: set[object]) -> None:
        right = len(want & got)
        table.add_row(name, str(len(want)), str(len(got)), *(f"{x:.3f}" for x in prf(right, len(got), len(want))))
        differences.extend(f"{name}: missed {item}" for item in sorted(map(str, want - got)))
        differences.extend(f"{name}: extra {item}" for item in sorted(map(str, got - want)))

    copies = {pair for group in gold["duplicates"] for pair in combinations(sorted(group), 2)}
    row(
        "near-copies, pairs",
        copies,
        {pair for pair in combinations(sorted(stories), 2) if len({stories[d] for d in pair}) == 1},
    )

    mentions, of = [], {}
    for key, planted in gold["incidents"].items():
        for place in planted["mentions"]:
            mention = (place["document"], place["start"], place["phrase"])
            mentions.append(mention)
            event = next(
                (
                    e
                    for e in records[place["document"]].events
                    if e.type in planted["types"] and e.trigger[0] < place["end"] and place["start"] < e.trigger[1]
                ),
                None,
            )
            of[mention] = (key, incidents.get((place["document"], event.id)) if event else None)
    row("incident mentions", set(mentions), {mention for mention in mentions if of[mention][1]})
    pairs = [pair for pair in combinations(sorted(mentions), 2) if pair[0][0] != pair[1][0]]
    row(
        "incident pairs",
        {pair for pair in pairs if of[pair[0]][0] == of[pair[1]][0]},
        {pair for pair in pairs if of[pair[0]][1] and of[pair[0]][1] == of[pair[1]][1]},
    )
    want, got = set(), set()
    for line, planted in gold["tolls"].items():
        for toll in planted:
            start = records[toll["document"]].document.text.index(toll["evidence"])
            name = f"{line} {toll['document']} {toll['evidence']} {toll['source']}"
            want.add(name)
            for claim in claims:
                bounds = (claim.low, claim.high, claim.best) == (toll["low"], toll["high"], toll["best"])
                same = (
                    claim.document == toll["document"]
                    and claim.evidence.start < start + len(toll["evidence"])
                    and start < claim.evidence.end
                )
                if same and bounds and _same_source(toll["source"], claim.source):
                    got.add(name)
    row("toll claims (bounds and source)", want, got)
    console = Console()
    console.print(table)
    if given.show:
        for line in differences:
            console.print(line, markup=False, highlight=False)


def _same_source(want: str, got: str | None) -> bool:
    plain = (got or "").casefold().removeprefix("the ").replace("ğ", "g")
    return bool(plain) and (plain in want.casefold() or want.casefold() in plain)


if __name__ == "__main__":
    main()
