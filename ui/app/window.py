"""The window: pages behind a sidebar, files dropped anywhere, keys, and the line at the foot."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.errors import UserError
from ui.app.desktop import open_manual
from ui.app.file_words import file_filters, gone
from ui.app.key_words import key_groups
from ui.app.menus import Menus
from ui.app.palette import PaletteCommands
from ui.app.undo_keys import UndoKeys
from ui.base.context import PageContext
from ui.base.events import report_exceptions
from ui.pages.base import Page
from ui.text.language import _
from ui.text.trust import others_here
from ui.widgets.drop_overlay import DropOverlay, dropped_files
from ui.widgets.shortcuts_sheet import ShortcutsSheet
from ui.widgets.sidebar import PageEntry, Sidebar
from ui.widgets.status_line import StatusLine

APP_NAME = "Throughline"
FIRST_SIZE_PX = (1280, 800)
LEAST_SIZE_PX = (900, 500)
NARROW_PX = 1100
"""Below this width the sidebar shows drawings alone."""
FRAME_PX = 40
"""Room for the frame that the desktop draws around a window."""


@dataclass(frozen=True)
class PageMaker:
    """A page of the window: its place in the sidebar and how it is built when first shown."""

    entry: PageEntry
    make: Callable[[PageContext], Page]


class MainWindow(QMainWindow):
    """Shows one page at a time. Knows no data: pages ask for what they show."""

    files_dropped = Signal(list)
    """Files to open, as `Path`s: dropped on the window or chosen in its dialog."""
    sample_requested = Signal()
    board_requested = Signal()
    """F6: show the wall screen between huddles."""
    huddle_requested = Signal()
    """F5: start the huddle, or go on with it."""
    first_painted = Signal()
    """The window's first picture is on the screen."""
    closed = Signal()

    def __init__(self, desk: PageContext, makers: Sequence[PageMaker]) -> None:
        super().__init__()
        self._desk = desk
        self._makers = {maker.entry.key: maker for maker in makers}
        self._pages: dict[str, Page] = {}
        self._painted = False
        self.sidebar = self._build_sidebar()
        self.stack = QStackedWidget()
        self.status = StatusLine(desk.look)
        self._overlay = DropOverlay(desk.look, self)
        self._build()
        self._connect()
        self.undo = UndoKeys(desk.data.history, self.status, self)
        self._menus = self._build_menus()
        self.palette_commands = PaletteCommands(self, self, desk)

    @property
    def current_page(self) -> Page | None:
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, Page) else None

    @property
    def commands(self) -> Mapping[str, QAction]:
        """What the menus offer, by name."""
        return self._menus.actions

    @property
    def menus(self) -> Menus:
        """The menu bar that is shown."""
        return self._menus

    @property
    def page_keys(self) -> list[str]:
        return list(self._makers)

    def page(self, key: str) -> Page:
        """Return a page, built if this is the first time. Raises KeyError for an unknown one."""
        if key not in self._pages:
            page = self._makers[key].make(self._desk)
            page.other_pages = frozenset(self._makers)
            page.page_requested.connect(self.go_to)
            page.files_requested.connect(self.choose_files)
            page.sample_requested.connect(self.sample_requested)
            page.said.connect(self.status.say)
            page.file_saved.connect(self.status.say_saved)
            page.problem_met.connect(self.status.say_problem)
            self._pages[key] = page
            self.stack.addWidget(page)
        return self._pages[key]

    def go_to(self, key: str, what: object = None) -> None:
        """Show a page, and on it what another page asked for."""
        page = self.page(key)
        if what is not None:
            page.open_with(what)
        self.sidebar.mark(key)
        self.stack.setCurrentWidget(page)
        page.setFocus()  # the page's keys work at once, and Tab goes to its first control
        page.activate()

    def retranslate(self, makers: Sequence[PageMaker]) -> None:
        """Build everything anew, in another language; what is typed is stored first."""
        page = self.current_page
        shown = page.key if page is not None else self.page_keys[0]
        part = page.part_to_return_to if page is not None else None
        self.flush()
        self._makers = {maker.entry.key: maker for maker in makers}
        for built in self._pages.values():
            self.stack.removeWidget(built)
            built.deleteLater()
        self._pages.clear()
        before, self.sidebar = self.sidebar, self._build_sidebar()
        self._row.replaceWidget(before, self.sidebar)
        self._fit_sidebar()
        before.hide()  # its letters with Alt are the new one's now
        before.deleteLater()
        self.status.retranslate()
        self.undo.retranslate()
        self._menus.deleteLater()
        self._menus = self._build_menus()
        self._overlay.setAccessibleName(_("Drop to open"))
        self.go_to(shown, part)

    def renew(self) -> None:
        """Fill the page in front again. The others fill themselves when they come to the front."""
        page = self.current_page
        if page is not None:
            page.activate()

    def flush(self) -> None:
        """Have stored what is typed on any page: the window closes."""
        for page in self._pages.values():
            page.flush()

    def choose_files(self) -> None:
        """Ask for survey files in the system's dialog."""
        dialog = QFileDialog(self, _("Open survey files"))
        dialog.setObjectName("file_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(file_filters())
        folder = self._desk.preferences.last_folder
        if folder and Path(folder).is_dir():
            dialog.setDirectory(folder)
        dialog.filesSelected.connect(self._open_names)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_manual(self) -> None:
        """Open the manual at the page that is shown."""
        page = self.current_page
        if not open_manual(page.key if page is not None else ""):
            self.show_keys()  # a source tree without a built manual

    def show_keys(self) -> None:
        """Show the sheet of keys."""
        ShortcutsSheet(key_groups(self._entries), self).open()

    def say_whose(self, organization: str, counts: str) -> None:
        """Show whose data are open, in the sidebar and in the title."""
        self.sidebar.say_whose(organization, counts)
        self.setWindowTitle(f"{organization} – {APP_NAME}" if organization else APP_NAME)

    def say_problem(self, error: UserError) -> None:
        self.status.say_problem(error)

    def begin_search(self) -> None:
        """Search on the page in front; where it has no list to search, go anywhere by name."""
        page = self.current_page
        if page is None or not page.begin_search():
            self.show_palette()

    def rebuild(self) -> None:
        """Have the pages built anew: what they say has changed."""
        self._desk.rebuild()

    def show_palette(self) -> None:
        """Show the command palette."""
        self.palette_commands.show()

    def open_recent(self, path: Path) -> None:
        """Open a file that was opened before, if it is still there."""
        if path.exists():
            self.open_paths([path])
            return
        recent = [p for p in self._desk.preferences.recent_files if p != str(path)]
        self._desk.preferences.recent_files = recent
        self.say_problem(gone(path.name))

    def open_paths(self, paths: list[Path]) -> None:
        """Open files: dropped, or chosen. They are remembered for “Open recent”."""
        preferences = self._desk.preferences
        preferences.recent_files = [*map(str, paths), *preferences.recent_files]
        preferences.last_folder = str(paths[0].parent)
        self.files_dropped.emit(paths)

    def _open_names(self, names: list[str]) -> None:
        if names:
            self.open_paths([Path(name) for name in names])

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.stack, 1)
        whole = QWidget()
        row = self._row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        self.setCentralWidget(whole)
        self.status.float_over(self.stack)
        self.setWindowTitle(APP_NAME)
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST_SIZE_PX)
        self.resize(*FIRST_SIZE_PX)
        if not self._desk.preferences.geometry.isEmpty():
            self.restoreGeometry(self._desk.preferences.geometry)
        self.keep_on_screen(self.screen().availableGeometry())

    def keep_on_screen(self, available: QRect) -> None:
        """Make the window no larger than the screen's free part, and move it into that."""
        most = available.adjusted(0, 0, 0, -FRAME_PX).size()
        self.setMinimumSize(QSize(*LEAST_SIZE_PX).boundedTo(most))
        if self.isMaximized() or self.isFullScreen():
            return
        self.resize(self.size().boundedTo(most))
        left = min(self.x(), available.right() + 1 - self.width())
        top = min(self.y(), available.bottom() + 1 - FRAME_PX - self.height())
        self.move(max(left, available.left()), max(top, available.top()))

    def _build_menus(self) -> Menus:
        return Menus(self, self, self._entries, self.undo, self._desk.preferences, self._desk.look)

    def _build_sidebar(self) -> Sidebar:
        made = Sidebar(self._desk.look, self._entries)
        made.page_chosen.connect(self.go_to)
        return made

    def _connect(self) -> None:
        self._overlay.files_dropped.connect(self.open_paths)
        self._desk.data.changed.connect(self.renew)
        self._desk.data.others.connect(lambda who: self.sidebar.say_others(others_here(who)))

    def look_elsewhere(self) -> None:
        """See whether others changed the data, and who has the same unit open."""
        if self.isVisible() and not self.isMinimized():
            self._desk.data.poll_external_changes(self._desk.preferences.last_unit)

    def show_board(self) -> None:
        """Show the wall screen of the unit that is looked at."""
        self.board_requested.emit()

    def start_huddle(self) -> None:
        """Let the page in front start what it has prepared; else the huddle prepares itself."""
        page = self.current_page
        if page is None or not page.start_huddle():
            self.huddle_requested.emit()

    @property
    def _entries(self) -> list[PageEntry]:
        return [maker.entry for maker in self._makers.values()]

    # Qt.

    @report_exceptions
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sidebar()

    def _fit_sidebar(self) -> None:
        self.sidebar.set_narrow(self.width() < self._desk.look.px(NARROW_PX))

    @report_exceptions
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self._overlay.cover()

    @report_exceptions
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            told = QTimer(self)  # not a singleShot of its own, which would outlive the window
            told.setSingleShot(True)
            told.timeout.connect(self.first_painted)
            told.start(0)

    @report_exceptions
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.look_elsewhere()
        super().changeEvent(event)

    @report_exceptions
    def closeEvent(self, event: QCloseEvent) -> None:
        self._desk.preferences.geometry = self.saveGeometry()
        self._desk.preferences.save()
        self.closed.emit()
        super().closeEvent(event)
