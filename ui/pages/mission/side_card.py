"""Beside the promises: the line as the huddle shows it, and which promise each measure shows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.base.theme import XS, Appearance, L, M, S
from ui.pages.mission.queries import NO_PROMISE, MissionView
from ui.pages.mission.words import EXAMPLE, STEPS
from ui.text.huddle.steps import ARROW, promise_parts
from ui.text.language import _
from ui.widgets.basics import ElidedLabel, Surface, label
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option


class PromiseLine(Surface):
    """The line of a huddle's first and last screen, for a measure that can be chosen."""

    def __init__(self, look: Appearance) -> None:
        super().__init__("card")
        self.setObjectName("promise_line_card")
        self.measure = Chooser(look, _("Today’s measure"), max_width_px=240)
        self.measure.setObjectName("line_measure")
        self.measure.chosen.connect(self._choose)
        self._chosen = ""
        self._line = label("", "verdict", wrap=True)
        self._line.setObjectName("promise_line")
        self._note = label("", "secondary", wrap=True)
        self._note.setObjectName("promise_line_note")
        self._view: MissionView | None = None
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(label(_("In the huddle"), "card"), 1)
        head.addWidget(self.measure)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, L, L)
        column.setSpacing(S)
        column.addLayout(head)
        column.addWidget(self._line)
        column.addWidget(self._note)

    @property
    def line(self) -> str:
        """The line as it is read."""
        return self._line.accessibleName()

    def show_mission(self, view: MissionView, wanted: str) -> None:
        """Show the line for the measure the user chose, else for `wanted`, else for one that
        shows a promise."""
        self._view = view
        keys = [str(option.key) for option in view.measures]
        mapped = [k for p in view.mission.promises for k in p.measures if k in keys]
        choices = (self._chosen, wanted, *mapped, *keys)
        current = next((key for key in choices if key in keys), None)
        self.measure.set_options(view.measures, current)
        self.measure.setVisible(bool(view.measures))
        self._draw()

    def _choose(self, key: object) -> None:
        self._chosen = str(key)
        self._draw()

    def _draw(self) -> None:
        view = self._view
        if view is None:
            return
        if not view.mission.promises:
            self._say(promise_parts(*EXAMPLE), _("This is an example. Add a promise to see yours."))
            return
        key = str(self.measure.current or "")
        name = next((o.text for o in view.measures if o.key == key), "")
        promise = view.mission.promise_for(key)
        behaviors = promise.behaviors if promise is not None else ()
        behavior = view.week or (behaviors[0] if behaviors else None)
        line = promise_parts(
            name, promise.text if promise else "", behavior.text if behavior else ""
        )
        note = "" if promise is not None else _("No promise for this measure yet.")
        if promise is not None and behavior is None:
            note = _("We haven't written down what we do for it.")
        self._say(line, note)

    def _say(self, parts: tuple[str, ...], note: str) -> None:
        self._line.setText("\n→  ".join(parts))
        self._line.setAccessibleName(ARROW.join(parts))
        self._note.setText(note)
        self._note.setVisible(bool(note))


class MeasureMap(Surface):
    """Each measure with the promise it shows: one, or none."""

    mapped = Signal(str, int)
    """A measure's key, and a promise's id or `NO_PROMISE`."""

    def __init__(self, look: Appearance) -> None:
        super().__init__("card")
        self._look = look
        self.choosers: dict[str, Chooser] = {}
        self._grid = QGridLayout()
        self._build()

    def show_mission(self, view: MissionView) -> None:
        """Show what each measure is mapped to."""
        self.setVisible(bool(view.measures))
        if [option.key for option in view.measures] != list(self.choosers):
            self._build_rows(view)
        promises = [
            Option(p.id, p.text, short=f"{place}  {p.text}")
            for place, p in enumerate(view.mission.promises, 1)
        ]
        options = [Option(NO_PROMISE, _("no promise")), *promises]
        for key, chooser in self.choosers.items():
            promise = view.mission.promise_for(key)
            chooser.set_options(options, promise.id if promise is not None else NO_PROMISE)
            chooser.setEnabled(bool(promises))

    def _build_rows(self, view: MissionView) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.choosers = {}
        for row, option in enumerate(view.measures):
            key = str(option.key)
            chooser = Chooser(self._look, _("Promise for {measure}").format(measure=option.text))
            chooser.setObjectName(f"map_{key}")
            chooser.chosen.connect(lambda promise, key=key: self.mapped.emit(key, promise))
            self._grid.addWidget(ElidedLabel(option.short or option.text), row, 0)
            self._grid.addWidget(chooser, row, 1)
            self.choosers[key] = chooser
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 6)

    def _build(self) -> None:
        self._grid.setHorizontalSpacing(S)
        self._grid.setVerticalSpacing(XS)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, M, 0)
        rows.addLayout(self._grid)
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, S, M)
        column.setSpacing(S)
        column.addWidget(label(_("A promise for each measure"), "card"))
        column.addWidget(scroll, 1)


class StartCard(Surface):
    """How a mission begins, while there is none."""

    def __init__(self, look: Appearance) -> None:
        super().__init__("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(L)
        for place, (title, text) in enumerate(STEPS, 1):
            number = label(str(place), "card", tone="unit")
            number.setFixedWidth(look.px(24))
            words = QVBoxLayout()
            words.setSpacing(XS)
            words.addWidget(label(_(title), "card"))
            words.addWidget(label(_(text), "body", tone="mute", wrap=True))
            row = QHBoxLayout()
            row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(words, 1)
            column.addLayout(row)
