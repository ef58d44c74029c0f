"""`compare`: one unit against others, measure by measure."""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import ExitCode
from models.survey import Period, month_label
from ui.cli.arguments import add_period, add_unit, period_of
from ui.cli.context import Context
from ui.cli.groups import CSV_COLUMNS as GROUP_COLUMNS
from ui.cli.groups import TRAITS, groups_rows, groups_text, taken_apart
from ui.cli.parser import Commands
from ui.cli.tables import (
    MISSING,
    count,
    paragraph,
    percent,
    points,
    points_span,
    printable,
    span,
    table,
)
from ui.text.compare import filling_words, rank_words, ranks_note
from ui.text.handout import fewer_than
from ui.text.language import N_, _
from ui.text.sharing import comparison_notes
from ui.text.subgroups import subgroups_verdict

if TYPE_CHECKING:
    from models.analysis.comparison import PercentileRank, WouldBeStars
    from models.analysis.estimates import Comparison, Estimate, Fairness, MeasureComparison

OTHERS = ("rest", "peers", "all", "earlier", "unit:ID", "nation", "state:XX", "hospital:ID")
_SIGNALS = {
    "above": N_("clearly higher"),
    "below": N_("clearly lower"),
    "none": "",
    "too_few": N_("too few"),
}
_MARKS = {
    "same_question": N_("same question"),
    "same_period": N_("same months"),
    "same_mode": N_("same survey mode"),
    "enough_answers": N_("enough answers"),
    "unit_excluded": N_("unit not in the average"),
}
_ANSWERS = {True: N_("yes"), False: N_("NO"), None: "?"}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def add_to(commands: Commands) -> None:
    parser = commands.add_parser(
        "compare", help=_("compare a unit with others, or with its own past")
    )
    add_unit(parser)
    parser.add_argument(
        "--against",
        type=_against,
        default="rest",
        metavar="WHOM",
        help=_("{others} (default: rest, the other units of its hospital)").format(
            others=", ".join(OTHERS)
        ),
    )
    add_period(parser)
    parser.add_argument(
        "--by",
        action="append",
        choices=TRAITS,
        help=_("split each measure by survey mode, admission, age, or language"),
    )
    parser.add_argument(
        "--stars",
        nargs="?",
        const="",
        metavar="EDITION",
        help=_("show where averages fall on a published star table, such as 2026-07"),
    )
    parser.add_argument(
        "--percentiles",
        metavar="FILE",
        help=_("show ranks from a table you have: a CSV with measure, score, and percentile"),
    )
    parser.add_argument("--csv", action="store_true", help=_("print comma-separated values"))
    parser.set_defaults(run=run_compare)


def _against(text: str) -> str:
    word, colon, name = text.partition(":")
    known = {o.partition(":")[0] for o in OTHERS if (":" in o) == bool(colon)}
    if word not in known or (colon and not name.strip()):
        raise argparse.ArgumentTypeError(
            _("“{text}” isn't one of {others}").format(text=text, others=", ".join(OTHERS))
        )
    return text


def run_compare(args: argparse.Namespace, context: Context) -> ExitCode:
    """Compare a unit, and print the verdict with the figures it rests on."""
    from models.analysis.comparison import compare, comparison_to_json
    from models.analysis.estimates import filled_up, still_filling
    from models.store.database import record_export
    from models.store.tallies import UnitSelection, survey_months
    from models.store.units import find_unit

    period = period_of(args)
    with context.database() as db:
        with db.read() as c:
            unit = find_unit(c, args.unit, args.facility, args.site)
            months = survey_months(c, UnitSelection.of(unit.id), period)
        leaving = context.today if args.csv and not context.as_json else None
        comparison = compare(db, unit, args.against, period, shared_on=leaving)
        filling = still_filling(months, date.today())
        found = taken_apart(db, comparison, args.by) if args.by else None
        stars = None if args.stars is None else would_be(comparison, args.stars)
        if leaving is not None:
            record_export(db, {"page": "compare", "kind": "csv"})
    ranks = ranks_of(comparison, args.percentiles) if args.percentiles else None
    value = comparison_to_json(comparison)
    if ranks is not None:
        value["percentiles"] = [rank.to_json() for rank in ranks]
    value["filling"] = [month_label(month) for month in filling]
    still = filling_words(filling, filled_up(filling[-1]) if filling else None)
    if stars is not None:
        value["stars"] = stars.to_json()
    if found is not None:
        value["subgroups"] = [
            {**each.to_json(), "verdict": subgroups_verdict(each)} for each in found
        ]
        text = (
            as_csv(GROUP_COLUMNS, groups_rows(found))
            if args.csv
            else groups_text(comparison, found, args.by)
        )
    else:
        text = comparison_csv(comparison) if args.csv else comparison_text(comparison)
        if still and not args.csv:
            text = f"{text}\n{paragraph(still)}"
        if ranks is not None and not args.csv:
            text = f"{text}\n\n{ranks_text(ranks, args.percentiles)}"
        if stars is not None and not args.csv:
            text = f"{text}\n\n{stars_text(stars)}"
    context.answer(value, text)
    if leaving is not None:
        for note in comparison_notes(comparison):
            context.err.write(f"{note}\n")
    return ExitCode.DONE


