"""Find the columns of a CMS Care Compare patient survey file, whatever its year spelled them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.files.questionnaires import clean_id
from models.files.sheets import Row

HEADER_WITHIN = 20
"""Rows of the sheet among which the header is looked for."""

_ROLES = {
    "facility": ("facility_id", "provider_id", "provider_number", "ccn"),
    "name": ("facility_name", "hospital_name", "provider_name"),
    "state": ("state",),
    "location": ("location",),
    "id": ("measure_id",),
    "percent": ("answer_percent",),
    "percent_note": ("answer_percent_footnote", "footnote"),
    "star": ("patient_survey_star_rating", "star_rating"),
    "star_note": ("patient_survey_star_rating_footnote", "star_rating_footnote"),
    "linear": ("linear_mean_value",),
    "completes": ("number_of_completed_surveys", "completed_surveys"),
    "start": ("start_date", "measure_start_date", "period_start"),
    "end": ("end_date", "measure_end_date", "period_end"),
}


@dataclass(frozen=True, slots=True)
class PublishedLayout:
    """Where a published file keeps what.

    `level` is hospital, state or nation. `headers` are the names as written, `columns` maps a
    role to a column.
    """

    header_row: int
    headers: tuple[str, ...]
    columns: dict[str, int]

    @property
    def level(self) -> str:
        if "facility" in self.columns:
            return "hospital"
        return "state" if "state" in self.columns else "nation"

    def cell(self, cells: Sequence[str], role: str) -> str:
        """Return a row's cell for a role, trimmed; empty when the row or the role lacks it."""
        column = self.columns.get(role)
        if column is None or column >= len(cells):
            return ""
        return cells[column].strip()

    def header(self, role: str) -> str | None:
        """Return the header of a role as the file writes it, None when it has no such column."""
        column = self.columns.get(role)
        return None if column is None else self.headers[column]


def plain_name(header: str) -> str:
    """Return a column's name without case, punctuation and the survey's own name.

    >>> plain_name("HCAHPS.Measure.ID"), plain_name("Measure Start Date")
    ('measure_id', 'measure_start_date')
    """
    words = re.sub(r"[^a-z0-9]+", "_", header.strip().lower()).strip("_")
    return words.removeprefix("hcahps_")


def find_published_layout(head: Sequence[Row]) -> PublishedLayout | None:
    """Return the layout of a file of published HCAHPS figures, None for any other table.

    It must have a measure id and an answer percent, and the ids below must be HCAHPS ids.
    """
    for place, (number, cells) in enumerate(head[:HEADER_WITHIN]):
        names = [plain_name(cell) for cell in cells]
        columns = columns_by_role(names)
        if "id" not in columns or "percent" not in columns:
            continue
        layout = PublishedLayout(number, tuple(cell.strip() for cell in cells), columns)
        ids = [layout.cell(row, "id") for _, row in head[place + 1 :]]
        if ids and sum(clean_id(text) is not None for text in ids) * 2 > len(ids):
            return layout
    return None


def columns_by_role(names: Sequence[str]) -> dict[str, int]:
    """Map what the columns of published files hold to their places, given their plain names."""
    columns = {}
    for role, spellings in _ROLES.items():
        found = next((names.index(name) for name in spellings if name in names), None)
        if found is not None:
            columns[role] = found
    return columns
