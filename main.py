"""Throughline: from what patients say, to what the unit does.

Everything is imported late: worker processes load this module again when they start.
"""

from __future__ import annotations

import gc
import os
import sys

READ_WORKBOOK, READ_SURVEY_FILE = "--read-workbook", "--read-survey-file"
"""What a frozen bundle starts itself with to read a file in a process of its own."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command, or the window when none is named, and return the exit code. `arguments`
    are those after the program's name; None takes them from the command line."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if getattr(sys, "frozen", False) and arguments in ([READ_WORKBOOK], [READ_SURVEY_FILE]):
        read_for_parent(arguments[0])
        return 0
    from ui.cli.commands import run

    return run(arguments)


def read_for_parent(switch: str) -> None:
    """Be the process that reads the file named on standard input, and nothing else."""
    from models.files import process, sheets
    from ui.text.language import set_language

    process.main(set_language) if switch == READ_SURVEY_FILE else sheets.main()


def use_streams() -> None:
    """Give a windowed start, which has no console, somewhere to write to."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115


def report_defects() -> None:
    """Report unexpected errors in two lines instead of a traceback; workers keep theirs."""
    if not {READ_WORKBOOK, READ_SURVEY_FILE}.intersection(sys.argv[1:2]):
        from ui.cli.failures import report_defect

        sys.excepthook = report_defect


if __name__ == "__main__":
    gc.set_threshold(50_000)  # loading the program makes many objects, none of them garbage
    use_streams()
    report_defects()
    exit_code = main()
    gc.freeze()  # what is left ends with the process: looking through it is a tenth of a command
    sys.exit(exit_code)
