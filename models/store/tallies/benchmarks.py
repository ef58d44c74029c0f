"""Figures that somebody else published: nation, states, hospitals. Never counts.

Percents become shares 0-1 here; linear means stay 0-100.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.tables import BenchmarkRow
from models.survey import Period

NATION = "nation"
STATE = "state"
HOSPITAL = "hospital"
LEVELS = (HOSPITAL, NATION, STATE)

_SHARES = ("top", "middle", "bottom")
_STATISTICS = (*_SHARES, "linear")


@dataclass(frozen=True, slots=True)
class PublishedArea:
    """A place with published figures: `area` is its key ("US", "VT", "470001")."""

    level: str
    area: str
    name: str


@dataclass(frozen=True, slots=True)
class Published:
    """What was published for one measure, or one item, over one window of months.

    Shares 0-1, `linear` 0-100, None where nothing was published. `published_id` is the id of
    the top box as published; `completes` the number of completed surveys in the publisher's
    words, empty when not said.
    """

    published_id: str
    window: Period
    top: float | None = None
    middle: float | None = None
    bottom: float | None = None
    linear: float | None = None
    completes: str = ""
    footnote: str = ""


@dataclass(frozen=True, slots=True)
class PublishedFigures:
    """The figures of one area, each from the newest window that suits a period."""

    area: PublishedArea
    measures: dict[str, Published] = field(default_factory=dict)
    items: dict[str, Published] = field(default_factory=dict)


def published_areas(c: Connection, level: str | None = None) -> list[PublishedArea]:
    """Return the places that have figures, of one level or of all, by level and key.

    Steps from one place to the next in the index: a national file holds hundreds of thousands
    of figures of some thousand hospitals.
    """
    row = BenchmarkRow
    found = []
    for one in LEVELS if level is None else (level,):
        places = sa.select(sa.func.min(row.area).label("area")).where(row.level == one)
        place = places.cte("place", recursive=True)
        after = (
            sa.select(sa.func.min(row.area))
            .where(row.level == one, row.area > place.c.area)
            .scalar_subquery()
        )
        place = place.union_all(sa.select(after).where(place.c.area.is_not(None)))
        name = (
            sa.select(row.area_name)
            .where(row.level == one, row.area == place.c.area)
            .limit(1)
            .scalar_subquery()
        )
        query = sa.select(place.c.area, name).where(place.c.area.is_not(None))
        found += [PublishedArea(one, *area) for area in c.execute(query)]
    return sorted(found, key=lambda a: (a.level, a.area))


def find_area(c: Connection, level: str, area: str) -> PublishedArea | None:
    """Return the place with exactly this key, None when it has no figures."""
    row = BenchmarkRow
    query = sa.select(row.area_name).where(row.level == level, row.area == area).limit(1)
    name = c.execute(query).scalar()
    return None if name is None else PublishedArea(level, area, name)


def published_figures(
    c: Connection, level: str, area: str, period: Period
) -> PublishedFigures | None:
    """Return the figures of an area for a period, or None when it has none at all.

    For each measure the newest window that overlaps the period or lies before it; when every
    window lies after it, the oldest. An open end of the period is "until now".
    """
    row = BenchmarkRow
    rows = c.execute(
        sa.select(
            row.area_name,
            row.published_id,
            row.measure,
            row.item,
            row.statistic,
            row.value,
            row.first_month,
            row.last_month,
            row.completes,
            row.footnote,
        ).where(
            row.level == level,
            row.area == area,
            row.statistic.in_(_STATISTICS),
            sa.or_(row.measure != "", row.item != ""),
        )
    ).all()
    if not rows:
        return None
    figures = PublishedFigures(PublishedArea(level, area, rows[0].area_name))
    by_key: dict[tuple[bool, str], list[sa.Row[*tuple[object, ...]]]] = {}
    for found in rows:
        key = (True, found.item) if found.item else (False, found.measure)
        by_key.setdefault(key, []).append(found)
    for (is_item, name), mine in by_key.items():
        window = _suiting_window({(r.first_month, r.last_month) for r in mine}, period)
        figure = _figure(window, (r for r in mine if (r.first_month, r.last_month) == window))
        (figures.items if is_item else figures.measures)[name] = figure
    return figures


def _suiting_window(windows: set[tuple[int, int]], period: Period) -> tuple[int, int]:
    begun = [w for w in windows if period.last is None or w[0] <= period.last]
    if begun:
        return max(begun, key=lambda w: (w[1], w[0]))
    return min(windows)


def _figure(window: tuple[int, int], rows: Iterable[sa.Row[*tuple[object, ...]]]) -> Published:
    values: dict[str, float] = {}
    published_id = completes = footnote = ""
    for row in rows:
        values[row.statistic] = row.value / 100 if row.statistic in _SHARES else row.value
        if row.statistic == "top" or not published_id:
            published_id = row.published_id
        completes = completes or row.completes
        footnote = footnote or row.footnote
    return Published(
        published_id,
        Period(*window),
        completes=completes,
        footnote=footnote,
        **values,
    )
