"""`actions change`, `open`, `history` and `count`: what becomes of one action item."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from models.errors import ExitCode, UsageProblem
from ui.cli.action_evidence import evidence_day, require_measure
from ui.cli.arguments import iso_day
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.cli.tables import MISSING, table
from ui.text.language import N_, _

if TYPE_CHECKING:
    from models.store.actions import ActionItem
    from models.store.database import Database


_USES = {
    "keep": {"until": N_("the new due date, or the day to expect an answer")},
    "stop": {"why": N_("the reason")},
    "not-now": {"why": N_("the reason"), "until": N_("the day to look again")},
    "escalate": {"why": N_("the reason"), "until": N_("the day to expect an answer")},
}
"""What a change can be told besides; any other takes neither a reason nor a day."""


def add_why_and_until(change: argparse.ArgumentParser, name: str) -> None:
    """Add a reason and a day to a change; those that it does not use are refused in words."""
    uses = _USES.get(name, {})
    why, until = (
        _(uses[option]) if option in uses else argparse.SUPPRESS for option in ("why", "until")
    )
    change.add_argument("--why", default="", metavar="T", help=why)
    change.add_argument("--until", type=iso_day, metavar="D", help=until)


def refuse_unused(args: argparse.Namespace) -> None:
    """Raise UsageProblem for a reason or a day that a change would pass over."""
    for option in ("why", "until"):
        if getattr(args, option, None) and option not in _USES.get(args.change, {}):
            raise UsageProblem("option-not-taken", command=args.change, option=option)


def add_history_and_count(changes: Commands) -> None:
    history = changes.add_parser("history", help=_("show every change to an action"))
    _add_id(history)
    history.set_defaults(run=run_history)
    count = changes.add_parser("count", help=_("log how often it was done this week"))
    _add_id(count)
    count.add_argument(
        "--times",
        type=int,
        default=0,
        metavar="N",
        help=_("times to add (a negative number removes)"),
    )
    count.set_defaults(run=run_count)


def add_change_options(changes: Commands) -> argparse.ArgumentParser:
    """Add `change`, and return its parser, whose `run` is the caller's."""
    change: argparse.ArgumentParser = changes.add_parser(
        "change", help=_("change its wording, due date, or goal")
    )
    _add_id(change)
    change.add_argument("--what", metavar="T", help=_("what you will do, in one line"))
    change.add_argument("--owner", metavar="O", help=_("who owns it"))
    change.add_argument("--due", type=iso_day, metavar="D", help=_("due date"))
    change.add_argument("--measure", metavar="M", help=_("the measure it should improve"))
    change.add_argument("--wish", type=int, metavar="POINTS", help=_("the goal, in points"))
    return change


def changed_action(db: Database, args: argparse.Namespace, context: Context) -> ActionItem:
    """Change what is given of an action item; the day of evidence follows its measure, day and
    aim. UsageProblem as in `models.store.actions.actions.change_action`."""
    from models.store.actions import UNCHANGED, change_action, get_action
    from models.store.units import get_unit

    with db.read() as c:
        before = get_action(c, args.id)
        unit = get_unit(c, before.unit_id)
        if args.measure:
            require_measure(c, args.measure)
    measure = before.measure if args.measure is None else args.measure
    wish = args.wish or before.target
    moved = (args.due, args.measure, args.wish) != (None, None, None)
    known: date | None = None
    if moved:
        known = evidence_day(db, unit, measure, args.due or before.due, context.today, wish)
    return change_action(
        db,
        args.id,
        now=context.now(),
        what=args.what,
        owner=args.owner,
        due=args.due,
        measure=args.measure,
        target=args.wish,
        evidence_due=known if moved else UNCHANGED,
    )


def run_history(args: argparse.Namespace, context: Context) -> ExitCode:
    """Tell every change of an action item, the oldest first."""
    from models.store.actions import action_history, get_action
    from models.store.database import local_minute

    with context.database() as db, db.read() as c:
        get_action(c, args.id)  # refuses an unknown one
        found = action_history(c, args.id)
    value = [{"at": x.at, "field": x.field, "before": x.before, "after": x.after} for x in found]
    rows = [[local_minute(x.at), x.field, x.before or MISSING, x.after or MISSING] for x in found]
    context.answer(value, table([_("when"), _("what"), _("before"), _("after")], rows))
    return ExitCode.DONE


def run_count(args: argparse.Namespace, context: Context) -> ExitCode:
    """Count how often it was done this week, and tell all weeks."""
    from models.store.actions import doing_by_week, get_action, record_completion

    with context.database_to_change() as db, db.write() as c:
        item = get_action(c, args.id)
        if args.times:
            record_completion(
                c, item.unit_id, context.today, args.times, now=context.now(), action_id=item.id
            )
        weeks = doing_by_week(c, item.unit_id, action_id=item.id)
    value = [{"week": week.isoformat(), "times": times} for week, times in sorted(weeks.items())]
    rows = [[str(x["week"]), str(x["times"])] for x in value]
    text = table([_("week of"), _("times")], rows, right=[1]) if rows else _("Not logged yet.")
    context.answer(value, text)
    return ExitCode.DONE


def _add_id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", type=int, metavar="ID", help=_("its number in the list of “actions”"))
