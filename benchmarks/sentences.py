"""Events read from the project's own marked sentences: `python benchmarks/sentences.py --help`.

Each sentence of `training/plover/` is coded as a document of its own. An event is found where one of the same type has
a trigger that touches the marked one; roles, status and place are counted over the found events.
"""

from __future__ import annotations

import argparse
from collections import Counter

from marked import Marked, marked_sentences

import dateline
from dateline.record import Event, Record

PUBLISHED = "2024-05-15"


def touches(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def roles_match(record: Record, marked: Marked, tag: str, found: list[str]) -> bool:
    """Whether the found entities are those whose mentions touch the spans marked with `tag`."""
    spans = [(start, end) for name, start, end in marked.spans if name == tag]
    mentions = {entity.id: entity.mentions for entity in record.entities}
    covered = all(any(touches(span, m) for e in found for m in mentions[e]) for span in spans)
    return covered and all(any(touches(span, m) for m in mentions[e] for span in spans) for e in found)


def place_matches(record: Record, marked: Marked, tag: str, found: str | None) -> bool:
    spans = [(start, end) for name, start, end in marked.spans if name == tag]
    places = {place.id: place.mentions for place in record.places}
    if not spans or found is None:
        return not spans and found is None
    return any(touches(span, m) for span in spans for m in places[found])


def score(record: Record, marked: Marked, counts: Counter[str], types: Counter[tuple[str, str]], show: bool) -> None:
    left: list[Event] = list(record.events)
    missed: list[str] = []
    counts["gold"] += len(marked.events)
    counts["found"] += len(left)
    for tag, (kind, status) in marked.events.items():
        spans = [(start, end) for name, start, end in marked.spans if name == tag]
        event = next((e for e in left if e.type == kind and any(touches(e.trigger, s) for s in spans)), None)
        types[kind, "gold"] += 1
        if event is None:
            missed.append(f"{kind}: {marked.text[spans[0][0] : spans[0][1]]}")
            continue
        left.remove(event)
        number = tag[1:]
        types[kind, "hit"] += 1
        counts["hit"] += 1
        counts["status"] += event.status == status
        counts["actors"] += roles_match(record, marked, f"A{number}", event.actors)
        counts["recipients"] += roles_match(record, marked, f"R{number}", event.recipients)
        counts["place"] += place_matches(record, marked, f"P{number}", event.place)
    for event in left:
        types[event.type, "spurious"] += 1
    if show and (missed or left):
        extra = [f"{e.type}: {marked.text[e.trigger[0] : e.trigger[1]]} ({e.rule})" for e in left]
        print(f"{marked.text}\n    missed {missed}  spurious {extra}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("held-out", "seen", "all"), default="held-out")
    parser.add_argument("--show", action="store_true", help="print what is missed or spurious, sentence by sentence")
    args = parser.parse_args()
    coder = dateline.Coder()
    counts: Counter[str] = Counter()
    types: Counter[tuple[str, str]] = Counter()
    for marked in marked_sentences():
        if args.part == "all" or marked.held_out == (args.part == "held-out"):
            score(coder.code(marked.text, published=PUBLISHED), marked, counts, types, args.show)
            counts["sentences"] += 1
    hit, gold, found = counts["hit"], counts["gold"], counts["found"]
    print(f"{counts['sentences']} sentences, {gold} events")
    print(f"recall {hit / gold:.3f}, precision {hit / found:.3f}, F1 {2 * hit / (gold + found):.3f}")
    parts = ("status", "actors", "recipients", "place")
    print("over the found: " + ", ".join(f"{name} {counts[name] / hit:.3f}" for name in parts))
    for kind in sorted({kind for kind, _ in types}):
        values = [types[kind, name] for name in ("gold", "hit", "spurious")]
        print(f"{kind:10} gold {values[0]:4} found {values[1]:4} spurious {values[2]:4}")


if __name__ == "__main__":
    main()
