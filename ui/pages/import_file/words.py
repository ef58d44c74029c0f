"""The import screen in words: what a column is, where a cell is, what is left to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt

from models.errors import UserError
from models.files.mapping import Role
from models.files.preview import SHOWN_ROWS
from ui.text import errors
from ui.text.formats import counted, number, sentence_start
from ui.text.language import _
from ui.text.left_out import left_out_lines

if TYPE_CHECKING:
    from models.files.content import Problem
    from models.files.preview import Preview, PreviewRow
    from models.files.questions import Question
    from models.importing import ImportReport
    from ui.pages.import_file.session import State


def added_words(report: ImportReport) -> str:
    """Return what a file brings, as in "412 surveys" or "27,010 published figures"."""
    if report.responses_added:
        return counted(report.responses_added, "survey", "surveys")
    if report.benchmarks_added:
        return counted(report.benchmarks_added, "published score", "published scores")
    return counted(report.units, "unit of counts", "units of counts")


def summary_words(report: ImportReport) -> str:
    """Return the counts of a file in one line, as in "412 ready · 38 seen before"."""
    parts = []
    if report.responses_added and not report.benchmarks_added:
        parts.append(_("{n} ready").format(n=number(report.responses_added)))
    elif report.added_anything:
        parts.append(_("{what} ready").format(what=added_words(report)))
    else:
        parts.append(_("Nothing new"))
    return " · ".join([*parts, *set_aside_words(report)])


def imported_words(report: ImportReport) -> str:
    """Return what an import brought, as in "412 surveys imported · 38 seen before"."""
    if report.added_anything:
        first = _("{what} imported").format(what=added_words(report))
    else:
        first = _("Nothing new to import")
    return " · ".join([first, *set_aside_words(report)])


def set_aside_words(report: ImportReport) -> list[str]:
    """Return what was not used as it stood, and what was known before."""
    parts = []
    if report.cells_blanked:
        cells = counted(report.cells_blanked, "cell", "cells")
        parts.append(_("{cells} left blank").format(cells=cells))
    if report.rows_rejected:
        rows = counted(report.rows_rejected, "row", "rows")
        parts.append(_("{rows} left out").format(rows=rows))
    if report.duplicates_skipped:
        parts.append(_("{n} already stored").format(n=number(report.duplicates_skipped)))
    return parts


def format_words(format_: str, instrument: str | None, names: Mapping[str, str]) -> str:
    """Return in words what kind of file it is: the questionnaire's name, or the family's."""
    kinds = {
        "cms_hospital": _("Care Compare, hospitals"),
        "cms_state": _("Care Compare, states"),
        "cms_national": _("Care Compare, nation"),
        "counts": _("Answer counts by unit"),
    }
    if instrument is not None and instrument in names:
        return names[instrument]
    return kinds.get(format_) or _("One row per respondent")


def refusal_hint(error: UserError) -> str:
    """Return what to do next, in terms of the window instead of the command line."""
    hints = {
        "no_unit": _("Choose the column that names the unit or ward."),
        "version_unclear": _("Choose the questionnaire, or the column with the discharge date."),
        "other_questionnaire": _("Choose another questionnaire, or choose Automatic."),
        "unknown_instrument": _("Choose another questionnaire, or choose Automatic."),
        "unknown_sheet": _("Choose another sheet."),
        "no_sheets": _("This file has only one table."),
        "unknown_column": _("Choose another column."),
        "no_such_column": _("Choose another column."),
        "empty_table": _("Export the file again, with the answers."),
        "encoding_unclear": _("Save the file as UTF-8, or choose the text encoding."),
        "other_encoding": _("Choose another text encoding, or choose Automatic."),
        "no_encoding": _("This file states its own text encoding."),
    }
    return hints.get(error.code) or in_the_window(errors.hint(error))


def in_the_window(text: str) -> str:
    """Return a reader's sentences without what only the command line can do."""
    text = text.replace("choose another with --encoding", _("choose another below"))
    sentences = text.replace(". ", ".\n").split("\n")
    return " ".join(sentence for sentence in sentences if "--" not in sentence)


def refusal_words(error: UserError, file_name: str) -> str:
    """Return what is wrong and where within the file; the file's name stands above it."""
    place = error.where
    within = replace(place, file="") if place.file == file_name else place
    return sentence_start(errors.sentence_at(within, error))


