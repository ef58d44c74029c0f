"""Many tests on one page."""

from __future__ import annotations

from collections.abc import Sequence


def benjamini_hochberg(ps: Sequence[float | None]) -> list[float | None]:
    """Return the p-values adjusted for the number of tests, in the order given.

    Marking every adjusted value of at most q keeps the expected share of false marks at or
    below q. None stays None and does not count as a test; an empty list gives an empty list.
    Raises ValueError for a p outside 0-1. Source: Benjamini & Hochberg 1995, JRSS B 57:289.

    >>> benjamini_hochberg([0.01, None, 0.04, 0.03])
    [0.03, None, 0.04, 0.04]
    """
    known: list[tuple[float, int]] = []
    for place, p in enumerate(ps):
        if p is None or p != p:
            continue
        if not 0 <= p <= 1:
            raise ValueError("a p-value lies between 0 and 1")
        known.append((p, place))
    known.sort(reverse=True)
    tests = len(known)
    adjusted: list[float | None] = [None] * len(ps)
    smallest = 1.0
    for above, (p, place) in enumerate(known):
        smallest = min(smallest, p * tests / (tests - above))
        adjusted[place] = max(p, smallest)
    return adjusted


def expected_false_alarms(tests: int, level: float = 0.05) -> float:
    """Return how many marks chance alone sets among `tests` unadjusted tests of true nulls.

    Raises ValueError for a negative number of tests or a level outside 0-1.

    >>> expected_false_alarms(20)
    1.0
    """
    if tests < 0 or not 0 <= level <= 1:
        raise ValueError("tests are counted from 0, and a level lies between 0 and 1")
    return tests * level
