"""What the user can say about a file: sheet, columns, questionnaire, hospital."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from ui.pages.files_words import tr
from ui.theme import Look, M, S
from ui.widgets.basics import label
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option

if TYPE_CHECKING:
    from models.files.choices import SheetChoice
    from models.files.content import ReadOptions
    from ui.pages.files_reads import Choices

FOUND = ""
"""The key of "found by itself"."""

FIELDS = ("sheet", "unit_column", "facility_column", "date_column", "instrument")
"""Fields of `ReadOptions` that are chosen from a list, in the order they are shown."""

FIELD_PX = 300
CHOOSER_PX = 380


def names() -> dict[str, str]:
    """Return what each field is called."""
    return {
        "sheet": tr("Sheet"),
        "unit_column": tr("Column with the unit or ward"),
        "facility_column": tr("Column with the hospital"),
        "date_column": tr("Column with the discharge date"),
        "instrument": tr("Questionnaire"),
    }


class ReadingChoices(QWidget):
    """A row for each thing that can be said. Rows are shown by `show_rows`; what was not said
    is found by the reader."""

    changed = Signal()
    """The user said something else: the file is to be read anew."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: Sequence[SheetChoice] = ()
        self._instruments: Sequence[Option] = ()
        self._unsaid = ""
        self._assumed = ""
        self.choosers = {
            key: Chooser(look, name, max_width_px=380) for key, name in names().items()
        }
        self.facility = QLineEdit()
        self.facility.setObjectName("offer_facility")
        self.facility.setAccessibleName(tr("Hospital that these rows belong to"))
        self._facility_said = ""
        self._labels: dict[str, QLabel] = {}
        self._note = label(tr("Remembered for files that name no hospital."), "secondary")
        self._build(look)

    def _build(self, look: Look) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(S)
        self.facility.setFixedWidth(look.px(FIELD_PX))
        self._add_row(grid, 0, "facility", tr("Hospital"), self.facility)
        grid.addWidget(self._note, 0, 2)
        for row, (key, name) in enumerate(names().items(), 1):
            chooser = self.choosers[key]
            chooser.setObjectName(f"offer_{key}")
            chooser.setMinimumWidth(look.px(FIELD_PX))
            chooser.chosen.connect(lambda _key, field=key: self._choose(field))
            self._add_row(grid, row, key, name, chooser)
        grid.setColumnStretch(2, 1)
        self.facility.editingFinished.connect(self._say_facility)
        self.ask_openly(False)
        self.show_rows(())

    def _add_row(self, grid: QGridLayout, row: int, key: str, name: str, field: QWidget) -> None:
        self._labels[key] = label(name, "body", tone="mute")
        self._labels[key].setBuddy(field)
        grid.addWidget(self._labels[key], row, 0)
        grid.addWidget(field, row, 1)

    @property
    def is_filled(self) -> bool:
        """Whether the file's own choices are known."""
        return bool(self._sheets)

    def fill(self, choices: Choices) -> None:
        """Offer the sheets, columns and questionnaires of a file."""
        self._sheets = choices.sheets
        self._instruments = [Option(key, name) for key, name in choices.instruments]
        self._offer_all()

    def ask_openly(self, asked: bool) -> None:
        """Say "Choose…" where nothing was said: the reader could not find it out."""
        self._unsaid = tr("Choose…") if asked else tr("Found by itself")
        self._offer_all()

    def _offer_all(self) -> None:
        sheets = [Option(s.name, s.name) for s in self._sheets if s.name is not None]
        self._offer("sheet", sheets)
        self._offer("instrument", self._instruments)
        self._fill_columns()

    def show_rows(self, fields: Sequence[str]) -> None:
        """Show the rows of some fields; those with nothing to choose from stay hidden."""
        for key, chooser in self.choosers.items():
            shown = key in fields and len(chooser.options) > (2 if key == "sheet" else 1)
            chooser.setVisible(shown)
            self._labels[key].setVisible(shown)

    def first_field(self) -> QWidget | None:
        """Return the first chooser that is shown."""
        return next((c for c in self.choosers.values() if c.isVisibleTo(self)), None)

    def ask_facility(self, assumed: str | None) -> None:
        """Ask for the hospital's name, offering the one assumed; None: each row names one."""
        if assumed is not None and not self.facility.text().strip():
            self.facility.setText(assumed)
        if assumed is not None and not self._assumed:
            self._assumed = assumed
        for part in (self._labels["facility"], self.facility, self._note):
            part.setVisible(assumed is not None)

    def options(self) -> ReadOptions:
        """Return what the user said."""
        from models.files.content import ReadOptions

        said = {key: str(chooser.current or "") or None for key, chooser in self.choosers.items()}
        facility = self.facility.text().strip()
        if facility == self._assumed:
            facility = ""
        return ReadOptions(facility=facility or None, **said)

    def _offer(self, key: str, options: Sequence[Option]) -> None:
        chooser = self.choosers[key]
        known = [option.key for option in options]
        current = chooser.current if chooser.current in known else FOUND
        chooser.set_options([Option(FOUND, self._unsaid), *options], current)

    def _choose(self, field: str) -> None:
        if field == "sheet":
            self._fill_columns()
        self.changed.emit()

    def _fill_columns(self) -> None:
        """Offer the columns of the chosen sheet, before that those of all sheets."""
        chosen = self.choosers["sheet"].current
        columns: dict[str, Option] = {}
        for sheet in self._sheets:
            if chosen in (FOUND, None, sheet.name):
                for column in sheet.columns:
                    note = next(iter(column.examples), "")
                    columns.setdefault(column.name, Option(column.name, column.name, note=note))
        for key in ("unit_column", "facility_column", "date_column"):
            self._offer(key, list(columns.values()))

    def _say_facility(self) -> None:
        text = self.facility.text().strip()
        if text != (self._facility_said or self._assumed):
            self._facility_said = text
            self.changed.emit()