def moment_words(stamp: str) -> str:
    """Return a UTC time (ISO 8601) as the locale writes day and time here."""
    moment = QDateTime.fromString(stamp, Qt.DateFormat.ISODate).toLocalTime()
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)


def role_words(role: Role | None) -> str:
    """Return what a column is, as its head says it; a dash where there is nothing to decide."""
    if role is None:
        return "–"
    return {
        Role.UNIT: _("Unit"),
        Role.FACILITY: _("Hospital"),
        Role.SITE: _("Site"),
        Role.DISCHARGE_DATE: _("Discharge date"),
        Role.RECEIVED_DATE: _("Received date"),
        Role.YEAR: _("Year"),
        Role.MONTH: _("Month"),
        Role.SURVEY_ID: _("Survey ID"),
        Role.MODE: _("Mode"),
        Role.COMMENT: _("Comment"),
        Role.ITEM: _("Survey question"),
        Role.ABOUT_PATIENT: _("About the patient"),
        Role.GROUP: _("Group"),
        Role.WEIGHT: _("Survey weight"),
        Role.IDENTIFIER: _("Identifier"),
        Role.IGNORE: _("Ignored"),
        Role.QUESTION: _("Question"),
        Role.ANSWER: _("Answer"),
        Role.PERIOD: _("Period"),
        Role.COUNT: _("Answer count"),
        Role.SHARE: _("% best answer"),
    }[role]


def role_meaning(role: Role) -> str:
    """Return what follows from a column's role, in a few words."""
    return {
        Role.UNIT: _("nursing unit or ward"),
        Role.FACILITY: _("the hospital"),
        Role.SITE: _("part of a hospital"),
        Role.DISCHARGE_DATE: _("sets the month"),
        Role.RECEIVED_DATE: _("sets the month if no discharge date"),
        Role.YEAR: _("goes with a month"),
        Role.MONTH: _("goes with a year"),
        Role.SURVEY_ID: _("prevents double counting"),
        Role.MODE: _("mail, phone, or web"),
        Role.COMMENT: _("the patient's words"),
        Role.ITEM: _("a question about care"),
        Role.ABOUT_PATIENT: _("health, education, or stay"),
        Role.GROUP: _("age group, admission, or language"),
        Role.WEIGHT: _("not used"),
        Role.IDENTIFIER: _("never stored"),
        Role.IGNORE: _("not imported"),
        Role.QUESTION: _("the question in each row"),
        Role.ANSWER: _("the answer in each row"),
        Role.PERIOD: _("month, quarter, or year"),
        Role.COUNT: _("how many answered"),
        Role.SHARE: _("share of best answers"),
    }[role]


MANY_SKIPPED = 10
"""When one row in so many is skipped or more, that is said first."""

LONGEST_NAME = 40
"""Letters of a column's name in a question; some senders' names are whole questions."""

NAME_START = 14
"""Letters of such a name that stand before the ellipsis; the rest are its last ones."""

STAYS_OUT = frozenset([Role.IGNORE, Role.IDENTIFIER, Role.WEIGHT])
"""Roles of columns whose cells are not stored."""


def row_words(row: PreviewRow) -> tuple[str, str]:
    """Return why a row of the file stays out, in full and in a word for the margin."""
    if row.kind == "title":
        return _("Above the column names. Not imported."), _("title")
    if row.kind == "header":
        return _("The column names."), _("names")
    if row.kind == "skipped":
        return _("Not imported: {reason}.").format(reason=row.reason), _short_reason(row.reason)
    return "", ""


def _short_reason(reason: str) -> str:
    return _("note") if "note" in reason else _("left out")


def problem_words(problem: Problem) -> str:
    """Return where a problem is and what stands there, as in "Q2, row 9: “Alwys”"."""
    row = _("row {row}").format(row=number(problem.row)) if problem.row is not None else ""
    where = ", ".join(part for part in (problem.column or "", row) if part)
    value = f"“{problem.value}”" if problem.value else ""
    return sentence_start(": ".join(part for part in (where, value) if part))


def left_words(open_questions: int) -> str:
    """Return what the Import button says while something must be answered first."""
    if open_questions == 1:
        return _("1 question to answer")
    return _("{n} questions to answer").format(n=number(open_questions))


