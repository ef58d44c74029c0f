"""A patient-level HCAHPS XML file as a sheet: a column per element, a row per patient."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any, NoReturn

from models.errors import FileRefused
from models.files.content import Progress
from models.files.sheets.rows import Row
from models.files.sheets.sheet import MemorySheet
from models.files.sheets.workbook import child_messages
from models.files.source import FileFacts

SURVEY_ID = "survey id"
"""The column made of month and patient-id: a patient-id need be unique within its month only."""

PATIENT_ID = "patient-id"
MONTH = "discharge month"
MODE = "survey mode"
FACILITY = "provider"

_REFUSALS = frozenset({"xml_damaged", "xml_doctype", "xml_other"})


class HcahpsXmlSheet(MemorySheet):
    """The patients of the file who answered; row numbers count all its patients from 1.

    Before the columns of the elements stand four made for reading: SURVEY_ID, MONTH (YYYY-MM),
    MODE (the code) and FACILITY. `response` are the names of the elements that hold answers.
    `silent` counts the patients without an answer by survey-status, `not_counted` those whose
    answers do not count by it.
    """

    def __init__(self, first: Mapping[str, Any], rows: list[Row]) -> None:
        self.response = frozenset(first["response"])
        self.silent: dict[str, int] = first["silent"]
        self.not_counted: dict[str, int] = first["not_counted"]
        super().__init__(None, False, list(_with_facts(first["header"], rows)))
        self.header_row = 0


def read_hcahps_xml(facts: FileFacts, progress: Progress) -> HcahpsXmlSheet:
    """Read the file in a child process with limits. Raises FileRefused for any other XML."""
    rows: list[Row] = []
    ended = False
    with closing(child_messages(facts, progress)) as messages:
        first = next(messages, None)
        if not isinstance(first, dict) or "header" not in first:
            _refuse(facts, first)
        for message in messages:
            if isinstance(message, list):
                rows.extend((number, cells) for number, cells in message[1])
            else:
                ended = ended or "end" in message
    if not ended:
        _refuse(facts, None)
    if len(rows) < 2:
        patients = sum(first["silent"].values()) + sum(first["not_counted"].values())
        raise FileRefused("no_rows", why="nobody-answered", where=facts.name, patients=patients)
    return HcahpsXmlSheet(first, rows)


def _refuse(facts: FileFacts, first: Any) -> NoReturn:
    code = first.get("refused") if isinstance(first, dict) else None
    code = code if code in _REFUSALS else "xml_damaged"
    raise FileRefused(code, where=facts.name)


def _with_facts(header: Mapping[str, str], rows: list[Row]) -> Iterator[Row]:
    names = rows[0][1]
    yield 0, [SURVEY_ID, MONTH, MODE, FACILITY, *names]
    for number, cells in rows[1:]:
        own = dict(zip(names, cells, strict=False))

        def value(name: str, own: Mapping[str, str] = own) -> str:
            return own.get(name) or header.get(name, "")

        month = _month(value("discharge-yr"), value("discharge-month"))
        patient = value(PATIENT_ID)
        made = [
            f"{month}/{patient}" if patient else "",
            month,
            value("survey-mode"),
            header.get("provider-name") or value("provider-id"),
        ]
        yield number, [*made, *cells]


def _month(year: str, month: str) -> str:
    """Return YYYY-MM, or what stands there when it is no year and month."""
    return f"{year}-{month.zfill(2)}" if year or month else ""
