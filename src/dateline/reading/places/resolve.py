"""Which of the places of a name is meant: population, what it is said to lie in, and the document's other places."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.knowledge.countries import capital_of, country_of_capital, name_of
from dateline.knowledge.gazetteer import KINDS, Toponym, key, romanised
from dateline.reading.places.surroundings import Mention

Floats = NDArray[np.float64]

MOST = 14
"""Candidates of a name that are weighed, the likeliest before context."""


@dataclass(frozen=True)
class Weights:
    """What each sign is worth, in powers of ten of people; tuned on GeoVirus and GeoWebNews development articles."""

    people: float = 1.0
    country: float = 8.5
    region: float = 6.5
    admin: float = -0.2
    district: float = -1.4
    nested: float = 0.8
    capital: float = 1.8
    other_name: float = -2.4
    unit_said: float = 2.5
    container: float = 5.0
    nearby: float = 1.9
    named: float = 2.4
    row: float = 2.8
    dateline: float = 0.5
    reach: float = 110.0
    same_country: float = 0.15
    same_unit: float = 0.6


WEIGHTS = Weights()


@dataclass
class Choice:
    """The place chosen for a mention (None: no candidate), with the reasons, and the runners-up with their scores."""

    place: Toponym | None
    reasons: list[str]
    ranked: list[tuple[Toponym, float]]


def prior(place: Toponym, mention: Mention, weights: Weights = WEIGHTS) -> float:
    """How likely a place is meant by a name before any context: in powers of ten of people."""
    match place.kind:
        case "country":
            score = weights.country
        case "region" | "water" | "facility":
            score = weights.region
        case _:
            score = weights.people * math.log10(max(place.population, 30))
            if place.kind == "admin":
                score += weights.admin
            elif place.kind == "district":
                score += weights.district
    said, own = key(mention.name), key(place.name)
    if (
        place.kind == "city"
        and place.country
        and place.country in (country_of_capital(mention.name), country_of_capital(place.name))
    ):
        score += weights.capital if said != key(name_of(place.country) or "") else 0.0
    if said != own and place.kind in ("city", "district") and own != f"{said} city" and not _sounds_alike(said, own):
        score += weights.other_name
    if mention.unit is not None and place.kind == mention.unit:
        score += weights.unit_said
    return score


@lru_cache(maxsize=20_000)
def _sounds_alike(said: str, own: str) -> bool:
    """Whether two names are spellings of one name romanised from Arabic: "Jabla" and "Jablah"."""
    return said[:1] == own[:1] and romanised(said) == romanised(own)


def resolve(mentions: list[Mention], dateline: int | None = None, weights: Weights = WEIGHTS) -> list[Choice]:
    """A choice for each mention; `dateline` is the position of the dateline's mention in the list."""
    names = _distinct(mentions)
    if not names:
        return [Choice(None, ["the gazetteer does not know the name"], []) for _ in mentions]
    groups = list(names.values())
    pool: list[list[Toponym]] = []
    priors: list[Floats] = []
    for group in groups:
        candidates, scores = _shortlist(group, mentions, weights)
        pool.append(candidates)
        priors.append(scores)
    starts = np.cumsum([0, *(len(candidates) for candidates in pool)])
    flat = [place for candidates in pool for place in candidates]
    owner = np.repeat(np.arange(len(pool)), [len(candidates) for candidates in pool])
    country, _, _, _ = _codes(flat)
    same_country = (country[:, None] == country) & (country >= 0)
    apart = distances(flat)
    near = _closeness(flat, apart, weights)
    inside = _containment(flat, apart)
    counts = np.array([math.sqrt(len(group)) for group in groups])
    group_of = {position: number for number, group in enumerate(groups) for position in group}
    base = np.concatenate(priors)
    scores = base.copy()
    share = _shares(scores, starts)
    wide = np.array([place.kind in ("country", "admin") for place in flat])
    kinds = np.array([KINDS.index(place.kind) for place in flat])
    alike = (kinds[:, None] == kinds) * np.where(same_country, 1.0, 0.5)
    for _ in range(3):
        support = near @ (share * counts[owner])
        own = _own_support(near, share, counts, owner, starts)
        scores = base + weights.nearby * np.log1p(support - own)
        scores += weights.named * _named(share * counts[owner] * wide, same_country, starts)
        for group_number, group in enumerate(groups):
            mine = slice(starts[group_number], starts[group_number + 1])
            held = np.zeros(starts[group_number + 1] - starts[group_number])
            for position in group:
                scores[mine] += weights.row * _row_support(
                    mentions[position].row, group_of, group_number, alike[mine], share, starts
                )
                for other, _how in mentions[position].containers:
                    if other in group_of and group_of[other] != group_number:
                        theirs = slice(starts[group_of[other]], starts[group_of[other] + 1])
                        held = np.maximum(held, inside[mine, theirs] @ share[theirs])
            scores[mine] += weights.container * held
            if dateline is not None and dateline in group_of and group_of[dateline] != group_number:
                theirs = slice(starts[group_of[dateline]], starts[group_of[dateline] + 1])
                scores[mine] += weights.dateline * (near[mine, theirs] @ share[theirs])
        share = _shares(scores, starts)
    chosen: list[Choice] = [Choice(None, ["the gazetteer does not know the name"], []) for _ in mentions]
    for number, group in enumerate(groups):
        ranked = sorted(
            zip(pool[number], scores[starts[number] : starts[number + 1]].tolist(), strict=True),
            key=lambda pair: (-pair[1], pair[0].geonames or 0, pair[0].name),
        )
        for position in group:
            chosen[position] = Choice(ranked[0][0], [], ranked)
    for position, choice in enumerate(chosen):
        if choice.place is not None:
            choice.reasons.extend(_reasons(mentions[position], choice, mentions, chosen))
    return chosen


