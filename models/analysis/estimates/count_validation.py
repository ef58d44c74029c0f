"""Counts in store that contradict each other are said in words, never shown as figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from models.errors import DatabaseProblem
from models.statistics.exact_tests import ImpossibleCounts


@contextmanager
def plausible_counts() -> Iterator[None]:
    """Raise DatabaseProblem where counts are negative, or top boxes more than answers."""
    try:
        yield
    except ImpossibleCounts as impossible:
        raise DatabaseProblem("impossible-counts") from impossible
