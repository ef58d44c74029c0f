"""What can be done with an opened file, said first, beside the button that does it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.base.theme import Appearance, L, M, S
from ui.pages.import_file import words
from ui.pages.import_file.counts import CountsPanel
from ui.pages.import_file.session import WAITING, ImportSession, State
from ui.pages.import_file.words import left_words, verdict_words
from ui.text.errors import hint, what
from ui.text.formats import number
from ui.text.language import _
from ui.widgets.basics import Surface, button, label


class VerdictCard(Surface):
    """A sentence, the counts, and two buttons: what to do, and to leave it."""

    agreed = Signal()
    left = Signal()
    """The user does not want the file, or wants what is under way to stop."""

    def __init__(self, look: Appearance, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._verdict = label("", "verdict", wrap=True)
        self._verdict.setObjectName("offer_verdict")
        self._about = label("", "secondary", wrap=True)
        self._about.setObjectName("offer_about")
        self.counts = CountsPanel(look)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self.agree = button("", self.agreed.emit, kind="primary")
        self.agree.setObjectName("offer_import")
        self.leave = button("", self.left.emit)
        self.leave.setObjectName("offer_close")
        self._build()

    @property
    def text(self) -> str:
        """What the card says first."""
        return self._verdict.text()

    def say(self, verdict: str, about: str = "", *, bad: bool = False) -> None:
        """Say what can be done, and in a quieter line more about it."""
        self._verdict.setText(verdict)
        self._verdict.setProperty("tone", "below" if bad else "")
        self._verdict.style().polish(self._verdict)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self.setAccessibleName(f"{verdict} {about}".strip())

    def offer(self, agree: str, leave: str, *, ready: bool = True) -> None:
        """Offer two buttons; without words for the first only the second. One that is not
        `ready` says what is missing and cannot be pressed."""
        self.agree.setText(agree)
        self.agree.setVisible(bool(agree))
        self.agree.setEnabled(ready)
        self.leave.setText(leave)

    def show_session(self, session: ImportSession) -> None:
        """Show a session as it is now; its first rows are there."""
        self.end_progress()
        counted = session.state in (State.FOUND, State.IMPORTED) and session.report is not None
        self.counts.setVisible(counted)
        if counted and session.report is not None:
            self.counts.show_report(session.report)
        if session.state in WAITING:
            said = _("Importing…") if session.state is State.IMPORTING else _("Checking all rows…")
            self.say(said)
            self.show_progress("", None)
            self.offer("", _("Cancel"))
        elif session.error is not None:
            what = words.refusal_words(session.error, session.path.name)
            self.say(what, words.refusal_hint(session.error), bad=True)
            self.offer("", _("Close"))
        elif session.state is State.ASKING:
            self._show_asking(session)
        else:
            self._show_counted(session)
        self._read_out()

    @property
    def spoken(self) -> str:
        """The verdict and the counts, as they are read out."""
        tiles = [t.accessibleName() for t in self.counts.tiles if not t.isHidden()]
        counts = "" if self.counts.isHidden() else f"{', '.join(tiles)}."
        return f"{self.accessibleName()} {counts}".strip()

    def _read_out(self) -> None:
        """Have what changed read out, wherever the keyboard is: a changed column changes counts
        at the other side of the window."""
        before, now = self.accessibleDescription(), self.spoken
        if now != before:
            self.setAccessibleDescription(now)
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, now))

    def _show_asking(self, session: ImportSession) -> None:
        assert session.preview is not None
        problem = session.preview.refused
        refused = f"{what(problem)} {hint(problem)}" if problem is not None else ""
        if session.left:
            self.say(
                verdict_words(session.preview, None, session.left), words.in_the_window(refused)
            )
            self.offer(left_words(session.left), _("Cancel"), ready=False)
        else:
            first, _dot, more = refused.partition(". ")
            if session.preview.mappable:
                more = f"{more} {_('Or click a column header to say what it is.')}".strip()
            self.say(f"{first.rstrip('.')}.", words.in_the_window(more), bad=True)
            self.offer("", _("Close"))

    def _show_counted(self, session: ImportSession) -> None:
        report = session.report
        assert session.preview is not None
        assert report is not None
        if session.state is State.IMPORTED:
            self.say(words.imported_words(report))
            self.offer(_("See results"), _("Close"))
            return
        self.say(verdict_words(session.preview, report, 0))
        agree = _("Import {what}").format(what=words.added_words(report))
        if session.replaces and report.replaced:
            told = _("Replace {n} with {what}")
            agree = told.format(n=number(report.replaced), what=words.added_words(report))
        if report.added_anything:
            self.offer(agree, _("Cancel"))
        else:
            self.offer("", _("Close"))

    def show_progress(self, message: str, fraction: object) -> None:
        """Show how far what is under way has come (0-1, None where that is not known)."""
        self._about.setText(message)
        self._about.setVisible(bool(message))
        self._bar.setVisible(True)
        if isinstance(fraction, float):
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(fraction * 1000))
        else:
            self._bar.setRange(0, 0)

    def end_progress(self) -> None:
        self._bar.setVisible(False)

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        buttons.addWidget(self.agree, 1)
        buttons.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L - 2, L, L)
        column.setSpacing(S)
        column.addWidget(self._verdict)
        column.addWidget(self._about)
        column.addWidget(self._bar)
        column.addWidget(self.counts)
        column.addSpacing(M - S)
        column.addLayout(buttons)
        self._bar.hide()
        self.counts.hide()
