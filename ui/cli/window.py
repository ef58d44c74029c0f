"""No command: open the window."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.errors import ExitCode, UsageProblem
from ui.cli.context import Context
from ui.cli.screen import require_qt, require_screen


def open_window(args: argparse.Namespace, context: Context) -> ExitCode:
    """Open the window on the database, offering to import the named files, until it is closed."""
    if context.as_json:
        raise UsageProblem("json-without-command")
    require_screen()
    require_qt()
    from ui.app import run_window

    key = context.key if context.gives_passphrase else None
    run_window(
        context.place, [Path(file).absolute() for file in args.files], key, context.named_language
    )
    return ExitCode.DONE
