"""Files and imports in words: what is in a file, what an import brought, why one was refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from models.errors import UserError
from ui.words import counted, number

if TYPE_CHECKING:
    from models.files.content import Problem
    from models.intake.report import ImportReport


def tr(text: str) -> str:
    """Translate a sentence of this page."""
    return QCoreApplication.translate("files", text)


def added_words(report: ImportReport) -> str:
    """Return what a file brings, as in "412 surveys" or "27,010 published figures"."""
    if report.responses_added:
        return counted(report.responses_added, tr("survey"), tr("surveys"))
    if report.benchmarks_added:
        return counted(report.benchmarks_added, tr("published figure"), tr("published figures"))
    return counted(report.units, tr("unit's counts"), tr("units' counts"))


def summary_words(report: ImportReport) -> str:
    """Return the counts of a file in one line, as in "412 ready · 38 seen before"."""
    parts = []
    if report.responses_added and not report.benchmarks_added:
        parts.append(tr("{n} ready").format(n=number(report.responses_added)))
    elif report.added_anything:
        parts.append(tr("{what} ready").format(what=added_words(report)))
    else:
        parts.append(tr("Nothing new"))
    return " · ".join([*parts, *set_aside_words(report)])


def imported_words(report: ImportReport) -> str:
    """Return what an import brought, as in "412 surveys imported · 38 seen before"."""
    if report.added_anything:
        first = tr("{what} imported").format(what=added_words(report))
    else:
        first = tr("Nothing new to import")
    return " · ".join([first, *set_aside_words(report)])


def set_aside_words(report: ImportReport) -> list[str]:
    """Return what was not used as it stood, and what was known before."""
    parts = []
    if report.cells_blanked:
        cells = counted(report.cells_blanked, tr("cell"), tr("cells"))
        parts.append(tr("{cells} left blank").format(cells=cells))
    if report.rows_rejected:
        rows = counted(report.rows_rejected, tr("row"), tr("rows"))
        parts.append(tr("{rows} left out").format(rows=rows))
    if report.duplicates_skipped:
        parts.append(tr("{n} seen before").format(n=number(report.duplicates_skipped)))
    return parts


def about_words(report: ImportReport, names: Mapping[str, str]) -> str:
    """Return what kind of file it is, from which sheet, about how many units."""
    parts = []
    if report.sheet:
        parts.append(tr("Sheet “{sheet}”").format(sheet=report.sheet))
    parts.append(format_words(report.format, report.instrument, names))
    if report.units:
        parts.append(counted(report.units, tr("unit"), tr("units")))
    return " · ".join(parts)


def problem_place(problem: Problem) -> str:
    """Return where a problem is and what stands there, as in "Q2, row 9: “Alwys”"."""
    row = tr("row {row}").format(row=number(problem.row)) if problem.row is not None else ""
    where = ", ".join(part for part in (problem.column or "", row) if part)
    value = f"“{problem.value}”" if problem.value else ""
    return ": ".join(part for part in (where, value) if part)


def format_words(format_: str, instrument: str | None, names: Mapping[str, str]) -> str:
    """Return in words what kind of file it is: the questionnaire's name, or the family's."""
    kinds = {
        "cms_hospital": tr("Care Compare, hospitals"),
        "cms_state": tr("Care Compare, states"),
        "cms_national": tr("Care Compare, nation"),
        "counts": tr("Answer counts by unit"),
    }
    if instrument is not None and instrument in names:
        return names[instrument]
    return kinds.get(format_) or tr("One row per respondent")


def refusal_hint(error: UserError) -> str:
    """Return what to do next, in terms of the window instead of the command line."""
    hints = {
        "no_unit": tr("Choose the column that names the unit or ward."),
        "version_unclear": tr("Choose the questionnaire, or the column with the discharge date."),
        "other_questionnaire": tr("Choose another questionnaire, or let it be found."),
        "unknown_instrument": tr("Choose another questionnaire, or let it be found."),
        "unknown_sheet": tr("Choose one of its sheets."),
        "no_sheets": tr("It is read as one table."),
        "unknown_column": tr("Choose one of its columns."),
        "no_such_column": tr("Choose one of its columns."),
        "empty_table": tr("Export it again with the answers in it."),
        "encoding_unclear": tr("Save it as UTF-8, or choose how its letters are written."),
        "other_encoding": tr("Choose how its letters are written, or let it be found."),
        "no_encoding": tr("It says itself how its letters are written."),
    }
    return hints.get(error.code) or in_the_window(error.hint)


def in_the_window(text: str) -> str:
    """Return a reader's sentences without what only the command line can do."""
    text = text.replace("name another with --encoding", tr("choose another below"))
    sentences = text.replace(". ", ".\n").split("\n")
    return " ".join(sentence for sentence in sentences if "--" not in sentence)


def refusal_words(error: UserError, file_name: str) -> str:
    """Return what is wrong and where within the file; the file's name stands above it."""
    where = error.where.removeprefix(file_name).strip(", ")
    return f"{where[:1].upper()}{where[1:]}: {error.what}" if where else error.what


def moment_words(stamp: str) -> str:
    """Return a UTC time (ISO 8601) as the locale writes day and time here."""
    moment = QDateTime.fromString(stamp, Qt.DateFormat.ISODate).toLocalTime()
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
