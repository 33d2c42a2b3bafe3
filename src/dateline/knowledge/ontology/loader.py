"""Read an ontology directory into look-up tables, and say in which file what is wrong."""

from __future__ import annotations

import hashlib
import lzma
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import msgspec
import yaml
from msgspec import Struct, field

from dateline.errors import DatelineError
from dateline.knowledge.data_files import SAFE_LOADER
from dateline.knowledge.ontology.entries import (
    ENTITY_KINDS,
    FUNCTION_WORDS,
    PREPOSITIONS,
    SECTIONS,
    SLOTS,
    Entry,
    EventTypeInfo,
    Words,
)
from dateline.record import EventType, Status

TABLES = ("types", "classes", "light_verbs", "status", "modes", "contexts", "topics")
NONE_FILE = "none"
PROPERTIES = frozenset({
    "mode", "context", "actor", "recipient", "place", "reciprocal", "strong", "implied", "status", "note",
})  # fmt: skip
CONDITIONS = frozenset({"subject", "object", "complement", "modifier", "owner", "voice"}) | PREPOSITIONS
ARTICLES = frozenset({"a", "an", "the", "its", "their"})
TYPE_NAMES = frozenset(get_args(EventType))
COMPILED = "ontology.bin"
STATUSES = frozenset(get_args(Status))


_entries = msgspec.msgpack.Decoder(list[Entry])


