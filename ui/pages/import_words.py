"""The import screen in words: what a column is, where a cell is, what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from models.files.mapping import Role
from models.files.preview import SHOWN_ROWS
from ui.pages.files_words import in_the_window
from ui.words import counted, number, sentence_start

if TYPE_CHECKING:
    from models.files.content import Problem
    from models.files.preview import Preview, PreviewRow, Question
    from models.intake.report import ImportReport
    from ui.pages.import_session import State


def tr(text: str) -> str:
    """Translate a sentence of the import screen."""
    return QCoreApplication.translate("import", text)


def role_words(role: Role | None) -> str:
    """Return what a column is, as its head says it; a dash where there is nothing to decide."""
    if role is None:
        return "–"
    return {
        Role.UNIT: tr("Unit"),
        Role.FACILITY: tr("Hospital"),
        Role.SITE: tr("Site"),
        Role.DISCHARGE_DATE: tr("Discharge date"),
        Role.RECEIVED_DATE: tr("Received date"),
        Role.YEAR: tr("Year"),
        Role.MONTH: tr("Month"),
        Role.SURVEY_ID: tr("Survey ID"),
        Role.MODE: tr("Mode"),
        Role.COMMENT: tr("Comment"),
        Role.ITEM: tr("Item"),
        Role.ABOUT_PATIENT: tr("About the patient"),
        Role.GROUP: tr("Group"),
        Role.WEIGHT: tr("Weight"),
        Role.IDENTIFIER: tr("Identifier"),
        Role.IGNORE: tr("Ignored"),
        Role.QUESTION: tr("Question"),
        Role.ANSWER: tr("Answer"),
        Role.PERIOD: tr("Period"),
        Role.COUNT: tr("Number of answers"),
        Role.SHARE: tr("Share of best"),
    }[role]


def role_meaning(role: Role) -> str:
    """Return what follows from a column's role, in a few words."""
    return {
        Role.UNIT: tr("the ward or unit"),
        Role.FACILITY: tr("the hospital"),
        Role.SITE: tr("part of a hospital"),
        Role.DISCHARGE_DATE: tr("decides the month"),
        Role.RECEIVED_DATE: tr("month, without discharge"),
        Role.YEAR: tr("beside a month"),
        Role.MONTH: tr("beside a year"),
        Role.SURVEY_ID: tr("knows rows again"),
        Role.MODE: tr("mail, phone, web"),
        Role.COMMENT: tr("the patient's words"),
        Role.ITEM: tr("a question about care"),
        Role.ABOUT_PATIENT: tr("health, education, stay"),
        Role.GROUP: tr("age group, admission, language"),
        Role.WEIGHT: tr("known, not used"),
        Role.IDENTIFIER: tr("never stored"),
        Role.IGNORE: tr("stays out"),
        Role.QUESTION: tr("names the row's question"),
        Role.ANSWER: tr("to the row's question"),
        Role.PERIOD: tr("month, quarter or year"),
        Role.COUNT: tr("how many answered"),
        Role.SHARE: tr("of the best answers"),
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
        return tr("Above the column names; it stays out."), tr("title")
    if row.kind == "header":
        return tr("The column names."), tr("names")
    if row.kind == "skipped":
        return tr("It stays out: {reason}.").format(reason=row.reason), _short_reason(row.reason)
    return "", ""


def _short_reason(reason: str) -> str:
    return tr("note") if "note" in reason else tr("left out")


def problem_words(problem: Problem) -> str:
    """Return where a problem is and what stands there, as in "Q2, row 9: “Alwys”"."""
    row = tr("row {row}").format(row=number(problem.row)) if problem.row is not None else ""
    where = ", ".join(part for part in (problem.column or "", row) if part)
    value = f"“{problem.value}”" if problem.value else ""
    return sentence_start(": ".join(part for part in (where, value) if part))


def left_words(open_questions: int) -> str:
    """Return what the Import button says while something must be answered first."""
    if open_questions == 1:
        return tr("1 question to answer")
    return tr("{n} questions to answer").format(n=number(open_questions))


def verdict_words(preview: Preview, report: ImportReport | None, left: int) -> str:
    """Return what can be done with a file, in one sentence."""
    if report is None:
        one = tr("One question before its rows can be counted")
        many = tr("{n} questions before its rows can be counted").format(n=number(left))
        return one if left == 1 else many
    if report.replaced:
        return tr("Ready to take the place of what is stored")
    overlap = report.overlap
    if not report.added_anything and overlap is not None and overlap.rows_changed:
        return tr("Nothing new, but rows with other answers than are stored")
    if not report.added_anything:
        return tr("Nothing new: its rows are stored already")
    if report.rows_rejected * MANY_SKIPPED >= report.rows_read > 0:
        told = tr("Ready, but {skipped} of {rows} rows stay out")
        return told.format(skipped=number(report.rows_rejected), rows=number(report.rows_read))
    if preview.applied == "remembered" and not preview.differences:
        return tr("Read as last time, and ready")
    guesses = sum(question.default is not None for question in preview.questions)
    things = guesses + len(report.unit_spellings) + bool(overlap is not None and overlap.stored)
    if things:
        looks = counted(things, tr("thing to look at"), tr("things to look at"))
        return tr("Ready, with {things}").format(things=looks)
    return tr("Ready to import")


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
        from models.intake.report import no_unit_note  # loaded with the report, not for a preview

        elsewhere = no_unit_note(report.rows_without_unit)
        notes = tuple(note for note in report.notes if note != elsewhere)
    return [words for note in notes if (words := in_the_window(note))]


def sheet_words(preview: Preview, report: ImportReport | None) -> str:
    """Return what kind of file it is, in one line: sheet, header, questionnaire, units."""
    parts = []
    if preview.sheet:
        parts.append(tr("Sheet “{sheet}”").format(sheet=preview.sheet))
    headers = [row.number for row in preview.rows if row.kind == "header"]
    if headers and headers not in ([0], [1]):
        parts.append(_header_words(headers))
    if preview.instrument_name:
        parts.append(preview.instrument_name)
    if report is not None and report.units:
        parts.append(counted(report.units, tr("unit"), tr("units")))
    return sentence_start(" · ".join(parts))


def rows_words(preview: Preview) -> str:
    """Return how many of the file's rows are shown."""
    shown = len(preview.rows)
    total = next((sheet.rows for sheet in preview.sheets if sheet.chosen), None)
    if preview.complete and (total is None or shown >= total) and shown < SHOWN_ROWS:
        return tr("All {rows}").format(rows=counted(shown, tr("row"), tr("rows")))
    first = tr("The first {rows}").format(rows=counted(shown, tr("row"), tr("rows")))
    if preview.complete and total is not None and total > shown:
        return f"{first} {tr('of {n}').format(n=number(total))}"
    return first


def _header_words(rows: Sequence[int]) -> str:
    if len(rows) == 1:
        return tr("column names in row {row}").format(row=number(rows[0]))
    return tr("column names in rows {first}–{last}").format(
        first=number(rows[0]), last=number(rows[-1])
    )


def stays_out_words(rows: Sequence[PreviewRow]) -> str:
    """Return which of the shown rows stay out as titles and notes, empty when none does."""
    titles = [row.number for row in rows if row.kind == "title"]
    if not titles:
        return ""
    if len(titles) == 1:
        return tr("Row {row} is a title and stays out.").format(row=number(titles[0]))
    return tr("Rows {first}–{last} are titles and stay out.").format(
        first=number(titles[0]), last=number(titles[-1])
    )


def tab_words(state: State, report: ImportReport | None, left: int) -> str:
    """Return in a few words where an opened file is."""
    if state.value == "found" and report is not None:
        counts = report.units if report.tallies_added else 0
        ready = report.responses_added or report.benchmarks_added or counts
        return tr("{n} ready").format(n=number(ready)) if ready else tr("nothing new")
    return {
        "locked": tr("password"),
        "asking": counted(left, tr("question"), tr("questions")) if left else tr("not usable"),
        "refused": tr("not usable"),
        "importing": tr("importing…"),
        "imported": tr("imported"),
    }.get(state.value, "")
