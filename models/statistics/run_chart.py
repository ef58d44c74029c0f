"""Run charts: points around a median, judged by the two Anhøj rules.

An unusually long run, or unusually few crossings of the centre line, shows that something
changed. On 24 points of a stable process a false alarm comes about 3 times in 100.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class RunChart:
    """The reading of a run chart.

    Points on the centre line are not useful. `longest_run` and the limits are None without a
    useful point. `run_start` and `run_end` are the places (0-based, in the series as given) of
    the first and last point of the longest run, the latest one among equals; `run_side` is 1
    above the line, -1 below, 0 without a run.
    """

    center: float | None
    n_useful: int
    longest_run: int | None
    longest_run_max: int | None
    crossings: int | None
    crossings_min: int | None
    signal: bool
    run_start: int | None = None
    run_end: int | None = None
    run_side: int = 0

    @property
    def long_run(self) -> bool:
        """True when the longest run is longer than chance would make it."""
        return _exceeds(self.longest_run, self.longest_run_max)

    @property
    def few_crossings(self) -> bool:
        """True when the line is crossed less often than chance would have it."""
        return _exceeds(self.crossings_min, self.crossings)


def longest_run_limit(n_useful: int) -> int | None:
    """Return the longest run that chance explains; a longer one is a signal. None below 1.

    Source: Schilling 2012; Anhøj & Olesen 2014, PLoS ONE 9:e113825.

    >>> longest_run_limit(24)
    8
    """
    return round(math.log2(n_useful)) + 3 if n_useful >= 1 else None


def fewest_crossings(n_useful: int) -> int | None:
    """Return the fewest crossings that chance explains; fewer are a signal. None below 1.

    The 5 % point of a binomial with n - 1 tries of chance one half. Source: Chen 2010; Anhøj &
    Olesen 2014.

    >>> fewest_crossings(24)
    8
    """
    if n_useful < 1:
        return None
    tries = n_useful - 1
    ways = cumulated = 1
    k = 0
    while 20 * cumulated < 2**tries:
        ways = ways * (tries - k) // (k + 1)
        k += 1
        cumulated += ways
    return k


def run_chart(values: Sequence[float | None], center: float | None = None) -> RunChart:
    """Return the reading of a series by the Anhøj rules.

    Missing values are dropped. `center` is the line to judge by (a frozen baseline), else the
    median of the values. A signal is a run longer than its limit or fewer crossings than
    theirs. Without values everything is None and there is no signal.

    >>> found = run_chart([5, 7, 5, 3, 8, 5, 2, 9, 6, 5, 4, 7, 8, 5, 3, 6])
    >>> found.center, found.n_useful, found.longest_run, found.crossings, found.signal
    (5.0, 11, 2, 8, False)
    """
    there = [(place, float(v)) for place, v in enumerate(values) if v is not None and v == v]
    if center is None and there:
        center = float(median(v for _place, v in there))
    if center is None:
        return RunChart(None, 0, None, None, None, None, False)
    useful = [(place, 1 if v > center else -1) for place, v in there if v != center]
    if not useful:
        return RunChart(center, 0, None, None, None, None, False)
    runs = _runs(useful)
    longest = max(len(run) for run in runs)
    run = [run for run in runs if len(run) == longest][-1]
    run_max, crossings_min = longest_run_limit(len(useful)), fewest_crossings(len(useful))
    crossings = len(runs) - 1
    return RunChart(
        center=center,
        n_useful=len(useful),
        longest_run=longest,
        longest_run_max=run_max,
        crossings=crossings,
        crossings_min=crossings_min,
        signal=_exceeds(longest, run_max) or _exceeds(crossings_min, crossings),
        run_start=run[0][0],
        run_end=run[-1][0],
        run_side=run[0][1],
    )


def _runs(useful: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    runs: list[list[tuple[int, int]]] = []
    for point in useful:
        if runs and runs[-1][-1][1] == point[1]:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _exceeds(value: int | None, limit: int | None) -> bool:
    return value is not None and limit is not None and value > limit