class _Loader(SAFE_LOADER):  # type: ignore[misc]
    """YAML's safe loader, which also refuses a key that is given twice, and one in a table that says nothing."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"the key {key.value!r} is given twice", problem_mark=key.start_mark)
            if value.tag == "tag:yaml.org,2002:null" and key.start_mark.column > 0:
                missing = f"the key {key.value!r} has no reading; write {{}} for one without conditions"
                raise yaml.MarkedYAMLError(problem=missing, problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


class Ontology(Struct):
    """Everything that events are read by.

    `index[section][lemma]` lists the entries of a word; `problems` what is wrong, a line each, empty where all is well.
    """

    directory: str
    types: dict[str, EventTypeInfo] = field(default_factory=dict)
    classes: dict[str, frozenset[str]] = field(default_factory=dict)
    index: dict[str, dict[str, list[Entry]]] = field(default_factory=lambda: {s: {} for s in SECTIONS})
    packed: dict[str, dict[str, msgspec.Raw]] = field(default_factory=dict)
    light_verbs: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)
    status: dict[str, Any] = field(default_factory=dict)
    modes: dict[str, Any] = field(default_factory=dict)
    contexts: dict[str, Any] = field(default_factory=dict)
    topics: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def entries_of(self, section: str, lemma: str) -> list[Entry]:
        """The entries of a word in a section, in the order of the files."""
        packed = self.packed.get(section)
        if packed and lemma in packed:
            self.index[section][lemma] = _entries.decode(packed.pop(lemma))
        return self.index[section].get(lemma, [])

    def entries(self) -> Iterator[Entry]:
        """All entries, in the order of sections and lemmas."""
        for section in SECTIONS:
            for lemma in sorted({*self.index[section], *self.packed.get(section, ())}):
                yield from self.entries_of(section, lemma)

    def find(self, word: str) -> list[Entry]:
        """Entries whose key holds the word, or all the words of a phrase."""
        word = word.lower()
        return [e for e in self.entries() if set(word.split()) <= {e.lemma, *e.words}]


def load_ontology(directory: str | Path | None = None) -> Ontology:
    """The shipped ontology, or the one in a directory; raises DatelineError with every problem that it has."""
    ontology = _cached(str(directory) if directory else "")
    if ontology.problems:
        shown = "\n  ".join(ontology.problems[:20])
        raise DatelineError(f"the ontology in {ontology.directory} cannot be used:\n  {shown}")
    return ontology


@cache
def _cached(directory: str) -> Ontology:
    return read_ontology(Path(directory)) if directory else _shipped()


def _shipped() -> Ontology:
    """The shipped ontology from its compiled file; from its YAML files where they were edited since."""
    directory = shipped_directory()
    compiled = directory / COMPILED
    if compiled.exists():
        digest, packed = compiled.read_bytes().split(b"\n", 1)
        if digest == _digest(directory):
            return msgspec.msgpack.decode(lzma.decompress(packed), type=Ontology)
    return read_ontology(directory)


def compile_shipped() -> Path:
    """Write the compiled file of the shipped ontology anew; raises DatelineError if the ontology has problems."""
    directory = shipped_directory()
    ontology = read_ontology(directory)
    if ontology.problems:
        raise DatelineError("\n  ".join(["the ontology cannot be compiled:", *ontology.problems]))
    encoder = msgspec.msgpack.Encoder(order="deterministic")
    packed = {
        section: {lemma: msgspec.Raw(encoder.encode(entries)) for lemma, entries in sorted(rows.items())}
        for section, rows in ontology.index.items()
    }
    ontology.directory, ontology.index, ontology.packed = COMPILED, {s: {} for s in SECTIONS}, packed
    path = directory / COMPILED
    path.write_bytes(_digest(directory) + b"\n" + lzma.compress(encoder.encode(ontology)))
    return path


def _digest(directory: Path) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(directory.glob("*.yaml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest().encode()


def shipped_directory() -> Path:
    """Where the ontology lies that comes with the package."""
    return Path(str(files("dateline.knowledge").joinpath("data/ontology")))


def read_ontology(directory: Path) -> Ontology:
    """Read a directory, collecting what is wrong in `problems`; raises DatelineError where there is nothing to read."""
    paths = sorted(directory.glob("*.yaml")) if directory.is_dir() else []
    if not paths:
        raise DatelineError(f"{directory} holds no .yaml file; start from a copy of {shipped_directory()}")
    ontology = Ontology(str(directory))
    tables: dict[str, Any] = {}
    for path in paths:
        tables[path.stem] = _parse(path, ontology.problems)
    for name in TABLES:
        if name not in tables:
            tables[name] = _parse(shipped_directory() / f"{name}.yaml", ontology.problems)
    _read_tables(ontology, tables)
    for stem, table in tables.items():
        if stem not in TABLES and table is not None:
            _read_lexicon(ontology, stem, table)
    return ontology


def _parse(path: Path, problems: list[str]) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except FileNotFoundError:
        return {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        problems.append(f"{path.name}: {' '.join(str(error).split())}")
        return {}


def _read_tables(ontology: Ontology, tables: dict[str, Any]) -> None:
    for name, row in (tables["types"] or {}).items():
        if name not in TYPE_NAMES:
            ontology.problems.append(f"types.yaml: {name}: not one of PLOVER's types: {', '.join(sorted(TYPE_NAMES))}")
            continue
        modes = row.get("modes") or {}
        ontology.types[name] = EventTypeInfo(
            name=name,
            quad=row["quad"],
            score=row["score"],
            definition=row["definition"],
            modes={m: v["score"] for m, v in modes.items()},
            mode_definitions={m: v["definition"] for m, v in modes.items()},
            noun_recipient=tuple((row.get("nouns") or {}).get("recipient", [])),
            content=row.get("content"),
            content_modes=row.get("content_modes") or {},
        )
    ontology.classes = {name: frozenset(_words(value)) for name, value in (tables["classes"] or {}).items()}
    for name, phrases in (tables["light_verbs"] or {}).items():
        by_lemma: dict[str, set[str]] = {}
        for phrase in _words(phrases):
            lemma, _, rest = phrase.partition(" ")
            by_lemma.setdefault(lemma, set()).add(rest)
        ontology.light_verbs[name] = {lemma: frozenset(rests) for lemma, rests in by_lemma.items()}
    ontology.status = tables["status"] or {}
    ontology.modes = tables["modes"] or {}
    ontology.contexts = tables["contexts"] or {}
    ontology.topics = tables["topics"] or {}


def _words(value: Any) -> list[str]:
    """A list, or words separated by commas, as strings in their order; YAML's on/off/yes/no are words again."""
    if isinstance(value, str):
        return [w.strip() for w in value.split(",") if w.strip()]
    if isinstance(value, bool):
        return ["on" if value else "off"]
    return [_words(v)[0] if isinstance(v, bool) else str(v) for v in value or []]


def _read_lexicon(ontology: Ontology, stem: str, table: Any) -> None:
    file = f"{stem}.yaml"
    problems = ontology.problems
    if not isinstance(table, dict):
        problems.append(f"{file}: must be a mapping with `type` and one of {', '.join(SECTIONS)}")
        return
    kind = table.get("type")
    if stem == NONE_FILE or kind == "NONE":
        kind = None
    elif kind not in ontology.types:
        problems.append(f"{file}: type: {kind!r} is not one of {', '.join(sorted(ontology.types))}")
        return
    for section, rows in table.items():
        if section == "type":
            continue
        if section not in SECTIONS:
            problems.append(f"{file}: {section}: not one of {', '.join(SECTIONS)}")
            continue
        for keys, value in (rows or {}).items():
            readings = value if isinstance(value, list) else [value or {}]
            for key in _words(keys):
                for number, reading in enumerate(readings, 1):
                    suffix = f"/{number}" if len(readings) > 1 else ""
                    where = f"{file}:{section}.{key}{suffix}"
                    entry = _entry(ontology, kind, section, key, reading or {}, where)
                    ontology.index[section].setdefault(entry.lemma, []).append(entry)