def ranks_of(comparison: Comparison, file: str) -> tuple[PercentileRank, ...]:
    """Return the ranks by a table somebody has. Raises FileRefused."""
    from models.analysis.comparison import percentile_ranks, read_percentiles

    return percentile_ranks(comparison, read_percentiles(Path(file)))


def ranks_text(ranks: Sequence[PercentileRank], file: str) -> str:
    """Return each rank with its uncertainty, and what to know besides."""
    lines = [rank_words(rank) for rank in ranks]
    return "\n".join(map(paragraph, [*lines, ranks_note(Path(file).name, ranks)]))


def comparison_csv(comparison: Comparison) -> str:
    """Return one line per measure; missing values are empty, shares 0-1, means 0-100."""
    from models.analysis.comparison import CSV_COLUMNS, comparison_rows

    few = fewer_than(comparison.floor)
    rows = comparison_rows(comparison)
    for row in rows:  # a file leaves the desk: counts below the floor do not
        for name in ("unit_n", "other_n"):
            if 0 < (row[name] or 0) < comparison.floor:
                row[name] = few
        row |= comparison.period.to_json()
    return as_csv((*CSV_COLUMNS, "from", "to"), rows)


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as comma-separated values with a head, safe to open as a spreadsheet."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return out.getvalue().rstrip("\n")


def _cell(value: Any) -> Any:
    """Return a value for a spreadsheet; text it would run as a formula gets an apostrophe."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        text = printable(value)
        return f"'{text}" if text.startswith(FORMULA_STARTS) else text
    return value


def comparison_text(comparison: Comparison) -> str:
    """Return the verdict, the table, the five marks of fairness, and what to know besides."""
    months = period_text(comparison.period)
    heading = _("{unit}, {months}, compared with {other_label}").format(
        unit=comparison.unit, months=months, other_label=comparison.other_label
    )
    headers = [
        _("measure"),
        "n",
        _("unit"),
        "95%",
        _("others n"),
        _("others"),
        _("points"),
        "95%",
        _("difference"),
    ]
    rows = [_text_row(m) for m in comparison.measures]
    lines = [
        printable(heading),
        paragraph(comparison.verdict),
        "",
        table(headers, rows, right=range(1, 8)),
        "",
        _("Percent of patients who gave the best answer."),
        _fair_text(comparison.fair),
    ]
    reasons = [reason for _mark, reason in comparison.fair.reasons]
    lines += [paragraph(text) for text in dict.fromkeys([*reasons, *comparison.notes])]
    return "\n".join(lines)


def _text_row(m: MeasureComparison) -> list[str]:
    d = m.difference
    return [
        m.label,
        count(m.unit.n),
        _share(m.unit),
        span(m.unit.low, m.unit.high),
        count(m.other.n),
        _share(m.other),
        points(d.top_box),
        points_span(d.low, d.high),
        MISSING if d.top_box is None else _(_SIGNALS[d.signal]) if _SIGNALS[d.signal] else "",
    ]


def _share(estimate: Estimate) -> str:
    if estimate.top_box is None:
        return _("too few") if estimate.n else _("none")
    return percent(estimate.top_box)


def _fair_text(fair: Fairness) -> str:
    marks = " · ".join(f"{_(_MARKS[name])}: {_(_ANSWERS[mark])}" for name, mark in fair.marks)
    return _("Fair? {marks}").format(marks=marks)


def period_text(period: Period) -> str:
    """Return a period in words: `2026-04 to 2026-06`, `all data`."""
    if period.is_all:
        return _("all data")
    if period.first is None:
        return _("until {month_label}").format(month_label=month_label(period.last or 0))
    if period.last is None:
        return _("since {first}").format(first=month_label(period.first))
    if period.first == period.last:
        return month_label(period.first)
    return _("{first} to {last}").format(
        first=month_label(period.first), last=month_label(period.last)
    )


def would_be(comparison: Comparison, edition: str) -> WouldBeStars:
    """Return the stars by an edition, the newest for an empty one. Raises UsageProblem."""
    from models.analysis.comparison import star_edition, would_be_stars

    return would_be_stars(comparison, star_edition(edition))


def stars_text(stars: WouldBeStars) -> str:
    """Return the summary, every measure with its cut points, and what these stars are not."""
    cuts = dict(stars.cuts)
    heads = [_("measure"), _("average"), _("stars"), _("2 stars from"), "3", "4", "5"]
    rows = [
        [m.label, f"{m.mean:.1f}", "*" * m.star, *map(str, cuts[m.measure])] for m in stars.measures
    ]
    lines = [paragraph(stars.summary_words)]
    if rows:
        lines.append(table(heads, rows, right=[1, 3, 4, 5, 6]))
    return "\n".join([*lines, paragraph(stars.note)])
