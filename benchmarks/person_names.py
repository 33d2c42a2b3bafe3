"""Whether names of persons of every region are found alike: 64 names of `person_names.txt`, each in six sentences.

    python benchmarks/person_names.py

The last of the six says the family name alone.
"""

from __future__ import annotations

from pathlib import Path

from dateline.language import Parser

NAMES = Path(__file__).parent / "person_names.txt"
FAMILY_FIRST = "East Asia"
SENTENCES = (
    "{name} told reporters that the road was closed.",
    "Police arrested {name} and two others on Monday.",
    "The statement was signed by {name}, who leads the union.",
    "Minister {name} met the envoy in the capital.",
    "Relatives of {name} gathered outside the court.",
    "{family} denied the charges.",
)


def main() -> None:
    parser = Parser()
    for line in NAMES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        region, names = line.split("\t")
        found = [is_found(parser, sentence, name, region) for name in names.split("; ") for sentence in SENTENCES]
        print(f"{region:16} {sum(found):3} of {len(found)}, {sum(found) / len(found):.2f}")


def is_found(parser: Parser, sentence: str, name: str, region: str) -> bool:
    """Whether the name, in the last sentence the family name, is a PER with exactly its characters."""
    family = name.split()[0 if region == FAMILY_FIRST else -1]
    said = family if "{family}" in sentence else name
    doc = parser.parse(sentence.format(name=name, family=family))
    return any(entity.label_ == "PER" and entity.text == said for entity in doc.ents)


if __name__ == "__main__":
    main()
