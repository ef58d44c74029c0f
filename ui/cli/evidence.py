"""`evidence`: when a change in a measure could be known, and what the answers say since a day."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from models.errors import ExitCode
from ui.cli.arguments import add_unit, iso_day
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.cli.tables import paragraph, printable
from ui.text.evidence import (
    evidence_method,
    evidence_sentence,
    plan_sentence,
    warning_sentence,
)
from ui.text.language import _

if TYPE_CHECKING:
    from models.analysis.evidence import Evidence, EvidencePlan

USUAL_POINTS = 10.0


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("evidence", help=_("show when the survey could confirm a change"))
    add_unit(parser)
    parser.add_argument(
        "--measure", required=True, metavar="M", help=_("a measure from “measures”")
    )
    parser.add_argument(
        "--change",
        type=float,
        default=USUAL_POINTS,
        metavar="POINTS",
        help=_("the goal, in points"),
    )
    parser.add_argument(
        "--per-month", type=float, metavar="N", help=_("surveys a month (default: the unit's own)")
    )
    parser.add_argument(
        "--since", type=iso_day, metavar="YYYY-MM-DD", help=_("the day the action started")
    )
    parser.set_defaults(run=run_evidence)


def run_evidence(args: argparse.Namespace, context: Context) -> ExitCode:
    """Plan for a change, and judge it where a day is named."""
    from models.analysis.evidence import evidence, evidence_plan
    from models.store.units import find_unit

    change, today = args.change / 100, context.today
    with context.database() as db:
        with db.read() as c:
            unit = find_unit(c, args.unit, args.facility, args.site)
        plan = evidence_plan(
            db,
            unit,
            args.measure,
            change=change,
            per_month=args.per_month,
            started=args.since,
            today=today,
        )
        judged = None
        if args.since is not None and args.since <= today:
            judged = evidence(db, unit, args.measure, args.since, change=change, today=today)
    value = {"unit": unit.name, **plan.to_json(), "words": plan_sentence(plan)}
    value["evidence"] = evidence_json(judged) if judged is not None else None
    context.answer(value, lambda: evidence_text(unit.name, plan, judged))
    return ExitCode.DONE


def evidence_json(found: Evidence) -> dict[str, Any]:
    """Return a finding with its sentences, as the command line prints it."""
    return {
        **found.to_json(),
        "warning": warning_sentence(found),
        "verdict": evidence_sentence(found),
        "method": evidence_method(found),
    }


def evidence_text(unit: str, plan: EvidencePlan, judged: Evidence | None) -> str:
    """Return the verdict where there is one, then when it could be known and from what."""
    lines = [printable(unit)]
    if judged is not None:
        lines += [paragraph(evidence_sentence(judged)), paragraph(evidence_method(judged))]
    if judged is None or judged.known_by is not None:
        lines.append(paragraph(plan_sentence(plan)))
    return "\n".join(lines)
