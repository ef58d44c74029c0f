"""A unit's and a hospital's report, composed once for slides, print and the web page.

Findings are the titles; what has to be known besides goes into the caveats.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.analysis.estimates import Comparison, MeasureComparison
from models.analysis.funnel import Funnel, FunnelUnit
from models.analysis.priorities import Priorities
from models.analysis.trend import Trend, TrendPoint
from models.export.document import (
    BARS,
    CENTER,
    COUNT,
    DAY,
    GOAL,
    LIMIT,
    LINE,
    OTHER,
    POINTS,
    SCATTER,
    SHARE,
    Cell,
    Chart,
    Column,
    Document,
    Section,
    Series,
    Table,
)
from models.export.gather import HospitalReport, UnitReport
from models.store.actions import ActionItem
from ui.base.version import VERSION
from ui.text import handout as words
from ui.text import sharing
from ui.text.formats import months_name
from ui.text.priorities import priorities_note, priorities_verdict
from ui.text.trend import chart_reason, chart_rules, trend_notes, trend_verdict
from ui.text.units import funnel_notes, funnel_verdict

MOST_POINTS = 36
"""Points of a line in a deck: three years of months."""

MOST_TABLE_POINTS = 12
"""Rows of the table below a line: the latest year of months. The workbook has all."""

CURVE_STEPS = 40
"""Places at which the limits of a chart of all units are drawn."""

WAITING = ("open", "escalated", "not_now")


def unit_document(report: UnitReport, today: date) -> Document:
    """Return a unit's report: the comparison, lines over time, where to start, open actions."""
    facility = report.unit.facility
    return Document(
        title=words.unit_title(report.unit.name, report.period),
        subtitle=f"{facility}\n{words.made_on(today)}",
        language=words.language_tag(),
        made=today,
        sections=(*unit_sections(report, today), guide_section(report.comparison.floor)),
        foot=words.foot(facility, today, VERSION),
    )


def hospital_document(report: HospitalReport, today: date) -> Document:
    """Return a hospital's report: the units side by side, then each unit's main finding."""
    sections: list[Section] = []
    floor = 0
    if report.units:
        floor = report.units[0].comparison.floor
        sections.append(_summary_section(report, floor))
    sections += [funnel_section(found) for found in report.funnels]
    sections += [comparison_section(each.comparison) for each in report.units]
    return Document(
        title=words.hospital_title(report.facility, report.period),
        subtitle=words.made_on(today),
        language=words.language_tag(),
        made=today,
        sections=(*sections, guide_section(floor)),
        foot=words.foot(report.facility, today, VERSION),
    )


def unit_sections(report: UnitReport, today: date) -> list[Section]:
    """Return everything about one unit."""
    shown = [
        trend
        for key in report.shown
        for trend in report.trends
        if trend.measure == key and any(point.value is not None for point in trend.points)
    ]
    sections = [comparison_section(report.comparison)]
    sections += [trend_section(each) for each in shown]
    found = report.priorities
    if found is not None and any(item.importance is not None for item in found.items):
        detail = words.comparison_detail(report.comparison)
        sections.append(priorities_section(found, detail))
    waiting = [action for action in report.actions if action.status in WAITING]
    sections.append(_actions_section(waiting, report, today))
    return sections


def comparison_section(comparison: Comparison) -> Section:
    """Return a unit against others: bars with intervals, and the numbers as a table."""
    shown = shown_measures(comparison)
    hidden = [m.label for m in comparison.measures if m.unit.too_few]
    caveats = [words.interval_note(), words.mark_note()] if shown else []
    caveats += [words.hidden_note(hidden, comparison.floor)] if hidden else []
    caveats += [reason for _mark, reason in comparison.fair.reasons]
    caveats += [*comparison.notes, *sharing.comparison_notes(comparison)]
    return Section(
        topic=words.comparison_topic(comparison),
        title=comparison.verdict,
        detail=words.comparison_detail(comparison),
        chart=_bars(comparison, shown) if shown else None,
        table=comparison_table(comparison),
        caveats=tuple(dict.fromkeys(caveats)),
    )


def shown_measures(comparison: Comparison) -> list[MeasureComparison]:
    """Return the measures with a value: the others may not be shown."""
    return [m for m in comparison.measures if m.unit.top_box is not None]


