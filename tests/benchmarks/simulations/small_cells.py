"""Small cells: somebody subtracts everything that was handed on, month after month.

Hospitals with small units are invented survey by survey. Every month all results that may leave
the desk are written down for every unit and period: comparisons, lines over time, all units side
by side, tallies, groups. Each number is a sum of what one unit answered in one month, so the
attacker solves the sums for every cell below the floor, all files of all months together.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.analysis.comparison.unit_comparison import compare
from models.analysis.estimates.periods import filled_up
from models.analysis.funnel.unit_funnel import funnel
from models.analysis.trend.unit_trend import trend
from models.export import frames
from models.store.database.database import Database, open_database
from models.survey import Period, Unit
from tests.benchmarks.simulations.scenario import Outcome, Scenario
from tests.models.analysis.build import Hospital, Survey
from tests.models.analysis.time_series import ALWAYS, FIRST, NEVER, QUESTIONS

FLOOR = 11
MONTHS = 12
SIZES = (24.0, 14.0, 9.0, 4.0, 2.0)
"""Answers a month that the units of a hospital expect."""

Cell = tuple[int, int]
"""Unit id and month."""


@dataclass
class _Attacker:
    """Keeps every number of answers that was handed on, as a sum of cells."""

    cells: dict[Cell, int]
    sums: list[tuple[frozenset[Cell], int]] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    def learn(self, cells: frozenset[Cell], n: int, where: str) -> None:
        """Note that these cells add up to n; one that is too small to be shown is a fault."""
        inside = frozenset(cell for cell in cells if self.cells.get(cell))
        true = sum(self.cells[cell] for cell in inside)
        if true != n:
            self.false.append(f"{where}: {n} for {true}")
        if 0 < true < FLOOR:
            self.false.append(f"{where}: {true} shown")
        if inside:
            self.sums.append((inside, n))

    def recovered(self) -> int:
        """Return how many small cells, and small sums of a unit's quarter, can be computed."""
        known = sorted({cell for cells, _n in self.sums for cell in cells})
        place = {cell: at for at, cell in enumerate(known)}
        matrix = np.zeros((len({cells for cells, _n in self.sums}), len(known)))
        for row, cells in enumerate({cells for cells, _n in self.sums}):
            matrix[row, [place[cell] for cell in cells]] = 1.0
        basis = _row_space(matrix)
        return sum(_is_in(basis, place, cells) for cells in self._secrets())

    def _secrets(self) -> Iterator[frozenset[Cell]]:
        """Give each small cell, and each span of a unit's months that is small together."""
        units = {unit for unit, _month in self.cells}
        for unit in sorted(units):
            months = sorted(month for one, month in self.cells if one == unit)
            for first in range(len(months)):
                for last in range(first, min(len(months), first + 6)):
                    cells = frozenset(
                        (unit, m) for m in months[first : last + 1] if self.cells[unit, m]
                    )
                    if 0 < sum(self.cells[cell] for cell in cells) < FLOOR:
                        yield cells

    @property
    def secrets(self) -> int:
        """How many sums there are to hide."""
        return len(list(self._secrets()))


