"""The record: its JSON, its schema, and the rules that it keeps."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest
import sample

from dateline.record import Attribution, Record, from_json, json_schema, problems, to_json

FULL = """
{
  "format": "dateline/1",
  "document": {
    "id": "x-17", "title": "Minister in Nairobi", "publisher": "Plain News", "url": "https://example.org/17",
    "authors": ["A. Writer", "B. Editor"], "published": "2024-05-02T08:30:00+03:00", "language": "en",
    "dateline": {"place": "p1", "date": "2024-05-02"},
    "text": "NAIROBI, May 2 (Plain News) - Minister Ada Obi met Kenyan officials on Thursday. At least 12 people died."
  },
  "entities": [
    {"id": "e1", "kind": "person", "name": "Ada Obi", "role": "Minister", "country": "NGA", "sectors": ["GOV", "LEG"],
     "identifiers": {"wikidata": "Q17"}, "mentions": [[39, 46]]},
    {"id": "e2", "kind": "group", "name": "Kenyan officials", "role": null, "country": "KEN", "sectors": ["GOV"],
     "identifiers": {}, "mentions": [[51, 67]]}
  ],
  "places": [
    {"id": "p1", "name": "Nairobi", "kind": "city", "latitude": -1.28, "longitude": 36.82, "country": "KEN",
     "admin1": "Nairobi", "geonames": 184745, "precision": 1, "mentions": [[0, 7]]}
  ],
  "times": [
    {"id": "t1", "span": [9, 14], "type": "DATE", "value": "2024-05-02", "start": "2024-05-02", "end": "2024-05-02"},
    {"id": "t2", "span": [71, 79], "type": "DATE", "value": null, "start": null, "end": null}
  ],
  "attributions": [
    {"id": "a1", "source": "e2", "source_span": [51, 67], "cue": [47, 50], "content": [[81, 105]],
     "quotation": "mixed", "within": "a2"},
    {"id": "a2", "source": null, "source_span": null, "cue": null, "content": [], "quotation": "direct", "within": null}
  ],
  "events": [
    {"id": "v1", "type": "CONSULT", "modes": ["visit"], "contexts": ["diplomatic"], "actors": ["e1"],
     "recipients": ["e2"], "place": "p1", "time": "t2", "start": "2024-05-02", "end": "2024-05-02",
     "date_source": "document", "status": "called-for", "attribution": null, "trigger": [47, 50],
     "sentence": [0, 80], "rule": "consult.yaml#meet"}
  ],
  "figures": [
    {"id": "f1", "measure": "killed", "low": 12, "high": null, "best": null, "qualifier": "At least", "unit": null,
     "subject": "people", "subject_country": "KEN", "subject_sectors": ["CVL"], "part_of": null, "counting": "new",
     "event": null, "place": "p1", "as_of": "2024-05-02", "attribution": "a1", "status": "occurred",
     "span": [81, 99], "sentence": [81, 105]}
  ]
}
"""


def test_a_record_with_every_field_keeps_every_field() -> None:
    record = from_json(FULL)
    assert json.loads(to_json(record)) == json.loads(FULL)
    assert problems(record) == []


def test_the_schema_accepts_the_full_example_and_knows_all_of_its_fields() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(FULL), schema)
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    example = json.loads(FULL)
    shapes = {"Record": example, "Document": example["document"], "DocumentDateline": example["document"]["dateline"]}
    names = {"Entity": "entities", "Place": "places", "Time": "times", "Attribution": "attributions"}
    shapes |= {shape: example[part][0] for shape, part in (names | {"Event": "events", "Figure": "figures"}).items()}
    for shape, members in shapes.items():
        assert set(definitions[shape]["properties"]) == set(members), shape


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("events", 0, "type"), "ATTACK"),
        (("events", 0, "status"), "done"),
        (("figures", 0, "measure"), "dead"),
        (("places", 0, "precision"), 8),
        (("entities", 0, "mentions"), [[-1, 4]]),
        (("times", 0, "type"), "WHEN"),
        (("format",), "dateline/0"),
        (("document", "text"), None),
    ],
)
def test_what_the_format_does_not_know_is_refused_by_reader_and_schema(
    path: tuple[str | int, ...], value: object
) -> None:
    broken = json.loads(FULL)
    part = broken
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    with pytest.raises(msgspec.ValidationError):
        from_json(json.dumps(broken))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, json_schema())


def broken_rules() -> list[tuple[str, Record]]:
    """Records that each break one rule of meaning, by what the report must name."""
    cases = []
    for word in ("span", "twice", "no mention", "actor", "within", "part_of", "dateline"):
        cases.append((word, sample.record()))
    cases[0][1].events[0].trigger = (5, 5)
    cases[1][1].events[1].id = "v1"
    cases[2][1].entities[0].mentions = []
    cases[3][1].events[0].actors = ["p1"]
    cases[4][1].attributions.append(Attribution(id="a9", within="a10"))
    cases[5][1].figures[1].part_of = "v1"
    dateline = cases[6][1].document.dateline
    assert dateline is not None
    dateline.place = "e1"
    outside = sample.record()
    outside.figures[0].span = (0, len(sample.TEXT) + 1)
    circle = sample.record()
    circle.attributions[2].within = "a4"
    return [*cases, ("outside", outside), ("circle", circle)]


@pytest.mark.parametrize(("word", "record"), broken_rules())
def test_each_broken_rule_of_meaning_is_named(word: str, record: Record) -> None:
    found = problems(record)
    assert len(found) >= 1
    assert any(word in problem for problem in found)


def test_the_sample_of_the_tests_breaks_no_rule_and_fits_the_schema() -> None:
    record = sample.record()
    assert problems(record) == []
    jsonschema.validate(json.loads(to_json(record)), json_schema())


def test_examples_in_both_forms_say_the_same() -> None:
    examples = Path(__file__).parent.parent / "examples"
    lines = [json.loads(line) for line in (examples / "dispatches.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(lines) >= 6
    for line in lines:
        assert (examples / f"{line['id']}.txt").read_text(encoding="utf-8") == line["text"]
