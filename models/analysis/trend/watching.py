"""What follows a frozen baseline: an EWMA for lasting changes, wide limits for single months."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.analysis.trend.results import TrendPoint, TrendSignal
from models.analysis.trend.series import Stretch
from models.analysis.trend.signals import signal_of
from models.statistics.month_limits import limits_of_months
from models.statistics.watch import TAIL, Watched, month_reach, watch

FEWEST_FOR_WATCH = 6
"""Points of a baseline without which nothing is watched."""

Counts = tuple[NDArray[np.float64], NDArray[np.float64]]


@dataclass(frozen=True)
class WatchedPoints:
    points: tuple[TrendPoint, ...]
    signals: tuple[TrendSignal, ...]
    false_alarms: float


def watched(
    stretch: Stretch,
    points: list[TrendPoint],
    after: list[int],
    base: Counts,
    later: Counts,
    sigma_z: float,
) -> WatchedPoints:
    """Return points with the EWMA and the limits that watch those in the places `after`."""
    base_x, base_n = base
    x, n = later
    found = watch(base_x, base_n, x, n, sigma_z)
    share = float(base_x.sum() / base_n.sum())
    reach = month_reach(n, float(base_n.sum()), sigma_z)
    shown, signals = list(points), []
    for k, at in enumerate(after):
        shown[at] = _with_average(shown[at], found, k, share, float(n.mean()), sigma_z)
        (low,), (high,) = limits_of_months(share, n[k : k + 1], float(reach[k]), TAIL)
        shown[at] = replace(shown[at], lower_limit=low, upper_limit=high)
        side = _outside(shown[at])
        if side:
            shown[at] = replace(shown[at], flags=(*shown[at].flags, f"{side}_limit"))
            signals.append(signal_of("outside_limits", side, stretch.points, [at]))
    lasting = _lasting(stretch, found, after)
    for signal, places in lasting:
        flag = f"watch_{signal.side}"
        for at in places:
            shown[at] = replace(shown[at], flags=(*shown[at].flags, flag))
    return WatchedPoints(
        tuple(shown), (*(signal for signal, _places in lasting), *signals), found.false_alarms
    )


def _with_average(
    point: TrendPoint, found: Watched, place: int, share: float, n: float, sigma_z: float
) -> TrendPoint:
    """Return a point with the average in shares, as months of mean size would have it."""
    unit = found.errors[place] * sigma_z * (share * (1 - share) / n) ** 0.5
    low, high = share - found.limit * unit, share + found.limit * unit
    return replace(
        point,
        ewma=min(1.0, max(0.0, share + found.scores[place] * unit)),
        ewma_lower=low if low > 0 else None,
        ewma_upper=high if high < 1 else None,
    )


def _outside(point: TrendPoint) -> str:
    value = point.value or 0.0
    if point.lower_limit is not None and value < point.lower_limit:
        return "below"
    return "above" if point.upper_limit is not None and value > point.upper_limit else ""


def _lasting(
    stretch: Stretch, found: Watched, after: list[int]
) -> list[tuple[TrendSignal, list[int]]]:
    """Return the latest lasting change: from where the average last left its line, to the last
    month beyond the limit."""
    beyond = [k for k, score in enumerate(found.scores) if abs(score) > found.limit]
    if not beyond:
        return []
    last = beyond[-1]
    sign = 1 if found.scores[last] > 0 else -1
    first = last
    while first > 0 and found.scores[first - 1] * sign > 0:
        first -= 1
    places = after[first : last + 1]
    side = "above" if sign > 0 else "below"
    return [(signal_of("watch", side, stretch.points, places), places)]
