"""The composition root: builds the window and everything behind it, and lets it run.

Paint first, import after: nothing here may import the store, pandas or scipy before the window
is on the screen.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

import ui.charts
import ui.pages
import ui.present
from models.errors import UserError
from ui.app.desktop import FileRequests, log_to, name_application
from ui.app.imports import Imports
from ui.app.inbox import Inbox
from ui.app.one_window import FirstWindow, StoreLock, call_first_window
from ui.app.passphrase import ASKS_PASSPHRASE, IdleLock, ask_passphrase
from ui.app.tongue import speak
from ui.app.upkeep import (
    BACKUP_AFTER_MS,
    CHECK_AFTER_MS,
    make_daily_backup,
    make_weekly_check,
)
from ui.app.window import APP_NAME, MainWindow, PageMaker
from ui.base.context import PageContext
from ui.base.jobs import Jobs, Progress, defect
from ui.base.live_data import LiveData
from ui.base.machine import LOG_NAME, config_folder, decided_language
from ui.base.organization import OrganizationSummary, read_summary
from ui.base.preferences import Preferences
from ui.base.theme import Appearance
from ui.pages.base import Page
from ui.present import HuddleRequest, running_huddle, show_board, start_huddle
from ui.text.expert import show_expert_details
from ui.text.formats import counted
from ui.text.language import _, language, set_language, use_system_locale
from ui.text.trust import damage_problem
from ui.widgets.sidebar import PageEntry

if TYPE_CHECKING:
    from models.importing import ImportReport, InboxFile
    from models.store.backup import CheckReport
    from models.store.database import Key

IDLE_MS = 15
LOOK_EVERY_MS = 3_000
"""How often the window looks for what others changed."""

HUDDLE_MODULES = (
    "models.huddle.agenda.planning",
    "models.huddle.agenda.relay",
    "models.huddle.agenda.evidence",
    "models.huddle.session.live",
)
"""What the huddle's first steps import, brought in before they are taken."""

COLLECTION_THRESHOLDS = (20_000, 20, 100)

SWITCH_SECONDS = 0.001
"""How soon a job gives the interpreter back to the window."""


def local_now() -> datetime:
    """Return the time now, with the offset of this computer's time zone."""
    return datetime.now(UTC).astimezone()


def page_makers() -> list[PageMaker]:
    """Return the window's pages in the order of the sidebar. Each is imported when first shown."""
    return [
        PageMaker(PageEntry("home", _("Home"), "home", "H"), _home),
        PageMaker(PageEntry("results", _("Results"), "results", "R"), _results),
        PageMaker(PageEntry("trend", _("Over time"), "clock", "T", under="results"), _trend),
        PageMaker(PageEntry("units", _("All units"), "hospital", "U", under="results"), _units),
        PageMaker(PageEntry("priorities", _("Priorities"), "priorities", "P"), _priorities),
        PageMaker(PageEntry("voices", _("Voices"), "voices", "V"), _voices),
        PageMaker(PageEntry("mission", _("Mission"), "mission", "M"), _mission),
        PageMaker(PageEntry("huddle", _("Huddle"), "huddle", "D"), _huddle),
        PageMaker(PageEntry("actions", _("Actions"), "actions", "A"), _actions),
        PageMaker(PageEntry("files", _("Files"), "files", "F"), _files),
        PageMaker(PageEntry("settings", _("Settings"), "settings", "S"), _settings),
    ]


def _home(desk: PageContext) -> Page:
    from ui.pages.home import HomePage

    return HomePage(desk)


def _results(desk: PageContext) -> Page:
    from ui.pages.results import ResultsPage

    return ResultsPage(desk)


def _trend(desk: PageContext) -> Page:
    from ui.pages.trend import TrendPage

    return TrendPage(desk)


def _units(desk: PageContext) -> Page:
    from ui.pages.units import UnitsPage

    return UnitsPage(desk)


def _priorities(desk: PageContext) -> Page:
    from ui.pages.priorities import PrioritiesPage

    return PrioritiesPage(desk)


def _voices(desk: PageContext) -> Page:
    from ui.pages.comments import VoicesPage

    return VoicesPage(desk)


def _mission(desk: PageContext) -> Page:
    from ui.pages.mission import MissionPage

    return MissionPage(desk)


def _huddle(desk: PageContext) -> Page:
    from ui.pages.huddle import HuddlePage

    return HuddlePage(desk)


def _actions(desk: PageContext) -> Page:
    from ui.pages.actions import ActionsPage

    return ActionsPage(desk)


def _files(desk: PageContext) -> Page:
    from ui.pages.files import FilesPage

    return FilesPage(desk)


def _settings(desk: PageContext) -> Page:
    from ui.pages.settings import SettingsPage

    return SettingsPage(desk)


