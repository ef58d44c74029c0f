"""Reports as files in a folder: which there are for a unit or a hospital, and their names."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import UsageProblem, UserError
from models.export.document import Document, Workbook
from models.export.gather import (
    HospitalReport,
    UnitReport,
    hospital_report,
    report_period,
    reported_units,
    unit_report,
)
from models.survey import Period, Unit, month_label
from ui.base.theme import LIGHT, load_theme
from ui.report.colors import palette
from ui.text.language import _

if TYPE_CHECKING:
    from models.store.database import Database
    from ui.charts.canvas import Style

Progress = Callable[[str, float | None], None]

PPTX, XLSX, PDF, HTML, CSV, PARQUET = "pptx", "xlsx", "pdf", "html", "csv", "parquet"


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """What was written. `left_out` are units without enough surveys in the months."""

    folder: Path
    files: tuple[Path, ...]
    left_out: tuple[str, ...]
    period: Period

    def to_json(self) -> dict[str, Any]:
        return {
            "folder": str(self.folder),
            "files": [str(file.relative_to(self.folder)) for file in self.files],
            "left_out": list(self.left_out),
            "period": self.period.to_json(),
        }


def write_reports(
    db: Database,
    *,
    unit: Unit | None,
    period: Period | None,
    formats: Sequence[str],
    folder: Path,
    paper: str | None,
    today: date,
    progress: Progress,
) -> ReportFiles:
    """Write the reports of a unit, or of all units and their hospitals (None).

    `period` None takes the last whole quarter with enough surveys. A PDF comes with a web page
    that says the same. Raises UsageProblem when no unit has surveys, UserError when a file
    cannot be written.
    """
    groups = _groups(db, unit)
    if not any(groups.values()):
        raise UsageProblem("nothing-to-report")
    files: list[Path] = []
    left_out: list[str] = []
    used = period or Period()
    for facility, units in groups.items():
        place = folder / safe_name(facility) if len(groups) > 1 else folder
        writer = _Writer(db, place, tuple(formats), paper, today, progress)
        used = period or report_period(db, units, today)
        if unit is not None:
            writer.unit(unit_report(db, unit, used, today))
        else:
            progress(facility, None)
            found = hospital_report(db, units, used, today)
            left_out += found.left_out
            writer.hospital(found)
        writer.tables(facility if unit is None else unit.name, units, used)
        files += writer.files
    return ReportFiles(folder, tuple(files), tuple(left_out), used)


def _groups(db: Database, unit: Unit | None) -> dict[str, list[Unit]]:
    return {unit.facility: [unit]} if unit is not None else reported_units(db)


class _Writer:
    """Writes one report after the other into a folder and remembers the files."""

    def __init__(
        self,
        db: Database,
        folder: Path,
        formats: tuple[str, ...],
        paper: str | None,
        today: date,
        progress: Progress,
    ) -> None:
        self._db = db
        self._folder = folder
        self._formats = formats
        self._paper = paper
        self._today = today
        self._progress = progress
        self._style = _paper_style() if {PDF, HTML, PPTX, XLSX}.intersection(formats) else None
        self.files: list[Path] = []

    def unit(self, report: UnitReport) -> None:
        """Write the files about one unit."""
        from ui.report.handout import unit_document
        from ui.report.workbook import unit_workbook

        self._progress(report.unit.name, None)
        place = f"{report.unit.site} " if report.unit.site else ""
        name = f"{place}{report.unit.name} {_months(report.period)}"
        self._documents(name, unit_document(report, self._today))
        if XLSX in self._formats:
            self._workbook(name, unit_workbook(report, self._today))

    def hospital(self, report: HospitalReport) -> None:
        """Write the files about a hospital, then about each of its units."""
        from ui.report.handout import hospital_document
        from ui.report.workbook import hospital_workbook

        name = f"{report.facility} {_months(report.period)}"
        self._documents(name, hospital_document(report, self._today))
        if XLSX in self._formats:
            self._workbook(name, hospital_workbook(report, self._today))
        for each in report.units:
            self.unit(each)

    def tables(self, name: str, units: list[Unit], period: Period) -> None:
        """Write results and tallies as CSV or Parquet, where these are wanted."""
        kinds = [kind for kind in (CSV, PARQUET) if kind in self._formats]
        if not kinds:
            return
        from models.export.tables import shared_frames, table_bytes

        frames = shared_frames(self._db, units, period, self._today)
        for of_what, frame in frames.items():
            for kind in kinds:
                self._write(f"{name} {_months(period)} {of_what}", kind, table_bytes(frame, kind))

    def _documents(self, name: str, document: Document) -> None:
        for kind, content in document_files(document, self._formats, self._style, self._paper):
            self._write(name, kind, content)

    def _workbook(self, name: str, value: Workbook) -> None:
        from models.export.xlsx import workbook

        self._write(name, XLSX, workbook(value, palette(load_theme(LIGHT))))

    def _write(self, name: str, kind: str, content: bytes) -> None:
        from models.export.tables import write_whole

        path = self._folder / f"{safe_name(name)}.{kind}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        except OSError as problem:
            raise _cannot_write(path, problem) from problem
        self.files.append(path)


def document_files(
    document: Document, formats: Sequence[str], style: Style | None, paper: str | None
) -> Iterator[tuple[str, bytes]]:
    """Give a report in each wanted format that is made of a `Document`."""
    from ui.text.handout import cell_words

    if PPTX in formats:
        from models.export.pptx import deck

        yield PPTX, deck(document, palette(load_theme(LIGHT)), cell_words)
    if style is not None and PDF in formats:
        from ui.report.paper import PAPERS, usual_paper
        from ui.report.printed import report_pdf

        yield PDF, report_pdf(document, style, PAPERS[paper] if paper else usual_paper())
    if style is not None and (PDF in formats or HTML in formats):
        from ui.report.web_page import report_html

        yield HTML, report_html(document, style).encode()


def safe_name(words: str) -> str:
    """Return words as a file's name on every system.

    >>> safe_name('ICU/2 "north" 2026-07 – 2026-09')
    'ICU 2 north 2026-07 – 2026-09'
    """
    kept = (c if c.isalnum() or c in " -–_.," else " " for c in words)
    return " ".join("".join(kept).split()).strip(". ") or "report"


def _months(period: Period) -> str:
    first = month_label(period.first) if period.first is not None else ""
    last = month_label(period.last) if period.last is not None else ""
    if not first and not last:
        return _("all data")
    return first if first == last else f"{first} – {last}"


def _paper_style() -> Style:
    """Return the style of paper; without a window, Qt draws offscreen."""
    from PySide6.QtWidgets import QApplication

    from ui.base.theme import Appearance
    from ui.charts.export import paper_style

    running = QApplication.instance()
    if not isinstance(running, QApplication):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        running = QApplication(["throughline"])
    return paper_style(Appearance(running, LIGHT))


def _cannot_write(path: Path, problem: OSError) -> UserError:
    return UserError("cannot-save", where=str(path), reason=problem.strerror or str(problem))
