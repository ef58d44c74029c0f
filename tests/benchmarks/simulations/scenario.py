"""One row of the table: what was invented, what was found before, what is to be found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module

from tests.benchmarks.simulations import QUESTIONS


@dataclass(frozen=True)
class Outcome:
    """What a simulation found, in words, and whether that meets the target."""

    found: str
    meets: bool


@dataclass(frozen=True)
class Scenario:
    """A simulation: `run(repetitions, seed)` asks `models.analysis` about invented units.

    `setting` says n, p and months; `old` is what was found before the method was changed.
    `short` repetitions suffice to notice a broken method and run in the tests.
    """

    key: str
    question: str
    setting: str
    old: str
    target: str
    run: Callable[[int, int], Outcome]
    repetitions: int
    short: int
    seed: int


def all_scenarios(questions: Iterable[str] = QUESTIONS) -> list[Scenario]:
    """Return the rows of some modules, in order."""
    found: list[Scenario] = []
    for name in questions:
        module = import_module(f"tests.benchmarks.simulations.{name}")
        found += module.scenarios()
    return found


def percents(shares: Iterable[float]) -> str:
    """Return shares 0-1 as "3.1 / 4.0 %".

    >>> percents([0.031, 0.04])
    '3.1 / 4.0 %'
    """
    return " / ".join(f"{100 * share:.1f}" for share in shares) + " %"
