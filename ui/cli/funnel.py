"""`funnel`: all units on one measure, between the limits of chance."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from models.errors import ExitCode
from ui.cli.arguments import add_period, period_of
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.cli.tables import MISSING, count, paragraph, percent, printable, span, table
from ui.text.language import N_, _
from ui.text.units import funnel_method, funnel_notes, funnel_verdict

if TYPE_CHECKING:
    from models.analysis.funnel import Funnel, FunnelUnit

_SIGNALS = {"above": N_("clearly higher"), "below": N_("clearly lower"), "none": "", "too_few": ""}


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("funnel", help=_("compare all units in a funnel plot"))
    parser.add_argument(
        "--measure", required=True, metavar="M", help=_("a measure from “measures”")
    )
    add_period(parser)
    parser.set_defaults(run=run_funnel)


def run_funnel(args: argparse.Namespace, context: Context) -> ExitCode:
    """Put every unit between the limits, the most answers first."""
    from models.analysis.funnel import funnel

    period = period_of(args)
    with context.database() as db:
        found = funnel(db, args.measure, period=period)
    value = found.to_json()
    value |= {"verdict": funnel_verdict(found), "notes": funnel_notes(found)}
    value["method"] = funnel_method(found)
    context.answer(value, lambda: funnel_text(found))
    return ExitCode.DONE


def funnel_text(found: Funnel) -> str:
    """Return the verdict, and each unit with its own limits."""
    lines = [
        _("{label}: {target} for all units together").format(
            label=printable(found.label), target=percent(found.target)
        ),
        paragraph(funnel_verdict(found)),
        "",
    ]
    if found.units:
        headers = [
            _("unit"),
            _("hospital"),
            "n",
            _("best"),
            _("expected range"),
            _("wide range"),
            "",
        ]
        lines += [table(headers, [_row(u) for u in found.units], right=range(2, 6)), ""]
    lines += [paragraph(note) for note in (*funnel_notes(found), *funnel_method(found))]
    return "\n".join(lines).rstrip()


def _row(unit: FunnelUnit) -> list[str]:
    limits = unit.limits
    return [
        unit.unit,
        unit.facility,
        count(unit.n),
        _("too few") if unit.top_box is None else percent(unit.top_box),
        span(limits.low95, limits.high95) if limits else MISSING,
        span(limits.low998, limits.high998) if limits else MISSING,
        _("watch") if unit.warning and unit.signal == "none" else _(_SIGNALS[unit.signal]),
    ]
