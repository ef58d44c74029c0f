"""A preview of an invented vendor's file, made by hand, and what its dry run would report."""

from __future__ import annotations

from typing import Any

from models.files.content import Problem
from models.files.mapping.value import Direction, Mapping, Role
from models.files.preview.preview import (
    Certainty,
    ColumnPreview,
    Preview,
    PreviewRow,
    RowKind,
    SheetPreview,
)
from models.files.questions import Choice, Question, QuestionKind
from models.importing.report import ImportReport

WORDS = ("Never", "Sometimes", "Usually", "Always")
RATING = Question(
    "direction:rating",
    ("Rating",),
    "Which is the best rating, 5 or 1?",
    (
        Choice("highest", "5 is best", "row 4, “5”, is a best answer"),
        Choice("lowest", "1 is best", "row 5, “1”, is a best answer"),
    ),
    "highest",
)
DATES = Question(
    "dates",
    ("Disch",),
    "In 10/02/2026, is the month or the day first?",
    (
        Choice("month first", "The month", "October 2, 2026"),
        Choice("day first", "The day", "February 10, 2026"),
    ),
)
ORDER = Question(
    "order:q33",
    ("Q33",),
    "In which order are these answers?",
    tuple(Choice(word, word) for word in ("Yes", "No", "Partly")),
    kind=QuestionKind.ORDER,
)


def column(place: int, name: str, role: Role | None, **more: Any) -> ColumnPreview:
    certainty = more.pop("certainty", Certainty.SURE)
    return ColumnPreview(place, name, role, certainty, "Its cells say so.", **more)


COLUMNS = (
    column(0, "No", Role.SURVEY_ID),
    column(1, "Ward", Role.UNIT, examples=("4 West", "3 East")),
    column(2, "Disch", Role.DISCHARGE_DATE),
    column(3, "Q1", Role.ITEM, label="Nurses: respect", answers=WORDS, best=("Always",)),
    column(4, "Q2", Role.ITEM, label="Nurses: listened", answers=WORDS, best=("Always",)),
    column(
        5,
        "Rating",
        Role.ITEM,
        certainty=Certainty.UNSURE,
        answers=("1", "2", "3", "4", "5"),
        best=("5",),
        direction=Direction.HIGHEST,
        values=(("5", 30), ("1", 4)),
    ),
    column(6, "Bed", Role.IGNORE),
)

ROWS = (
    PreviewRow(1, ("Riverside Hospital",), RowKind.TITLE),
    PreviewRow(3, tuple(c.name for c in COLUMNS), RowKind.HEADER),
    PreviewRow(4, ("1", "4 West", "10/02/2026", "Always", "Alwys", "5", "12"), RowKind.DATA),
    PreviewRow(5, ("2", "3 East", "10/03/2026", "Never", "Usually", "1", "13"), RowKind.DATA),
    PreviewRow(6, ("End of report",), RowKind.SKIPPED, "note below the data"),
)

PROBLEMS = (
    Problem(4, "Q2", "Alwys", "No answer of this question; the cell was left blank."),
    Problem(900, "Rating", "12", "The scale ends at 5; the cell was left blank."),
    Problem(700, None, None, "The row has more cells than columns.", rejects_row=True),
)


def preview(**changes: Any) -> Preview:
    """Return the preview, with some of its fields changed."""
    fields: dict[str, Any] = {
        "file": "october.xlsx",
        "format": "respondents",
        "instrument": None,
        "instrument_name": None,
        "sheets": (
            SheetPreview("Answers", 7, 5, True, True),
            SheetPreview("Codes", 2, 9, False, False),
        ),
        "sheet": "Answers",
        "rows": ROWS,
        "columns": COLUMNS,
        "questions": (),
        "mapping": Mapping(),
        "mappable": True,
        "complete": True,
    }
    return Preview(**(fields | changes))


def report(**changes: Any) -> ImportReport:
    """Return the report of a dry run, with some of its fields changed."""
    fields: dict[str, Any] = {
        "file": "october.xlsx",
        "format": "respondents",
        "instrument": None,
        "sheet": "Answers",
        "rows_read": 451,
        "responses_added": 412,
        "tallies_added": 900,
        "benchmarks_added": 0,
        "duplicates_skipped": 38,
        "rows_rejected": 1,
        "cells_blanked": 2,
        "units": 3,
        "batch": None,
        "problems": PROBLEMS,
        "problems_total": 3,
        "notes": ("Units come from Ward.",),
        "dry_run": True,
    }
    return ImportReport(**(fields | changes))
