"""What the command line says when something cannot be done. Never a traceback."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TextIO

from models.errors import UserError
from ui.base.events import place_of
from ui.base.program import as_called, is_installed
from ui.cli.tables import printable
from ui.text.errors import hint, sentence

INTERRUPTED_EXIT_CODE = 130
"""What shells expect of a program stopped by Ctrl+C."""

STOPPED = "Stopped."
STOPPED_HINT = "Nothing half-done was kept. Start it again when you like."

DEFECT_HINT = "This is a defect of the program, not a mistake of yours. Nothing half-done was kept."
DEVELOPER_HINT = " “python -X dev main.py …” shows how it came about."

PACKAGES_HINT = (
    "Set everything up once with “make run” (on Windows as the README says), then start the "
    "program with the Python of the folder .venv."
)


def report_problem(err: TextIO, problem: UserError) -> None:
    """Write a problem as `error: …` and `hint: …`."""
    write_failure(err, sentence(problem), hint(problem))


def write_failure(err: TextIO, what: str, hint: str) -> None:
    """Write the two lines every failure has, each on one line whatever the texts hold."""
    err.write(f"error: {printable(as_called(what))}\nhint: {printable(as_called(hint))}\n")
    err.flush()


def report_defect(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Report an unexpected error by its type and place, for use as `sys.excepthook`.

    The error's own words stay out: they can quote a cell of somebody's file. In Python's
    development mode (`-X dev`) the ordinary traceback is shown instead.
    """
    if sys.flags.dev_mode or sys.stderr is None:
        sys.__excepthook__(kind, error, trace)
        return
    if issubclass(kind, KeyboardInterrupt):
        write_failure(sys.stderr, STOPPED, STOPPED_HINT)
        return
    if isinstance(error, ModuleNotFoundError) and _is_package(error.name):
        write_failure(sys.stderr, f"the package {error.name} is not installed.", PACKAGES_HINT)
        return
    write_failure(
        sys.stderr,
        f"something went wrong inside the program ({kind.__name__} at {place_of(trace)}).",
        DEFECT_HINT if is_installed() else DEFECT_HINT + DEVELOPER_HINT,
    )


def _is_package(name: str | None) -> bool:
    """Tell whether a module that is missing is a package to install, not a part of our own."""
    return name is not None and name.partition(".")[0] not in ("main", "models", "ui")
