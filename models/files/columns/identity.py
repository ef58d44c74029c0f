"""The column whose ids tell who a patient is, by which surveys may be known again all the same."""

from __future__ import annotations

import re

from models.files.cells import header_key, is_identifier
from models.files.columns.roles import Roles
from models.files.sheets import TableColumn

STAY = re.compile(r"\b(csn|(encounter|visit|account|case) (number|id|no)|account)\b")
"""Ids of one stay: no other survey has them."""

PATIENT = re.compile(
    r"\b(mrn|medical record( (number|no))?|patients? ?(id|number|no|key|code)|pt (id|number|no)|"
    r"nhs n(umber|o))\b"
)
"""Ids of a person, who may come again."""

MOSTLY = 0.9


def known_by(roles: Roles) -> tuple[TableColumn | None, bool]:
    """Return the column by which the surveys of a table are known again, None when there is
    none, and whether its ids tell who the patient is."""
    column = roles.survey_id
    if column is not None:
        return column, is_identifier(column.name)
    for pattern in (STAY, PATIENT):
        for column in roles.identifiers:
            if pattern.search(header_key(column.name)) and _are_ids(column):
                return column, True
    return None, False


def _are_ids(column: TableColumn) -> bool:
    """Whether nearly all cells are filled and few are the same."""
    rows = int(column.counts.sum())
    return column.filled >= MOSTLY * rows and len(column.profile) >= MOSTLY * column.filled
