"""Documents a second, peak memory, start-up time, the share of each stage, and what the encoder alone could do.

    python benchmarks/speed.py [--documents 160] [--json FILE]

The documents are the project's own examples, put together to 400 words each; when they are used up they begin again.
Every measurement runs in a process of its own. Documents a second are by the clock, counted while all processes work:
after the first documents of each, with everything loaded, until the stream is about to run dry. What other programs
and the host of a virtual machine took meanwhile is said beside it; the time of a stage is processor time.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
WORDS = 400


def texts(count: int) -> list[str]:
    """Texts of about 400 words, whole paragraphs of the examples; they begin again when the examples are used up."""
    files = [ROOT / "examples" / "dispatches.jsonl", ROOT / "examples" / "situation" / "dispatches.jsonl"]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    paragraphs = [part for line in lines for part in json.loads(line)["text"].split("\n\n")]
    made: list[str] = []
    text: list[str] = []
    while len(made) < count:
        for paragraph in paragraphs:
            text.append(paragraph)
            if sum(len(part.split()) for part in text) >= WORDS:
                made.append("\n\n".join(text))
                text = []
    return made[:count]


def measure_throughput(count: int, workers: int) -> dict[str, float]:
    """Documents a second while all workers work, and the peak resident memory of one process in MB."""
    from dateline import Coder, Document
    from dateline.coder import CHUNK

    round_ = CHUNK * workers
    counted = -(-count // round_) * round_
    stream = texts(2 * round_ + counted + round_)
    documents = [Document(id=str(i), published="2024-06-12", text=text) for i, text in enumerate(stream)]
    records = Coder().pipe(documents, workers=workers)
    for _ in range(2 * round_):
        next(records)
    pids = [os.getpid(), *(worker.pid or 0 for worker in multiprocessing.active_children())]
    start, before, own = time.perf_counter(), machine_time(), own_time(pids)
    for _ in range(counted):
        next(records)
    seconds, after, spent = time.perf_counter() - start, machine_time(), own_time(pids) - own
    for _ in records:
        pass
    for worker in multiprocessing.active_children():
        worker.join(timeout=10)
    who = resource.RUSAGE_SELF if workers == 1 else resource.RUSAGE_CHILDREN
    total, busy, stolen = (b - a for a, b in zip(before, after, strict=True))
    return {
        "rate": counted / seconds,
        "processor": spent / counted,
        "others": max(0.0, busy - spent) / total if total else 0.0,
        "stolen": stolen / total if total else 0.0,
        "memory": resource.getrusage(who).ru_maxrss / 1024,
    }


def machine_time() -> tuple[float, float, float]:
    """Seconds of all processors since the machine was started: all, at work, stolen by the host; 0 without Linux."""
    file = Path("/proc/stat")
    if not file.exists():
        return 0.0, 0.0, 0.0
    user, nice, system, idle, wait, hard, soft, stolen, *_ = map(int, file.read_text().split("\n", 1)[0].split()[1:])
    busy = user + nice + system + hard + soft
    tick = os.sysconf("SC_CLK_TCK")
    return (busy + idle + wait + stolen) / tick, busy / tick, stolen / tick


def own_time(pids: list[int]) -> float:
    """Processor seconds of some processes; of this one alone without Linux."""
    files = [Path(f"/proc/{pid}/stat") for pid in pids]
    if not all(file.exists() for file in files):
        return time.process_time()
    cells = [file.read_text().rpartition(")")[2].split() for file in files]
    return sum(int(user) + int(system) for user, system in (cell[11:13] for cell in cells)) / os.sysconf("SC_CLK_TCK")


def measure_start(_: int, __: int) -> dict[str, float]:
    """Seconds from the start of Python to the first record, with byte code there as a first start leaves it."""
    code = "import dateline; dateline.code('Rebels shelled the town.', published='2024-06-12')"
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": folder}
        seconds = []
        for _ in range(4):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, env=environment)
            seconds.append(time.perf_counter() - start)
    return {"seconds": sorted(seconds[1:])[1]}


def measure_shares(count: int, _: int) -> dict[str, float]:
    """Processor seconds a document of each stage, with everything loaded before."""
    import dateline.language.encoder as encoder
    from dateline import Document, reading
    from dateline.language import Parser
    from dateline.language.tokens import UniversalTokenizer
    from dateline.reading.context import Reading

    spent: dict[str, float] = defaultdict(float)

    def timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            start = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                spent[stage] += time.process_time() - start

        return run

    class Session:
        def __init__(self, session: Any) -> None:
            self.run = timed("language: encoder", session.run)

    parser = Parser()
    parser.encoder.session = Session(parser.encoder.session)
    parser.encoder.lemma = timed("language: lemmas", parser.encoder.lemma)
    UniversalTokenizer.__call__ = timed("language: tokens", UniversalTokenizer.__call__)  # type: ignore[method-assign]
    encoder.sentence_starts = timed("language: sentences", encoder.sentence_starts)
    encoder.best_heads = timed("language: trees", encoder.best_heads)
    parse = timed("language", lambda texts: list(parser.pipe(texts)))
    reading_of = timed("reading: words and trees", Reading)
    readers = [timed(f"reading: {part.__name__.removeprefix('read_')}", part) for part in reading.READERS]

    sample = texts(count)
    for _ in range(2):
        spent.clear()
        for text, doc in zip(sample, parse(sample), strict=True):
            part = reading_of(doc, Document(id="x", published="2024-06-12", text=text))
            for reader in readers:
                reader(part)
    language = spent.pop("language")
    spent["language: the rest"] = language - sum(v for k, v in spent.items() if k.startswith("language"))
    return {stage: seconds / len(sample) for stage, seconds in spent.items()}


MEASUREMENTS = {"throughput": measure_throughput, "start": measure_start, "shares": measure_shares}


def alone(name: str, count: int, workers: int = 1) -> dict[str, float]:
    """A measurement in a process of its own."""
    command = [sys.executable, __file__, "--documents", str(count), "--only", name, "--workers", str(workers)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=160, metavar="N", help="how many to count (default 160)")
    options.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON too")
    options.add_argument("--only", choices=MEASUREMENTS, help=argparse.SUPPRESS)
    options.add_argument("--workers", type=int, default=1, help=argparse.SUPPRESS)
    args = options.parse_args()
    if args.only:
        print(json.dumps(MEASUREMENTS[args.only](args.documents, args.workers)))
        return
    start = alone("start", 1)
    one, two = (alone("throughput", args.documents, workers) for workers in (1, 2))
    shares = alone("shares", min(args.documents, 20))
    total = sum(shares.values())
    figures: dict[str, Any] = {
        "documents a second, one process": one["rate"],
        "documents a second, two processes": two["rate"],
        "processor seconds a document, one process": one["processor"],
        "processor seconds a document, two processes": two["processor"],
        "processor time meanwhile taken by other programs, one process": one["others"],
        "processor time meanwhile taken by other programs, two processes": two["others"],
        "processor time meanwhile stolen by the host, one process": one["stolen"],
        "processor time meanwhile stolen by the host, two processes": two["stolen"],
        "documents a processor second": 1 / total,
        "documents a processor second, encoder alone": 1 / shares["language: encoder"],
        "peak memory of one process, MB": one["memory"],
        "peak memory of each of two processes, MB": two["memory"],
        "start to first record, seconds (median of 3)": start["seconds"],
    }
    table = Table("measure", "value", title=f"Speed, documents of {WORDS} words", title_justify="left")
    for measure, value in figures.items():
        table.add_row(measure, f"{value:.2f}")
    table.add_section()
    for stage in sorted(shares, key=lambda stage: -shares[stage]):
        table.add_row(stage, f"{1000 * shares[stage]:.1f} ms  {shares[stage] / total:.1%}")
    Console().print(table)
    if args.json:
        args.json.write_text(json.dumps({**figures, "stages, seconds": shares}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
