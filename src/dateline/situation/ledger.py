"""The ledger: figures into claims, each with its voice, what superseded it and what it cannot stand beside."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from math import inf
from typing import Any

import duckdb
import pyarrow as pa
import yaml

from dateline.situation.ranges import allowed

ABOUT = 0.1
"""How far off a figure may be that is given as "about" so many, as a share of it."""
_ALL_PAIRS = 60
_BATCH = 20_000
_LINE = ("incident", "country", "place", "measure", "subject", "unit")


@dataclass
class _Claim:
    row: dict[str, Any]
    id: str
    interval: tuple[float, float]
    voice: tuple[bool, str]
    when: tuple[str, str]
    figures: list[tuple[str, str]] = field(default_factory=list)
    superseded_by: str | None = None
    contradicts: set[str] = field(default_factory=set)


def write_claims(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables `claims` and `claim_figures` anew from figures, stories and incidents."""
    rules = _rules()
    belongs = [(measure, kind) for measure, kinds in rules["belongs_to"].items() for kind in kinds]
    connection.execute("CREATE OR REPLACE TEMP TABLE belongs (measure VARCHAR, type VARCHAR)")
    connection.executemany("INSERT INTO belongs VALUES (?, ?)", belongs)
    connection.execute(files(__package__).joinpath("claims.sql").read_text(encoding="utf-8"))
    _name_subjects(connection)
    connection.execute("DELETE FROM claims")
    connection.execute("DELETE FROM claim_figures")
    batch: list[_Claim] = []
    for line in _lines(connection):
        batch.extend(line)
        if len(batch) > _BATCH:
            _insert(connection, batch)
            batch = []
    _insert(connection, batch)


