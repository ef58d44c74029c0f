"""The sentences of decks, workbooks, printed reports and the web page beside them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models.export.document import POINTS, PROBABILITY, SCORE, SHARE, Cell, Column
from ui.text.formats import (
    counted,
    day_field,
    day_name,
    listed,
    number,
    percent,
    percent_span,
    period_name,
    points,
)
from ui.text.language import _, language, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.analysis.estimates import Comparison, MeasureComparison
    from models.store.actions import ActionItem
    from models.survey import Period

MISSING = "–"


def language_tag() -> str:
    """Return the chosen language as documents name it: "en-US"."""
    return language().replace("_", "-")


def cell_words(column: Column, value: Cell) -> str:
    """Return a table's value as people read it.

    >>> cell_words(Column("", SHARE), 0.516), cell_words(Column("", POINTS), -0.31)
    ('52%', '−31')
    """
    if value is None:
        return MISSING
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return day_field(value)
    if column.kind == SHARE:
        return percent(value)
    if column.kind == POINTS:
        return points(value)
    if column.kind == SCORE:
        return number(value, 1)
    if column.kind == PROBABILITY:
        return _("under 0.001") if value < 0.001 else number(value, 3)
    return number(value)


def fewer_than(floor: int) -> str:
    """Return what stands for a count that may not be shown."""
    return _("fewer than {floor}").format(floor=number(floor))


def surveys(count: int, floor: int = 0) -> str:
    """Return "62 surveys", or "fewer than 11 surveys" below the floor."""
    if 0 < count < floor:
        return _("fewer than {floor} surveys").format(floor=number(floor))
    return counted(count, "survey", "surveys")


def period_words(period: Period) -> str:
    """Return a report's months."""
    return period_name(period.first, period.last)


# Titles and the line below them.


def unit_title(unit: str, period: Period) -> str:
    """Return the title of a unit's report."""
    return _("{unit}: {months}").format(unit=unit, months=period_words(period))


def made_on(made: date) -> str:
    """Return what a report is and when it was made."""
    return _("Patient survey results, made {day}").format(day=day_name(made))


def foot(facility: str, made: date, version: str) -> str:
    """Return the last line of each page."""
    return _("{facility} · made {day} with Throughline {version} · raw, not adjusted").format(
        facility=facility, day=day_name(made), version=version
    )


def comparison_topic(comparison: Comparison) -> str:
    """Return what the main chart compares."""
    return _("{unit} and {other}").format(unit=comparison.unit, other=comparison.other_label)


def comparison_detail(comparison: Comparison) -> str:
    """Return the months and the number of surveys."""
    return f"{period_words(comparison.period)} · " + surveys(
        comparison.surveys_unit, comparison.floor
    )


def best_answers() -> str:
    """Return the name of the axis of shares."""
    return _("Patients who gave the best answer")


def trend_topic(label: str) -> str:
    return _("{measure} over time").format(measure=label)


def priorities_topic() -> str:
    return _("Where to start")


def actions_topic() -> str:
    return _("What we're working on")


def how_to_read_topic() -> str:
    return _("How to read this")


def units_topic(label: str) -> str:
    return _("{measure}: all units").format(measure=label)


def other_series(comparison: Comparison) -> str:
    """Return the other side's name in a legend."""
    names = {
        "rest": _("Rest of the hospital"),
        "earlier": _("This unit, previous period"),
        "peers": _("Similar units"),
        "all": _("All other units"),
    }
    return names.get(comparison.against, comparison.other_label)


def center_series(word: str) -> str:
    return _("Median") if word == "median" else _("Average")


def limit_series() -> tuple[str, str]:
    """Return the names of the lower and the upper limit."""
    return _("Lower limit"), _("Upper limit")


def goal_series() -> str:
    return _("Goal")


def funnel_series() -> tuple[str, str, str, str]:
    """Return the names of the units' points, the common line, and the limits."""
    return _("Unit"), _("All units together"), _("Lower limit"), _("Upper limit")


def answers_axis() -> str:
    return _("Number of answers")


# Findings.


