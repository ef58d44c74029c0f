"""Which columns of a table are not read, why, and how many answers stand in each."""

from __future__ import annotations

import re
from collections.abc import Mapping

from models.files.cells import header_words as words
from models.files.cells import whole_number
from models.files.columns import (
    answers_of,
    are_scores,
    core_numbers,
    has_unknown_scale,
    known_scales,
)
from models.files.questions import LeftOut, LeftOutColumn, Open
from models.files.respondents import ColumnRoles, Items, role_of
from models.files.sheets import TableColumn

_NUMBER = re.compile(r"-?\d{1,3}([.,]\d+)?")


def left_out_columns(
    columns: ColumnRoles, items: Items, still_open: Mapping[int, Open]
) -> tuple[LeftOutColumn, ...]:
    """Return the columns with cells in them that an import does not use, in their order.

    `items` are those that are read, `still_open` the places of columns of which something
    decisive is not said.
    """
    found = []
    for column in columns.table.named():
        if columns.is_added(column) or not column.filled:
            continue
        reason = _reason(column, columns, items, still_open)
        if reason is not None:
            found.append(LeftOutColumn(column.name, reason, column.filled))
    return tuple(found)


def _reason(
    column: TableColumn, columns: ColumnRoles, items: Items, still_open: Mapping[int, Open]
) -> LeftOut | None:
    if column.place in still_open:
        return LeftOut(still_open[column.place].value)
    roles = columns.roles
    if any(own is column for own in roles.bookkeeping) and _is_repeated_id(column):
        return LeftOut.REPEATED
    by_role = (
        (roles.counters, LeftOut.COUNTER),
        (roles.ignored, LeftOut.IGNORED),
        (roles.identifiers, LeftOut.IDENTIFIER),
        (roles.weights, LeftOut.WEIGHT),
        (roles.bookkeeping, LeftOut.KNOWN),
    )
    for several, reason in by_role:
        if any(own is column for own in several):
            return reason
    if role_of(column, roles, items) is not None:
        return None
    if any(own is column for own in roles.unsure_dates):
        return LeftOut.DATE
    if columns.versions:
        return LeftOut.OTHER
    if any(own is column for own in roles.about_patient):
        return LeftOut.PATIENT
    return _of_cells(column)


def _is_repeated_id(column: TableColumn) -> bool:
    """Whether a column is called a survey id, and some rows share one."""
    named = words.rank_in(words.SURVEY_ID, column.name) is not None
    return named and len(column.profile) < column.filled


def _of_cells(column: TableColumn) -> LeftOut:
    known = known_scales()
    if are_scores(column):
        return LeftOut.SCORES
    if core_numbers(column, known):
        return LeftOut.COUNTED
    answers = answers_of(column)
    if answers and all(known.is_scale_word(text) for text in answers) and len(answers) <= 3:
        return LeftOut.YES_NO
    if has_unknown_scale(column):
        return LeftOut.WORDS
    if words.says_counted(column.name) and any(map(whole_number, answers)):
        return LeftOut.COUNTED
    return LeftOut.TEXT if answers and not _are_numbers(answers) else LeftOut.UNLIKE


def _are_numbers(answers: Mapping[str, int]) -> bool:
    numbers = sum(count for text, count in answers.items() if _NUMBER.fullmatch(text))
    return 2 * numbers >= sum(answers.values())
