"""Scores the pipeline on the corpora of a shared folder and prints one table.

    python benchmarks/accuracy.py                       everything
    python benchmarks/accuracy.py articles plover       some of it
    python benchmarks/accuracy.py re3d --limit 5 --show 40 --records DIR

Parses are kept under .cache/, so that only the first run after a change of the model or of language/ is slow.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parses import ParseCache
from rich.console import Console
from rich.table import Table

from dateline.reading import read, to_record
from dateline.record import Document, Record, problems, to_json

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Benchmark:
    """A gold file under the shared folder, and the arguments of the scorer that holds records against it."""

    gold: str
    scorer: str
    options: tuple[str, ...] = ()


RECORDS = {
    "articles": Benchmark("eval/articles", "articles"),
    "own-articles": Benchmark(str(ROOT / "benchmarks" / "gold"), "articles"),
    "fresh-articles": Benchmark(str(ROOT / "benchmarks" / "gold2"), "articles"),
    "third-articles": Benchmark(str(ROOT / "benchmarks" / "gold3"), "articles"),
    "plover": Benchmark("corpora/plover_gsr/dev.jsonl", "plover"),
    "petrarch": Benchmark("corpora/petrarch_records/dev.jsonl", "petrarch"),
    "cameo": Benchmark("corpora/cameo_sentences/dev_class.jsonl", "quads"),
    "police": Benchmark("corpora/india_police_events/dev.jsonl.gz", "police"),
    "muc4": Benchmark("corpora/muc4/dev.jsonl", "casualties"),
    "geowebnews": Benchmark("corpora/geowebnews/dev.jsonl", "toponyms"),
    "geovirus": Benchmark("corpora/geovirus/train.jsonl", "toponyms"),
    "re3d": Benchmark("corpora/re3d/dev.jsonl", "entities"),
    "dates": Benchmark("corpora/gum_dates/dev.dates.jsonl", "times"),
    "dates-news": Benchmark("corpora/gum_dates/dev.dates.jsonl", "times", ("--genre", "news")),
    "dates-train": Benchmark("corpora/gum_dates/train.dates.jsonl", "times"),
    "polnear": Benchmark("corpora/polnear/dev.jsonl", "attribution"),
    "gum-attribution": Benchmark("corpora/gum_attribution/dev.attribution.jsonl", "attribution"),
}
TREES = {
    "ewt": Benchmark("corpora/ud_ewt/dev.conllu", "parse"),
    "gum": Benchmark("corpora/gum/dev.conllu", "parse"),
    "uner": Benchmark("corpora/uner_ewt/dev.iob2", "names"),
}
QUADS = {
    1: {"AGREE", "CONSULT", "SUPPORT"},
    2: {"AID", "COOPERATE", "CONCEDE", "RETREAT"},
    3: {"REQUEST", "ACCUSE", "REJECT", "SANCTION", "THREATEN"},
    4: {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"},
}


def main() -> None:
    names = [*RECORDS, *TREES]
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("names", nargs="*", metavar="NAME", help=f"any of {', '.join(names)}; none means all")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of corpora/ and eval/")
    options.add_argument("--limit", type=int, default=0, metavar="N", help="the first N documents of each only")
    options.add_argument("--show", type=int, default=0, metavar="N", help="the first N errors that the scorer lists")
    options.add_argument("--records", type=Path, metavar="DIR", help="keep the records as DIR/NAME.jsonl")
    options.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON too")
    args = options.parse_args()
    if unknown := set(args.names) - set(names):
        options.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    cache = ParseCache(ROOT / ".cache" / "parses")
    figures: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name in args.names or names:
            kept = (args.records or Path(scratch)).resolve()
            kept.mkdir(parents=True, exist_ok=True)
            if name in RECORDS:
                figures[name] = score_records(name, RECORDS[name], args, cache, kept / f"{name}.jsonl")
            else:
                figures[name] = score_trees(TREES[name], args, cache, kept / f"{name}.conllu")
            Console().print(table(name, figures[name]))
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


def score_records(
    name: str, benchmark: Benchmark, args: argparse.Namespace, cache: ParseCache, out: Path
) -> dict[str, Any]:
    """Read the documents of a benchmark, write their records to `out` and have them scored."""
    gold = args.shared / benchmark.gold
    documents = articles(gold) if benchmark.scorer == "articles" else corpus(args.shared, gold)
    if args.limit:
        documents = documents[: args.limit]
    seconds = 0.0
    failed: list[str] = []
    before = cache.parsed
    with out.open("wb") as lines:
        for document in documents:
            doc = cache.parse(document.text)
            start = time.perf_counter()
            try:
                record = to_record(read(doc, document))
            except Exception:
                failed.append(f"{document.id}\n{traceback.format_exc()}")
                record = Record(document=document)
            seconds += time.perf_counter() - start
            if broken := problems(record):
                failed.append(f"{document.id}: {'; '.join(broken[:3])}")
            lines.write(to_json(record) + b"\n")
    if failed:
        print(f"{name}: {len(failed)} documents failed; the first: {failed[0]}", file=sys.stderr)
    own = {"petrarch": score_petrarch, "quads": score_quads}
    if benchmark.scorer in own:
        scores = own[benchmark.scorer](out, gold, args.show)
    else:
        with tempfile.TemporaryDirectory() as scratch:
            scores = run_scorer(benchmark, args, out, first(gold, args.limit, Path(scratch)))
    return {
        **scores,
        "documents": len(documents),
        "failed": len(failed),
        "parsed now": cache.parsed - before,
        "reading, ms a document": round(1000 * seconds / max(1, len(documents)), 2),
    }


def articles(folder: Path) -> list[Document]:
    """The gold articles, with the publication date and publisher that their gold files give."""
    documents = []
    for file in sorted(folder.glob("*.gold.json")):
        about = json.loads(file.read_text(encoding="utf-8"))["document"]
        text = file.with_name(file.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        documents.append(
            Document(id=about["id"], published=about.get("published"), publisher=about.get("publisher"), text=text)
        )
    return documents


def corpus(shared: Path, gold: Path) -> list[Document]:
    """The documents of a corpus, as the scorer's `inputs` gives them."""
    command = [sys.executable, str(shared / "eval" / "score_corpora.py"), "inputs", str(gold)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return [document_of(json.loads(line)) for line in lines]


def document_of(fields: dict[str, Any]) -> Document:
    """A document; of dates in digits alone only those of eight digits are dates."""
    published = fields.get("published")
    if published is not None and published.isdigit() and len(published) != 4:
        whole = len(published) == 8
        fields["published"] = f"{published[:4]}-{published[4:6]}-{published[6:]}" if whole else None
    return Document(**fields)


def first(gold: Path, limit: int, scratch: Path) -> Path:
    """The gold file or folder, cut down to its first documents if there is a limit."""
    if not limit:
        return gold
    if gold.is_dir():
        for file in sorted(gold.glob("*.gold.json"))[:limit]:
            for part in (file, file.with_name(file.name.replace(".gold.json", ".txt"))):
                (scratch / part.name).write_bytes(part.read_bytes())
        return scratch
    cut = scratch / "gold.jsonl"
    cut.write_text("\n".join(json.dumps(doc) for doc in read_lines(gold)[:limit]), encoding="utf-8")
    return cut


def read_lines(path: Path) -> list[dict[str, Any]]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def run_scorer(benchmark: Benchmark, args: argparse.Namespace, found: Path, gold: Path) -> dict[str, Any]:
    """The figures of the shared scorer; the errors that it shows are printed."""
    if benchmark.scorer == "articles":
        command = ["score_articles.py", str(found), str(gold), "--json", *(["--show"] if args.show else [])]
    else:
        show = ["--show", str(args.show)] if args.show else []
        command = ["score_corpora.py", benchmark.scorer, str(found), str(gold), "--json", *benchmark.options, *show]
    done = subprocess.run(
        [sys.executable, str(args.shared / "eval" / command[0]), *command[1:]], capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"the scorer failed: {done.stderr}")
    scores: dict[str, Any] = {}
    shown = []
    for line in done.stdout.splitlines():
        if line.startswith("{") and not scores:
            scores = json.loads(line)
        elif line.startswith("  ") and not line.lstrip().startswith("gold  found"):
            shown.append(line)
    for line in shown[: args.show]:
        print(line)
    return scores


def score_petrarch(found: Path, gold: Path, show: int) -> dict[str, Any]:
    """How many of the gold events of a sentence have an event of their type, with countries and without."""
    wanted = right = both = given = given_right = 0
    for doc, record in zip(read_lines(gold), read_lines(found), strict=False):
        countries = {entity["id"]: entity["country"] for entity in record["entities"]}
        events = record["events"]
        types = {event["plover"] for event in doc["events"]}
        given += len(events)
        given_right += sum(event["type"] in types for event in events)
        for event in doc["events"]:
            wanted += 1
            same = [e for e in events if e["type"] == event["plover"]]
            right += bool(same)
            sides = [{countries.get(i) for i in [*e["actors"], *e["recipients"]]} for e in same]
            both += any({event["source"][:3], event["target"][:3]} <= side for side in sides)
            if not same and show > 0:
                print(f"  {event['plover']}: {doc['text']}  ->  {[e['type'] for e in events]}")
                show -= 1
    return {
        "events": wanted,
        "type recall": round(right / wanted, 4),
        "type precision": round(given_right / max(1, given), 4),
        "type and both countries": round(both / wanted, 4),
    }


def score_quads(found: Path, gold: Path, show: int) -> dict[str, Any]:
    """How many sentences have an event of their class (verbal or material, cooperation or conflict)."""
    tally = {quad: [0, 0] for quad in QUADS}
    events = right = 0
    for doc, record in zip(read_lines(gold), read_lines(found), strict=False):
        if doc["label"] not in QUADS:
            continue
        types = [event["type"] for event in record["events"]]
        inside = [kind in QUADS[doc["label"]] for kind in types]
        events += len(inside)
        right += sum(inside)
        tally[doc["label"]][0] += any(inside)
        tally[doc["label"]][1] += 1
        if not any(inside) and show > 0:
            print(f"  {doc['label_name']}: {doc['text']}  ->  {types}")
            show -= 1
    hits, sentences = (sum(column) for column in zip(*tally.values(), strict=True))
    return {
        "sentences": sentences,
        "class recall": round(hits / max(1, sentences), 4),
        "class precision": round(right / max(1, events), 4),
        "by class": {str(quad): f"{hit}/{count}" for quad, (hit, count) in tally.items()},
    }


def score_trees(benchmark: Benchmark, args: argparse.Namespace, cache: ParseCache, out: Path) -> dict[str, Any]:
    """Parse the tokens of a treebank or of a corpus of names and have the result scored."""
    from dateline.language.conllu import parse_conllu, read_conllu

    gold = args.shared / benchmark.gold
    command = [sys.executable, str(args.shared / "eval" / "score_corpora.py"), "blank", str(gold)]
    blank = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    start = time.perf_counter()
    out.write_text(parse_conllu(blank, cache.parser), encoding="utf-8")
    seconds = time.perf_counter() - start
    words = sum(len(sentence.words) for sentence in read_conllu(blank))
    return {**run_scorer(benchmark, args, out, gold), "words a second": round(words / seconds)}


def table(name: str, scores: dict[str, Any]) -> Table:
    """A table of the figures of one benchmark."""
    rows = Table(title=name, title_justify="left", show_header=False, min_width=80)
    for key, value in scores.items():
        if isinstance(value, dict):
            value = "  ".join(f"{k} {v}" for k, v in value.items())
        rows.add_row(key, str(value))
    return rows


if __name__ == "__main__":
    main()
