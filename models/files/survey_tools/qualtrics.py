"""Exports of Qualtrics: two or three header rows, technical columns, previews among the rows.

Today's exports have the field ids, the question texts in the survey's language, and a row of
ImportIds; older ones have the ids V1, V2 ... and the texts only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from models.files.sheets import (
    FlattenedSheet,
    Row,
    Sheet,
    ToolColumn,
    cell_at,
    plain_name,
    question_text,
)
from models.language import N_, _

HEADER_WITHIN = 10
ONLY_TESTS = N_("These are test responses from Qualtrics, not patients' answers.")

_IMPORT_ID = re.compile(r"""\{\s*['"]ImportId['"]""")
_LEGACY_ID = re.compile(r"V\d+")
_KEPT = {"responseid", "enddate", "recordeddate", "distributionchannel"}
_BOOKKEEPING = {
    *("responseset", "ipaddress", "startdate", "status", "finished", "progress"),
    *("durationinseconds", "recipientlastname", "recipientfirstname", "recipientemail"),
    *("name", "emailaddress", "externaldatareference"),
    *("userlanguage", "qrecaptchascore"),
    *("locationlatitude", "locationlongitude", "locationaccuracy"),
}
_DERIVED = re.compile(r"\w+_NPS_GROUP|\w+_DO(_\d+)?")
"""Ids of columns that say again what another one tells: groups of ratings, orders of showing."""

_UNFINISHED = {"0", "false"}
_PREVIEW = {"1", "9", "17", "survey preview", "preview", "spam preview", "offline preview"}
_SPAM = {"8", "12", "spam", "imported spam"}
_TEST = {"2", "survey test", "test"}


class _Headers(NamedTuple):
    row: int
    ids: list[str]
    texts: list[str]


def flatten_export(sheet: Sheet) -> FlattenedSheet | None:
    """Return a Qualtrics export as a plain table, None for any other sheet.

    Questions are named by their texts, where a text stands twice with the field id behind it.
    Previews, spam and unfinished responses are left out and counted. Responses that Qualtrics
    made up as a test are left out when there are others; a file of nothing else is kept.
    """
    headers = _find_headers(sheet.head)
    if headers is None:
        return None
    standard = {_standard(headers, place): place for place in range(len(headers.ids))}
    standard.pop("", None)
    finished, progress = standard.get("finished"), standard.get("progress")
    status, channel = standard.get("status"), standard.get("distributionchannel")

    def tested(cells: Sequence[str]) -> bool:
        return cell_at(cells, status) in _TEST or cell_at(cells, channel) == "test"

    below = [cells for number, cells in sheet.head if number > headers.row]
    only_tests = bool(below) and all(map(tested, below))

    def leave_out(cells: Sequence[str]) -> str | None:
        if cell_at(cells, status) in _PREVIEW or cell_at(cells, channel) == "preview":
            return "preview"
        if cell_at(cells, status) in _SPAM:
            return "spam"
        if tested(cells) and not only_tests:
            return "test"
        percent = cell_at(cells, progress)
        if cell_at(cells, finished) in _UNFINISHED or (percent.isdecimal() and int(percent) < 100):
            return "unfinished"
        return None

    assumed = [_(ONLY_TESTS)] if only_tests else []
    return FlattenedSheet(sheet, "qualtrics", headers.row, _columns(headers), leave_out, assumed)


def _find_headers(head: Sequence[Row]) -> _Headers | None:
    for place, (number, cells) in enumerate(head[:HEADER_WITHIN]):
        filled = [cell.strip() for cell in cells if cell.strip()]
        if place >= 2 and filled and all(_IMPORT_ID.match(cell) for cell in filled):
            return _Headers(number, head[place - 2][1], head[place - 1][1])
        legacy = [cell.strip() for cell in cells[:3]]
        if place + 1 < len(head) and all(_LEGACY_ID.fullmatch(cell) for cell in legacy):
            below, texts = head[place + 1]
            if "responseid" in {plain_name(text) for text in texts}:
                return _Headers(below, cells, texts)
    return None


def _standard(headers: _Headers, place: int) -> str:
    """Return the plain name of a column that Qualtrics adds by itself, "" for questions."""
    shown = headers.texts[place] if place < len(headers.texts) else ""
    for text in (headers.ids[place], shown if _is_legacy(headers, place) else ""):
        name = plain_name(text)
        if name in _KEPT or name in _BOOKKEEPING:
            return name
    return ""


def _is_legacy(headers: _Headers, place: int) -> bool:
    return _LEGACY_ID.fullmatch(headers.ids[place].strip()) is not None


def _columns(headers: _Headers) -> list[ToolColumn]:
    texts = [question_text(text) for text in headers.texts]
    standards = [_standard(headers, place) for place in range(len(headers.ids))]
    bookkeeping = _BOOKKEEPING | ({"enddate"} if "recordeddate" in standards else set())
    columns = []
    for place, field in enumerate(headers.ids):
        field, text = field.strip(), texts[place] if place < len(texts) else ""
        if not (field or text):
            continue
        if standards[place]:
            name = text if _is_legacy(headers, place) else field
        else:
            name = text.removesuffix(" - Selected Choice") or field
            if text and texts.count(text) > 1:
                name = f"{name} [{field}]"
        is_added = standards[place] in bookkeeping or _DERIVED.fullmatch(field) is not None
        columns.append(ToolColumn(name, (place,), (field,), is_added))
    return columns
