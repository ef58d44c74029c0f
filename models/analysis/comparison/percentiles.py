"""Percentile ranks from a table that somebody brings: what a score is worth among others.

Vendors map scores to ranks by dated tables. A rank has the uncertainty of its score: the ranks of
both ends of the score's interval stand beside it, and in the crowded middle they lie far apart.
"""

from __future__ import annotations

import csv
import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from models.analysis.estimates import Comparison
from models.errors import FileRefused

COLUMNS = ("measure", "score", "percentile")

Point = tuple[float, float]
"""A score, 0-1, and its percentile, 0-100."""


@dataclass(frozen=True, slots=True)
class PercentileTable:
    """Scores with their percentiles, by measure, both rising; `name` is the file's."""

    name: str
    points: Mapping[str, tuple[Point, ...]]

    def rank(self, measure: str, share: float) -> float | None:
        """Return the percentile of a share, straight between the table's scores; its ends beyond.

        None for a measure that the table lacks.

        >>> table = PercentileTable("", {"rating": ((0.60, 20.0), (0.70, 60.0))})
        >>> table.rank("rating", 0.65), table.rank("rating", 0.5)
        (40.0, 20.0)
        """
        points = self.points.get(measure)
        if not points:
            return None
        at = bisect_left(points, (share, -math.inf))
        if at == 0:
            return points[0][1]
        if at == len(points):
            return points[-1][1]
        (low, below), (high, above) = points[at - 1], points[at]
        return below + (above - below) * (share - low) / (high - low)


@dataclass(frozen=True, slots=True)
class PercentileRank:
    """A unit's rank on a measure, with the ranks of both ends of its score's 95 % interval."""

    measure: str
    label: str
    share: float
    rank: float
    low: float
    high: float

    def to_json(self) -> dict[str, Any]:
        return {
            "measure": self.measure,
            "top_box": self.share,
            "percentile": self.rank,
            "low": self.low,
            "high": self.high,
        }


def percentile_ranks(comparison: Comparison, table: PercentileTable) -> tuple[PercentileRank, ...]:
    """Return the ranks of a unit's measures that the table has; those without a value have none."""
    found = []
    for m in comparison.measures:
        share, low, high = m.unit.top_box, m.unit.low, m.unit.high
        if share is None or low is None or high is None:
            continue
        ranks = [table.rank(m.measure, value) for value in (share, low, high)]
        if ranks[0] is not None and ranks[1] is not None and ranks[2] is not None:
            found.append(PercentileRank(m.measure, m.label, share, ranks[0], ranks[1], ranks[2]))
    return tuple(found)


def read_percentiles(path: Path) -> PercentileTable:
    """Read a table from a CSV file with the columns measure, score (0-100) and percentile.

    Raises FileRefused where the file can't be read, lacks a column, holds no number, or has
    ranks that fall while scores rise.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            lacking = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise FileRefused("percentiles-unreadable", where=path.name) from problem
    if lacking:
        raise FileRefused("percentiles-column", where=path.name, column=lacking[0])
    points: dict[str, list[Point]] = {}
    for line, row in enumerate(rows, 2):
        score, percentile = _number(row["score"]), _number(row["percentile"])
        if score is None or percentile is None:
            raise FileRefused("percentiles-number", where=path.name, row=line)
        points.setdefault((row["measure"] or "").strip(), []).append((score / 100, percentile))
    sorted_points = {measure: tuple(sorted(of)) for measure, of in points.items()}
    for measure, of_measure in sorted_points.items():
        if not _rises(of_measure):
            raise FileRefused("percentiles-order", where=path.name, measure=measure)
    return PercentileTable(path.name, sorted_points)


def _number(text: str | None) -> float | None:
    try:
        value = float((text or "").strip().rstrip("%"))
    except ValueError:
        return None
    return value if 0 <= value <= 100 else None


def _rises(points: Sequence[Point]) -> bool:
    return all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(points))
