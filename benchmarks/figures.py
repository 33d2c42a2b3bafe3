"""Figures read from the project's own sentences on counts: `python benchmarks/figures.py --help`.

`benchmarks/figures.txt` says how the sentences are marked. A figure is found where one of the same measure and bounds
has a span that touches the marked words; subject, source and the rest are counted over the found figures.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from parses import ParseCache

from dateline.reading import read, to_record
from dateline.record import Document, Figure, Record

ROOT = Path(__file__).resolve().parent.parent
PUBLISHED = "2024-05-15"
NONE_IF_NOT_GIVEN = {"q": None, "part": None, "c": None, "src": None, "st": "occurred"}
NAMES = {"sub": "subject", "q": "qualifier", "part": "part_of", "c": "counting", "src": "source", "st": "status",
         "cc": "country", "u": "unit"}  # fmt: skip


@dataclass(frozen=True)
class Gold:
    """A marked figure: its measures, its bounds (None: any), its words in the text, and its fields as written."""

    line: str
    optional: bool
    measures: frozenset[str]
    bounds: tuple[float | None, ...] | None
    words: tuple[int, int]
    fields: dict[str, str | None]


def paragraphs(path: Path) -> list[tuple[str, list[Gold]]]:
    """The texts of the file in order, each with its marked figures."""
    found = []
    for paragraph in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = [line for line in paragraph.split("\n") if not line.startswith("#")]
        text = "\n".join(line for line in lines if not re.match(r"[=?] ", line))
        if text:
            found.append((text, [marked(text, line) for line in lines if re.match(r"[=?] ", line)]))
    return found


def marked(text: str, line: str) -> Gold:
    """One line of marks; raises ValueError where its words are not in the text."""
    told, words, *rest = (part.strip() for part in line[2:].split(" | "))
    measures, bounds = told.split()
    start = re.search(rf"(?<!\w){re.escape(words)}", text)
    if start is None:
        raise ValueError(f"{words!r} is not in {text!r}")
    given: dict[str, str | None] = dict(NONE_IF_NOT_GIVEN)
    given.update((part.split("=", 1)[0], part.split("=", 1)[1]) for part in rest)
    return Gold(line, line[0] == "?", frozenset(measures.split("/")), bounds_of(bounds), start.span(), given)


def bounds_of(told: str) -> tuple[float | None, ...] | None:
    """Low, high and best of "40", "40..", "..40", "~40" and "40..50"; None for "*"."""
    if told == "*":
        return None
    if told.startswith("~"):
        return None, None, float(told[1:])
    low, dots, high = told.partition("..")
    if not dots:
        return float(low), float(low), float(low)
    return float(low) if low else None, float(high) if high else None, None


def agrees(gold: Gold, figure: Figure) -> bool:
    same = gold.bounds is None or gold.bounds == (figure.low, figure.high, figure.best)
    touch = gold.words[0] < figure.span[1] and figure.span[0] < gold.words[1]
    return figure.measure in gold.measures and same and touch


def pairs(golds: list[Gold], figures: list[Figure]) -> dict[int, Figure]:
    """The figure found for each mark, by the mark's position; those that must be found choose first."""
    left, found = list(figures), {}
    for at, gold in sorted(enumerate(golds), key=lambda item: item[1].optional):
        figure = next((f for f in left if agrees(gold, f)), None)
        if figure is not None:
            left.remove(figure)
            found[at] = figure
    return found


def field_of(record: Record, figure: Figure, name: str, found: dict[int, Figure]) -> str | None:
    """A field of a figure as the marks write it."""
    if name == "part":
        return next((str(at + 1) for at, other in found.items() if other.id == figure.part_of), figure.part_of)
    if name == "src":
        source = next((a.source for a in record.attributions if a.id == figure.attribution), None)
        return next((e.name for e in record.entities if e.id == source), None)
    plain = {"sub": figure.subject, "q": figure.qualifier, "c": figure.counting, "st": figure.status,
             "cc": figure.subject_country, "u": figure.unit}  # fmt: skip
    return plain[name]


def same(record: Record, figure: Figure, name: str, want: str | None, got: str | None) -> bool:
    if name == "src" and want is not None and got is not None:
        source = next(a.source for a in record.attributions if a.id == figure.attribution)
        entity = next(e for e in record.entities if e.id == source)
        forms = {entity.name, *(record.document.text[a:b] for a, b in entity.mentions)}
        return any(want.lower() in form.lower() or form.lower() in want.lower() for form in forms)
    return want == got


def score(record: Record, golds: list[Gold], tally: Counter[str], by_measure: Counter[tuple[str, str]]) -> list[str]:
    """Add a document to the tallies; gives back what is wrong with it."""
    found = pairs(golds, record.figures)
    wrong = []
    for at, gold in enumerate(golds):
        if gold.optional:
            continue
        measure = sorted(gold.measures)[0]
        tally["gold"] += 1
        by_measure[measure, "gold"] += 1
        if at not in found:
            wrong.append(f"missed    {gold.line}")
            continue
        tally["hit"] += 1
        by_measure[measure, "hit"] += 1
        for name, want in gold.fields.items():
            if want == "*":
                continue
            got = field_of(record, found[at], name, found)
            tally[f"{name} of"] += 1
            if same(record, found[at], name, want, got):
                tally[name] += 1
            else:
                wrong.append(f"{NAMES[name]:9} {gold.line[2:40]}… is {got!r}, should be {want!r}")
    for figure in record.figures:
        if all(figure is not f for f in found.values()):
            tally["extra"] += 1
            by_measure[figure.measure, "extra"] += 1
            wrong.append(
                f"spurious  {figure.measure} {figure.low} {figure.high} {figure.best} "
                f"«{record.document.text[slice(*figure.span)]}»"
            )
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("development", "held-out", "all"), default="held-out")
    parser.add_argument("--show", action="store_true", help="print what is wrong, of the development part only")
    args = parser.parse_args()
    cache = ParseCache(ROOT / ".cache" / "parses")
    tally: Counter[str] = Counter()
    by_measure: Counter[tuple[str, str]] = Counter()
    for at, (text, golds) in enumerate(paragraphs(ROOT / "benchmarks" / "figures.txt")):
        held_out = at % 3 == 2
        if args.part != "all" and held_out != (args.part == "held-out"):
            continue
        document = Document(id=str(at), published=PUBLISHED, text=text)
        wrong = score(to_record(read(cache.parse(text), document)), golds, tally, by_measure)
        tally["documents"] += 1
        if args.show and wrong and not held_out:
            print(text, *(f"    {line}" for line in wrong), sep="\n")
    gold, hit, extra = tally["gold"], tally["hit"], tally["extra"]
    print(f"{tally['documents']} documents, {gold} figures, {hit} found, {extra} spurious")
    print(f"recall {hit / gold:.3f}, precision {hit / (hit + extra):.3f}, F1 {2 * hit / (gold + hit + extra):.3f}")
    print("over the found: " + ", ".join(f"{NAMES[n]} {tally[n]}/{tally[f'{n} of']}" for n in NAMES))
    for measure in sorted({measure for measure, _ in by_measure}):
        counts = (f"{name} {by_measure[measure, key]:3}" for name, key in
                  (("gold", "gold"), ("found", "hit"), ("spurious", "extra")))  # fmt: skip
        print(f"{measure:14}" + "  ".join(counts))


if __name__ == "__main__":
    main()
