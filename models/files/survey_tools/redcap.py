"""Exports of REDCap: one header row, a column per checkbox, and bookkeeping columns.

Codes or labels may stand in the headers and, apart from that, in the cells. Checkboxes are
`field___code` or "Question (choice=Option)". Repeated visits of one record have rows of their
own, told apart by event and instance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from models.files.sheets import FlattenedSheet, Sheet, ToolColumn, cell_at, question_text

HEADER_WITHIN = 3

_CHECKBOX = re.compile(r"\w+___\w+|.+\(choice=.+\)", re.DOTALL)
_STATUS = re.compile(r"\w+_complete|Complete\?")
_TIME = re.compile(r"\w+_timestamp|Survey Timestamp")
_VISIT = re.compile(
    r"redcap_(event_name|repeat_instrument|repeat_instance)|Event Name|Repeat Instrument|"
    r"Repeat Instance"
)
_OWN = re.compile(
    r"redcap_(survey_identifier|data_access_group)|Survey Identifier|Data Access Group"
)
_RECORD_ID = re.compile(r"(record|study|participant|subject|patient)[_ ]?id", re.IGNORECASE)
_UNFINISHED = "[not completed]"


def flatten_export(sheet: Sheet) -> FlattenedSheet | None:
    """Return a REDCap export as a plain table, None for any other sheet.

    The first column, the record's id, is joined with event and instance where there are any.
    Rows of which a survey was begun and none was completed are left out and counted.
    """
    for number, cells in sheet.head[:HEADER_WITHIN]:
        names = [question_text(cell) for cell in cells]
        if _is_redcap(names):
            leave_out = partial(_unfinished, _places(names, _TIME))
            return FlattenedSheet(sheet, "redcap", number, _columns(names), leave_out)
    return None


def _places(names: Sequence[str], pattern: re.Pattern[str]) -> tuple[int, ...]:
    return tuple(place for place, name in enumerate(names) if pattern.fullmatch(name))


def _is_redcap(names: Sequence[str]) -> bool:
    if len(names) < 2:
        return False
    visits_or_own = _places(names, _VISIT) + _places(names, _OWN)
    if any(names[place].startswith("redcap_") for place in visits_or_own):
        return True
    status, boxes = _places(names, _STATUS), _places(names, _CHECKBOX)
    return bool(status) and bool(boxes or visits_or_own or _RECORD_ID.fullmatch(names[0]))


def _unfinished(times: tuple[int, ...], cells: Sequence[str]) -> str | None:
    filled = {cell_at(cells, place) for place in times} - {""}
    return "unfinished" if filled == {_UNFINISHED} else None


def _columns(names: Sequence[str]) -> list[ToolColumn]:
    """Keep the record's id, when the first survey was completed, and the questions."""
    visits, times = _places(names, _VISIT), _places(names, _TIME)
    bookkeeping = {*visits, *times[1:], *_places(names, _OWN), *_places(names, _STATUS)}
    columns = [ToolColumn("record_id", (0, *visits), (names[0],))]
    for place, name in enumerate(names):
        if place and name:
            shown = "timestamp" if place in times[:1] else name
            columns.append(ToolColumn(shown, (place,), (name,), place in bookkeeping))
    return columns