def _distinct(mentions: list[Mention]) -> dict[tuple[str, str | None], list[int]]:
    """Mentions that must mean one place: those of one name, and of one unit word where it matters."""
    groups: dict[tuple[str, str | None], list[int]] = {}
    for position, mention in enumerate(mentions):
        if mention.candidates:
            unit = mention.unit if any(c.kind == mention.unit for c in mention.candidates) else None
            if mention.unit == "city":
                unit = None
            groups.setdefault((mention.name if mention.adjective else key(mention.name), unit), []).append(position)
    return groups


def _shortlist(group: list[int], mentions: list[Mention], weights: Weights) -> tuple[list[Toponym], Floats]:
    candidates: dict[Toponym, float] = {}
    for position in group:
        mention = mentions[position]
        for place in mention.candidates:
            score = prior(place, mention, weights)
            candidates[place] = max(score, candidates.get(place, -9.0))
    cities = {(place.country, place.admin1) for place in candidates if place.kind == "city"}
    unit_said = any(mentions[position].unit in ("admin", "district") for position in group)
    for place in candidates:
        if place.kind in ("admin", "district") and (place.country, place.admin1) in cities and not unit_said:
            candidates[place] -= weights.nested
    best = sorted(candidates.items(), key=lambda pair: (-pair[1], pair[0].geonames or 0, pair[0].name))[:MOST]
    return [place for place, _ in best], np.array([score for _, score in best])


def _shares(scores: Floats, starts: NDArray[np.int64]) -> Floats:
    """The softmax of the scores within each name."""
    out = np.empty_like(scores)
    for first, last in pairwise(starts):
        exp = np.exp(2.0 * (scores[first:last] - scores[first:last].max()))
        out[first:last] = exp / exp.sum()
    return out


def _named(evidence: Floats, same_country: NDArray[np.bool_], starts: NDArray[np.int64]) -> Floats:
    """The part of what other names say of countries and units that is about the country of each place."""
    share: Floats = same_country @ evidence
    total = float(evidence.sum())
    for first, last in pairwise(starts):
        own = evidence[first:last]
        share[first:last] -= same_country[first:last, first:last] @ own
        share[first:last] /= max(total - float(own.sum()), 1.0)
    return share


def _row_support(
    row: list[int], group_of: dict[int, int], own: int, alike: Floats, share: Floats, starts: NDArray[np.int64]
) -> Floats:
    """How far the names beside a name in a row mean places of the same kind, best in the same country."""
    others = [group_of[other] for other in row if group_of.get(other, own) != own]
    support = np.zeros(len(alike))
    for other in others:
        theirs = slice(starts[other], starts[other + 1])
        support += alike[:, theirs] @ share[theirs] / len(others)
    return support


