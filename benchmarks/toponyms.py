"""Scores places on GeoWebNews development articles beside the baseline that takes the most populous place of a name.

    python benchmarks/toponyms.py [FILE]

FILE is a corpus of toponyms in the shared format. Mentions are the same for both, so that only the choice differs.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from accuracy import ROOT, corpus
from parses import ParseCache

from dateline.knowledge.gazetteer import Toponym, gazetteer
from dateline.reading.places.mentions import find_mentions
from dateline.reading.places.resolve import resolve
from dateline.reading.places.surroundings import Mention
from dateline.reading.tree import Doc
from dateline.record import Document, Place, Record, to_json

SHARED = ROOT.parent / "shared"
ORDER = ("country", "region", "water")

Chooser = Callable[[list[Mention]], list[Toponym | None]]


def most_populous(mentions: list[Mention]) -> list[Toponym | None]:
    """Countries before regions, and of all others the one with the most people."""

    def people(place: Toponym) -> float:
        return 1e10 - ORDER.index(place.kind) if place.kind in ORDER else place.population

    return [max(mention.candidates, key=people, default=None) for mention in mentions]


def in_context(mentions: list[Mention]) -> list[Toponym | None]:
    """As the reader chooses, but for the dateline."""
    return [choice.place for choice in resolve(mentions)]


def main() -> None:
    gold = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "corpora/geowebnews/dev.jsonl"
    cache = ParseCache(ROOT / ".cache" / "parses")
    read = [(document, Doc(cache.parse(document.text))) for document in corpus(SHARED, gold)]
    found = [(document, doc, find_mentions(doc, gazetteer())) for document, doc in read]
    choosers: dict[str, Chooser] = {"most populous": most_populous, "in context": in_context}
    for name, choose in choosers.items():
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as out:
            for document, doc, mentions in found:
                places = [
                    Place(
                        id=f"p{number}", name=mention.name, kind="other", country=place.country if place else None,
                        latitude=place.latitude if place else None, longitude=place.longitude if place else None,
                        mentions=[(doc[mention.start].idx, doc[mention.end - 1].idx + len(doc[mention.end - 1]))],
                    )
                    for number, (mention, place) in enumerate(zip(mentions, choose(mentions), strict=True))
                ]  # fmt: skip
                record = Record(document=Document(id=document.id, text=document.text), places=places)
                out.write(to_json(record) + b"\n")
            out.flush()
            print(name, flush=True)
            scorer = SHARED / "eval" / "score_corpora.py"
            subprocess.run([sys.executable, str(scorer), "toponyms", out.name, str(gold)], check=True)


if __name__ == "__main__":
    main()