def verdict_words(preview: Preview, report: ImportReport | None, left: int) -> str:
    """Return what can be done with a file, in one sentence."""
    if report is None:
        one = _("One question before we can import")
        many = _("{n} questions before we can import").format(n=number(left))
        return one if left == 1 else many
    if report.replaced:
        return _("Ready to replace what's stored")
    overlap = report.overlap
    if not report.added_anything and overlap is not None and overlap.rows_changed:
        return _("Nothing new, but some answers differ from what's stored")
    if not report.added_anything:
        return _("Nothing new. All rows are already stored.")
    if report.rows_rejected * MANY_SKIPPED >= report.rows_read > 0:
        told = _("Ready, but {skipped} of {rows} rows are left out")
        return told.format(skipped=number(report.rows_rejected), rows=number(report.rows_read))
    if preview.applied == "remembered" and not preview.differences:
        return _("Ready. Read like last time.")
    guesses = sum(question.default is not None for question in preview.questions)
    things = guesses + len(report.unit_spellings) + bool(overlap is not None and overlap.stored)
    if things:
        looks = counted(things, "thing to check", "things to check")
        return _("Ready, with {things}").format(things=looks)
    return _("Ready to import")


def question_words(question: Question) -> str:
    """Return a question with the names of its columns cut short."""
    text = question.text
    for name in sorted(question.columns, key=len, reverse=True):
        if len(name) > LONGEST_NAME:
            start, end = name[:NAME_START].rstrip(), name[NAME_START - LONGEST_NAME :].lstrip()
            text = text.replace(name, f"{start}…{end}")  # senders' names begin alike
    return text


def note_words(report: ImportReport | None, preview: Preview) -> list[str]:
    """Return the reader's sentences for the window, without what stands elsewhere on it."""
    if report is None:
        notes = preview.notes
    else:
        from models.importing import no_unit_note

        elsewhere = no_unit_note(report.rows_without_unit)
        notes = tuple(note for note in report.notes if note != elsewhere)
    words = [shown for note in notes if (shown := in_the_window(note))]
    return words if report is None else [*words, *left_out_lines(report.left_out)]


def sheet_words(preview: Preview, report: ImportReport | None) -> str:
    """Return what kind of file it is, in one line: sheet, header, questionnaire, units."""
    parts = []
    if preview.sheet:
        parts.append(_("Sheet “{sheet}”").format(sheet=preview.sheet))
    headers = [row.number for row in preview.rows if row.kind == "header"]
    if headers and headers not in ([0], [1]):
        parts.append(_header_words(headers))
    if preview.instrument_name:
        parts.append(preview.instrument_name)
    if report is not None and report.units:
        parts.append(counted(report.units, "unit", "units"))
    return sentence_start(" · ".join(parts))


def rows_words(preview: Preview) -> str:
    """Return how many of the file's rows are shown."""
    shown = len(preview.rows)
    total = next((sheet.rows for sheet in preview.sheets if sheet.chosen), None)
    if preview.complete and (total is None or shown >= total) and shown < SHOWN_ROWS:
        return _("Showing all {rows}").format(rows=counted(shown, "row", "rows"))
    first = _("Showing the first {rows}").format(rows=counted(shown, "row", "rows"))
    if preview.complete and total is not None and total > shown:
        return f"{first} {_('of {n}').format(n=number(total))}"
    return first


def _header_words(rows: Sequence[int]) -> str:
    if len(rows) == 1:
        return _("column names in row {row}").format(row=number(rows[0]))
    return _("column names in rows {first}–{last}").format(
        first=number(rows[0]), last=number(rows[-1])
    )


def stays_out_words(rows: Sequence[PreviewRow]) -> str:
    """Return which of the shown rows stay out as titles and notes, empty when none does."""
    titles = [row.number for row in rows if row.kind == "title"]
    if not titles:
        return ""
    if len(titles) == 1:
        return _("Row {row} is a title. Not imported.").format(row=number(titles[0]))
    return _("Rows {first}–{last} are titles. Not imported.").format(
        first=number(titles[0]), last=number(titles[-1])
    )


def tab_words(state: State, report: ImportReport | None, left: int) -> str:
    """Return in a few words where an opened file is."""
    if state.value == "found" and report is not None:
        counts = report.units if report.tallies_added else 0
        ready = report.responses_added or report.benchmarks_added or counts
        return _("{n} ready").format(n=number(ready)) if ready else _("nothing new")
    return {
        "locked": _("password"),
        "asking": counted(left, "question", "questions") if left else _("can't be used"),
        "refused": _("can't be used"),
        "importing": _("importing…"),
        "imported": _("imported"),
    }.get(state.value, "")
