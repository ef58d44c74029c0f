"""Store whole surveys beside their sums, as an import of respondents does."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from models.store.tables import core as t
from models.store.tallies.instruments import ensure_instrument
from models.survey import BLANK, Instrument
from tests.models.analysis.build import Hospital, Survey


def add_surveys(hospital: Hospital, instrument: Instrument, surveys: Sequence[Survey]) -> None:
    """Store surveys with their sums and their packed answers."""
    hospital.add(instrument, surveys)
    with hospital.database.write() as c:
        stored = ensure_instrument(c, instrument)
        batch = c.scalar(sa.select(sa.func.max(t.BatchRow.id)))
        taken = c.scalar(sa.select(sa.func.count()).select_from(t.ResponseRow)) or 0
        rows = [
            {
                "id": taken + number + 1,
                "batch_id": batch,
                "facility_id": survey.unit.facility_id,
                "unit_id": survey.unit.id,
                "instrument_id": stored.id,
                "survey_key": f"S{taken + number}",
                "month": survey.month,
                "mode": survey.mode,
                "answers": bytes(survey.answers.get(i.key, BLANK) for i in instrument.items),
            }
            for number, survey in enumerate(surveys)
        ]
        c.execute(sa.insert(t.ResponseRow), rows)
