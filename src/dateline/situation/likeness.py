"""How alike two events are: the value of each feature for many pairs at once, and the sum of their weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.situation.signals import NO_DAY, PROVINCE, STATUSES
from dateline.situation.weights import Weights

Columns = dict[str, np.ndarray]
Index = NDArray[np.int64]
Values = tuple[tuple[str, ...], NDArray[np.int64]]
_EARTH_KM = 6371.0088
_WISH = STATUSES.index("called-for")
_MERE_PLANS = np.array([status in ("planned", "possible", "called-for", "negated") for status in STATUSES])


@dataclass(frozen=True)
class Feature:
    """A feature's values for pairs: an index into `names`, and the weight that each pair gets."""

    names: tuple[str, ...]
    value: NDArray[np.int64]
    weight: NDArray[np.float64]


def score(columns: Columns, a: Index, b: Index, weights: Weights) -> NDArray[np.float64]:
    """The sum of prior and weights for each pair (a[i], b[i]), without what only other pairs tell (`beside`);
    it does not matter which is a and which b."""
    total = np.full(len(a), weights.prior)
    for feature in features(columns, a, b, weights).values():
        total += feature.weight
    return np.round(total, 6)


def features(columns: Columns, a: Index, b: Index, weights: Weights) -> dict[str, Feature]:
    """Every feature of each pair; `weights.table` names their values."""
    company = columns["company"][a] | columns["company"][b]

    def same(name: str) -> NDArray[np.bool_]:
        return np.asarray(columns[name][a] == columns[name][b])

    found = {
        "type": _choose(
            ("unlike", "same", "kin"),
            [(same("type"), "same"), (same("family") & ~same("carrier"), "kin")],
        ),
        "mode": _mode(columns, a, b),
        "place": _place(columns, a, b, weights),
        "time": _time(columns, a, b, weights),
        "status": _choose(
            ("other", "wish"),
            [((columns["status"][a] == _WISH) != (columns["status"][b] == _WISH), "wish")],
        ),
        "actors": _parties(columns, a, b, "actors", "actor_countries", ~company),
        "recipients": _parties(columns, a, b, "recipients", "recipient_countries", ~company),
        "company": _company(columns, a, b, company),
        "figures": _figures(columns, a, b),
        "trigger": _choose(("other", "same"), [(same("trigger"), "same")]),
    }  # fmt: skip
    others = _is(found["actors"], "unlike") | _is(found["company"], "unlike", "other_company", "other_people")
    found["document"] = _choose(
        ("other", "same_story", "same", "told_apart"),
        [(same("carrier") & others, "told_apart"), (same("carrier"), "same"), (same("story"), "same_story")],
    )
    found["names"] = _names(columns, a, b)
    found["anchor"] = _anchor(found)
    result = {}
    for name, (names, value) in found.items():
        table = weights.table[name]
        result[name] = Feature(names, value, np.array([table[n] for n in names])[value])
    share = shared_words(columns, a, b)
    slope = weights.table["words"]
    worth = np.clip((share - slope["from"]) * slope["slope"], slope["least"], slope["most"])
    percent = np.round(share * 100).astype(np.int64)
    result["words"] = Feature(tuple(f"{n} %" for n in range(101)), percent, worth)
    return result


def beside(
    columns: Columns, pairs: tuple[Index, Index], scores: NDArray[np.float64], weights: Weights
) -> NDArray[np.bool_]:
    """Which pairs stand in two sentences that tell another event in common, though neither of the two is in that.

    What "A and B spoke, and A promised help" and "A called B and pledged assistance" say of the call says that the
    promise is one too. Collective resolution after Bhattacharya and Getoor, ACM TKDD 1(1), 2007, in one step, so that
    the answer depends on the pairs alone.
    """
    a, b = pairs
    size = len(columns["first"])
    _, told = np.unique(
        columns["carrier"].astype(np.int64) << 32 | columns["sentence"].astype(np.int64), return_inverse=True
    )
    across = columns["carrier"][a] != columns["carrier"][b]
    alike = across & (scores >= weights.threshold)
    count = int(told.max(initial=0)) + 1

    def keys(left: NDArray[np.int64], right: NDArray[np.int64], base: int) -> NDArray[np.int64]:
        return np.asarray(np.minimum(left, right) * base + np.maximum(left, right))

    of_sentences = keys(told[a], told[b], count)
    partner = np.concatenate([told[b][alike] * size + a[alike], told[a][alike] * size + b[alike]])
    taken = np.isin(told[b] * size + a, partner) | np.isin(told[a] * size + b, partner)
    return np.asarray(across & ~taken & np.isin(of_sentences, of_sentences[alike]))


