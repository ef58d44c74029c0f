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
from ui.text.language import _

INTERRUPTED_EXIT_CODE = 130
"""What shells expect of a program stopped by Ctrl+C."""


def report_problem(err: TextIO, problem: UserError) -> None:
    """Write a problem as `error: …` and `hint: …`."""
    write_failure(err, sentence(problem), hint(problem))


def report_stop(err: TextIO) -> None:
    """Say that the work was stopped, as by Ctrl+C."""
    write_failure(
        err, _("Stopped."), _("Nothing half-done was kept. Start it again when you like.")
    )


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
        report_stop(sys.stderr)
        return
    if isinstance(error, ModuleNotFoundError) and _is_package(error.name):
        write_failure(
            sys.stderr,
            _("The package {name} isn't installed.").format(name=error.name),
            _(
                "Set everything up once with “make run” (on Windows, see the README). Then start "
                "the program with the Python in the .venv folder."
            ),
        )
        return
    advice = _("This is a defect in the program, not your mistake. Nothing half-done was kept.")
    more = _("“python -X dev main.py …” shows where it happened.")
    write_failure(
        sys.stderr,
        _("Something went wrong inside the program ({kind} at {place}).").format(
            kind=kind.__name__, place=place_of(trace)
        ),
        advice if is_installed() else f"{advice} {more}",
    )


def _is_package(name: str | None) -> bool:
    """Tell whether a module that is missing is a package to install, not a part of our own."""
    return name is not None and name.partition(".")[0] not in ("main", "models", "ui")
