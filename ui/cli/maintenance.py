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
from ui.text.formats import counted, listed, number
from ui.text.language import _

if TYPE_CHECKING:
    from models.store.backup import CheckReport


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("check", help=_("check the data for damage"))
    parser.set_defaults(run=run_check)

    parser = commands.add_parser("backup", help=_("make a checked backup"))
    parser.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help=_("where to save it (default: the folder backups next to the database)"),
    )
    parser.set_defaults(run=run_backup)

    parser = commands.add_parser(
        "restore",
        help=_("replace the database with a backup"),
        description=_("Replace the database with a backup. The old database is kept next to it."),
    )
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help=_("the backup (default: the newest good one)")
    )
    parser.set_defaults(run=run_restore)

    parser = commands.add_parser(
        "sample",
        help=_("add a sample hospital"),
        description=_("Add a made-up hospital to explore. Running it again adds nothing."),
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
        counted(report.responses, "survey", "surveys"),
        counted(report.tallies, "count", "counts"),
        counted(report.benchmarks, "published score", "published scores"),
    ]
    text = _("Checked {what}.").format(what=listed(looked))
    if report.ok:
        return f"{text} {_('No problems found.')}"
    rows = [[f.check, f.where, f.what] for f in report.findings]
    found = table([_("check"), _("where"), _("what")], rows)
    return f"{text} {_('We found problems:')}\n\n{found}"


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
        f"{text} {_('The old data is in {kept}.').format(kept=kept)}" if kept else text,
    )
    return ExitCode.DONE


def build(_args: argparse.Namespace, context: Context) -> ExitCode:
    """Build the sample hospital."""
    from models.huddle.sample import hold_sample_huddles
    from models.importing import build_sample
    from ui.text.evidence import evidence_sentence

    with context.database_to_change(may_be_new=True) as db, context.progress() as progress:
        report = build_sample(db, progress)
        progress(_("Making up huddles"), None)
        hold_sample_huddles(db, report.facility, report.my_unit, evidence_sentence)
    text = _(
        '{facility}: {units}, {responses}. Look at it: main.py {named}compare --unit "{my_unit}"'
    ).format(
        facility=report.facility,
        units=counted(report.units, "unit", "units"),
        responses=counted(report.responses, "survey", "surveys"),
        named=_named(context),
        my_unit=report.my_unit,
    )
    context.answer(report.to_json(), text)
    return ExitCode.DONE


def _named(context: Context) -> str:
    """Return --db as the command line needs it to find this database again, or nothing."""
    named = "ADDRESS" if context.is_on_server else context.named_database
    return _('--db "{named}" ').format(named=named) if named else ""