def shared_words(columns: Columns, a: Index, b: Index) -> NDArray[np.float64]:
    """The share of the words of the poorer sentence that the other has too, over bitmaps of 256 bits."""
    left, right = columns["words"][a], columns["words"][b]
    shared = np.bitwise_count(left & right).sum(axis=1, dtype=np.int64)
    poorer = np.minimum(
        np.bitwise_count(left).sum(axis=1, dtype=np.int64), np.bitwise_count(right).sum(axis=1, dtype=np.int64)
    )
    return np.asarray(shared / np.maximum(poorer, 6))


def kilometres(lat_a: np.ndarray, lon_a: np.ndarray, lat_b: np.ndarray, lon_b: np.ndarray) -> NDArray[np.float64]:
    """Great-circle distance, by the haversine formula; nan where a coordinate is."""
    lat_a, lon_a, lat_b, lon_b = (np.radians(value) for value in (lat_a, lon_a, lat_b, lon_b))
    chord = np.sin((lat_b - lat_a) / 2) ** 2 + np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0))))


def _choose(names: tuple[str, ...], cases: list[tuple[np.ndarray, str]]) -> Values:
    """The first case that holds for each pair; names[0] where none does."""
    conditions = [condition for condition, _ in cases]
    return names, np.select(conditions, [names.index(name) for _, name in cases], 0).astype(np.int64)


def _is(feature: Values, *wanted: str) -> NDArray[np.bool_]:
    names, value = feature
    return np.isin(value, [names.index(name) for name in wanted])


def _mode(columns: Columns, a: Index, b: Index) -> Values:
    left, right = columns["modes"][a], columns["modes"][b]
    both = (left != 0) & (right != 0)
    like = (columns["like_modes"][a] & columns["like_modes"][b]) != 0
    return _choose(
        ("unknown", "shared", "unlike"), [(both & ((left & right) != 0), "shared"), (both & ~like, "unlike")]
    )


def _place(columns: Columns, a: Index, b: Index, weights: Weights) -> Values:
    limits = weights.limits
    known = (columns["place"][a] != 0) & (columns["place"][b] != 0)
    distance = kilometres(*(columns[name][side] for side in (a, b) for name in ("latitude", "longitude")))
    exact_a, exact_b = (columns["precision"][side] < PROVINCE for side in (a, b))
    exact = exact_a & exact_b
    same = (columns["place"][a] == columns["place"][b]) & ~(distance > limits["same_km"])
    country_a, country_b = columns["country"][a], columns["country"][b]
    province_a, province_b = columns["admin1"][a], columns["admin1"][b]
    provinces = (province_a != 0) & (province_b != 0) & (province_a != province_b)
    names = ("unknown", "same", "near", "same_wide", "inside", "elsewhere", "apart", "abroad")
    return _choose(
        names,
        [
            (~known, "unknown"),
            (same & exact, "same"),
            (exact & (distance <= limits["near_km"]), "near"),
            ((country_a != 0) & (country_b != 0) & (country_a != country_b), "abroad"),
            (exact, "apart"),
            (same, "same_wide"),
            (provinces, "elsewhere"),
            ((country_a != 0) & (country_a == country_b), "inside"),
        ],
    )


def _time(columns: Columns, a: Index, b: Index, weights: Weights) -> Values:
    limits = weights.limits
    first_a, last_a, first_b, last_b = (
        columns[name][side].astype(np.int64) for side in (a, b) for name in ("first", "last")
    )
    known = (first_a != NO_DAY) & (first_b != NO_DAY)
    gap = np.maximum(np.maximum(first_a - last_b, first_b - last_a), 0)
    long = (last_a - first_a > 1) | (last_b - first_b > 1)
    dated_a, dated_b = columns["dated"][a], columns["dated"][b]
    both, neither = dated_a & dated_b, ~dated_a & ~dated_b
    published_after = np.where(dated_a, first_b - last_a, first_a - last_b)
    plan_a, plan_b = (_MERE_PLANS[columns["status"][side]] for side in (a, b))
    told = ~both & ~neither
    undated_plan = (plan_a & ~plan_b & ~dated_a & (first_b >= first_a)) | (
        plan_b & ~plan_a & ~dated_b & (first_a >= first_b)
    )
    recent = (published_after >= 0) & (published_after <= limits["follow_up_days"])
    names = (
        "unknown", "same_day", "next_day", "told_here", "told_same_day", "told_next_day", "told_later",
        "published_same_day", "published_next_day", "overlap", "awaited", "moved", "apart",
    )  # fmt: skip
    return _choose(
        names,
        [
            (~known, "unknown"),
            (long & (gap == 0), "overlap"),
            (both & (gap == 0), "same_day"),
            (both & (gap == 1), "next_day"),
            (neither & (gap == 0), "published_same_day"),
            (neither & (gap == 1), "published_next_day"),
            (told & (columns["carrier"][a] == columns["carrier"][b]) & recent, "told_here"),
            (told & (gap == 0), "told_same_day"),
            (told & (published_after == 1), "told_next_day"),
            (told & recent, "told_later"),
            (undated_plan & (gap <= limits["moved_days"]), "awaited"),
            ((plan_a | plan_b) & (gap <= limits["moved_days"]), "moved"),
            (known, "apart"),
        ],
    )


