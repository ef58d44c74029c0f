"""`baseline`: what was decided about the line of a measure over time, and deciding it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from models.errors import ExitCode, UsageProblem
from models.survey import month_label
from ui.cli.arguments import add_unit, month
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.cli.tables import printable, table
from ui.text.language import N_, _

if TYPE_CHECKING:
    from models.store.database import Connection
    from models.store.tallies import BaselineChange
    from models.survey import Unit

_KINDS = {
    "rebase": N_("new baseline from"),
    "freeze": N_("baseline frozen at"),
    "exclude": N_("excluded"),
}


def add_to(commands: Commands) -> None:
    parser = commands.add_parser(
        "baseline", help=_("freeze a baseline, start a new one, or exclude months")
    )
    add_unit(parser)
    parser.add_argument(
        "--measure", required=True, metavar="M", help=_("a measure from “measures”")
    )
    wish = parser.add_mutually_exclusive_group()
    wish.add_argument(
        "--rebase", type=month, metavar="YYYY-MM", help=_("start a new baseline this month")
    )
    wish.add_argument(
        "--freeze", type=month, metavar="YYYY-MM", help=_("freeze the baseline through this month")
    )
    wish.add_argument(
        "--span",
        type=_span,
        metavar="YYYY-MM:YYYY-MM",
        help=_("use these months as the baseline"),
    )
    wish.add_argument("--exclude", type=month, metavar="YYYY-MM", help=_("exclude this month"))
    wish.add_argument(
        "--forget", type=month, metavar="YYYY-MM", help=_("undo the decision for this month")
    )
    parser.add_argument("--reason", default="", help=_("what changed in the unit"))
    parser.set_defaults(run=run_baseline)


def _span(text: str) -> tuple[int, int]:
    first, colon, last = text.partition(":")
    if not colon:
        raise argparse.ArgumentTypeError(
            _("“{text}” isn't a span of months; write it like 2025-01:2025-12").format(text=text)
        )
    found = month(first), month(last)
    if found[0] > found[1]:
        raise argparse.ArgumentTypeError(_("“{text}” ends before it starts").format(text=text))
    return found


def run_baseline(args: argparse.Namespace, context: Context) -> ExitCode:
    """List the decisions about a line, after making or taking back one."""
    from models.analysis.trend import measure_questions
    from models.store.tallies import baseline_changes
    from models.store.units import find_unit

    changes_it = any(
        wish is not None
        for wish in (args.rebase, args.freeze, args.span, args.exclude, args.forget)
    )
    if args.reason and not changes_it:
        raise UsageProblem("reason-for-nothing")
    opened = context.database_to_change if changes_it else context.existing_database
    with opened() as db:
        with db.read() as c:
            unit = find_unit(c, args.unit, args.facility, args.site)
            measure_questions(c, args.measure)
        if changes_it:
            with db.write() as c:
                _decide(c, unit, args, context)
        with db.read() as c:
            kept = baseline_changes(c, unit.id, args.measure)
    context.answer([_to_json(change) for change in kept], baseline_text(kept))
    return ExitCode.DONE


def _decide(c: Connection, unit: Unit, args: argparse.Namespace, context: Context) -> None:
    from models.store.tallies import BaselineChange, BaselineKind, decide_baseline, forget_baseline

    if args.forget is not None:
        for kind in BaselineKind:
            forget_baseline(c, unit.id, args.measure, kind, args.forget)
        return
    first, last = args.span or (args.rebase, args.freeze)
    wanted = (
        (BaselineKind.REBASE, first),
        (BaselineKind.FREEZE, last),
        (BaselineKind.EXCLUDE, args.exclude),
    )
    for kind, number in wanted:
        if number is not None:
            change = BaselineChange(kind, number, args.reason, context.today)
            decide_baseline(c, unit.id, args.measure, change)


def baseline_text(kept: Sequence[BaselineChange]) -> str:
    """Return the decisions as a table, or that there are none."""
    if not kept:
        return _("No decisions yet. The baseline uses all months.")
    rows = [
        [
            _(_KINDS[change.kind]),
            month_label(change.month),
            printable(change.reason),
            str(change.decided),
        ]
        for change in kept
    ]
    return table([_("what"), _("month"), _("reason"), _("decided")], rows)


def _to_json(change: BaselineChange) -> dict[str, Any]:
    return {
        "kind": str(change.kind),
        "month": month_label(change.month),
        "reason": change.reason,
        "decided": change.decided.isoformat(),
    }