def _bars(comparison: Comparison, shown: Sequence[MeasureComparison]) -> Chart:
    unit = Series(
        comparison.unit,
        tuple(m.unit.top_box for m in shown),
        low=tuple(m.unit.low for m in shown),
        high=tuple(m.unit.high for m in shown),
        signals=tuple(m.difference.signal for m in shown),
    )
    series = [unit]
    if any(m.other.top_box is not None for m in shown):
        has_interval = any(m.other.low is not None for m in shown)
        other = Series(
            words.other_series(comparison),
            tuple(m.other.top_box for m in shown),
            OTHER,
            low=tuple(m.other.low for m in shown) if has_interval else (),
            high=tuple(m.other.high for m in shown) if has_interval else (),
        )
        series.append(other)
    return Chart(
        BARS,
        tuple(series),
        words.bar_description(comparison, shown),
        categories=tuple(words.marked(m.short or m.label, m.difference.signal) for m in shown),
        y_title=words.best_answers(),
    )


def comparison_table(comparison: Comparison) -> Table:
    """Return the numbers of a comparison as people read them."""
    names = words.heads("measure", "answers", "share", "interval", "other", "gap", "finding")
    kinds = ("text", COUNT, SHARE, "text", SHARE, POINTS, "text")
    columns = tuple(Column(name, kind) for name, kind in zip(names, kinds, strict=True))
    rows = tuple(_comparison_row(m, comparison.floor) for m in comparison.measures)
    return Table(columns, rows)


def _comparison_row(m: MeasureComparison, floor: int) -> tuple[Cell, ...]:
    return (
        m.label,
        count_cell(m.unit.n, floor),
        m.unit.top_box,
        words.interval(m.unit.low, m.unit.high),
        m.other.top_box,
        m.difference.top_box,
        words.signal_words(m.difference.signal),
    )


def count_cell(n: int | None, floor: int) -> Cell:
    """Return a number of answers, or the words that stand for one below the floor."""
    return words.fewer_than(floor) if n is not None and 0 < n < floor else n


def trend_section(trend: Trend) -> Section:
    """Return a measure over time."""
    shown = trend.points[-MOST_POINTS:]
    names = tuple(months_name(p.first_month, p.last_month) for p in shown)
    caveats = [chart_reason(trend), chart_rules(trend), *trend_notes(trend)]
    caveats += sharing.trend_notes(trend)
    caveats += [words.goal_note(trend.goal)] if trend.goal is not None else []
    return Section(
        topic=words.trend_topic(trend.label),
        title=trend_verdict(trend),
        detail=f"{trend.unit} · {names[0]} – {names[-1]}",
        chart=_line(trend, shown, names) if any(p.value is not None for p in shown) else None,
        table=_trend_table(trend, shown, names),
        caveats=tuple(text for text in caveats if text),
        level=2,
    )


def _line(trend: Trend, shown: Sequence[TrendPoint], names: tuple[str, ...]) -> Chart:
    has_limits = any(p.upper_limit is not None for p in shown)
    values = Series(
        trend.label,
        tuple(p.value for p in shown),
        low=() if has_limits else tuple(p.low for p in shown),
        high=() if has_limits else tuple(p.high for p in shown),
        signals=tuple(_side(p.flags) for p in shown),
    )
    series = [values]
    lower, upper = words.limit_series()
    lines = (
        (words.center_series(trend.center_word), CENTER, [p.center for p in shown]),
        (lower, LIMIT, [p.lower_limit for p in shown]),
        (upper, LIMIT, [p.upper_limit for p in shown]),
        (words.goal_series(), GOAL, [trend.goal] * len(shown)),
    )
    series += [
        Series(name, tuple(of_line), role)
        for name, role, of_line in lines
        if any(value is not None for value in of_line)
    ]
    return Chart(
        LINE,
        tuple(series),
        words.line_description(trend.label, len(shown), names[0], names[-1]),
        categories=names,
        y_title=words.best_answers(),
    )


def _side(flags: Sequence[str]) -> str:
    """Return which side of the line a point's rule was broken on."""
    if any(flag.endswith("above") or flag in ("above_limit", "rising") for flag in flags):
        return "above"
    if any(flag.endswith("below") or flag in ("below_limit", "falling") for flag in flags):
        return "below"
    return ""


def _trend_table(trend: Trend, shown: Sequence[TrendPoint], names: Sequence[str]) -> Table:
    heads = words.heads("period", "answers", "share", "interval", "remarks")
    kinds = ("text", COUNT, SHARE, "text", "text")
    columns = tuple(Column(name, kind) for name, kind in zip(heads, kinds, strict=True))
    latest = list(zip(names, shown, strict=True))[-MOST_TABLE_POINTS:]
    rows = tuple(
        (
            name,
            count_cell(p.n, trend.floor),
            p.value,
            words.interval(p.low, p.high),
            words.remarks(p.flags),
        )
        for name, p in latest
    )
    return Table(columns, rows)


