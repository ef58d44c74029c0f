"""`backups`: list the back-ups, check them, compare one with the data, choose a second place."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import DatabaseProblem, ExitCode
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.cli.tables import table
from ui.text.formats import number
from ui.text.language import _
from ui.text.trust import backup_state, difference_lines, why_made

if TYPE_CHECKING:
    from models.store.backup import ListedBackup


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("backups", help=_("list, check, and compare backups"))
    parser.set_defaults(run=run_list, verify=False)
    own = parser.add_subparsers(dest="what", metavar="WHAT", prog="main.py backups")
    own.add_parser("list", help=_("list backups")).set_defaults(run=run_list, verify=False)
    own.add_parser("verify", help=_("check every row of each backup")).set_defaults(
        run=run_list, verify=True
    )
    compare = own.add_parser("compare", help=_("compare a backup with today's data"))
    compare.add_argument("file", metavar="FILE", help=_("the backup"))
    compare.set_defaults(run=run_compare)
    place = own.add_parser("second-place", help=_("choose a folder for copies of each backup"))
    place.add_argument("folder", metavar="FOLDER", help=_("the folder; “none” means no copies"))
    place.set_defaults(run=run_second_place)


def run_list(args: argparse.Namespace, context: Context) -> ExitCode:
    """List the back-ups; ends with 4 when a check finds one that is not whole."""
    from models.store.backup import list_backups

    path = _file(context)
    with context.progress() as progress:
        listed = list_backups(
            path, _second_place(context), key=context.key, verify=args.verify, progress=progress
        )
    context.answer([_json(one) for one in listed], _list_text(listed))
    bad = [one for one in listed if one.problem]
    return ExitCode.DATABASE if bad else ExitCode.DONE


def run_compare(args: argparse.Namespace, context: Context) -> ExitCode:
    """Show how a back-up differs from the data today."""
    from models.store.backup import compare_backup

    with context.existing_database() as db:
        found = compare_backup(db, Path(args.file).expanduser().absolute())
    value = {
        "counts": {
            name: {"backup": then, "now": now} for name, (then, now) in found.counts.items()
        },
        "only_now": [{"batch": n, "file": file} for n, file in found.only_now],
        "only_backup": [{"batch": n, "file": file} for n, file in found.only_backup],
    }
    context.answer(value, "\n".join(difference_lines(found)))
    return ExitCode.DONE


def run_second_place(args: argparse.Namespace, context: Context) -> ExitCode:
    """Choose the folder that gets a copy of each back-up."""
    from models.store.backup import second_place, set_second_place

    folder = "" if args.folder == "none" else args.folder
    with context.existing_database() as db:
        with db.write() as c:
            set_second_place(c, folder)
        with db.read() as c:
            chosen = second_place(c)
    text = (
        _("Each backup is now copied to {folder}.").format(folder=chosen)
        if chosen
        else _("Backups are no longer copied elsewhere.")
    )
    context.answer({"folder": str(chosen) if chosen else None}, text)
    return ExitCode.DONE


def _file(context: Context) -> Path:
    if context.is_on_server:
        raise DatabaseProblem("backup-on-server")
    return Path(context.place)


def _second_place(context: Context) -> Path | None:
    """Return the second place, None also when the data cannot be opened: that is when back-ups
    are needed most."""
    from models.store.backup import second_place

    try:
        with context.existing_database(even_damaged=True) as db, db.read() as c:
            return second_place(c)
    except DatabaseProblem:
        return None


def _json(one: ListedBackup) -> dict[str, Any]:
    return {
        "file": str(one.made.path),
        "number": one.made.number,
        "day": one.made.day,
        "why": one.made.why or "daily",
        "bytes": one.bytes,
        "second_place": one.second,
        "encrypted": one.encrypted,
        "verified": None if one.problem is None else not one.problem,
        "problem": one.problem or None,
    }


def _list_text(listed: list[ListedBackup]) -> str:
    if not listed:
        return _("No backups yet. One is made on the first use of each day.")
    rows = [
        [
            one.made.day,
            why_made(one.made.why),
            _("{size} MB").format(size=number(one.bytes / 1e6, 1)),
            backup_state(one.problem),
            str(one.made.path),
        ]
        for one in listed
    ]
    return table([_("day"), _("why"), _("size"), _("state"), _("file")], rows, right=[2])
