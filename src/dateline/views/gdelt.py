"""Incidents as rows of the GDELT 2.0 event table, filled as far as the situation knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from dateline.situation import Situation
from dateline.situation.shapes import Incident

_ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
COLUMNS = (
    ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
    + [f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR.split()]
    + ["IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"]
    + ["NumMentions", "NumSources", "NumArticles", "AvgTone"]
    + [f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO.split()]
    + ["DATEADDED", "SOURCEURL"]
)
_INTERNATIONAL = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})


def rows(situation: Situation) -> Iterator[list[str]]:
    """The header, then one row for every incident that occurred, goes on, or is a plan to cooperate.

    CAMEO has no code for what is denied, possible or called for: those incidents are left out. Country codes are
    ISO 3166-1 alpha-3 in all columns (GDELT's Geo columns have FIPS 10-4), and scores and tone stay empty.
    """
    yield COLUMNS
    parties = _parties(situation)
    urls = {document.id: document.url or "" for document in situation.documents()}
    for incident in situation.incidents():
        code = _code(incident)
        if code is not None:
            yield _row(incident, code, parties.get(incident.id, {}), urls)


def _row(incident: Incident, code: str, parties: dict[str, dict[str, Any]], urls: dict[str, str]) -> list[str]:
    filled = {
        "GLOBALEVENTID": str(int(incident.id.removeprefix("inc"), 16)), "IsRootEvent": "1", "EventCode": code,
        "EventBaseCode": code[:3], "EventRootCode": code[:2], "QuadClass": _quad(code),
        "NumMentions": str(len(incident.events)), "NumSources": str(incident.publishers),
        "NumArticles": str(len(incident.documents)), "SOURCEURL": urls[incident.sentence.document],
    }  # fmt: skip
    if incident.start:
        day = date.fromisoformat(incident.start)
        filled |= {
            "SQLDATE": f"{day:%Y%m%d}", "MonthYear": f"{day:%Y%m}", "Year": f"{day:%Y}",
            "FractionDate": f"{day.year + (30 * day.month - 30 + day.day) / 365:.4f}",
        }  # fmt: skip
    if incident.first_reported:
        digits = "".join(c for c in incident.first_reported[:19] if c.isdigit())
        filled["DATEADDED"] = digits.ljust(14, "0")
    for number, side in (("1", "actor"), ("2", "recipient")):
        filled |= _actor(number, parties.get(side))
    if incident.latitude is not None:
        wide = (incident.precision or 5) >= 6
        filled |= {
            "ActionGeo_Type": "1" if wide else "5" if incident.precision == 4 else "4",
            "ActionGeo_FullName": incident.place or "", "ActionGeo_CountryCode": incident.country or "",
            "ActionGeo_ADM1Code": incident.admin1 or "", "ActionGeo_Lat": f"{incident.latitude:g}",
            "ActionGeo_Long": f"{incident.longitude:g}", "ActionGeo_FeatureID": str(incident.geonames or ""),
        }  # fmt: skip
    return [" ".join(filled.get(name, "").split()) for name in COLUMNS]


def _actor(number: str, party: dict[str, Any] | None) -> dict[str, str]:
    if party is None:
        return {}
    country = party["country"] or ""
    sectors = [_codes()["sectors"].get(sector, sector) for sector in party["sectors"] or []]
    sectors = [sector for sector in sectors if sector][:3]
    filled = {f"Actor{number}Type{n}Code": sector for n, sector in enumerate(sectors, 1)}
    group = "KnownGroupCode" if country in _INTERNATIONAL else "CountryCode"
    return filled | {
        f"Actor{number}Name": party["name"].upper(), f"Actor{number}{group}": country,
        f"Actor{number}Code": country + "".join(sectors),
    }  # fmt: skip


def _parties(situation: Situation) -> dict[str, dict[str, dict[str, Any]]]:
    """The participant of each side of each incident that most documents name; of a meeting, the first two."""
    query = """
        WITH roles AS (
          SELECT m.incident, m.document, unnest(v.actors) AS entity, generate_subscripts(v.actors, 1) AS nth,
                 'actor' AS side
          FROM incident_events m JOIN events v ON v.document = m.document AND v.id = m.event
          UNION ALL
          SELECT m.incident, m.document, unnest(v.recipients), generate_subscripts(v.recipients, 1), 'recipient'
          FROM incident_events m JOIN events v ON v.document = m.document AND v.id = m.event
        )
        SELECT r.incident, r.side, e.name, any_value(e.country ORDER BY e.document, e.id),
               any_value(e.sectors ORDER BY e.document, e.id), count(*) AS told, min(r.nth) AS nth
        FROM roles r JOIN entities e ON e.document = r.document AND e.id = r.entity
        GROUP BY r.incident, r.side, e.name ORDER BY r.incident, r.side, told DESC, nth, e.name
    """
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for incident, side, name, country, sectors, *_ in situation.connection.execute(query).fetchall():
        sides = found.setdefault(incident, {})
        party = {"name": name, "country": country, "sectors": sectors}
        if side not in sides:
            sides[side] = party
        elif side == "actor":
            sides.setdefault("second", party)
    for sides in found.values():
        if "second" in sides:
            sides.setdefault("recipient", sides["second"])
    return found


def _code(incident: Incident) -> str | None:
    codes = _codes()
    if incident.status == "planned":
        planned: str | None = codes["planned"].get(incident.type)
        return planned
    if incident.status not in ("occurred", "ongoing"):
        return None
    of_type: dict[str, str] = codes[incident.type]
    return next((of_type[mode] for mode in incident.modes if mode in of_type), of_type["code"])


def _quad(code: str) -> str:
    root = int(code[:2])
    return "1" if root <= 5 else "2" if root <= 8 else "3" if root <= 13 else "4"


@cache
def _codes() -> dict[str, Any]:
    codes: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("cameo.yaml").read_text(encoding="utf-8"))
    return codes
