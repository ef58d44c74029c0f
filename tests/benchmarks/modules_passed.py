"""How many modules an answer and an action pass, counted where their functions really run.

    python -m tests.benchmarks.modules_passed

An answer: from `import FILE` to the painted page of results. An action: from Enter in the entry
line to the row in the table. A module counts once a function of it has run; what only its import
runs does not count.
"""

from __future__ import annotations

import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.benchmarks.survey_file import write_survey_file
from ui.app.app import App
from ui.base.preferences import Preferences
from ui.cli.commands import run
from ui.pages.actions.page import ActionsPage

OURS = ("models.", "ui.")
ROWS = 4_000


class Passed:
    """The modules whose functions run while this is on, in every thread."""

    def __init__(self) -> None:
        self.modules: set[str] = set()
        self.on = False
        self.only: Callable[[FrameType], bool] | None = None
        threading.setprofile(self)  # a thread has it from its start
        sys.setprofile(self)

    def __call__(self, frame: FrameType, happened: str, _argument: object) -> None:
        if not self.on or happened != "call" or frame.f_code.co_name == "<module>":
            return
        if self.only is not None and not self.only(frame):
            return
        name = frame.f_globals.get("__name__", "")
        if name.startswith(OURS) and name not in self.modules and not _is_import(frame):
            self.modules.add(name)

    def during(self, work: Callable[[], Any]) -> set[str]:
        """Return the modules that run while `work` does."""
        self.modules, self.on = set(), True
        try:
            work()
        finally:
            self.on = False
        return self.modules


def _is_import(frame: FrameType | None) -> bool:
    """Tell whether a frame runs only because a module is being loaded."""
    while frame is not None:
        if frame.f_code.co_name == "<module>" and frame.f_globals["__name__"].startswith(OURS):
            return True
        frame = frame.f_back
    return False


def answer(passed: Passed, folder: Path) -> set[str]:
    """Return the modules from a file to the painted page of results."""
    file, database, picture = folder / "survey.csv", folder / "a.db", folder / "results.png"
    write_survey_file(file, ROWS)

    def work() -> None:
        assert run(["--db", str(database), "import", str(file)]) == 0
        assert run(["--db", str(database), "screenshot", "results", "--out", str(picture)]) == 0

    return passed.during(work)


def action(passed: Passed, folder: Path) -> set[str]:
    """Return the modules from Enter in the entry line to the row of the new action."""
    from PySide6.QtWidgets import QApplication

    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    app = App(qt, str(folder / "a.db"), Preferences(folder / "window.ini"))
    app.show()
    app.open()
    app.window.go_to("actions")
    page = app.window.page("actions")
    assert isinstance(page, ActionsPage)
    _wait(1000)
    while not page.is_settled or app.jobs.busy:
        _wait(200)
    page.entry.unit.set_current(1)
    page.entry.what.setText("Round hourly")
    stored: list[str] = []

    @event.listens_for(Engine, "before_cursor_execute")
    def seen(*arguments: Any) -> None:
        if arguments[2].replace('"', "").upper().startswith("INSERT INTO ACTION "):
            passed.on = False
            stored.append(arguments[2])

    def work() -> None:
        page.entry.what.returnPressed.emit()
        for _turn in range(100):
            if not stored:
                _wait(200)

    passed.only = _is_of_entry
    modules = passed.during(work)
    assert stored, "no action was stored"
    app.close()
    app.window.close()
    return modules


def _is_of_entry(frame: FrameType | None) -> bool:
    """Tell whether a frame runs for Enter: below its handler, or in the job that writes. What the
    window paints meanwhile does not count."""
    while frame is not None:
        code = frame.f_code
        if code.co_name == "_enter" and code.co_filename.endswith("entry.py"):
            return True
        if code.co_name == "write_entry" or code.co_name == "_changed":
            return True
        frame = frame.f_back
    return False


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> None:
    """Print both counts, and with `-v` the modules."""
    passed = Passed()
    with tempfile.TemporaryDirectory() as name:
        found = {"an answer": answer(passed, Path(name)), "an action": action(passed, Path(name))}
    for what, modules in found.items():
        print(f"{what} passes {len(modules)} modules")
        if "-v" in sys.argv:
            print("\n".join(f"  {module}" for module in sorted(modules)))


if __name__ == "__main__":
    main()
