"""No command: open the window."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.errors import DatabaseProblem, ExitCode, UsageProblem
from ui.cli.context import Context, default_database
from ui.cli.screen import require_qt, require_screen


def open_window(args: argparse.Namespace, context: Context) -> ExitCode:
    """Open the window on the database, offering to import the named files, until it is closed."""
    if context.as_json:
        raise UsageProblem("json-without-command")
    require_screen()
    require_qt()
    from ui.app import run_window

    key = context.key if context.gives_passphrase else None
    named = not context.is_on_server and context.place != str(default_database())
    new = named and not context.database_exists
    if new and not Path(context.place).expanduser().absolute().parent.is_dir():
        raise DatabaseProblem("database-missing", where=context.place)
    run_window(
        context.place, [Path(file).absolute() for file in args.files], key, context.named_language
    )
    if new:  # into which nothing came: its path was mistyped
        from models.store.database import remove_if_empty

        remove_if_empty(context.place)
    return ExitCode.DONE
