"""Start a window, and end at its first paint: a bare one with a chart, or the program's own.

python -m tests.benchmarks.first_paint bare
python -m tests.benchmarks.first_paint window DATABASE
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class _QuitAfterPaint(QObject):
    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, QApplication.quit)
        return False


def bare() -> None:
    """The least that a window with a chart costs."""
    import pyqtgraph

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(pyqtgraph.PlotWidget())
    watcher = _QuitAfterPaint()
    app.installEventFilter(watcher)
    window.show()
    app.exec()


def program(place: str) -> None:
    """The program's window, up to the moment at which it starts opening the database."""
    from ui.app.app import App
    from ui.base.preferences import Preferences

    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        built = App(app, place, Preferences(Path(folder) / "window.ini"))
        built.window.first_painted.connect(QApplication.quit)
        built.show()
        app.exec()
        built.close()


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        program(sys.argv[2])
