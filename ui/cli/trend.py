"""`trend`: a unit's measure over time, with the rules that tell a change from chance."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from models.errors import ExitCode
from ui.cli.arguments import add_period, add_unit, period_of
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.cli.tables import count, paragraph, percent, score, score_span, span, table
from ui.text.language import _
from ui.text.trend import (
    assurance_words,
    break_sentence,
    chart_reason,
    chart_rules,
    freeze_offer_words,
    signal_sentence,
    trend_notes,
    trend_verdict,
)

if TYPE_CHECKING:
    from models.analysis.trend import Trend, TrendPoint

RULES = ("mdc", "six", "eight", "anhoej")
_WRITTEN = {"top_box": (percent, span), "mean": (score, score_span)}
"""How a value and an interval are written, by what the points are of."""


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("trend", help=_("show a measure over time"))
    add_unit(parser)
    parser.add_argument(
        "--measure", required=True, metavar="M", help=_("a measure from “measures”")
    )
    add_period(parser)
    parser.add_argument(
        "--of",
        choices=("top_box", "mean"),
        default="top_box",
        help=_("% best answer, or average scores").replace("%", "%%"),
    )
    parser.add_argument(
        "--step", choices=("month", "quarter"), default="month", help=_("one point for each")
    )
    parser.add_argument(
        "--rules",
        choices=RULES,
        default="mdc",
        help=_(
            "rules for average scores: Making Data Count (mdc, 7 and 7), six and six "
            "(six), eight and six (eight), or Anhøj (anhoej)"
        ),
    )
    parser.set_defaults(run=run_trend)


def run_trend(args: argparse.Namespace, context: Context) -> ExitCode:
    """Follow a measure, and print the verdict with the points and rules it rests on."""
    from models.analysis.trend import trend
    from models.store.units import find_unit

    period = period_of(args)
    with context.database() as db:
        with db.read() as c:
            unit = find_unit(c, args.unit, args.facility, args.site)
        found = trend(
            db,
            unit,
            args.measure,
            of=args.of,
            step=args.step,
            period=period,
            today=context.today,
            rules=args.rules,
        )
    context.answer(trend_json(found), lambda: trend_text(found))
    return ExitCode.DONE


def trend_json(found: Trend) -> dict[str, Any]:
    """Return the fixed shape, with the sentences that belong to the facts."""
    value = found.to_json()
    signals = [
        {**signal, "words": signal_sentence(found, each)}
        for signal, each in zip(value["signals"], found.signals, strict=True)
    ]
    breaks = [
        {**each, "words": break_sentence(begins)}
        for each, begins in zip(value["breaks"], found.breaks, strict=True)
    ]
    return {
        **value,
        "why": chart_reason(found),
        "signals": signals,
        "breaks": breaks,
        "rules": chart_rules(found),
        "verdict": trend_verdict(found),
        "notes": trend_notes(found),
    }


def trend_text(found: Trend) -> str:
    """Return the verdict, the points, and the rules in use."""
    lines = [f"{found.unit}: {found.label}", trend_verdict(found), ""]
    if found.assurance is not None:
        lines[2:2] = [assurance_words(found.assurance)]
    if found.points:
        value = "best" if found.of == "top_box" else "mean"
        headers = [_("period"), "n", value, "95%", found.center_word or "line", _("limits"), ""]
        rows = [_row(point, found.of) for point in found.points]
        lines += [table(headers, rows, right=range(1, 6)), ""]
    lines += [signal_sentence(found, signal) for signal in found.signals]
    lines += [f"{break_sentence(each)}." for each in found.breaks]
    lines += [chart_reason(found), chart_rules(found), *trend_notes(found)]
    if found.freeze_offer is not None:
        lines.append(freeze_offer_words(found.freeze_offer)[0])
    return "\n".join(line if "\n" in line else paragraph(line) for line in lines)


def _row(point: TrendPoint, of: str) -> list[str]:
    hidden = "too_few" in point.flags
    value, between = _WRITTEN[of]
    return [
        point.period,
        count(point.n),
        _("too few") if hidden else value(point.value),
        between(point.low, point.high),
        value(point.center),
        between(point.lower_limit, point.upper_limit),
        ", ".join(flag.replace("_", " ") for flag in point.flags if flag != "too_few"),
    ]
