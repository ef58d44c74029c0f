"""`cahps`: units side by side as the CAHPS Analysis Program sees them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from models.errors import ExitCode
from ui.cli.arguments import add_period, period_of
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.cli.tables import MISSING, count, paragraph, table
from ui.text.case_mix import case_mix_notes, case_mix_verdict
from ui.text.formats import number
from ui.text.language import _

if TYPE_CHECKING:
    from models.analysis.case_mix import CaseMix, CaseMixUnit


def add_to(commands: Commands) -> None:
    parser = commands.add_parser(
        "cahps", help=_("adjust for patient mix and give stars, like AHRQ's program")
    )
    parser.add_argument(
        "--measure", required=True, metavar="M", help=_("a measure from “measures”")
    )
    parser.add_argument(
        "--adjust",
        nargs="+",
        action="extend",
        default=[],
        metavar="ITEM",
        help=_(
            "what to adjust for, such as overall_health, education, or mode (how patients "
            "were surveyed)"
        ),
    )
    parser.add_argument(
        "--by", choices=("unit", "facility"), default="unit", help=_("what to score")
    )
    add_period(parser)
    _add_options(parser)
    parser.set_defaults(run=run_cahps)


def _add_options(parser: argparse.ArgumentParser) -> None:
    """Add the choices of AHRQ's program; left out, they are as there."""
    more = parser.add_argument_group(_("like AHRQ's program"))
    more.add_argument(
        "--weigh",
        choices=("alike", "surveys"),
        default="alike",
        help=_("how much each unit counts in the average"),
    )
    more.add_argument(
        "--k",
        type=float,
        default=1,
        metavar="K",
        help=_("a question counts by its answers, up to K (default: 1)"),
    )
    more.add_argument(
        "--items-by-answers", action="store_true", help=_("a question counts by its answers")
    )
    more.add_argument(
        "--smoothing",
        type=float,
        default=0.0,
        metavar="N",
        help=_("smooth variances as if by this many more surveys"),
    )
    more.add_argument(
        "--p-value",
        type=float,
        default=0.05,
        metavar="P",
        help=_("p-value a star needs (default: 0.05)"),
    )
    more.add_argument(
        "--change",
        type=float,
        default=0.0,
        metavar="SHARE",
        help=_("share (0-1) of the way to the end of the scale a star also needs"),
    )
    more.add_argument(
        "--least",
        type=float,
        default=0.0,
        metavar="POINTS",
        help=_("difference in points a star also needs"),
    )
    more.add_argument(
        "--no-impute",
        action="store_true",
        help=_("leave out surveys with a missing answer to adjust for"),
    )
    more.add_argument(
        "--small-sample", action="store_true", help=_("multiply variances by n/(n-1)")
    )


def run_cahps(args: argparse.Namespace, context: Context) -> ExitCode:
    """Adjust every unit's score, and test it against the mean of units."""
    from models.analysis.case_mix import case_mix
    from models.statistics.case_mix import CaseMixOptions

    period = period_of(args)
    options = CaseMixOptions(
        impute=not args.no_impute,
        k=None if args.items_by_answers else args.k,
        p_value=args.p_value,
        change=args.change,
        mean_difference=args.least,
        smoothing=args.smoothing,
        small_sample=args.small_sample,
    )
    with context.database() as db, context.progress() as progress:
        found = case_mix(
            db,
            args.measure,
            adjust=args.adjust,
            by=args.by,
            period=period,
            options=options,
            weigh=args.weigh,
            progress=progress,
        )
    value = found.to_json()
    value |= {"verdict": case_mix_verdict(found), "notes": case_mix_notes(found)}
    context.answer(value, lambda: case_mix_text(found))
    return ExitCode.DONE


def case_mix_text(found: CaseMix) -> str:
    """Return the verdict, the test of all units, and each unit's score."""
    scale = (
        _(" from {scale:g} to {scale2:g}").format(scale=found.scale[0], scale2=found.scale[1])
        if found.scale
        else ""
    )
    lines = [
        paragraph(_("{label}, means{scale}").format(label=found.label, scale=scale)),
        paragraph(case_mix_verdict(found)),
        "",
    ]
    if found.units:
        headers = [
            _("unit"),
            _("hospital"),
            "n",
            _("raw"),
            _("adjusted"),
            _("difference"),
            "±",
            "p",
            _("stars"),
        ]
        lines += [table(headers, [_row(u) for u in found.units], right=range(2, 8)), ""]
    if found.f is not None:
        overall = _("All units: {number}").format(number=_number(found.overall))
        lines.append(
            _("{overall} · F = {f}, df = {df}, p = {chance}").format(
                overall=overall, f=number(found.f, 2), df=found.df, chance=_chance(found.p)
            )
        )
    lines += [paragraph(note) for note in case_mix_notes(found)]
    return "\n".join(lines).rstrip()


def _row(unit: CaseMixUnit) -> list[str]:
    return [
        unit.unit,
        unit.facility,
        count(unit.n),
        _("too few") if unit.too_few else _number(unit.unadjusted),
        _number(unit.adjusted),
        MISSING if unit.difference is None else f"{unit.difference:+.3f}",
        _number(unit.se),
        _chance(unit.p),
        "*" * unit.stars if unit.stars else MISSING,
    ]


def _number(value: float | None) -> str:
    return MISSING if value is None else f"{value:.3f}"


def _chance(p: float | None) -> str:
    if p is None:
        return MISSING
    return "<0.001" if p < 0.001 else f"{p:.3f}"
