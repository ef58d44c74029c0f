"""The right side of the import screen: the verdict, and beneath it all that can be answered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.base.theme import XS, Appearance, L, M, S
from ui.pages.import_file.column import ColumnPanel
from ui.pages.import_file.measures import MeasuresCard
from ui.pages.import_file.overlap import OverlapCard
from ui.pages.import_file.questions import QuestionsPanel
from ui.pages.import_file.units import UnitsCard
from ui.pages.import_file.verdict import VerdictCard
from ui.text.formats import number
from ui.text.language import _
from ui.widgets.basics import Surface, button, label
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option

if TYPE_CHECKING:
    from models.files.preview import Preview, PreviewRow

BAR_PX = 10
"""Room for a scroll bar at the right of the cards."""

OFFERED_ROWS = 40
"""Rows that are offered as that of the column names."""

FOUND = ""
"""The key of a questionnaire that is found by itself."""


def encoding_options() -> list[Option]:
    """Return the encodings that are offered, before them that it is found."""
    from models.files.source import OFFERED

    found = [Option(FOUND, _("Automatic"))]
    return found + [Option(name, what, note=name) for name, what in OFFERED.items()]


class LinesCard(Surface):
    """A title and sentences."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.setObjectName(name)
        self._title = label("", "card", wrap=True)
        self._lines: list[QLabel] = []
        self.inner = QVBoxLayout(self)
        self.inner.setContentsMargins(L, L - 2, L, L - 2)
        self.inner.setSpacing(XS + 2)
        self.inner.addWidget(self._title)
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(S)
        self.inner.addLayout(self._sentences)
        self.hide()

    @property
    def text(self) -> str:
        return "\n".join(line.text() for line in self._lines if not line.isHidden())

    def say(self, title: str, lines: Sequence[str]) -> None:
        """Show sentences, or nothing where there is neither a title nor a sentence."""
        self._title.setText(title)
        while len(self._lines) < len(lines):
            self._lines.append(label("", "body", tone="mute", wrap=True))
            self._sentences.addWidget(self._lines[-1])
        for place, line in enumerate(self._lines):
            line.setText(lines[place] if place < len(lines) else "")
            line.setVisible(place < len(lines))
        self.setAccessibleName(" ".join([title, *lines]))
        self.setVisible(bool(title or lines))


