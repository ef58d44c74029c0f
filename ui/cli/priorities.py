"""`priorities`: what goes with a good overall rating, and where the unit stands on it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.errors import ExitCode
from ui.cli.arguments import add_period, add_unit, period_of
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.cli.tables import MISSING, paragraph, percent, points, points_span, span, table
from ui.text.language import _
from ui.text.priorities import priorities_method, priorities_note, priorities_verdict

if TYPE_CHECKING:
    from models.analysis.priorities import Priorities, PriorityItem

_NAMED = 3
"""Measures named among those that cannot be told apart from another."""


def add_to(commands: Commands) -> None:
    parser = commands.add_parser(
        "priorities", help=_("rank a unit's gaps by what matters to patients")
    )
    add_unit(parser)
    parser.add_argument(
        "--outcome", metavar="M", help=_("the measure that importance is about (default: rating)")
    )
    add_period(parser)
    parser.set_defaults(run=run_priorities)


def run_priorities(args: argparse.Namespace, context: Context) -> ExitCode:
    """Weigh the unit's measures, the most important first."""
    from models.analysis.priorities import priorities
    from models.store.units import find_unit

    period = period_of(args)
    with context.database() as db, context.progress() as progress:
        with db.read() as c:
            unit = find_unit(c, args.unit, args.facility, args.site)
        found = priorities(db, unit, outcome=args.outcome, period=period, progress=progress)
    value = found.to_json()
    value |= {"verdict": priorities_verdict(found), "note": priorities_note(found)}
    value["method"] = priorities_method(found)
    context.answer(value, lambda: priorities_text(found))
    return ExitCode.DONE


def priorities_text(found: Priorities) -> str:
    """Return the verdict, and each measure's importance beside the unit's gap."""
    lines = [paragraph(priorities_verdict(found)), ""]
    if found.items:
        headers = [
            _("measure"),
            _("importance"),
            "95%",
            _("unit"),
            _("gap"),
            "95%",
            "",
            _("too close to rank with"),
        ]
        rows = [_row(item) for item in found.items]
        lines += [table(headers, rows, right=range(1, 6)), ""]
    lines.append(paragraph(priorities_note(found)))
    method = priorities_method(found)
    if method:
        lines.append(paragraph(method))
    return "\n".join(lines)


def _row(item: PriorityItem) -> list[str]:
    return [
        item.label,
        percent(item.importance),
        span(item.low, item.high),
        percent(item.performance),
        points(item.gap),
        points_span(item.gap_low, item.gap_high),
        _quadrant(item),
        _some(item.tied_with),
    ]


def _quadrant(item: PriorityItem) -> str:
    name = item.quadrant or MISSING
    return name if item.clear else _("{quadrant} (not clear)").format(quadrant=name)


def _some(measures: Sequence[str]) -> str:
    named = ", ".join(measures[:_NAMED])
    more = len(measures) - _NAMED
    return _("{named} and {more} more").format(named=named, more=more) if more > 0 else named