def _shared(columns: Columns, a: Index, b: Index, name: str) -> NDArray[np.int64]:
    left, right = columns[name][a], columns[name][b]
    return np.asarray(((left[:, :, None] == right[:, None, :]) & (left[:, :, None] != 0)).any(axis=2).sum(axis=1))


def _count(columns: Columns, side: Index, name: str) -> NDArray[np.int64]:
    return np.asarray((columns[name][side] != 0).sum(axis=1))


def _parties(columns: Columns, a: Index, b: Index, keys: str, countries: str, applies: np.ndarray) -> Values:
    named = _shared(columns, a, b, keys)
    country = _shared(columns, a, b, countries)
    both_countries = (_count(columns, a, countries) > 0) & (_count(columns, b, countries) > 0)
    both_named = (_count(columns, a, keys) > 0) & (_count(columns, b, keys) > 0)
    return _choose(
        ("unknown", "named", "country", "unlike"),
        [
            (~applies, "unknown"),
            (named > 0, "named"),
            (country > 0, "country"),
            (both_countries | both_named, "unlike"),
        ],
    )


def _company(columns: Columns, a: Index, b: Index, applies: NDArray[np.bool_]) -> Values:
    """Who met whom, whatever the roles; of the pairs for which it counts."""
    names = ("unknown", "several", "one", "countries", "country", "other_company", "other_people", "unlike")
    value = np.zeros(len(a), dtype=np.int64)
    rows = np.unique(np.concatenate([a[applies], b[applies]]))
    everybody = {
        "people": np.hstack([columns["actors"][rows], columns["recipients"][rows]]),
        "lands": np.hstack([columns["actor_countries"][rows], columns["recipient_countries"][rows]]),
    }
    a, b = np.searchsorted(rows, a[applies]), np.searchsorted(rows, b[applies])
    named, country = _shared(everybody, a, b, "people"), _shared(everybody, a, b, "lands")
    size_a, size_b = (_count(everybody, side, "people") for side in (a, b))
    lands_a, lands_b = (_count(everybody, side, "lands") for side in (a, b))
    value[applies] = _choose(
        names,
        [
            (named > 1, "several"),
            ((named == 1) & (country > 1), "several"),
            ((named == 1) & (size_a > 1) & (size_b > 1), "other_company"),
            (named == 1, "one"),
            (country > 1, "countries"),
            ((country == 1) & (size_a > 1) & (size_b > 1), "other_people"),
            (country == 1, "country"),
            ((size_a > 0) & (size_b > 0) | (lands_a > 0) & (lands_b > 0), "unlike"),
        ],
    )[1]
    return names, value


def _anchor(found: dict[str, Values]) -> Values:
    """Whether anything but words ties the two together."""
    ties = {
        "place": ("same", "near"), "actors": ("named",), "recipients": ("named",), "document": ("same", "same_story"),
        "company": ("several", "one", "countries"), "names": ("shared",), "figures": ("equal",),
    }  # fmt: skip
    tied = np.zeros(len(found["place"][1]), dtype=bool)
    for feature, good in ties.items():
        tied |= _is(found[feature], *good)
    return _choose(("missing", "shared"), [(tied, "shared")])


def _names(columns: Columns, a: Index, b: Index) -> Values:
    shared = _shared(columns, a, b, "names")
    poorer = np.minimum(_count(columns, a, "names"), _count(columns, b, "names"))
    return _choose(
        ("unknown", "shared", "half", "unlike"),
        [
            (poorer == 0, "unknown"),
            (shared * 2 >= poorer, "shared"),
            (shared > 0, "half"),
            (columns["carrier"][a] != columns["carrier"][b], "unlike"),
        ],
    )


def _figures(columns: Columns, a: Index, b: Index) -> Values:
    return _choose(
        ("unknown", "equal", "differ"),
        [
            (_shared(columns, a, b, "figures") > 0, "equal"),
            (_shared(columns, a, b, "measures") > 0, "differ"),
        ],
    )