class App(QObject):
    """One window on one store, with its jobs. `open` starts reading; `close` ends everything."""

    warmed_up = Signal()
    """Every page is imported and built."""

    def __init__(
        self,
        app: QApplication,
        place: str,
        preferences: Preferences,
        *,
        now: Callable[[], datetime] = local_now,
        seconds: Callable[[], float] = time.monotonic,
        makers: Sequence[PageMaker] | None = None,
        key: Key | None = None,
    ) -> None:
        super().__init__()
        self._app = app
        self._makers = makers
        speak(app, language())
        show_expert_details(preferences.expert_details)
        self.look = Appearance(app, preferences.theme, text_size=preferences.text_size / 100)
        self.jobs = Jobs(self)
        self.data = LiveData(place, self.jobs, self)
        self.data.key = key
        self._looking = QTimer(self)
        self.imports = Imports(self.data, self)
        self.inbox = Inbox(self.data, now, self)
        self.desk = PageContext(
            self.look,
            self.data,
            preferences,
            now,
            seconds=seconds,
            watch_inbox=self._watch_inbox,
            rebuild=lambda: QTimer.singleShot(0, self, self._retranslate),
            change_language=self.change_language,
        )
        self.window = MainWindow(self.desk, makers if makers is not None else page_makers())
        self._connect()

    def show(self) -> None:
        """Show the window on its first page; the data are opened once it is painted."""
        self.window.go_to(self.window.page_keys[0])
        self.window.show()

    def open(self) -> None:
        """Open the database in a job."""
        self.data.open()

    def open_files(self, files: Sequence[Path]) -> None:
        """Offer to import files: dropped, chosen, or named on the command line."""
        if files:
            self.window.go_to("files", list(files))

    def change_language(self, code: str) -> None:
        """Speak another language from now on, "" for the system's, and build the window anew in
        it. The call returns first: it comes from a page that goes."""
        speak(self._app, code or decided_language())
        QTimer.singleShot(0, self, self._retranslate)

    def _retranslate(self) -> None:
        self.window.retranslate(self._makers if self._makers is not None else page_makers())
        self._ask_whose()
        self._warm_up_pages()

    def close(self) -> None:
        """Have stored what is typed, leave a huddle that runs, stop timers and jobs, roll back what
        is half done, and close the database."""
        self.window.flush()
        huddle = running_huddle(self.window)
        if huddle is not None:
            huddle.leave()
        for timer in self.findChildren(QTimer):
            timer.stop()
        self.jobs.close()
        self.data.close()

    def raise_window(self, files: Sequence[Path]) -> None:
        """Bring the window to the front for a later start, and open that start's files."""
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.open_files(files)

    def _connect(self) -> None:
        window, data, imports = self.window, self.data, self.imports
        window.files_dropped.connect(self.open_files)
        window.sample_requested.connect(imports.build_sample)
        window.huddle_requested.connect(self._start_huddle)
        window.board_requested.connect(self._show_board)
        window.status.cancel_requested.connect(imports.cancel)
        imports.progressed.connect(window.status.say_progress)
        imports.imported.connect(self._say_imported)
        imports.sample_built.connect(self._say_sample)
        imports.refused.connect(window.say_problem)
        imports.emptied.connect(self._clear_progress)
        data.refused.connect(self._say_refused)
        data.opened.connect(self._ask_whose)
        data.opened.connect(self._warm_up)
        data.opened.connect(self._back_up_soon)
        data.opened.connect(self._check_soon)
        data.opened.connect(self._keep_looking)
        data.changed.connect(self._ask_whose)
        data.opened.connect(lambda: self._watch_inbox(self.desk.preferences.inbox))
        self.inbox.opened.connect(self._say_inbox)
        self.inbox.failed.connect(window.say_problem)

    def _warm_up(self) -> None:
        """Import and build the other pages, so that no first visit makes the window wait: what
        the charts need in a job, as it takes long in one piece, then the pages."""
        job = self.data.query(_load_what_charts_need)
        job.done.connect(lambda _nothing: self._warm_up_pages())

    def _warm_up_pages(self) -> None:
        """Import and build the pages one small step at a time while nothing else is to do."""
        names = [
            module.name
            for room in (ui.charts, ui.pages, ui.present)
            for module in walk_packages(room.__path__, f"{room.__name__}.")
        ]
        names += HUDDLE_MODULES
        steps: list[Callable[[], object]] = [partial(import_module, name) for name in names]
        steps += [partial(self.window.page, key) for key in self.window.page_keys]
        self._warming = IdleTasks(steps, self)
        self._warming.finished.connect(self.warmed_up)

    def _show_board(self) -> None:
        unit = self.desk.preferences.last_unit
        show_board(self.desk, self.window, unit, self.window.start_huddle)

    def _start_huddle(self) -> None:
        huddle = start_huddle(self.desk, HuddleRequest(), self.window)
        huddle.failed.connect(self.window.say_problem)

    def _keep_looking(self) -> None:
        """See every few seconds what others do; the window in front or not."""
        if self._looking.isActive():
            return
        self._looking.timeout.connect(self.window.look_elsewhere)
        self._looking.start(LOOK_EVERY_MS)

    def _back_up_soon(self) -> None:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(self._back_up)
        timer.start(BACKUP_AFTER_MS)

    def _back_up(self) -> None:
        job = self.data.query(partial(make_daily_backup, today=self.desk.today()))
        job.failed.connect(self.window.say_problem)

    def _check_soon(self) -> None:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(self._check)
        timer.start(CHECK_AFTER_MS)

    def _check(self) -> None:
        job = self.data.query(partial(make_weekly_check, today=self.desk.today()))
        job.done.connect(self._say_checked)
        job.failed.connect(self.window.say_problem)

    def _say_checked(self, report: CheckReport | None) -> None:
        """Say a word in the status line; after damage was found, show no number any more."""
        if report is None:
            return
        if report.ok:
            self.window.status.say(_("Weekly check done. Your data are fine."))
            return
        self.data.refuse(damage_problem())

    def _ask_whose(self) -> None:
        job = self.data.query(read_summary, topic="window.whose")
        job.done.connect(self._say_whose)

    def _say_whose(self, whose: OrganizationSummary) -> None:
        units = counted(whose.units, "unit", "units")
        surveys = counted(whose.surveys, "survey", "surveys")
        name = whose.organization
        if not name and whose.facilities:
            name = counted(whose.facilities, "hospital", "hospitals")
        self.window.say_whose(name, f"{units} · {surveys}" if whose.units else "")

    def _say_refused(self, error: UserError) -> None:
        page = self.window.current_page
        if page is not None:
            page.show_failure(error)
        if error.code in ASKS_PASSPHRASE:
            ask_passphrase(self.data, self.look, self.window, error)

    def _say_imported(self, report: ImportReport) -> None:
        from ui.app.import_words import import_sentence

        self.window.status.clear()
        self.window.status.say(import_sentence(report))

    def _watch_inbox(self, folder: str) -> None:
        self.inbox.watch(Path(folder) if folder else None)

    def _say_inbox(self, files: tuple[InboxFile, ...]) -> None:
        """Say what became of the inbox's files; those that wait stand on the Files page."""
        from ui.text.inbox import inbox_summary

        waiting = [file.path for file in files if file.outcome in ("waiting", "refused")]
        if waiting:
            self.window.page("files").open_with(waiting)
        summary = inbox_summary(files)
        if summary:
            self.window.status.say(summary)

    def _say_sample(self, _report: object) -> None:
        self.window.status.clear()
        self.window.status.say(_("The sample hospital is ready."))

    def _clear_progress(self) -> None:
        if self.window.status.shows_progress:
            self.window.status.clear()


