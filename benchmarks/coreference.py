"""Scores which mentions are one actor against GUM's coreference, as LEA (Moosavi and Strube, ACL 2016).

    python benchmarks/coreference.py [--file FILE] [--genre news] [--show N]

Gold clusters have two mentions or more. "all" holds every gold cluster whatever it is about, so that its recall also
counts what is no actor; "actors" those of people and organisations; "named" those of people, organisations and
countries that have a name. A mention of ours is the gold mention whose head it covers and with which it agrees best.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from parses import ParseCache

from dateline.reading.actors import read_actors
from dateline.reading.context import Reading
from dateline.reading.places import read_places
from dateline.reading.times import read_times
from dateline.record import Document

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT.parent / "shared" / "corpora" / "gum" / "dev.coref.jsonl"

Clusters = list[frozenset[Any]]


def lea(key: Clusters, response: Clusters) -> tuple[float, float]:
    """The weight of the resolved links of `key` in `response`, and the weight of all: LEA recall is their quotient."""
    resolved = total = 0.0
    for entity in key:
        links = len(entity) * (len(entity) - 1) / 2
        found = sum(n * (n - 1) / 2 for n in (len(entity & other) for other in response) if n > 1)
        resolved += len(entity) * found / links
        total += len(entity)
    return resolved, total


def ours(document: dict[str, Any], cache: ParseCache) -> tuple[list[frozenset[Any]], list[bool]]:
    """Our clusters over gold mentions where they can be aligned, and which of them have a name."""
    reading = Reading(
        cache.parse(document["text"]),
        Document(id=document["doc_id"], text=document["text"], published=document["date_created"]),
    )
    for reader in (read_times, read_places, read_actors):
        reader(reading)
    taken: dict[tuple[int, int], tuple[int, int]] = {}
    spans = [(s, e) for entity in reading.entities for s, e in entity.mentions]
    for start, end in sorted(spans, key=lambda span: span[0] - span[1], reverse=True):
        best = None
        for mention in document["mentions"]:
            if start <= mention["head"][0] < end and (mention["start"], mention["end"]) not in taken.values():
                common = min(end, mention["end"]) - max(start, mention["start"])
                agreement = common / (max(end, mention["end"]) - min(start, mention["start"]))
                if best is None or agreement > best[0]:
                    best = (agreement, (mention["start"], mention["end"]))
        if best is not None:
            taken[start, end] = best[1]
    clusters = [frozenset(taken.get((s, e), ("ours", s, e)) for s, e in x.mentions) for x in reading.entities]
    named = [x.kind != "group" and x.name[:1].isupper() for x in reading.entities]
    return clusters, named


def gold(document: dict[str, Any]) -> tuple[list[frozenset[Any]], list[set[str]], list[bool]]:
    """Gold clusters of two mentions or more, with the types of each and whether one of its mentions is a name."""
    found: dict[Any, list[dict[str, Any]]] = {}
    for mention in document["mentions"]:
        found.setdefault(mention["cluster"], []).append(mention)
    many = [mentions for mentions in found.values() if len(mentions) > 1]
    return (
        [frozenset((m["start"], m["end"]) for m in mentions) for mentions in many],
        [{m["type"] for m in mentions} for mentions in many],
        [any(m["named"] for m in mentions) for mentions in many],
    )


def f1(scores: Iterable[float]) -> str:
    resolved_r, total_r, resolved_p, total_p = scores
    recall, precision = resolved_r / max(1, total_r), resolved_p / max(1, total_p)
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"precision {precision:.3f}  recall {recall:.3f}  LEA-F1 {both:.3f}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--file", type=Path, default=GOLD)
    options.add_argument("--genre", default="news")
    options.add_argument("--show", type=int, default=0, metavar="N", help="list what is wrong in the first N documents")
    args = options.parse_args()
    opener = gzip.open if args.file.suffix == ".gz" else open
    with opener(args.file, "rt", encoding="utf-8") as lines:
        documents = [d for d in map(json.loads, lines) if args.genre in ("all", d["genre"])]
    cache = ParseCache(ROOT / ".cache" / "parses")
    totals = {name: [0.0] * 4 for name in ("all", "actors", "named")}
    for number, document in enumerate(documents):
        clusters, names = ours(document, cache)
        key, types, named = gold(document)
        actor = [bool(t & {"person", "organization"}) for t in types]
        chosen = {
            "all": (key, [c for c in clusters if len(c) > 1]),
            "actors": ([k for k, a in zip(key, actor, strict=True) if a], [c for c in clusters if len(c) > 1]),
            "named": (
                [k for k, n, t in zip(key, named, types, strict=True) if n and t & {"person", "organization", "place"}],
                [c for c, n in zip(clusters, names, strict=True) if n and len(c) > 1],
            ),
        }
        for name, (wanted, found) in chosen.items():
            others = key if name != "all" else wanted
            parts = (*lea(wanted, clusters), *lea(found, others))
            totals[name] = [a + b for a, b in zip(totals[name], parts, strict=True)]
        if number < args.show:
            show(document, clusters, key, actor)
    print(f"{len(documents)} documents of {args.genre}")
    for name, scores in totals.items():
        print(f"{name:7} {f1(scores)}")


def show(document: dict[str, Any], clusters: Clusters, key: Clusters, actor: list[bool]) -> None:
    text = document["text"]

    def told(cluster: frozenset[Any]) -> list[str]:
        return [text[m[-2] : m[-1]][:40] + ("*" if len(m) == 3 else "") for m in sorted(cluster, key=lambda m: m[-2:])]

    print("==", document["doc_id"])
    for cluster, is_actor in zip(key, actor, strict=True):
        if is_actor and cluster not in clusters:
            print("  gold", told(cluster))
            for other in clusters:
                if cluster & other:
                    print("      ours", told(other))


if __name__ == "__main__":
    main()