def _own_support(
    near: Floats, share: Floats, counts: Floats, owner: NDArray[np.int64], starts: NDArray[np.int64]
) -> Floats:
    """What the candidates of a name would lend to each other, which does not count."""
    own = np.zeros(len(share))
    for number, (first, last) in enumerate(pairwise(starts)):
        own[first:last] = near[first:last, first:last] @ share[first:last] * counts[number]
    return own


def distances(places: list[Toponym]) -> Floats:
    """Great-circle distances in kilometres between all pairs."""
    lat = np.radians(np.array([place.latitude for place in places]))
    lon = np.radians(np.array([place.longitude for place in places]))
    a = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    result: Floats = 2 * 6371.0 * np.arcsin(np.minimum(1.0, np.sqrt(a)))
    return result


def _codes(places: list[Toponym]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_]]:
    countries: dict[str | None, int] = {None: -1}
    units: dict[tuple[str | None, str | None], int] = {}
    country = np.array([countries.setdefault(place.country, len(countries)) for place in places])
    unit = np.array(
        [units.setdefault((place.country, place.admin1), len(units)) if place.admin1 else -1 for place in places]
    )
    return country, unit, np.array([p.kind == "country" for p in places]), np.array([p.kind == "admin" for p in places])


def _closeness(places: list[Toponym], apart: Floats, weights: Weights) -> Floats:
    """How much each place speaks for each other one, 0 to 1 and a little over: by distance, unit and country."""
    country, unit, is_country, _ = _codes(places)
    same_country = (country[:, None] == country) & (country >= 0)
    same_unit = (unit[:, None] == unit) & (unit >= 0)
    wide = is_country[None, :] | is_country[:, None]
    closeness = np.exp(-apart / weights.reach)
    closeness[wide] = 0.0
    closeness += weights.same_country * same_country + weights.same_unit * (same_unit & ~wide)
    return closeness


def _containment(places: list[Toponym], apart: Floats) -> Floats:
    """Whether the row's place lies in the column's: 1 for country and unit, by distance for what is smaller."""
    country, unit, is_country, is_unit = _codes(places)
    same_country = (country[:, None] == country) & (country >= 0)
    same_unit = (unit[:, None] == unit) & (unit >= 0)
    inside = np.exp(-apart / 60.0) * 0.8
    inside = np.where(is_country[None, :], same_country & ~is_country[:, None], inside)
    return np.where(is_unit[None, :], same_unit & ~is_unit[:, None], inside)


def _reasons(mention: Mention, choice: Choice, mentions: list[Mention], chosen: list[Choice]) -> list[str]:
    place = choice.place
    assert place is not None
    reasons = []
    if len(choice.ranked) > 1:
        second, margin = choice.ranked[1][0], choice.ranked[0][1] - choice.ranked[1][1]
        reasons.append(f"{len(choice.ranked)} places have the name; next comes {describe(second)}, {margin:.1f} behind")
    else:
        reasons.append("the only place of this name in the gazetteer")
    if place.population:
        reasons.append(f"{place.population:,} people")
    if place.kind == "city" and capital_of(place.country or "") == place.name:
        reasons.append("a capital")
    for other, how in mention.containers:
        holder = chosen[other].place if other < len(chosen) else None
        if holder is not None and holder.country == place.country:
            reasons.append(f"said to lie in {holder.name} {how}")
    same = Counter(
        other.place.name for other in chosen
        if other.place is not None and other.place != place and other.place.country == place.country and place.country
    )  # fmt: skip
    if same and len(choice.ranked) > 1:
        reasons.append(f"in one country with {', '.join(name for name, _ in same.most_common(4))}")
    return reasons


def describe(place: Toponym) -> str:
    """A place in a few words: "Tripoli, Tripoli, LBY (city)"."""
    parts = [place.name, *(part for part in (place.admin1, place.country) if part and part != place.name)]
    return f"{', '.join(parts)} ({place.kind})"
