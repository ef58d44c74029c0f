"""Invented answers in a real store, written as counts: fast enough for thousands of units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from models.store.database.database import Database, open_database
from models.store.tables import core as t
from models.store.tallies.instruments import ensure_instrument
from models.store.units.units import get_unit
from models.survey import Instrument, Unit
from tests.models.analysis.time_series import ALWAYS, FIRST, NEVER, QUESTIONS

MEASURE, ITEM = "quietness", "quiet"
Counts = NDArray[np.int64]


@contextmanager
def simulated_store() -> Iterator[Database]:
    """Give an empty store that is gone afterward."""
    with TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "simulated.db")
        try:
            yield database
        finally:
            database.close()


def add_hospitals(
    database: Database,
    top: Counts,
    answers: Counts,
    *,
    first: int = FIRST,
    modes: Sequence[str] = (),
    instrument: Instrument = QUESTIONS,
    item: str = ITEM,
) -> list[list[Unit]]:
    """Store hospitals of units and return the units by hospital.

    `top` of `answers`, both hospitals x units x months from `first` on, gave the best answer to
    one item. `modes` names how the patients were asked, month by month ("mail" throughout).
    """
    hospitals, units, months = top.shape
    names = list(modes) or ["mail"] * months
    with database.write() as c:
        stored = ensure_instrument(c, instrument)
        item_id = stored.item_ids[item]
        batch = {"file": "simulated.csv", "sha256": "", "format": "counts", "imported": ""}
        batch_id = c.scalar(sa.insert(t.BatchRow).returning(t.BatchRow.id), batch)
        known = c.scalar(sa.select(sa.func.count()).select_from(t.FacilityRow)) or 0
        ids: list[list[int]] = []
        tallies: list[dict[str, object]] = []
        sums: list[dict[str, object]] = []
        surveys: list[dict[str, object]] = []
        for h in range(hospitals):
            row = {"name": f"Hospital {known + h}"}
            facility = c.scalar(sa.insert(t.FacilityRow).returning(t.FacilityRow.id), row)
            ids.append([])
            for u in range(units):
                of_unit = {"facility_id": facility, "name": f"Unit {u}", "type": "", "site": ""}
                unit = c.scalar(sa.insert(t.UnitRow).returning(t.UnitRow.id), of_unit)
                ids[-1].append(int(unit or 0))
                for m in range(months):
                    tallies += _tallies(
                        {"unit_id": unit, "item_id": item_id, "batch_id": batch_id},
                        first + m,
                        int(top[h, u, m]),
                        int(answers[h, u, m]),
                    )
                    surveys.append(
                        {
                            "unit_id": unit,
                            "instrument_id": stored.id,
                            "month": first + m,
                            "mode": names[m],
                            "batch_id": batch_id,
                            "count": int(answers[h, u, m]),
                        }
                    )
            for m in range(months):
                sums += _tallies(
                    {"facility_id": facility, "item_id": item_id},
                    first + m,
                    int(top[h, :, m].sum()),
                    int(answers[h, :, m].sum()),
                )
        for table, rows in (
            (t.TallyRow, tallies),
            (t.FacilityTallyRow, sums),
            (t.SurveyTallyRow, surveys),
        ):
            c.execute(sa.insert(table), rows)
        return [[get_unit(c, unit) for unit in of_hospital] for of_hospital in ids]


def _tallies(
    place: dict[str, object], month: int, top: int, answers: int
) -> list[dict[str, object]]:
    counted = ((ALWAYS, top), (NEVER, answers - top))
    return [{**place, "month": month, "value": v, "count": n} for v, n in counted if n]