def _name_subjects(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the subject as it was said by the line of the ledger that it stands on."""
    connection.execute("UPDATE told SET subject_country = NULL WHERE subject_country = setting")
    query = "SELECT DISTINCT subject, subject_country, measure, part FROM told"
    named = [(*row, subject_line(*row)) for row in connection.execute(query).fetchall()]
    columns = list(zip(*named, strict=True)) or [(), (), (), (), ()]
    names = ("subject", "subject_country", "measure", "part", "line")
    kinds = (pa.string(), pa.string(), pa.string(), pa.bool_(), pa.string())
    incoming = pa.table([pa.array(c, type=kind) for c, kind in zip(columns, kinds, strict=True)], names=list(names))
    connection.register("incoming", incoming)
    connection.execute(
        "UPDATE told SET subject = i.line FROM incoming i WHERE told.subject IS NOT DISTINCT FROM i.subject "
        "AND told.subject_country IS NOT DISTINCT FROM i.subject_country AND told.measure = i.measure "
        "AND told.part = i.part"
    )
    connection.unregister("incoming")


def subject_line(subject: str | None, country: str | None, measure: str, part: bool) -> str:
    """The line of the ledger for a subject: its head word, with the country of those counted where it is another one.

    Whoever is merely "people" stands under `people`, a breakdown of them under `people (part)`.
    """
    rules = _rules()
    words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", (subject or "").lower())
    for at, word in enumerate(words):
        if at and word in rules["stops"]:
            words = words[:at]
            break
    head = words[-1] if words else ""
    of_people = measure in rules["measures_of_people"]
    if of_people and (not head or head in rules["people"]):
        return "people (part)" if part else "people"
    line = str(rules["form_of"].get(head, head or measure))
    return f"{line} ({country})" if country and of_people else line


def _lines(connection: duckdb.DuckDBPyConnection) -> Iterator[list[_Claim]]:
    order = ", ".join(f"{name} NULLS FIRST" for name in (*_LINE, "as_of", "reported", "document", "figure"))
    table = connection.sql(f"SELECT * FROM told ORDER BY {order}").to_arrow_table()
    rows = (row for part in table.to_batches(max_chunksize=5_000) for row in part.to_pylist())
    for _, line in groupby(rows, key=lambda row: tuple(row[name] for name in _LINE)):
        claims = _claims(line)
        _supersede(claims)
        _contradict(claims)
        yield claims


def _claims(rows: Iterator[dict[str, Any]]) -> list[_Claim]:
    """One claim for each figure that one voice gives; the carriers of a story, and repetitions, are one."""
    found: dict[tuple[Any, ...], _Claim] = {}
    for row in rows:
        voice = (row["own_voice"], _voice(row["source"] or row["document"]))
        bounds = (row["low"], row["high"], row["best"])
        same = (row["story"], bounds, row["counting"], row["status"], row["own_voice"] or voice[1])
        if same not in found:
            digest = hashlib.blake2b(f"{row['document']}\x1f{row['figure']}".encode(), digest_size=6).hexdigest()
            when = (str(row["as_of"] or ""), row["reported"] or "")
            found[same] = _Claim(row, f"claim{digest}", allowed(bounds, ABOUT), voice, when)
        found[same].figures.append((row["document"], row["figure"]))
    return list(found.values())


def _is_total(claim: _Claim) -> bool:
    return claim.row["status"] == "occurred" and claim.row["counting"] != "new" and claim.interval != (-inf, inf)


def _supersede(claims: list[_Claim]) -> None:
    """A voice's later figure supersedes its earlier one.

    Of a count that only grows, a higher figure of a later day supersedes whoever gave the earlier one: at once what a
    publisher says in its own voice, after some days what somebody says who is named and has given no other since.
    """
    totals = [claim for claim in claims if _is_total(claim)]
    last: dict[tuple[bool, str], _Claim] = {}
    for claim in totals:
        before = last.get(claim.voice)
        if before is None or before.when < claim.when:
            if before is not None:
                before.superseded_by = claim.id
            last[claim.voice] = claim
    rules = _rules()
    if not totals or totals[0].row["measure"] not in rules["cumulative"]:
        return
    later: list[_Claim] = []
    for day in reversed([list(group) for _, group in groupby(totals, key=lambda claim: claim.row["as_of"])]):
        highest = max(later, key=lambda claim: (claim.interval[0], claim.id), default=None)
        for claim in day:
            overtaken = highest is not None and highest.interval[0] > _top(claim)
            if highest is not None and overtaken and claim.superseded_by is None and claim.row["as_of"] is not None:
                patience = 0 if claim.voice[0] else rules["fresh_days"]
                newest = max(other.row["as_of"] for other in later if other.interval[0] > _top(claim))
                if (newest - claim.row["as_of"]).days > patience:
                    claim.superseded_by = highest.id
        later.extend(claim for claim in day if claim.superseded_by is None and claim.row["as_of"] is not None)


def _top(claim: _Claim) -> float:
    """The highest figure that a claim states; of an open one its lowest."""
    return claim.interval[1] if claim.interval[1] < inf else claim.interval[0]


def _contradict(claims: list[_Claim]) -> None:
    """Two voices that cannot both be right: of one day, or of a count that only grows and yet is lower later."""
    of_day: dict[tuple[tuple[bool, str], str], _Claim] = {}
    for claim in claims:
        if _is_total(claim):
            of_day[claim.voice, claim.when[0]] = claim
    compared = list(of_day.values())
    if not compared:
        return
    grows = compared[0].row["measure"] in _rules()["cumulative"]
    if len(compared) > _ALL_PAIRS:
        compared.sort(key=lambda claim: (claim.interval, claim.id))
        pairs = [(a, b) for a in compared for b in (compared[0], compared[-1])]
    else:
        pairs = [(a, b) for at, a in enumerate(compared) for b in compared[at + 1 :]]
    for a, b in pairs:
        if a.voice == b.voice:
            continue
        earlier, later = sorted((a, b), key=lambda claim: claim.when)
        if earlier.when[0] == later.when[0]:
            apart = earlier.interval[0] > later.interval[1] or later.interval[0] > earlier.interval[1]
        else:
            apart = grows and earlier.superseded_by is None and earlier.interval[0] > later.interval[1]
        if apart:
            a.contradicts.add(b.id)
            b.contradicts.add(a.id)


@lru_cache(maxsize=1 << 14)
def _voice(source: str) -> str:
    return re.sub(r"^(the|a|an)\s+", "", " ".join(source.casefold().split()))


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("ledger.yaml").read_text(encoding="utf-8"))
    rules["form_of"] = {form: word for word, forms in rules["forms"].items() for form in forms}
    return rules


_COLUMNS = (
    ("id", pa.string()), ("incident", pa.string()), ("country", pa.string()), ("place", pa.string()),
    ("measure", pa.string()), ("subject", pa.string()), ("unit", pa.string()), ("low", pa.float64()),
    ("high", pa.float64()), ("best", pa.float64()), ("qualifier", pa.string()), ("counting", pa.string()),
    ("part", pa.bool_()), ("status", pa.string()), ("source", pa.string()), ("own_voice", pa.bool_()),
    ("publisher", pa.string()), ("as_of", pa.date32()), ("reported", pa.string()), ("superseded_by", pa.string()),
    ("contradicts", pa.list_(pa.string())), ("document", pa.string()), ("figure", pa.string()),
    ("carriers", pa.int32()),
)  # fmt: skip


def _insert(connection: duckdb.DuckDBPyConnection, claims: list[_Claim]) -> None:
    if not claims:
        return
    rows = [
        {
            **claim.row, "id": claim.id, "superseded_by": claim.superseded_by,
            "contradicts": sorted(claim.contradicts), "carriers": len({document for document, _ in claim.figures}),
        }
        for claim in claims
    ]  # fmt: skip
    carried = [(claim.id, *figure) for claim in claims for figure in claim.figures]
    connection.register("incoming", pa.Table.from_pylist(rows, schema=pa.schema(_COLUMNS)))
    connection.execute("INSERT INTO claims SELECT * FROM incoming")
    ids, documents, figures = zip(*carried, strict=True)
    connection.register(
        "incoming", pa.table({"claim": pa.array(ids), "document": pa.array(documents), "figure": pa.array(figures)})
    )
    connection.execute("INSERT INTO claim_figures SELECT * FROM incoming")
    connection.unregister("incoming")
