"""One opened file on one screen: its rows, what is thought of them, and what is unsure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.errors import UserError
from models.files.mapping import Role, column_key
from ui.base.context import PageContext
from ui.base.events import report_exceptions
from ui.base.machine import own_questionnaire_folder
from ui.base.theme import L
from ui.charts.export import save_bytes
from ui.pages.import_file.measure import MeasureDialog
from ui.pages.import_file.questions import UNIT
from ui.pages.import_file.refusal import RefusalPanel
from ui.pages.import_file.session import ImportSession, State
from ui.pages.import_file.sheet import SheetPanel
from ui.pages.import_file.side_card import ImportSide
from ui.pages.import_file.words import note_words, sheet_words
from ui.text.errors import sentence
from ui.text.language import _
from ui.widgets.working import Working

if TYPE_CHECKING:
    from models.files.content import Problem
    from models.files.mapping import Mapping, MeasureMapping
    from models.files.preview import Preview

SIDE_SHARE, SIDE_PX = 0.34, (336, 440)


class ImportScreen(QWidget):
    """Shows a session and hands it what the user says."""

    imported = Signal(object)
    """The `ImportReport` of the finished import."""
    state_changed = Signal()
    results_requested = Signal()
    closed = Signal()
    """The user has no more use for the file."""

    def __init__(self, desk: PageContext, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = desk.look
        self._look = look
        self.path = path
        self.session = ImportSession(desk.data, path, self)
        self.setObjectName("import_screen")
        self.sheet = SheetPanel(look)
        self.side = ImportSide(look)
        self.working = Working(look)
        self.refusal = RefusalPanel(look)
        self._stack = QStackedWidget()
        self._both = QWidget()
        self._build()
        self._connect()
        keys = QKeySequence("Ctrl+Return")
        QShortcut(keys, self, self._agree).setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.session.start()

    @property
    def state(self) -> State:
        return self.session.state

    @property
    def verdict(self) -> str:
        """What the screen says first."""
        refused = self._stack.currentWidget() is self.refusal
        return self.refusal.text if refused else self.side.verdict.text

    @property
    def about(self) -> str:
        """What kind of file it is, in one line; empty before that is known."""
        session = self.session
        return sheet_words(session.preview, session.report) if session.preview else ""

    @property
    def is_ready(self) -> bool:
        """Whether it only waits for the user to agree."""
        return self.session.is_ready

    def start_import(self) -> None:
        """Import the file as it was read."""
        self.session.start_import()

    def focus_next_step(self) -> None:
        """Put the keyboard on what is to be done next."""
        if self._stack.currentWidget() is self.refusal:
            self.refusal.focus_next_step()
            return
        left, verdict = self.side.questions.left, self.side.verdict
        if left and self.state is State.ASKING:
            left[0].focus_field()
            self.side.bring_into_view(left[0])
        elif verdict.agree.isVisibleTo(self) and verdict.agree.isEnabled():
            verdict.agree.setFocus()
        else:
            verdict.leave.setFocus()

    # what is shown

    def _follow(self) -> None:
        """Show the session as it is now."""
        session = self.session
        if session.preview is None:
            self._show_before_preview()
        else:
            self._stack.setCurrentWidget(self._both)
            self._show_preview()
            self.side.verdict.show_session(session)
        self.state_changed.emit()

    def _show_before_preview(self) -> None:
        session = self.session
        if session.state is State.READING:
            self._stack.setCurrentWidget(self.working)
            self.working.begin(_("Reading…"))
            return
        self.working.end()
        self._stack.setCurrentWidget(self.refusal)
        assert session.error is not None
        if session.state is State.LOCKED:
            self.refusal.ask_password(session.error)
        else:
            self.refusal.show_refusal(session.error, self.path.name)

    def _show_preview(self) -> None:
        """Show rows, questions and everything else that does not depend on the state."""
        session, side = self.session, self.side
        preview = session.preview
        assert preview is not None
        self.working.end()
        report = session.report if session.state in (State.FOUND, State.IMPORTED) else None
        self.sheet.show_preview(preview, report)
        if side.column.place >= 0:
            side.column.show_column(preview, side.column.place, session.given_by)
        self.sheet.table.heads.show_open(side.column.place)
        side.show_memory(preview)
        side.questions.show_questions(session.questions, session.said)
        if report is not None:
            side.units.show_units(
                report.unit_spellings, preview.mapping.units, report.rows_without_unit
            )
            overlap = report.overlap if session.state is State.FOUND else None
            side.overlap.show_overlap(overlap, replaces=session.replaces)
            side.reading.ask_facility(report.facility_assumed)
        side.measures.show_measures(preview.mapping.measures, possible=session.can_build)
        notes = note_words(report, preview)
        side.reading.say(_("How we read this file"), notes)
        hidden = [column.place for column in preview.columns if column.role is Role.IDENTIFIER]
        names_known = preview.of_layout or not preview.mappable
        side.reading.offer_names_rows(preview.rows, shown=not names_known, hidden=hidden)
        of_surveys = _holds_surveys(preview)
        asked = any(question.id == UNIT for question in session.questions)
        side.reading.offer_unit_list(session.units_from, shown=of_surveys and not asked)
        old_letters = any("encoding" in note for note in notes)
        side.reading.offer_encodings(session.encoding, shown=old_letters or bool(session.encoding))
        side.reading.offer_instruments(
            list(session.names.items()), preview.mapping.instrument, shown=of_surveys
        )
        own = preview.questionnaire is not None and not preview.questionnaire.built_in
        side.reading.offer_to_keep(shown=own and of_surveys and preview.is_ready)
        done = session.state in (State.IMPORTING, State.IMPORTED)
        for part in (
            side.questions,
            side.overlap,
            side.units,
            side.measures,
            side.reading,
            side.column,
        ):
            part.setEnabled(not done)

    # what the user does

    def _connect(self) -> None:
        session, side, sheet = self.session, self.side, self.sheet
        session.changed.connect(self._follow)
        session.progressed.connect(self._show_progress)
        session.imported.connect(self.imported)
        session.closed.connect(self.closed)
        sheet.column_opened.connect(self._open_column)
        sheet.sheet_chosen.connect(session.choose_sheet)
        side.verdict.agreed.connect(self._agree)
        side.verdict.left.connect(self._leave)
        side.verdict.counts.cell_wanted.connect(self._show_cell)
        side.verdict.counts.cell_opened.connect(self._go_to_cell)
        side.questions.answered.connect(session.answer)
        side.overlap.replace_said.connect(session.replace_months)
        side.units.units_changed.connect(session.mean_units)
        side.reading.facility_said.connect(session.name_facility)
        side.reading.instrument_said.connect(session.name_instrument)
        side.reading.names_row_said.connect(session.choose_names_row)
        side.reading.questionnaire_save_wanted.connect(self._ask_where_to_keep)
        side.reading.encoding_said.connect(session.choose_encoding)
        side.reading.unit_list_wanted.connect(self._ask_unit_list)
        side.questions.unit_list_wanted.connect(self._ask_unit_list)
        side.reading.unit_list_dropped.connect(lambda: session.look_units_up(None))
        side.questions.reached.connect(sheet.show_columns_of)
        side.column.mapping_changed.connect(self._change_column)
        side.column.measure_wanted.connect(lambda name: self._build_measure([name]))
        side.measures.build_wanted.connect(lambda: self._build_measure([]))
        side.measures.removed.connect(self._remove_measure)
        side.column.closed.connect(self._close_column)
        self.working.cancel_requested.connect(self._leave)
        self.refusal.closed.connect(self.closed)
        self.refusal.password_given.connect(session.give_password)
        self.refusal.encoding_chosen.connect(session.choose_encoding)

    def _show_progress(self, message: str, fraction: object) -> None:
        if self._stack.currentWidget() is self.working:
            self.working.say(message, fraction if isinstance(fraction, float) else None)
        elif self.session.busy:
            self.side.verdict.show_progress(message, fraction)

    def _agree(self) -> None:
        if self.state is State.IMPORTED:
            self.results_requested.emit()
        elif self.is_ready:
            self.session.start_import()

    def _leave(self) -> None:
        if self.session.stop():
            self.side.verdict.say(_("Stopping…"))
        else:
            self.closed.emit()

    def _open_column(self, place: int) -> None:
        preview = self.session.preview
        column, given_by = self.side.column, self.session.given_by
        if preview is None or not column.show_column(preview, place, given_by):
            return
        heads = self.sheet.table.heads
        heads.show_open(place)
        self.side.bring_into_view(self.side.column)
        self.side.column.role.setFocus()
        self.side.column.open_roles(heads.anchor_at(place))

    def _close_column(self) -> None:
        self.sheet.table.heads.show_open(-1)
        self.sheet.table.heads.setFocus()

    def _change_column(self, mapping: Mapping) -> None:
        self.session.change_column(mapping, self.side.column.name)

    def _ask_unit_list(self) -> None:
        dialog = QFileDialog(self, _("Choose a file with survey IDs and units"))
        dialog.setObjectName("unit_list_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setDirectory(str(self.path.parent))
        dialog.fileSelected.connect(lambda path: self.session.look_units_up(Path(path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _ask_where_to_keep(self) -> None:
        preview = self.session.preview
        if preview is None or preview.questionnaire is None:
            return
        folder = own_questionnaire_folder()
        dialog = QFileDialog(self, _("Save this questionnaire"))
        dialog.setObjectName("questionnaire_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("toml")
        dialog.setDirectory(str(folder))
        dialog.selectFile(f"{preview.questionnaire.key}.toml")
        dialog.fileSelected.connect(self.keep_questionnaire)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def keep_questionnaire(self, path: str) -> None:
        """Save the file's questionnaire as a file that names its questions for every month."""
        from models.survey import questionnaire_text

        preview = self.session.preview
        if preview is None or preview.questionnaire is None:
            return
        try:
            save_bytes(path, questionnaire_text(preview.questionnaire).encode())
        except UserError as error:
            self.side.verdict.say(sentence(error))
            return
        self.side.verdict.say(_("Saved to {file}.").format(file=path))

    def _build_measure(self, names: list[str]) -> None:
        preview = self.session.preview
        if preview is None:
            return
        dialog = MeasureDialog(self._look, preview, names, self)
        dialog.built.connect(self._take_measure)
        dialog.open()

    def _take_measure(self, measure: MeasureMapping) -> None:
        preview = self.session.preview
        if preview is not None:
            self.session.take_mapping(preview.mapping.with_measure(measure))

    def _remove_measure(self, key: str) -> None:
        preview = self.session.preview
        if preview is not None:
            self.session.take_mapping(preview.mapping.without_measure(key))

    def _show_cell(self, problem: Problem) -> None:
        if problem.row is not None:
            self.sheet.table.go_to(problem.row, self._place_of(problem))

    def _go_to_cell(self, problem: Problem) -> None:
        self._show_cell(problem)
        self.sheet.table.setFocus()

    def _place_of(self, problem: Problem) -> int:
        preview = self.session.preview
        if preview is None or problem.column is None:
            return 0
        key = column_key(problem.column)
        return next((c.place for c in preview.columns if column_key(c.name) == key), 0)

    # what the screen is made of

    def _build(self) -> None:
        row = QHBoxLayout(self._both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(L)
        row.addWidget(self.sheet, 1)
        row.addWidget(self.side)
        for part in (self.working, self._both, self.refusal):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    @report_exceptions
    def resizeEvent(self, event: QResizeEvent) -> None:
        least, most = (self._look.px(px) for px in SIDE_PX)
        self.side.setFixedWidth(min(max(round(self.width() * SIDE_SHARE), least), most))
        super().resizeEvent(event)


def _holds_surveys(preview: Preview) -> bool:
    """Whether a file holds single surveys, whose units another file may tell."""
    return (preview.mappable and Role.SURVEY_ID in preview.roles) or preview.format == "hcahps_xml"