def signal_words(signal: str) -> str:
    """Return what a difference means, in a few words."""
    return {
        "above": _("better"),
        "below": _("lower"),
        "none": _("no clear difference"),
        "too_few": _("too few answers"),
    }[signal]


def marked(label: str, signal: str) -> str:
    """Return a category's name with a mark where it differs clearly: color is never alone."""
    return {"above": f"▲ {label}", "below": f"▼ {label}"}.get(signal, label)


def bar_description(comparison: Comparison, shown: Sequence[MeasureComparison]) -> str:
    """Return the main chart in words, for people who can't see it."""
    parts = [
        _("{measure}: {unit} here, {other} there").format(
            measure=m.label, unit=percent(m.unit.top_box), other=percent(m.other.top_box)
        )
        for m in shown
    ]
    head = _("Bar chart, {unit} and {other}.").format(
        unit=comparison.unit, other=comparison.other_label
    )
    return f"{head} {'; '.join(parts)}."


def line_description(label: str, points_shown: int, first: str, last: str) -> str:
    """Return a line chart in words."""
    return _("Line chart of {measure}, {points} from {first} to {last}.").format(
        measure=label, points=counted(points_shown, "point", "points"), first=first, last=last
    )


def funnel_description(label: str, units: int) -> str:
    """Return a chart of all units in words."""
    return _("Chart of {measure} for {units} by number of answers.").format(
        measure=label, units=counted(units, "unit", "units")
    )


def hidden_note(labels: Sequence[str], floor: int) -> str:
    """Return which measures aren't shown, and why."""
    return _("Hidden to protect privacy (fewer than {floor} answers): {measures}.").format(
        floor=number(floor), measures=listed(labels)
    )


def interval_note() -> str:
    return _("Thin lines show the likely range: where the true share probably is.")


def mark_note() -> str:
    return _("▲ and ▼ mark clear differences. Everything else could be chance.")


def goal_note(goal: float) -> str:
    return _("Goal: {goal}.").format(goal=percent(goal))


def interval(low: float | None, high: float | None) -> str:
    return percent_span(low, high) or MISSING


# Actions.


def actions_title(actions: Sequence[ActionItem], today: date) -> str:
    """Return the headline of the open actions."""
    late = sum(1 for action in actions if action.is_overdue(today))
    if not actions:
        return _("No open actions.")
    words = counted(len(actions), "open action", "open actions")
    if not late:
        return _("{actions}, none overdue.").format(actions=words)
    return _("{actions}, {late} overdue.").format(actions=words, late=number(late))


def action_status(action: ActionItem) -> str:
    """Return a status in one or two words."""
    return {
        "open": _("open"),
        "done": _("done"),
        "stopped": _("stopped"),
        "not_now": _("not now"),
        "escalated": _("escalated"),
    }[action.status]


def heads(*names: str) -> tuple[str, ...]:
    """Return translated column headings by their names."""
    known = {
        "unit": _("Unit"),
        "measure": _("Measure"),
        "answers": _("Answers"),
        "share": _("Best answer"),
        "interval": _("95% interval"),
        "low": _("Interval low"),
        "high": _("Interval high"),
        "other_n": _("Answers, comparison"),
        "other": _("Best answer, comparison"),
        "other_low": _("Comparison low"),
        "other_high": _("Comparison high"),
        "difference": _("Difference (points)"),
        "difference_low": _("Difference low"),
        "difference_high": _("Difference high"),
        "p": _("p, corrected"),
        "finding": _("Finding"),
        "goal": _("Goal"),
        "period": _("Months"),
        "center": _("Center line"),
        "lower": _("Lower limit"),
        "upper": _("Upper limit"),
        "remarks": _("Notes"),
        "importance": _("Importance"),
        "gap": _("Difference (points)"),
        "quadrant": _("Quadrant"),
        "what": _("Action"),
        "owner": _("Owner"),
        "due": _("Due"),
        "status": _("Status"),
        "why": _("Why"),
        "steadied": _("Best estimate"),
        "started": _("Date"),
        "minutes": _("Minutes"),
        "lines": _("Ideas"),
        "actions": _("Actions"),
    }
    return tuple(known[name] for name in names)


