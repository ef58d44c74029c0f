"""`check`, `backup`, `restore` and `sample`: looking after the database."""

from __future__ import annotations

import argparse

from models.errors import ExitCode
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.cli.tables import counted


def add_to(commands: Commands) -> None:
    sample = commands.add_parser(
        "sample",
        help="add the sample hospital to the database",
        description="Add an invented hospital, to look around with. A second time adds nothing.",
    )
    sample.set_defaults(run=build)


def build(_args: argparse.Namespace, context: Context) -> ExitCode:
    """Build the sample hospital."""
    from models.intake.sample import build_sample

    with context.database_to_change(may_be_new=True) as db, context.progress() as progress:
        report = build_sample(db, progress)
    text = (
        f"{report.facility}: {counted(report.units, 'unit')}, "
        f"{counted(report.responses, 'response')}. "
        f"Look at it: main.py compare --unit “{report.my_unit}”"
    )
    context.answer(report.to_json(), text)
    return ExitCode.DONE
