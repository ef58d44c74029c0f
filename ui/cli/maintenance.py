"""`check`, `backup`, `restore` and `sample`: looking after the database."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import DatabaseProblem, ExitCode
from ui.cli.context import Context
from ui.cli.failures import report_problem
from ui.cli.parser import Commands
from ui.cli.tables import table
from ui.text.formats import counted, number
from ui.text.language import _

if TYPE_CHECKING:
    from models.store.backup import CheckReport


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("check", help=_("check that the data are whole"))
    parser.set_defaults(run=run_check)

    parser = commands.add_parser("backup", help=_("copy the database, checked"))
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help=_("where to (default: the folder backups beside it)"),
    )
    parser.set_defaults(run=run_backup)

    parser = commands.add_parser(
        "restore",
        help=_("put a back-up in the place of the database"),
        description=_(
            "Put a back-up in the place of the database. What was there is kept beside it."
        ),
    )
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help=_("the back-up (default: the newest whole one)")
    )
    parser.set_defaults(run=run_restore)

    parser = commands.add_parser(
        "sample",
        help=_("add the sample hospital to the database"),
        description=_("Add an invented hospital, to look around with. A second time adds nothing."),
    )
    parser.set_defaults(run=build)


def run_check(_args: argparse.Namespace, context: Context) -> ExitCode:
    """Check the file, its references, and every number against its source."""
    from models.store.backup import check

    with context.existing_database(even_damaged=True) as db:
        with context.progress() as progress:
            report = check(db, progress)
        damage = DatabaseProblem("database-damaged", why="restore-newest", where=db.place)
    context.answer(report.to_json(), _check_text(report))
    if report.ok:
        return ExitCode.DONE
    report_problem(context.err, damage)
    return damage.exit_code


def _check_text(report: CheckReport) -> str:
    looked = [
        counted(report.batches, "import", "imports"),
        counted(report.responses, "response", "responses"),
        counted(report.tallies, "count", "counts"),
        counted(report.benchmarks, "published figure", "published figures"),
    ]
    text = _("Looked through {looked}: ").format(looked=", ".join(looked))
    if report.ok:
        return text + _("everything is whole.")
    rows = [[f.check, f.where, f.what] for f in report.findings]
    return (
        text
        + _("this is not as it should be.\n\n")
        + table([_("check"), _("where"), _("what")], rows)
    )


def run_backup(args: argparse.Namespace, context: Context) -> ExitCode:
    """Copy the database as it is now, and check the copy."""
    from models.store.backup import BY_HAND, backup

    target = Path(args.file) if args.file else None
    with context.existing_database() as db:
        made = backup(db, target, today=context.today, why=BY_HAND)
    size = made.stat().st_size
    value = {"backup": str(made), "bytes": size}
    context.answer(
        value,
        _("Copied and checked: {made} ({size} MB).").format(made=made, size=number(size / 1e6, 1)),
    )
    return ExitCode.DONE


def run_restore(args: argparse.Namespace, context: Context) -> ExitCode:
    """Replace the database by a back-up, and say where the old one is kept."""
    from models.store.backup import restore, restore_newest
    from models.store.database import record

    if context.is_on_server:
        raise DatabaseProblem("restore-on-server")
    place, key, now = Path(context.place), context.key, context.now()
    if args.file:
        report = restore(place, Path(args.file), now=now, key=key)
    else:
        report = restore_newest(place, now=now, key=key)
    with context.existing_database() as db, db.write() as c:
        record(c, "backup.restored", {"backup": report.backup.name}, now)
    kept = str(report.kept_in) if report.kept_in else None
    value = {"restored": str(report.database), "from": str(report.backup), "kept": kept}
    text = _("Restored {database} from {backup}.").format(
        database=report.database, backup=report.backup
    )
    context.answer(
        value,
        _("{text} What was there is kept in {kept}.").format(text=text, kept=kept)
        if kept
        else text,
    )
    return ExitCode.DONE


def build(_args: argparse.Namespace, context: Context) -> ExitCode:
    """Build the sample hospital."""
    from models.huddle.sample import hold_sample_huddles
    from models.importing import build_sample
    from ui.text.evidence import evidence_sentence

    with context.database_to_change(may_be_new=True) as db, context.progress() as progress:
        report = build_sample(db, progress)
        progress(_("Holding huddles"), None)
        hold_sample_huddles(db, report.facility, report.my_unit, evidence_sentence)
    text = _(
        '{facility}: {units}, {responses}. Look at it: main.py {named}compare --unit "{my_unit}"'
    ).format(
        facility=report.facility,
        units=counted(report.units, "unit", "units"),
        responses=counted(report.responses, "response", "responses"),
        named=_named(context),
        my_unit=report.my_unit,
    )
    context.answer(report.to_json(), text)
    return ExitCode.DONE


def _named(context: Context) -> str:
    """Return --db as the command line needs it to find this database again, or nothing."""
    named = "ADDRESS" if context.is_on_server else context.named_database
    return _('--db "{named}" ').format(named=named) if named else ""
