"""Arguments that several commands share, and the kinds of value they take."""

from __future__ import annotations

import argparse
from datetime import date

from models.errors import UsageProblem
from models.survey import Period, parse_month
from ui.text.language import _


def add_place(parser: argparse.ArgumentParser) -> None:
    """Add --facility and --site, which tell units of one name apart."""
    parser.add_argument("--facility", metavar="F", help=_("the unit's hospital"))
    parser.add_argument("--site", metavar="S", help=_("the unit's site"))


def add_unit(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Add --unit with --facility and --site."""
    parser.add_argument("--unit", required=required, metavar="U", help=_("the unit's name"))
    add_place(parser)


def add_period(parser: argparse.ArgumentParser) -> None:
    """Add --from and --to, both months included; without them all data count."""
    parser.add_argument(
        "--from", dest="first", type=month, metavar="YYYY-MM", help=_("first month")
    )
    parser.add_argument("--to", dest="last", type=month, metavar="YYYY-MM", help=_("last month"))


def period_of(args: argparse.Namespace) -> Period:
    """Return the period of `add_period`'s arguments. Raises UsageProblem for a reversed one."""
    if args.first is not None and args.last is not None and args.first > args.last:
        raise UsageProblem("reversed-period")
    return Period(args.first, args.last)


def positive(text: str) -> int:
    """Read a whole number from 1 on. Raises ArgumentTypeError for anything else."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(_("“{text}” isn’t a whole number").format(text=text))
    return int(text)


def month(text: str) -> int:
    """Return the number of a month written YYYY-MM, for argparse."""
    try:
        return parse_month(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“{text}” isn't a month; write it like 2026-09").format(text=text)
        ) from None


def iso_day(text: str) -> date:
    """Return a day written YYYY-MM-DD, for argparse."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“{text}” isn't a date; write it like 2026-09-30").format(text=text)
        ) from None
