"""`inbox`: import a folder's new files that leave no question open, for a scheduled job."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.errors import ExitCode, FileRefused
from ui.cli.context import Context
from ui.cli.parser import Commands


def add_to(commands: Commands) -> None:
    parser = commands.add_parser(
        "inbox",
        help="import the new files of a folder that leave no question open",
        description="Look at each new file of a folder once. Those without a question are "
        "imported; the rest waits and is listed with its question.",
    )
    parser.add_argument("folder", metavar="FOLDER")
    parser.set_defaults(run=run_inbox)


def run_inbox(args: argparse.Namespace, context: Context) -> ExitCode:
    """Open the inbox once and say what became of each file."""
    from models.importing.inbox import REFUSED, open_inbox
    from ui.text import inbox as words

    folder = Path(args.folder)
    with context.database_to_change(may_be_new=True) as db, context.progress() as progress:
        try:
            found = open_inbox(db, folder, now=context.now(), progress=progress)
        except OSError as problem:
            what, hint = words.folder_missing(problem.strerror or str(problem))
            raise FileRefused("inbox-missing", what, where=str(folder), hint=hint) from problem
    lines = []
    for file in found:
        lines.append(words.outcome_words(file))
        lines += [f"  {line}" for line in words.detail_lines(file)]
    value = {"folder": str(folder), "files": [file.to_json() for file in found]}
    context.answer(value, "\n".join(lines) or words.nothing_new())
    refused = any(file.outcome == REFUSED for file in found)
    return ExitCode.FILE_REFUSED if refused else ExitCode.DONE