def priorities_section(found: Priorities, detail: str) -> Section:
    """Return the measures by importance, with the unit's gaps."""
    heads = words.heads("measure", "importance", "share", "gap", "quadrant")
    kinds = ("text", SHARE, SHARE, POINTS, "text")
    rows = tuple(
        (i.label, i.importance, i.performance, i.gap, words.quadrant_words(i.quadrant))
        for i in found.items
    )
    columns = tuple(Column(name, kind) for name, kind in zip(heads, kinds, strict=True))
    return Section(
        topic=words.priorities_topic(),
        title=priorities_verdict(found),
        detail=detail,
        table=Table(columns, rows),
        caveats=(priorities_note(found),),
        level=2,
    )


def _actions_section(waiting: Sequence[ActionItem], report: UnitReport, today: date) -> Section:
    heads = words.heads("what", "due", "status", "measure")
    kinds = ("text", DAY, "text", "text")
    labels = {m.measure: m.short or m.label for m in report.comparison.measures}
    rows = tuple(
        (a.what, a.due, words.action_status(a), labels.get(a.measure, "")) for a in waiting
    )
    columns = tuple(Column(name, kind) for name, kind in zip(heads, kinds, strict=True))
    return Section(
        topic=words.actions_topic(),
        title=words.actions_title(waiting, today),
        detail=report.unit.name,
        table=Table(columns, rows) if rows else None,
        level=2,
    )


def guide_section(floor: int) -> Section:
    """Return the page that explains the others."""
    lines = tuple(f"{head}: {text}" for head, text in words.guide(floor))
    topic = words.how_to_read_topic()
    return Section(topic="", title=topic, lines=lines)


def _summary_section(report: HospitalReport, floor: int) -> Section:
    heads = words.heads("unit", "answers", "finding")
    kinds = ("text", COUNT, "text")
    columns = tuple(Column(name, kind) for name, kind in zip(heads, kinds, strict=True))
    rows = tuple(
        (each.unit.name, count_cell(each.comparison.surveys_unit, floor), each.comparison.verdict)
        for each in report.units
    )
    signals = [{m.difference.signal for m in each.comparison.measures} for each in report.units]
    below = sum("below" in found for found in signals)
    above = sum("above" in found for found in signals)
    left_out = (words.left_out_note(report.left_out, floor),) if report.left_out else ()
    return Section(
        topic=words.hospital_summary_topic(report.facility),
        title=words.hospital_summary_title(below, above, len(report.units)),
        detail=words.period_words(report.period),
        table=Table(columns, rows),
        caveats=left_out,
    )


def funnel_section(found: Funnel) -> Section:
    """Return all units on one measure, between the limits of chance."""
    shown = [unit for unit in found.units if unit.top_box is not None]
    heads = words.heads("unit", "answers", "share", "interval", "finding")
    kinds = ("text", COUNT, SHARE, "text", "text")
    columns = tuple(Column(name, kind) for name, kind in zip(heads, kinds, strict=True))
    rows = tuple(
        (
            u.name or u.unit,
            count_cell(u.n, found.floor),
            u.top_box,
            words.interval(u.low, u.high),
            words.signal_words(u.signal),
        )
        for u in found.units
    )
    return Section(
        topic=words.units_topic(found.label),
        title=funnel_verdict(found),
        detail=words.period_words(found.period),
        chart=funnel_chart(found) if len(shown) > 1 else None,
        table=Table(columns, rows),
        caveats=(*funnel_notes(found), *sharing.funnel_notes(found)),
    )


def funnel_chart(found: Funnel) -> Chart:
    """Return the units by their number of answers, with the limits of chance."""
    shown = sorted((u for u in found.units if u.top_box is not None), key=lambda unit: unit.n)
    least, most = shown[0].n, shown[-1].n
    between = {round(least + (most - least) * k / CURVE_STEPS) for k in range(CURVE_STEPS + 1)}
    rows: list[tuple[int, FunnelUnit | None]] = [(unit.n, unit) for unit in shown]
    rows += [(n, None) for n in between - {unit.n for unit in shown}]
    rows.sort(key=lambda row: row[0])
    limits = found.curve([n for n, _unit in rows])
    points, target, lower, upper = words.funnel_series()
    series = [
        Series(
            points,
            tuple(unit.top_box if unit else None for _n, unit in rows),
            labels=tuple(unit.name or unit.unit if unit else "" for _n, unit in rows),
            signals=tuple(unit.signal if unit else "" for _n, unit in rows),
        )
    ]
    if found.target is not None:
        series += [
            Series(target, (found.target,) * len(rows), CENTER),
            Series(lower, tuple(each.low998 if each else None for each in limits), LIMIT),
            Series(upper, tuple(each.high998 if each else None for each in limits), LIMIT),
        ]
    return Chart(
        SCATTER,
        tuple(series),
        words.funnel_description(found.label, len(shown)),
        x=tuple(float(n) for n, _unit in rows),
        x_title=words.answers_axis(),
        y_title=words.best_answers(),
    )
