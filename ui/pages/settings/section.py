"""One section of the settings: a heading, what it is about, its fields, and how saving went."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from models.errors import UserError
from ui.base.context import PageContext
from ui.base.jobs import Job
from ui.base.live_data import Question
from ui.base.theme import XL, XS, L, M
from ui.base.undo import Undoable
from ui.pages.settings.queries import Settings
from ui.text.errors import whole
from ui.text.language import _
from ui.widgets.basics import Surface, label
from ui.widgets.scrolled import scrolled

BODY_PX = 720
"""Fields and lines of words are no wider; tables are."""


class Section(Surface):
    """Subclasses put their fields into `body` and fill them in `show_settings`."""

    key = ""

    saved = Signal()
    """Something of this section was stored."""

    def __init__(self, desk: PageContext, title: str, about: str, *, wide: bool = False) -> None:
        super().__init__("card")
        self.desk = desk
        self.setObjectName(f"settings_{self.key}")
        self._problem = label("", "body", tone="below", wrap=True)
        self._problem.setObjectName("settings_problem")
        self._problem.hide()
        inner = QWidget()
        inner.setProperty("surface", "clear")
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(XL, L, XL, L)
        self.body.setSpacing(L)
        head = QVBoxLayout()
        head.setSpacing(XS)
        head.addWidget(label(title, "verdict"))
        words = label(about, "body", tone="mute", wrap=True)
        head.addWidget(words)
        head.addWidget(self._problem)
        head.addSpacing(M - XS)
        self.body.addLayout(head)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        if wide:
            whole.addWidget(inner)
        else:
            inner.setMaximumWidth(desk.look.px(BODY_PX))
            inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            whole.addWidget(scrolled(inner))

    def show_settings(self, settings: Settings) -> None:
        """Show what was read; what the user is typing stays."""

    def enter(self) -> None:
        """The section comes to the front; what was read is shown next."""

    def write(self, question: Question, undo: Undoable | None = None) -> Job:
        """Store something, and say how it went. With `undo` it can be undone."""
        self._problem.hide()
        job = self.desk.data.execute(question, undo=undo)
        if undo is None:  # the others are told with a way to undo them
            job.done.connect(self._say_saved)
        job.failed.connect(self.say_problem)
        return job

    def say_problem(self, error: UserError) -> None:
        """Show why something was not stored."""
        self._problem.setText(f"{_('Not saved.')} {whole(error)}")
        self._problem.show()

    def _say_saved(self, _result: object) -> None:
        self.saved.emit()
