"""The program on its desktop: name, icon, files that the system hands over, the log, the manual."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from ui.base.program import ROOT, manual_folder

DESKTOP_ENTRY = "throughline"
"""The name of the .desktop file: by it Linux finds the window's icon and groups its windows."""

LOG_BYTES, LOGS_KEPT = 1_000_000, 3

MANUAL_PAGES = {
    "home": "index",
    "results": "charts",
    "trend": "charts",
    "units": "charts",
    "priorities": "charts",
    "voices": "comments",
    "mission": "huddle",
    "huddle": "huddle",
    "actions": "actions",
    "files": "files",
    "settings": "administrators",
}
"""The window's page → the manual's page."""


def name_application(app: QApplication, name: str) -> None:
    """Give the application its name, its icon and its desktop entry."""
    app.setApplicationName(name)
    app.setApplicationDisplayName(name)
    app.setDesktopFileName(DESKTOP_ENTRY)
    app.setWindowIcon(QIcon(str(ROOT / "resources" / "icons" / "app.svg")))


class FileRequests(QObject):
    """Hears of files that the system wants opened: on macOS they come as events, not as words of
    the command line."""

    requested = Signal(list)
    """Paths of one file each time."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.requested.emit([Path(event.file())])
            return True
        return super().eventFilter(watched, event)


def log_to(file: Path) -> None:
    """Send the log, which holds defects by type and place and nothing else, to a file. It is
    begun anew at a megabyte; the last three are kept."""
    handler = RotatingFileHandler(
        file, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.getLogger("throughline").addHandler(handler)


def open_manual(page: str) -> bool:
    """Open the manual at the page about a page of the window; False where there is no manual."""
    folder = manual_folder()
    if folder is None:
        return False
    file = folder / f"{MANUAL_PAGES.get(page, 'index')}.html"
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