def _entry(ontology: Ontology, kind: str | None, section: str, key: str, row: Any, where: str) -> Entry:
    if not isinstance(row, dict):
        ontology.problems.append(f"{where}: must be a mapping of conditions and properties, not {row!r}")
        row = {}
    row = {("on" if k is True else "off" if k is False else k): v for k, v in row.items()}
    for name in row:
        if name not in PROPERTIES and name not in CONDITIONS:
            ontology.problems.append(
                f"{where}: {name}: neither a preposition, nor another condition "
                f"({', '.join(sorted(CONDITIONS - PREPOSITIONS))}), nor a property ({', '.join(sorted(PROPERTIES))})"
            )
    words = [w for w in key.split() if w not in ARTICLES]
    lemma, rest = _head(section, words)
    conditions = tuple((n, _condition(ontology, v, f"{where}: {n}")) for n, v in row.items() if n in CONDITIONS)
    modes = tuple(_words(row.get("mode")))
    if kind is not None:
        for mode in modes:
            if mode not in ontology.types[kind].modes:
                known = ", ".join(ontology.types[kind].modes) or "none"
                ontology.problems.append(f"{where}: mode: {mode!r} is not a mode of {kind} ({known})")
    status = row.get("status")
    if status is not None and status not in STATUSES:
        ontology.problems.append(f"{where}: status: {status!r} is not one of {', '.join(sorted(STATUSES))}")
    return Entry(
        id=where,
        type=kind,
        section=section,
        lemma=lemma,
        words=rest,
        conditions=conditions,
        modes=modes,
        contexts=tuple(_words(row.get("context"))),
        actor=_slots(ontology, row, "actor", where),
        recipient=_slots(ontology, row, "recipient", where),
        place=_slots(ontology, row, "place", where) or (),
        reciprocal=bool(row.get("reciprocal", False)),
        strong=bool(row.get("strong", False)),
        implied=row.get("implied"),
        status=status,
    )


def _head(section: str, words: list[str]) -> tuple[str, tuple[str, ...]]:
    """The lemma that the entry is indexed by: a verb's first word, a noun's last that is no function word."""
    if section == "verbs" or len(words) == 1:
        return words[0], tuple(words[1:])
    if section == "adjectives":
        return words[0], tuple(words[1:])
    last = max((i for i, w in enumerate(words) if w not in FUNCTION_WORDS), default=len(words) - 1)
    return words[last], tuple(words[:last] + words[last + 1 :])


def _slots(ontology: Ontology, row: dict[str, Any], name: str, where: str) -> tuple[str, ...] | None:
    if name not in row:
        return None
    slots = tuple(_words(row[name]))
    for slot in slots:
        if slot not in SLOTS and slot != "none":
            ontology.problems.append(
                f"{where}: {name}: {slot!r} is no preposition and not one of {', '.join(sorted(SLOTS - PREPOSITIONS))}"
            )
    return tuple(s for s in slots if s != "none")


def _condition(ontology: Ontology, value: Any, where: str) -> Words:
    sets: dict[str, set[str]] = {k: set() for k in ("lemmas", "kinds", "types", "not_lemmas", "not_kinds", "not_types")}
    classes: dict[str, list[str]] = {"classes": [], "not_classes": []}
    presence: bool | None = None
    for word in _words(value):
        if word in {"any", "none"}:
            presence = word == "any"
            continue
        prefix = "not_" if word.startswith("!") else ""
        name = word.lstrip("!")
        if name in ontology.types:
            sets[prefix + "types"].add(name)
        elif name in ENTITY_KINDS:
            sets[prefix + "kinds"].add(name)
        elif name in ontology.classes:
            classes[prefix + "classes"].append(name)
        elif name.isupper() and len(name) > 1:
            ontology.problems.append(f"{where}: {name}: no such class in classes.yaml, nor a type or kind of entity")
        else:
            sets[prefix + "lemmas"].add(name)
    return Words(
        ", ".join(_words(value)),
        lemmas=frozenset(sets["lemmas"]),
        classes=tuple(classes["classes"]),
        not_classes=tuple(classes["not_classes"]),
        kinds=frozenset(sets["kinds"]),
        types=frozenset(sets["types"]),
        not_lemmas=frozenset(sets["not_lemmas"]),
        not_kinds=frozenset(sets["not_kinds"]),
        not_types=frozenset(sets["not_types"]),
        presence=presence,
    )
