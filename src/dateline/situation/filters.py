"""What part of a situation is asked for, and the SQL condition that this comes to."""

from __future__ import annotations

import datetime
import math
from typing import Any

import duckdb
from msgspec import Struct

from dateline.errors import DatelineError

_KM_PER_DEGREE = 111.195
_NEAR = (
    "2 * 6371.0088 * asin(sqrt(power(sin(radians(latitude - ?) / 2), 2)"
    " + cos(radians(?)) * cos(radians(latitude)) * power(sin(radians(longitude - ?) / 2), 2))) <= ?"
)


class Filter(Struct, kw_only=True):
    """All that is given must hold; dates are ISO days; `near` is "LATITUDE,LONGITUDE" or the name of a place.

    `country` (ISO 3166-1 alpha-3) is where the incident was; one without a place is found by its participants.
    """

    country: str | None = None
    type: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    near: str | None = None
    within: float = 50.0

    def condition(self, connection: duckdb.DuckDBPyConnection) -> tuple[str, list[Any]]:
        """SQL over the columns of `incidents` and its parameters; raises DatelineError for a place nobody names."""
        parts: list[str] = []
        values: list[Any] = []
        if self.country:
            parts.append(
                "(country = ? OR country IS NULL AND list_contains(actor_countries || recipient_countries, ?))"
            )
            values += [self.country.upper()] * 2
        if self.type:
            parts.append("type = ?")
            values.append(self.type.upper())
        if self.status:
            parts.append("status = ?")
            values.append(self.status.lower())
        if self.since:
            parts.append("coalesce(end_date, start_date) >= CAST(? AS DATE)")
            values.append(_day(self.since))
        if self.until:
            parts.append("start_date <= CAST(? AS DATE)")
            values.append(_day(self.until))
        if self.near:
            latitude, longitude = locate(connection, self.near)
            reach = self.within / _KM_PER_DEGREE
            parts.append(f"latitude BETWEEN ? AND ? AND {_NEAR}")
            values += [latitude - reach, latitude + reach, latitude, latitude, longitude, self.within]
        return " AND ".join(parts) or "true", values


def locate(connection: duckdb.DuckDBPyConnection, near: str) -> tuple[float, float]:
    """The coordinates of "LATITUDE,LONGITUDE", or of the place that most documents mean by a name."""
    first, comma, second = near.partition(",")
    if comma:
        try:
            latitude, longitude = float(first), float(second)
        except ValueError:
            pass
        else:
            if math.fabs(latitude) > 90 or math.fabs(longitude) > 180:
                raise DatelineError(f"{near!r}: latitude goes from -90 to 90, longitude from -180 to 180")
            return latitude, longitude
    found = connection.execute(
        "SELECT latitude, longitude FROM places WHERE lower(name) = lower(?) AND latitude IS NOT NULL "
        "GROUP BY ALL ORDER BY count(*) DESC, latitude, longitude LIMIT 1",
        [near.strip()],
    ).fetchall()
    if not found:
        raise DatelineError(f"{near!r}: no document places anything there; give LATITUDE,LONGITUDE")
    return float(found[0][0]), float(found[0][1])


def _day(value: str) -> str:
    try:
        return datetime.date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        raise DatelineError(f"{value!r} is no date; write it as 2023-10-31") from None
