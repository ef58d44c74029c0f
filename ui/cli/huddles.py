"""`huddles`: the huddles that were held, and their papers as PDF."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import ExitCode, UsageProblem
from ui.cli.arguments import add_unit
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.cli.screen import require_qt
from ui.cli.tables import MISSING, table
from ui.text.language import _

if TYPE_CHECKING:
    from models.store.database import Database
    from models.survey import Unit

KINDS = ("wall", "you-said", "card", "slips", "relay", "note", "year")


def add_to(commands: Commands) -> None:
    parser = commands.add_parser(
        "huddles",
        help=_("list past huddles, or save a paper for one"),
        description=_("List past huddles, or save a paper as a PDF."),
    )
    add_unit(parser, required=False)
    parser.set_defaults(run=list_all)
    papers = parser.add_subparsers(title="papers", metavar="PAPER")
    _add_print(papers)


def _add_print(papers: Commands) -> None:
    printed = papers.add_parser("print", help=_("a huddle's paper as a PDF"))
    printed.add_argument(
        "kind",
        choices=KINDS,
        metavar="KIND",
        help=_(
            "wall, you-said (for patients), card (for the huddle lead), slips (for ideas), "
            "relay (shift card), note (for the director), or year"
        ),
    )
    printed.add_argument("--out", required=True, metavar="F.pdf", help=_("the PDF"))
    printed.add_argument(
        "--paper", choices=("a4", "letter"), help=_("default: your system's paper size")
    )
    suppressed = argparse.SUPPRESS  # what stands before “print” stays when it is not given again
    printed.add_argument("--unit", metavar="U", default=suppressed, help=_("the unit's name"))
    printed.add_argument(
        "--facility", metavar="F", default=suppressed, help=_("the unit's hospital")
    )
    printed.add_argument("--site", metavar="S", default=suppressed, help=_("the unit's site"))
    printed.add_argument(
        "--action",
        type=int,
        action="append",
        default=[],
        metavar="ID",
        help=_("for note: the escalated action; for wall: a story to show (up to three)"),
    )
    printed.add_argument(
        "--year", default="", metavar="YYYY", help=_("default: the last 12 months")
    )
    printed.set_defaults(run=run_print)


def list_all(args: argparse.Namespace, context: Context) -> ExitCode:
    """List huddles, the latest first."""
    from models.huddle.reports import huddles_json
    from models.store.units import find_unit

    with context.database() as db, db.read() as c:
        unit_id = find_unit(c, args.unit, args.facility, args.site).id if args.unit else None
        value = huddles_json(c, unit_id)
    headers = [
        _("id"),
        _("unit"),
        _("started"),
        _("minutes"),
        _("measure"),
        _("lines"),
        _("actions"),
    ]
    text = table(headers, [_row(h) for h in value], right=[0, 3, 5, 6])
    context.answer(value, text if value else _("No huddles yet."))
    return ExitCode.DONE


def run_print(args: argparse.Namespace, context: Context) -> ExitCode:
    """Write a paper of a unit's huddles as a PDF."""
    require_qt()
    from ui.report.papers import PaperRequest, read_paper
    from ui.report.without_window import write_pdf

    with context.existing_database() as db:
        unit = _unit(db, args)
        actions = tuple(args.action)
        action = actions[0] if actions else None
        wanted = PaperRequest(unit, threads=actions, action=action, year=args.year)
        write_pdf(read_paper(db, args.kind, wanted, context.now()), args.out, args.paper)
    path = str(Path(args.out).absolute())
    context.answer(
        {"paper": args.kind, "unit": unit.name, "file": path}, _("Saved {path}.").format(path=path)
    )
    return ExitCode.DONE


def _unit(db: Database, args: argparse.Namespace) -> Unit:
    """Return the unit that is named, else that of the note's action, else the first of mine."""
    from models.store.actions import get_action
    from models.store.database import my_units
    from models.store.units import find_unit, get_unit

    with db.read() as c:
        if args.unit:
            return find_unit(c, args.unit, args.facility, args.site)
        if args.action:
            return get_unit(c, get_action(c, args.action[0]).unit_id)
        mine = my_units(c)
        if len(mine) == 1:
            return get_unit(c, mine[0])
    raise UsageProblem("paper-without-unit")


def _row(huddle: dict[str, Any]) -> list[str]:
    from models.store.database import local_minute

    seconds = huddle["seconds"]
    return [
        str(huddle["id"]),
        huddle["unit"],
        local_minute(huddle["started"]),
        MISSING if seconds is None else f"{seconds // 60}:{seconds % 60:02d}",
        huddle["measure"] or MISSING,
        str(huddle["lines"]),
        str(huddle["actions"]),
    ]
