"""What the window asks of a page, and what every page needs to ask the data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QWidget

from models.errors import UserError
from ui.base.context import PageContext
from ui.base.jobs import Job
from ui.base.live_data import Question
from ui.base.machine import machine_settings
from ui.text.language import _
from ui.widgets.blank import EmptyStateAction

SEARCH = QRegularExpression("search")
"""In the object name of a field that searches a list of its page."""
WAITING_SEARCHES = ("table_search", "actions_search", "files_search")
"""The fields that wait beside a short list until they are wanted."""


class Page(QWidget):
    """A page of the window. Built when it is first shown.

    Subclasses set `key` (its name on the command line) and `icon` (a drawing of
    resources/icons), give a `title`, and fill themselves in `activate`, asking the data through
    `ask`. They may emit `page_requested` to send the user elsewhere.
    """

    key = ""
    icon = ""
    parts: tuple[str, ...] = ()
    """Names of the page's parts, as in `huddle:year`, that `open_with` takes."""

    settled = Signal()
    """All that was asked for has arrived: the page shows what it has to show."""
    page_requested = Signal(str, object)
    """Another page's key, and what to `open_with` there (None: as it is)."""
    said = Signal(str)
    """A short line for the window's foot, such as "Saved"."""
    file_saved = Signal(str)
    """The path of a file that was saved, for the window's foot."""
    problem_met = Signal(object)
    """A UserError for the window's foot, where the page itself stays as it is."""
    files_requested = Signal()
    """The user wants to choose survey files to open."""
    sample_requested = Signal()
    """The user wants the sample hospital."""

    def __init__(self, desk: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.other_pages: frozenset[str] = frozenset()
        """The keys of the window's pages, set by the window before `activate`."""
        self.unavailable_reason: UserError | None = None
        """Why what `open_with` asked for is not what the page shows; None when it is."""
        self._asked = 0
        self._was_active = False
        self.setObjectName(f"page_{self.key}")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def start_offers(self) -> list[EmptyStateAction]:
        """Return what a page without data offers: a file, and the sample hospital unless the
        administrator of this computer switched it off."""
        offers = [EmptyStateAction(_("Open a file"), self.files_requested.emit)]
        if machine_settings().sample:
            sample = _("Try the sample hospital")
            offers.append(EmptyStateAction(sample, self.sample_requested.emit))
        return offers

    def title(self) -> str:
        """Return the page's name in the sidebar."""
        raise NotImplementedError

    def activate(self) -> None:
        """Fill the page from the data: it came to the front, or the data changed meanwhile."""
        raise NotImplementedError

    def open_with(self, what: object) -> None:
        """Show one thing: of most pages a unit's name with a measure's key, see the page."""

    @property
    def part_to_return_to(self) -> object:
        """What `open_with` needs to show the same part when the page is built anew."""
        return None

    def start_huddle(self) -> bool:
        """Start the huddle this page has prepared. False: it has none, so one prepares itself."""
        return False

    def view_request(self) -> object:
        """Return what `open_with` takes to show what the page shows now, None for a page of which
        views are not saved."""
        return None

    def share_actions(self) -> list[QAction]:
        """Return the ways to copy, save and print what the page shows, [] for a page without."""
        share = self.findChild(QToolButton, "share")
        if share is None or not share.isEnabled() or share.isHidden():
            return []
        menu = share.menu()
        return menu.actions() if isinstance(menu, QMenu) else []

    def begin_search(self) -> bool:
        """Put the keyboard into the page's search field; False: it has none to search with."""
        fields = self.findChildren(QLineEdit, SEARCH)
        field = next((f for f in fields if f.isVisible() and f.isEnabled()), None)
        if field is None:  # one that waits beside a short table
            field = next((f for f in fields if not f.isVisible() and _is_beside_shown(f)), None)
        if field is None:
            return False
        field.show()
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()
        return True

    def flush(self) -> None:
        """Have stored what is typed and was not handed on yet: the window closes."""

    def window_has(self, key: str) -> bool:
        """Tell whether the window has a page to send the user to."""
        return key in self.other_pages

    @property
    def is_settled(self) -> bool:
        """True when the page was activated and no question is open."""
        return self._was_active and self._asked == 0

    def query(
        self,
        question: Question,
        then: Callable[[Any], None],
        *,
        topic: str = "",
        otherwise: Callable[[UserError], None] | None = None,
    ) -> Job:
        """Ask the data in a job and call `then` with the answer.

        A newer question on the same `topic` outdates an older one. A failure goes to
        `otherwise`, by default to `show_failure`.
        """
        self._was_active = True
        self._asked += 1
        job = self.desk.data.query(question, topic=f"{self.key}.{topic}" if topic else "")
        job.done.connect(then)
        job.failed.connect(otherwise or self.show_failure)
        job.ended.connect(self._answered)
        return job

    def execute_silent(self, question: Question, then: Callable[[Any], None]) -> Job:
        """Have something written that nobody asked for, and call `then` with what came of it.

        See `LiveData.tend`. The page is not settled before. A failure is passed over: what could
        not be prepared now is prepared another time.
        """
        self._was_active = True
        self._asked += 1
        job = self.desk.data.execute_silent(question)
        job.done.connect(then)
        job.ended.connect(self._answered)
        return job

    def show_failure(self, error: UserError) -> None:
        """Show why a question could not be answered. Pages with room for it override this."""
        self.problem_met.emit(error)

    def _answered(self) -> None:
        self._asked -= 1
        if self.is_settled:
            self.settled.emit()


def _is_beside_shown(field: QLineEdit) -> bool:
    parent = field.parentWidget()
    return parent is not None and parent.isVisible() and field.objectName() in WAITING_SEARCHES
