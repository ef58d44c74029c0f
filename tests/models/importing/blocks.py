"""Hand-made files for tests of the intake: what a reader would have handed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from models.files.cells.dates import NO_DAY
from models.files.content import Block, CountRow, RespondentBlock, SurveyFile
from models.survey import Instrument
from models.survey.catalog import built_in_instruments

HCAHPS_2025 = next(i for i in built_in_instruments() if i.key == "hcahps-2025")
FFT = next(i for i in built_in_instruments() if i.key == "nhs-fft")

Row = tuple[str, str, dict[str, int]]
"""Unit name, day of discharge ("" for none), stored values by item key."""


def respondents(
    rows: Sequence[Row],
    *,
    ids: Sequence[str] | None = None,
    facility: str = "Riverside",
    instrument: Instrument = HCAHPS_2025,
    comments: list[tuple[int, str, str]] | None = None,
) -> RespondentBlock:
    """Return a block of respondents; units and answers as in `rows`, mode Mail."""
    n = len(rows)
    units = sorted({row[0] for row in rows if row[0]})
    answers = np.zeros((n, len(instrument.items)), dtype=np.uint8)
    for place, (_unit, _day, values) in enumerate(rows):
        for key, value in values.items():
            answers[place, instrument.position[key]] = value
    return RespondentBlock(
        instrument=instrument,
        rows=np.arange(2, n + 2, dtype=np.int64),
        units=np.array([units.index(row[0]) if row[0] else -1 for row in rows], dtype=np.int32),
        unit_names=units,
        facilities=np.full(n, 0 if facility else -1, dtype=np.int32),
        facility_names=[facility] if facility else [],
        sites=np.full(n, -1, dtype=np.int32),
        site_names=[],
        modes=np.zeros(n, dtype=np.int32),
        mode_names=["Mail"],
        discharged=np.array([_day_number(row[1]) for row in rows], dtype=np.int32),
        received=np.full(n, NO_DAY, dtype=np.int32),
        survey_ids=ids,
        answers=answers,
        comments=comments or [],
    )


def survey_file(*blocks: Block, name: str = "October.csv", sha256: str = "a") -> SurveyFile:
    """Return a recognised file that will give `blocks`."""
    first = blocks[0]
    counts = isinstance(first, list)
    return SurveyFile(
        name=name,
        sha256=sha256,
        format="counts" if counts else "respondents",
        instrument=FFT if isinstance(first, list) else first.instrument,
        blocks=iter(blocks),
        rows_read=sum(len(block) for block in blocks),
    )


def ward(unit: str, *, very_good: int, poor: int = 0, month: int = 24307) -> CountRow:
    """Return a ward's month of the Friends and Family Test."""
    counts = {("overall_experience", 5): very_good, ("overall_experience", 2): poor}
    return CountRow(20, "A Trust", "A Site", unit, month, counts, very_good + poor)


def _day_number(text: str) -> int:
    return (date.fromisoformat(text) - date(1970, 1, 1)).days if text else NO_DAY