def _load_what_charts_need(_db: object, _progress: Progress) -> None:
    import_module("pyqtgraph")


class IdleTasks(QObject):
    """Takes steps one by one, each after the window has handled all that waited."""

    finished = Signal()

    def __init__(self, steps: Sequence[Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = list(steps)
        self._timer = QTimer(self)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self._take_step)
        self._timer.start()

    def _take_step(self) -> None:
        if self._steps:
            self._steps.pop(0)()
        else:
            self._timer.stop()
            self.finished.emit()


def run_window(
    db_place: str, files: Sequence[Path] = (), key: Key | None = None, named_language: str = ""
) -> int:
    """Open the window on a database and import `files`; return when it is closed.

    `named_language` is the language of this start, "" for the one chosen in Settings.

    When the same data are open in another window of this user, that window is brought up, is
    given the files, and this start ends.
    """
    app = QApplication(sys.argv[:1])
    name_application(app, APP_NAME)
    requests = FileRequests(app)
    lock = StoreLock(db_place)
    free = lock.take()
    if not free and call_first_window(lock.name, files):
        return 0
    sys.setswitchinterval(SWITCH_SECONDS)
    folder = config_folder()
    folder.mkdir(parents=True, exist_ok=True)
    log_to(folder / LOG_NAME)
    preferences = Preferences(folder / "window.ini")
    use_system_locale(QLocale.system().name())
    set_language(named_language or preferences.language or decided_language())
    built = App(app, db_place, preferences, key=key)
    IdleLock(built.data, app, built)
    sys.excepthook = excepthook(built.window)
    built.warmed_up.connect(spare_long_collections)
    requests.requested.connect(built.raise_window)
    built.show()
    if free:
        built.window.first_painted.connect(lambda: _begin(built, lock, files))
    else:
        built.data.refused.emit(lock.problem())
    exit_code = app.exec()
    built.close()
    lock.release()
    return exit_code


def spare_long_collections() -> None:
    """Keep the garbage collector from looking through everything that stays anyway.

    With thousands of units it would stop window and jobs for 90 ms, every few reads.
    """
    gc.freeze()
    gc.set_threshold(*COLLECTION_THRESHOLDS)


def _begin(built: App, lock: StoreLock, files: Sequence[Path]) -> None:
    built.open()
    if lock.path is not None:
        FirstWindow(lock.name, built).called.connect(built.raise_window)
    if files:
        built.open_files(files)


def excepthook(
    window: MainWindow,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return a hook that logs a defect of the window's thread and says one calm sentence."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        window.say_problem(defect(error.with_traceback(trace)))

    return hook
