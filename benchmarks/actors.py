"""Scores actor phrases: country and sector of each against hand-written expectations.

    python benchmarks/actors.py [FILE] [--show]

FILE is ngec_actors/dev.jsonl of the shared corpora unless another is named. A case counts for a code when its
expectation names that code; an expectation that is empty wants none. The day of a case is its query date.
"""

from __future__ import annotations

import argparse
import json
import re
from datetime import datetime
from pathlib import Path

from dateline.reading.actors.resolve import resolve_phrase

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def day(text: str | None) -> str | None:
    """The ISO day of a query date, None where it names none ("today")."""
    if not text or text == "today":
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    return datetime.strptime(text, "%d %B %Y").date().isoformat()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", nargs="?", type=Path, default=SHARED / "corpora/ngec_actors/dev.jsonl")
    options.add_argument("--show", action="store_true", help="list what is wrong")
    args = options.parse_args()
    asked = {"country": 0, "sector": 0}
    right = {"country": 0, "sector": 0}
    for line in args.file.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        found = resolve_phrase(case["text"], day(case["query_date"]))
        answers = {"country": found.country or "", "sector": found.sectors[0] if found.sectors else ""}
        for code, column in (("country", "country"), ("sector", "code_1")):
            if column not in case["expected"]:
                continue
            asked[code] += 1
            good = answers[code] == case["expected"][column]
            right[code] += good
            if args.show and not good:
                print(
                    f"{case['text']!r} {case['query_date'] or ''}: {code} {answers[code]!r}, "
                    f"wanted {case['expected'][column]!r}; {found.reasons}"
                )
    for code, n in asked.items():
        print(f"{code}: {right[code]} of {n} right, {right[code] / n:.3f}")


if __name__ == "__main__":
    main()
