"""Exports of LimeSurvey: headers of codes, of texts, or of both as "code. text"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from models.files.sheets import (
    FlattenedSheet,
    Sheet,
    ToolColumn,
    cell_at,
    plain_name,
    question_text,
)

HEADER_WITHIN = 10

_CODE_AND_TEXT = re.compile(r"([A-Za-z]\w*(?:\[[^\]]+\])*)\.\s+(.+)", re.DOTALL)
_STANDARD = {
    "id": "responseid",
    "submitdate": "datesubmitted",
    "lastpage": "lastpage",
    "startlanguage": "startlanguage",
    "seed": "seed",
    "startdate": "datestarted",
    "datestamp": "datelastaction",
    "ipaddr": "ipaddress",
    "refurl": "referrerurl",
    "token": "accesscode",
    "firstname": "firstname",
    "lastname": "lastname",
    "email": "emailaddress",
    "interviewtime": "totaltime",
}
"""Codes of the columns that LimeSurvey adds, and their texts, as plain names."""

_TEXTS = {text: code for code, text in _STANDARD.items()}
_KEPT = {"id": "Response ID", "submitdate": "Date submitted"}
_TIMING = re.compile(r".*(Time|time)$|(Question|Group) time.*")
_SIGNS = {"submitdate", "lastpage", "startlanguage"}


def flatten_export(sheet: Sheet) -> FlattenedSheet | None:
    """Return a LimeSurvey export as a plain table, None for any other sheet.

    Questions are named by their texts where the export has them. Responses without the date of
    submission are unfinished: they are left out and counted.
    """
    for number, cells in sheet.head[:HEADER_WITHIN]:
        parts = [_code_and_text(cell) for cell in cells]
        standard = {_standard(*part): place for place, part in enumerate(parts)}
        if set(standard) >= _SIGNS:
            leave_out = partial(_unfinished, standard["submitdate"])
            return FlattenedSheet(sheet, "limesurvey", number, _columns(parts), leave_out)
    return None


def _unfinished(submitted: int, cells: Sequence[str]) -> str | None:
    return None if cell_at(cells, submitted) else "unfinished"


def _code_and_text(header: str) -> tuple[str, str]:
    """Split "code. text"; a header of one part is both."""
    header = question_text(header)
    match = _CODE_AND_TEXT.fullmatch(header)
    return (match[1], match[2]) if match else (header, header)


def _standard(code: str, text: str) -> str:
    plain = plain_name(code)
    if plain in _STANDARD:
        return plain
    return _TEXTS.get(plain_name(text), "")


def _columns(parts: Sequence[tuple[str, str]]) -> list[ToolColumn]:
    columns = []
    for place, (code, text) in enumerate(parts):
        standard = _standard(code, text)
        timed = _TIMING.fullmatch(code if code == text else text) is not None
        name = _KEPT.get(standard, text)
        if name:
            bookkeeping = timed or (standard != "" and standard not in _KEPT)
            columns.append(ToolColumn(name, (place,), (code,), bookkeeping))
    return columns