def quadrant_words(quadrant: str | None) -> str | None:
    """Return a quadrant of the priorities as a person says it."""
    if quadrant is None:
        return None
    return {
        "fix_first": _("fix first"),
        "fix first": _("fix first"),
        "keep_up": _("keep it up"),
        "keep up": _("keep it up"),
        "maintain": _("maintain"),
        "monitor": _("watch"),
    }.get(quadrant, quadrant)


def remarks(flags: Sequence[str]) -> str:
    """Return what is special about a point over time."""
    known = {
        "still_filling": _("surveys can still arrive"),
        "joined": _("combined months"),
        "excluded": _("excluded"),
        "too_few": _("too few answers"),
        "above_limit": _("above the limits"),
        "below_limit": _("below the limits"),
        "long_run_above": _("long run above the line"),
        "long_run_below": _("long run below the line"),
    }
    return ", ".join(known[flag] for flag in flags if flag in known)


# Workbook.


def sheet_names() -> dict[str, str]:
    """Return the names of a workbook's sheets; at most 31 characters each."""
    return {
        "guide": _("How to read this"),
        "results": _("Results"),
        "trend": _("Over time"),
        "priorities": _("Priorities"),
        "units": _("All units"),
        "actions": _("Actions"),
        "huddles": _("Huddles"),
    }


def left_out_note(names: Sequence[str], floor: int) -> str:
    """Return which units aren't in a hospital's report, and why."""
    return _("Fewer than {floor} surveys in these months, so not shown: {units}.").format(
        floor=number(floor), units=listed(names)
    )


def hospital_title(facility: str, period: Period) -> str:
    return _("{facility}: {months}").format(facility=facility, months=period_words(period))


def hospital_summary_title(units_below: int, units_above: int, units: int) -> str:
    """Return the headline of a hospital's units."""
    if not units_below and not units_above:
        return _("No unit clearly differs from the rest on any measure.")
    parts = []
    if units_below:
        parts.append(
            ngettext("{n} unit clearly lower", "{n} units clearly lower", units_below).format(
                n=units_below
            )
        )
    if units_above:
        parts.append(
            ngettext("{n} unit clearly better", "{n} units clearly better", units_above).format(
                n=units_above
            )
        )
    said = listed(parts)
    return _("{parts} on at least one measure, of {units}.").format(
        parts=said, units=counted(units, "unit", "units")
    )


def hospital_summary_topic(facility: str) -> str:
    return _("{facility}: unit by unit").format(facility=facility)


def guide(floor: int) -> tuple[tuple[str, str], ...]:
    """Return the headings and paragraphs that explain a report to whoever gets it."""
    return (
        (
            _("Best answer"),
            _(
                "The share of patients who gave the best answer, such as “Always” or 9 or 10 "
                "out of 10. A measure with several questions is the average of its questions."
            ),
        ),
        (
            _("Interval"),
            _(
                "Surveys reach some patients, not all. The likely range shows where the true "
                "share probably is. Fewer surveys mean a wider range."
            ),
        ),
        (
            _("Finding"),
            _(
                "“Better” or “lower” means the difference is more than chance, after allowing "
                "for many comparisons at once. “No clear difference” doesn't mean “no "
                "difference”: the surveys can't show one."
            ),
        ),
        (
            _("Rest of the hospital"),
            _("All other units of the hospital together. The unit is never in its own average."),
        ),
        (
            _("Small numbers"),
            _(
                "Results with fewer than {floor} answers are hidden to protect privacy. Counts "
                "below {floor} read “fewer than {floor}”."
            ).format(floor=number(floor)),
        ),
        (
            _("Not official scores"),
            _(
                "These are raw shares from your survey files. Published scores, such as HCAHPS "
                "on Care Compare, are adjusted and cover other months."
            ),
        ),
        (
            _("Over time"),
            _(
                "One month up or down means little. Look for the marked points: they break a "
                "rule that a steady unit rarely breaks."
            ),
        ),
    )


def contents_heading() -> str:
    return _("Contents")