class ReadingCard(LinesCard):
    """How the file is read: the sentences of the reader, the questionnaire, the hospital."""

    facility_said = Signal(str)
    instrument_said = Signal(object)
    """A questionnaire's key, None to have it found."""
    encoding_said = Signal(object)
    """The name of an encoding, None to have it found."""
    unit_list_wanted = Signal()
    """The units stand in another file."""
    unit_list_dropped = Signal()
    questionnaire_save_wanted = Signal()
    """The questionnaire is to be kept as a file."""
    names_row_said = Signal(int)
    """The row of the file that holds the column names."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("reading_card", parent)
        self._assumed = ""
        self._hospital = label(_("Hospital to use when a file doesn’t name one"), "secondary")
        self.facility = QLineEdit()
        self.facility.setObjectName("offer_facility")
        self.facility.setAccessibleName(_("Hospital for these rows"))
        self._hospital.setBuddy(self.facility)
        self._asked = label(_("Questionnaire"), "secondary")
        self.instrument = Chooser(look, _("Questionnaire"), max_width_px=340)
        self.instrument.setObjectName("offer_instrument")
        self.keep = button(
            _("Save this questionnaire…"), self.questionnaire_save_wanted.emit, kind="link"
        )
        self.keep.setObjectName("save_questionnaire")
        self._letters = label(_("Text encoding"), "secondary")
        self.encoding = Chooser(look, _("Text encoding"), max_width_px=340)
        self.encoding.setObjectName("offer_encoding")
        self._names = label(_("Column names"), "secondary")
        self.names_row = Chooser(look, _("Row with the column names"), max_width_px=340)
        self.names_row.setObjectName("offer_names_row")
        self.unit_list = button("", self._turn_unit_list, kind="link")
        self.unit_list.setObjectName("offer_unit_list")
        self._has_list = False
        self.inner.addWidget(self.unit_list, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (
            self._hospital,
            self.facility,
            self._names,
            self.names_row,
            self._asked,
            self.instrument,
            self.keep,
            self._letters,
            self.encoding,
        ):
            self.inner.addWidget(part)
        self.facility.editingFinished.connect(self._say_facility)
        self.instrument.chosen.connect(lambda key: self.instrument_said.emit(key or None))
        self.encoding.chosen.connect(lambda key: self.encoding_said.emit(key or None))
        self.names_row.chosen.connect(lambda row: self.names_row_said.emit(int(str(row))))
        self.offer_names_rows((), shown=False)
        self.offer_to_keep(shown=False)
        self.offer_unit_list(None, shown=False)
        self.ask_facility(None)
        self.offer_encodings(None, shown=False)

    def ask_facility(self, assumed: str | None) -> None:
        """Ask for the hospital's name, offering the one assumed; None: each row names one."""
        asked = assumed is not None
        for part in (self._hospital, self.facility):
            part.setVisible(asked)
        if assumed is not None and not self.facility.hasFocus():
            self._assumed = assumed
            self.facility.setText(assumed)

    def offer_instruments(
        self, instruments: Sequence[tuple[str, str]], chosen: str | None, *, shown: bool
    ) -> None:
        """Offer questionnaires (key, name), the one the user chose in force."""
        options = [Option(FOUND, _("Automatic"))]
        options += [Option(key, name) for key, name in instruments]
        self.instrument.set_options(options, chosen or FOUND)
        for part in (self._asked, self.instrument):
            part.setVisible(shown and len(options) > 1)

    def offer_to_keep(self, *, shown: bool) -> None:
        """Offer to save the questionnaire as a file of the organization's own."""
        self.keep.setVisible(shown)

    def offer_names_rows(
        self, rows: Sequence[PreviewRow], *, shown: bool, hidden: Collection[int] = ()
    ) -> None:
        """Offer the first rows as that of the column names, the last one of them in force. The
        cells at the places `hidden` may tell who a patient is and are not shown."""
        options = [
            Option(
                row.number,
                _("Row {n}").format(n=number(row.number)),
                note=_first_cells(row, hidden if row.kind == "data" else ()),
            )
            for row in rows[:OFFERED_ROWS]
        ]
        header = [row.number for row in rows if row.kind == "header"]
        self.names_row.set_options(options, header[-1] if header else None)
        for part in (self._names, self.names_row):
            part.setVisible(shown and bool(header))

    def offer_encodings(self, chosen: str | None, *, shown: bool) -> None:
        """Offer encodings of a text file, the one the user chose in force."""
        if shown and not self.encoding.options:
            self.encoding.set_options(encoding_options())
        if shown:
            self.encoding.set_current(chosen or FOUND)
        for part in (self._letters, self.encoding):
            part.setVisible(shown)

    def offer_unit_list(self, chosen: Path | None, *, shown: bool) -> None:
        """Offer to take the units from another file, or no longer to."""
        self._has_list = chosen is not None
        words = _("Find units in another file…")
        if chosen is not None:
            words = _("Stop using {file} for units").format(file=chosen.name)
        self.unit_list.setText(words)
        self.unit_list.setVisible(shown)

    def _turn_unit_list(self) -> None:
        (self.unit_list_dropped if self._has_list else self.unit_list_wanted).emit()

    def _say_facility(self) -> None:
        name = self.facility.text().strip()
        if name != self._assumed:
            self._assumed = name
            self.facility_said.emit(name)


def _first_cells(row: PreviewRow, hidden: Collection[int]) -> str:
    filled = [
        " ".join(text.split())
        for place, text in enumerate(row.cells)
        if text.strip() and place not in hidden
    ]
    return ", ".join(text if len(text) <= 14 else f"{text[:13]}…" for text in filled[:3])


class ImportSide(QWidget):
    """The verdict stays in sight; the cards beneath it scroll."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = VerdictCard(look)
        self.column = ColumnPanel(look)
        self.memory = LinesCard("memory_card")
        self.questions = QuestionsPanel(look)
        self.overlap = OverlapCard()
        self.units = UnitsCard(look)
        self.measures = MeasuresCard(look)
        self.reading = ReadingCard(look)
        self.cards = QScrollArea()
        inner = QWidget()
        self._inner = QVBoxLayout(inner)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(S + XS)
        for card in (
            self.column,
            self.memory,
            self.questions,
            self.overlap,
            self.units,
            self.measures,
            self.reading,
        ):
            self._inner.addWidget(card)
        self._inner.addStretch(1)
        self.cards.setWidget(inner)
        self.cards.setWidgetResizable(True)
        self.cards.setFrameShape(QFrame.Shape.NoFrame)
        self.cards.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cards.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.cards.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, BAR_PX, 0)
        top.addWidget(self.verdict)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addLayout(top)
        column.addWidget(self.cards, 1)
        self.cards.verticalScrollBar().rangeChanged.connect(self._keep_edge)
        self._keep_edge(0, 0)

    def _keep_edge(self, _least: int, most: int) -> None:
        """Keep the cards as wide as the verdict, with a scroll bar and without."""
        self._inner.setContentsMargins(0, 0, 0 if most > 0 else BAR_PX, 0)

    def show_memory(self, preview: Preview) -> None:
        """Say what was remembered of an earlier file, and what is not as it was."""
        if preview.applied != "remembered":
            self.memory.say("", ())
        elif preview.differences:
            self.memory.say(_("Read like last time, except:"), preview.differences)
        else:
            self.memory.say("", ())

    def bring_into_view(self, part: QWidget) -> None:
        self.cards.ensureWidgetVisible(part, 0, M)
