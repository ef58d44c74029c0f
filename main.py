"""Throughline: from what patients say, to what the unit does.

Everything is imported late: worker processes load this module again when they start.
"""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command, or the window when none is named, and return the exit code.

    `arguments` are those after the program's name; None takes them from the command line.
    """
    from ui.commands import run

    return run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # workers of the bundle start the bundle itself
        import multiprocessing

        multiprocessing.freeze_support()
    from ui.cli.failures import report_defect

    sys.excepthook = report_defect
    sys.exit(main())
