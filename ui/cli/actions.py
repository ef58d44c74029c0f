"""`actions`: list what was promised, add to it, and say what became of it."""

from __future__ import annotations

import argparse
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import ExitCode, UsageProblem
from models.survey import DEFAULT_TARGET
from ui.cli.action_evidence import evidence_day, require_measure, verdicts
from ui.cli.action_life import (
    add_change_options,
    add_history_and_count,
    add_why_and_until,
    changed_action,
    refuse_unused,
)
from ui.cli.arguments import add_place, iso_day
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.cli.tables import paragraph, table
from ui.text.language import _

if TYPE_CHECKING:
    from models.store.actions import ActionItem
    from models.store.database import Database

STATUSES = ("open", "done", "stopped", "not_now", "escalated")


def add_to(commands: Commands) -> None:
    actions = commands.add_parser(
        "actions",
        help=_("list actions, add one, or update one"),
        description=_("List actions, or add or update one."),
    )
    actions.add_argument("--unit", metavar="U", help=_("only for this unit"))
    add_place(actions)
    actions.add_argument("--status", choices=STATUSES, help=_("only with this status"))
    actions.set_defaults(run=list_all)
    changes = actions.add_subparsers(title="changes", metavar="CHANGE")

    add = changes.add_parser("add", help=_("add an action"))
    suppressed = argparse.SUPPRESS  # what stands before “add” stays when it is not given again
    add.add_argument("--unit", metavar="U", default=suppressed, help=_("the unit's name"))
    add.add_argument("--facility", metavar="F", default=suppressed, help=_("the unit's hospital"))
    add.add_argument("--site", metavar="S", default=suppressed, help=_("the unit's site"))
    add.add_argument("--what", required=True, metavar="T", help=_("what you will do, in one line"))
    add.add_argument("--owner", default="", metavar="O", help=_("who owns it"))
    add.add_argument("--due", type=iso_day, metavar="D", help=_("due date (default: in 14 days)"))
    add.add_argument("--measure", default="", metavar="M", help=_("the measure it should improve"))
    add.add_argument(
        "--wish",
        type=int,
        default=DEFAULT_TARGET,
        metavar="POINTS",
        help=_("the goal, in points (default: {default_target})").format(
            default_target=DEFAULT_TARGET
        ),
    )
    add.set_defaults(run=run_add)

    for name, does in (
        ("done", _("mark it as done")),
        ("open", _("reopen it")),
        ("keep", _("keep it going")),
        ("stop", _("stop it, and say why")),
        ("not-now", _("put it off until a day, and say why")),
        ("escalate", _("escalate it")),
    ):
        change = changes.add_parser(name, help=does)
        change.add_argument(
            "id", type=int, metavar="ID", help=_("its number in the list of “actions”")
        )
        add_why_and_until(change, name)
        if name == "escalate":
            change.add_argument(
                "--to", default="", metavar="WHO", help=_("the person to escalate to")
            )
        change.set_defaults(run=run_change, change=name)

    add_change_options(changes).set_defaults(run=run_change, change="change")
    add_history_and_count(changes)

    calendar = changes.add_parser("calendar", help=_("save due dates as a calendar file (.ics)"))
    calendar.add_argument("--unit", metavar="U", default=suppressed, help=_("only for this unit"))
    calendar.add_argument("--facility", metavar="F", default=suppressed, help=_("its hospital"))
    calendar.add_argument("--site", metavar="S", default=suppressed, help=_("its site"))
    calendar.add_argument("--out", required=True, metavar="F.ics", help=_("the calendar file"))
    calendar.set_defaults(run=run_calendar)


def action_json(item: ActionItem, verdict: str | None = None) -> dict[str, Any]:
    """Return an action item as the command line prints it; no verdict before its evidence date."""
    return {
        "id": item.id,
        "unit": item.unit,
        "facility": item.facility,
        "what": item.what,
        "owner": item.owner,
        "due": item.due.isoformat(),
        "status": item.status,
        "why": item.why,
        "until": item.until.isoformat() if item.until else None,
        "passed_on_to": item.escalated_to or None,
        "reply_due": item.reply_due.isoformat() if item.reply_due else None,
        "measure": item.measure or None,
        "wish": item.target,
        "huddle": item.huddle,
        "created": item.created,
        "evidence_due": item.evidence_due.isoformat() if item.evidence_due else None,
        "verdict": verdict,
    }


def list_all(args: argparse.Namespace, context: Context) -> ExitCode:
    """List action items, what waits first."""
    from models.store.actions import list_actions
    from models.store.units import find_unit

    with context.database() as db:
        with db.read() as c:
            unit_id = find_unit(c, args.unit, args.facility, args.site).id if args.unit else None
            found = list_actions(c, unit_id=unit_id, status=args.status, today=context.today)
        said = verdicts(db, found, context.today)
    value = [action_json(item, said.get(item.id)) for item in found]
    context.answer(value, _actions_text(found, said, context))
    return ExitCode.DONE