def _row_space(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    if not matrix.size:
        return np.zeros((0, matrix.shape[1]))
    _u, singular, rows = np.linalg.svd(matrix, full_matrices=False)
    return np.asarray(rows[singular > 1e-9])


def _is_in(basis: NDArray[np.float64], place: dict[Cell, int], cells: frozenset[Cell]) -> bool:
    if not cells <= place.keys():
        return False
    wanted = np.zeros(basis.shape[1])
    wanted[[place[cell] for cell in cells]] = 1.0
    return bool(np.allclose(basis.T @ (basis @ wanted), wanted, atol=1e-7))


def scenarios() -> list[Scenario]:
    """Return the rows about what can be subtracted out."""
    return [
        Scenario(
            "small-cells",
            "Small cells: an attacker subtracts everything handed on",
            f"{len(SIZES)} units of {SIZES[0]:.0f} to {SIZES[-1]:.0f} answers a month, p = .7, "
            f"{MONTHS} months, files of every month kept",
            "193 of 193 recovered",
            "0 recovered, and more than 20 numbers shown",
            _attacked,
            20,
            1,
            22,
        )
    ]


def _attacked(repetitions: int, seed: int) -> Outcome:
    recovered = secrets = shown = 0
    faults: list[str] = []
    for repetition in range(repetitions):
        attacker, told = _one_hospital(np.random.default_rng([seed, repetition]))
        recovered += attacker.recovered()
        secrets += attacker.secrets
        shown += told
        faults += attacker.false
    found = f"{recovered} of {secrets} recovered; {shown / repetitions:.0f} numbers handed on"
    if faults:
        found += f"; {faults[0]}"
    return Outcome(found, recovered == 0 and not faults and shown > 20 * repetitions)


def _one_hospital(random: np.random.Generator) -> tuple[_Attacker, int]:
    """Return what an attacker knows after all months, and how many numbers were handed on."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "hospital.db")
        try:
            return _attack(database, random)
        finally:
            database.close()


def _attack(database: Database, random: np.random.Generator) -> tuple[_Attacker, int]:
    hospital = Hospital(database)
    units = [hospital.unit(f"Unit {at}") for at in range(len(SIZES))]
    attacker = _Attacker({})
    for at in range(MONTHS):
        month = FIRST + at
        surveys: list[Survey] = []
        for unit, size in zip(units, SIZES, strict=True):
            n = int(random.poisson(size))
            attacker.cells[unit.id, month] = n
            surveys += [
                Survey(unit, month, {"quiet": ALWAYS if random.random() < 0.7 else NEVER})
                for _ in range(n)
            ]
        hospital.add(QUESTIONS, surveys)
        if at % 3 == 2:
            _read_everything(database, units, attacker, filled_up(month) + timedelta(days=1))
    return attacker, len(attacker.sums)


def _read_everything(
    database: Database, units: Sequence[Unit], attacker: _Attacker, today: date
) -> None:
    ids = [unit.id for unit in units]
    for period in _periods(len({m for _u, m in attacker.cells})):
        for unit in units:
            _read_comparison(database, unit, ids, period, attacker, today)
        _read_funnel(database, period, attacker, today)
    for unit in units:
        _read_trend(database, unit, attacker, today)
    _read_tallies(database, units, attacker, today)


def _periods(known: int) -> Iterator[Period]:
    """Give spans of the months known so far: all, months, quarters, and what is between them."""
    yield Period()
    for first in range(FIRST, FIRST + known, 3):
        for length in (1, 2, 3, 6):
            if first + length <= FIRST + known:
                yield Period(first, first + length - 1)


def _read_comparison(
    database: Database,
    unit: Unit,
    ids: Sequence[int],
    period: Period,
    attacker: _Attacker,
    today: date,
) -> None:
    found = compare(database, unit, "rest", period, shared_on=today)
    for m in found.measures:
        if m.unit.n is None or m.unit.too_few:
            continue
        own = _cells([unit.id], found.period, attacker)
        attacker.learn(own, m.unit.n, f"{unit.name} {found.period}")
        if m.other.n and not m.other.too_few:
            assert found.shared is not None
            others = _counted(attacker, [i for i in ids if i != unit.id], found.period, m.other.n)
            attacker.learn(others, m.other.n, f"rest of {unit.name} {found.period}")


def _counted(attacker: _Attacker, units: Sequence[int], period: Period, n: int) -> frozenset[Cell]:
    """Return the cells of the units that were counted: the attacker tries all choices."""
    sizes = {
        unit: sum(attacker.cells[c] for c in _cells([unit], period, attacker)) for unit in units
    }
    for choice in range(2 ** len(units)):
        chosen = [unit for place, unit in enumerate(units) if choice >> place & 1]
        if sum(sizes[unit] for unit in chosen) == n and all(sizes[u] >= FLOOR for u in chosen):
            return _cells(chosen, period, attacker)
    return _cells(units, period, attacker)


def _read_funnel(database: Database, period: Period, attacker: _Attacker, today: date) -> None:
    found = funnel(database, "quietness", period=period, shared_on=today)
    for each in found.units:
        if each.top_box is not None:
            cells = _cells([each.unit_id], found.period, attacker)
            attacker.learn(cells, each.n, f"funnel {each.unit} {found.period}")


def _read_trend(database: Database, unit: Unit, attacker: _Attacker, today: date) -> None:
    for step in ("month", "quarter"):
        found = trend(database, unit, "quietness", step=step, today=today, shared=True)
        for point in found.points:
            if point.value is not None:
                period = Period(point.first_month, point.last_month)
                cells = _cells([unit.id], period, attacker)
                attacker.learn(cells, point.n, f"trend {unit.name} {point.period}")


def _read_tallies(
    database: Database, units: Sequence[Unit], attacker: _Attacker, today: date
) -> None:
    by_name = {unit.name: unit.id for unit in units}
    table = frames.shared_tallies(database, today=today)
    for (name, quarter), rows in table.groupby(["unit", "quarter"]):
        first, _dots, last = str(quarter).partition("..")
        ends = [int(q[:4]) * 12 + 3 * (int(q[6:]) - 1) for q in (first, last or first)]
        cells = _cells([by_name[name]], Period(ends[0], ends[1] + 2), attacker)
        attacker.learn(cells, int(rows["answers"].iloc[0]), f"tallies {name} {quarter}")


def _cells(units: Sequence[int], period: Period, attacker: _Attacker) -> frozenset[Cell]:
    return frozenset(c for c in attacker.cells if c[0] in units and period.contains(c[1]))
