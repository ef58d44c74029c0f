"""Fill a database with surveys in the simplest way: count them one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

import sqlalchemy as sa

from models.store.database.database import Connection, Database
from models.store.tables import core as t
from models.store.tallies.instruments import StoredInstrument, ensure_instrument
from models.store.units.units import get_unit
from models.survey import NOT_APPLICABLE, Instrument, Unit

HERE = "Riverside Hospital"


@dataclass(frozen=True)
class Survey:
    """One returned survey: item key -> stored value."""

    unit: Unit
    month: int
    answers: Mapping[str, int]
    mode: str = "mail"


@dataclass
class Hospital:
    """Writes units, surveys, counts and published figures, each call as a batch of its own."""

    database: Database
    surveys: list[tuple[Instrument, Survey]] = field(default_factory=list)

    def unit(self, name: str, facility: str = HERE, *, kind: str = "", site: str = "") -> Unit:
        with self.database.write() as c:
            place = c.scalar(sa.select(t.FacilityRow.id).where(t.FacilityRow.name == facility))
            if place is None:
                row = {"name": facility}
                place = c.scalar(sa.insert(t.FacilityRow).returning(t.FacilityRow.id), row)
            row = {"facility_id": place, "name": name, "type": kind, "site": site}
            unit_id = c.scalar(sa.insert(t.UnitRow).returning(t.UnitRow.id), row)
            return get_unit(c, unit_id)

    def add(self, instrument: Instrument, surveys: Iterable[Survey]) -> None:
        """Store respondents' surveys with every sum that an import keeps of them."""
        given = list(surveys)
        self.surveys += [(instrument, survey) for survey in given]
        with self.database.write() as c:
            stored = ensure_instrument(c, instrument)
            batch = _batch(c, "respondents")
            _add_answers(c, batch, stored, given)
            _add_composites(c, batch, stored, given)
            asked = Counter((s.unit.id, s.month, s.mode) for s in given)
            _insert(
                c,
                t.SurveyTallyRow,
                [
                    {
                        "unit_id": unit,
                        "instrument_id": stored.id,
                        "month": month,
                        "mode": mode,
                        "batch_id": batch,
                        "count": n,
                    }
                    for (unit, month, mode), n in asked.items()
                ],
            )

    def add_counts(
        self,
        instrument: Instrument,
        unit: Unit,
        month: int,
        counts: Mapping[tuple[str, int], int],
        responses: int,
    ) -> None:
        """Store a count table's row: (item key, value) -> answers, no surveys behind them."""
        with self.database.write() as c:
            stored = ensure_instrument(c, instrument)
            batch = _batch(c, "counts")
            tallies = Counter(
                {(unit, stored.item_ids[k], month, v): n for (k, v), n in counts.items()}
            )
            _insert_tallies(c, batch, tallies)
            place = {"unit_id": unit.id, "instrument_id": stored.id, "month": month}
            of_batch = {**place, "batch_id": batch}
            source = {**of_batch, "occurrence": 1, "digest": "", "responses": responses}
            _insert(c, t.CountSourceRow, [source])
            _insert(c, t.SurveyTallyRow, [{**of_batch, "mode": "", "count": responses}])

    def publish(self, level: str, area: str, window: tuple[int, int], **figures: float) -> None:
        """Store published figures: H_COMP_1_A_P__top__nurses=80 (id, statistic, measure)."""
        rows = []
        for name, value in figures.items():
            published_id, statistic, measure, *item = name.split("__")
            rows.append(
                {
                    "level": level,
                    "area": area,
                    "area_name": area.title(),
                    "published_id": published_id,
                    "statistic": statistic,
                    "measure": measure,
                    "item": item[0] if item else "",
                    "value": float(value),
                    "first_month": window[0],
                    "last_month": window[1],
                    "completes": "812" if level == "hospital" else "",
                }
            )
        with self.database.write() as c:
            batch = _batch(c, f"cms_{level}")
            _insert(c, t.BenchmarkRow, [{**row, "batch_id": batch} for row in rows])


def _batch(c: Connection, kind: str) -> int:
    row = {"file": "built.csv", "sha256": "", "format": kind, "imported": "2026-01-01T00:00:00Z"}
    batch = c.scalar(sa.insert(t.BatchRow).returning(t.BatchRow.id), row)
    assert batch is not None
    return batch


def _add_answers(
    c: Connection, batch: int, stored: StoredInstrument, surveys: list[Survey]
) -> None:
    tallies: Counter[tuple[Unit, int, int, int]] = Counter()
    for survey in surveys:
        for key, value in survey.answers.items():
            tallies[survey.unit, stored.item_ids[key], survey.month, value] += 1
    _insert_tallies(c, batch, tallies)


def _insert_tallies(
    c: Connection, batch: int, tallies: Counter[tuple[Unit, int, int, int]]
) -> None:
    _insert(
        c,
        t.TallyRow,
        [
            {
                "unit_id": unit.id,
                "item_id": item,
                "month": month,
                "value": value,
                "batch_id": batch,
                "count": n,
            }
            for (unit, item, month, value), n in tallies.items()
        ],
    )
    c.execute(sa.delete(t.FacilityTallyRow))
    own = t.TallyRow
    sums = (
        sa.select(t.UnitRow.facility_id, own.item_id, own.month, own.value, sa.func.sum(own.count))
        .join(t.UnitRow, t.UnitRow.id == own.unit_id)
        .group_by(t.UnitRow.facility_id, own.item_id, own.month, own.value)
    )
    columns = ["facility_id", "item_id", "month", "value", "count"]
    c.execute(sa.insert(t.FacilityTallyRow).from_select(columns, sums))


def _add_composites(
    c: Connection, batch: int, stored: StoredInstrument, surveys: list[Survey]
) -> None:
    answered: Counter[tuple[int, str, int]] = Counter()
    pairs: dict[tuple[int, int, int, int], Counter[str]] = {}
    for survey in surveys:
        for measure in stored.instrument.measures:
            if measure.kind == "item":
                continue
            top = {}
            for key in measure.items:
                value = survey.answers.get(key, NOT_APPLICABLE)
                if value < NOT_APPLICABLE:
                    values = stored.instrument.item(key).scale.top_values
                    top[stored.item_ids[key]] = value in values
            if top:
                answered[survey.unit.id, measure.key, survey.month] += 1
            for a, b in combinations(sorted(top), 2):
                sums = pairs.setdefault((survey.unit.id, a, b, survey.month), Counter())
                sums.update(both=1, both_top=top[a] & top[b], a_top=top[a], b_top=top[b])
    _insert(
        c,
        t.CompositeTallyRow,
        [
            {
                "unit_id": unit,
                "instrument_id": stored.id,
                "measure": measure,
                "month": month,
                "batch_id": batch,
                "answered": n,
            }
            for (unit, measure, month), n in answered.items()
        ],
    )
    _insert(
        c,
        t.PairTallyRow,
        [
            {"unit_id": unit, "item_a": a, "item_b": b, "month": month, "batch_id": batch, **sums}
            for (unit, a, b, month), sums in pairs.items()
        ],
    )


def _insert(c: Connection, table: type[t.Base], rows: list[dict[str, object]]) -> None:
    if rows:
        c.execute(sa.insert(table), rows)