def _actions_text(found: list[ActionItem], said: dict[int, str], context: Context) -> str:
    if not found:
        return _("No actions found.")
    rows = [
        [
            str(item.id),
            item.due.isoformat(),
            "overdue" if item.is_overdue(context.today) else item.status.replace("_", " "),
            item.owner,
            item.what,
            item.unit,
            " · ".join(filter(None, (item.why, _passed_on(item)))),
        ]
        for item in found
    ]
    text = table(
        [_("id"), _("due"), _("status"), _("owner"), _("what"), _("unit"), _("why")],
        rows,
        right=[0],
    )
    heard = [paragraph(f"{number}: {verdict}") for number, verdict in said.items()]
    return "\n".join([text, "", *heard]) if heard else text


def _passed_on(item: ActionItem) -> str:
    """Return with whom an escalated action is, and by when an answer is awaited."""
    if item.status != "escalated" or not item.escalated_to:
        return ""
    if item.reply_due is None:
        return _("Escalated to {name}.").format(name=item.escalated_to)
    return _("Escalated to {name}, answer by {day}.").format(
        name=item.escalated_to, day=item.reply_due.isoformat()
    )


def run_add(args: argparse.Namespace, context: Context) -> ExitCode:
    """Add an action item to a unit; with five open ones, advise to finish one first."""
    from models.huddle.agenda import promises_over_limit
    from models.store.actions import DAYS_TO_DO, NewAction, add_action
    from models.store.units import find_unit
    from ui.text.huddle.frame import over_limit_advice

    start = args.due or context.today + timedelta(days=DAYS_TO_DO)
    if not args.unit:
        raise UsageProblem("action-without-unit")
    with context.database_to_change() as db:
        with db.read() as c:
            unit = find_unit(c, args.unit, args.facility, args.site)
            if args.measure:
                require_measure(c, args.measure)
        item = add_action(
            db,
            NewAction(
                unit.id,
                args.what,
                owner=args.owner,
                due=args.due,
                measure=args.measure,
                evidence_due=evidence_day(db, unit, args.measure, start, context.today, args.wish),
                target=args.wish,
            ),
            now=context.now(),
        )
        with db.read() as c:
            advice = over_limit_advice(promises_over_limit(c, unit.id))
        return _answer(item, context, advice)


def run_change(args: argparse.Namespace, context: Context) -> ExitCode:
    """Say what became of an action item."""
    refuse_unused(args)
    with context.database_to_change() as db:
        return _answer(_change(db, args, context), context)


def run_calendar(args: argparse.Namespace, context: Context) -> ExitCode:
    """Write the due days of a unit's action items, or of all, as a calendar file."""
    from models.export.ics import calendar_file
    from models.store.actions import list_actions
    from models.store.units import find_unit

    with context.existing_database() as db, db.read() as c:
        unit_id = find_unit(c, args.unit, args.facility, args.site).id if args.unit else None
        found = list_actions(c, unit_id=unit_id, today=context.today)
    path = Path(args.out)
    try:
        path.write_bytes(calendar_file(found))
    except OSError as error:
        raise UsageProblem("cannot-save-calendar", where=str(path)) from error
    value = {"file": str(path.absolute()), "actions": len(found)}
    context.answer(
        value, _("Saved {absolute}. Open it in your calendar.").format(absolute=path.absolute())
    )
    return ExitCode.DONE


def _change(db: Database, args: argparse.Namespace, context: Context) -> ActionItem:
    from models.huddle.threads import escalate
    from models.store.actions import actions

    now = context.now()
    if args.change == "done":
        return actions.finish_action(db, args.id, now=now)
    if args.change == "open":
        return actions.reopen_action(db, args.id, now=now)
    if args.change == "change":
        return changed_action(db, args, context)
    if args.change == "keep":
        return actions.keep_action(db, args.id, now=now, due=args.until)
    if args.change == "stop":
        return actions.stop_action(db, args.id, args.why, now=now)
    if args.change == "escalate" and args.to:
        return escalate(db, args.id, args.to, args.why, args.until, now=now)
    if args.change == "escalate":
        return actions.escalate_action(db, args.id, args.why, now=now, reply_due=args.until)
    if args.until is None:
        raise UsageProblem("no-day-to-look-again")
    return actions.put_off_action(db, args.id, args.why, args.until, now=now)


def _answer(item: ActionItem, context: Context, advice: str = "") -> ExitCode:
    status = item.status.replace("_", " ")
    who = f", {item.owner}" if item.owner else ""
    text = _("Action {id} ({status}): {what}, due {due}.").format(
        id=item.id, status=status, what=f"{item.what}{who}", due=item.due.isoformat()
    )
    text = f"{text} {_passed_on(item)}".rstrip()
    text = f"{text}\n{advice}" if advice else text
    context.answer(action_json(item), text)
    return ExitCode.DONE
