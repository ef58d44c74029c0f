"""A unit's or a hospital's workbook: every table behind the pages, charts beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from models.analysis.estimates import Comparison, MeasureComparison
from models.analysis.funnel import Funnel
from models.analysis.priorities import Priorities
from models.analysis.trend import Trend
from models.export.document import (
    BARS,
    CENTER,
    COUNT,
    DAY,
    LIMIT,
    LINE,
    OTHER,
    POINTS,
    PROBABILITY,
    SHARE,
    TEXT,
    UNIT,
    Cell,
    Column,
    Sheet,
    SheetChart,
    SheetSeries,
    Table,
    Workbook,
)
from models.export.gather import HospitalReport, UnitReport
from models.store.database import local_day
from ui.report.handout import count_cell
from ui.text import handout as words
from ui.text.formats import months_name
from ui.text.trend import trend_verdict

RESULT_COLUMNS = (
    ("unit", TEXT),
    ("measure", TEXT),
    ("answers", COUNT),
    ("share", SHARE),
    ("low", SHARE),
    ("high", SHARE),
    ("other_n", COUNT),
    ("other", SHARE),
    ("other_low", SHARE),
    ("other_high", SHARE),
    ("difference", POINTS),
    ("difference_low", POINTS),
    ("difference_high", POINTS),
    ("p", PROBABILITY),
    ("finding", TEXT),
    ("goal", SHARE),
)
TREND_COLUMNS = (
    ("unit", TEXT),
    ("measure", TEXT),
    ("period", TEXT),
    ("answers", COUNT),
    ("share", SHARE),
    ("low", SHARE),
    ("high", SHARE),
    ("center", SHARE),
    ("lower", SHARE),
    ("upper", SHARE),
    ("remarks", TEXT),
)
PRIORITY_COLUMNS = (
    ("unit", TEXT),
    ("measure", TEXT),
    ("importance", SHARE),
    ("low", SHARE),
    ("high", SHARE),
    ("share", SHARE),
    ("gap", POINTS),
    ("quadrant", TEXT),
)
UNITS_COLUMNS = (
    ("measure", TEXT),
    ("unit", TEXT),
    ("answers", COUNT),
    ("share", SHARE),
    ("low", SHARE),
    ("high", SHARE),
    ("steadied", SHARE),
    ("finding", TEXT),
)
ACTION_COLUMNS = (
    ("unit", TEXT),
    ("what", TEXT),
    ("owner", TEXT),
    ("due", DAY),
    ("status", TEXT),
    ("why", TEXT),
    ("measure", TEXT),
)
HUDDLE_COLUMNS = (
    ("unit", TEXT),
    ("started", DAY),
    ("minutes", COUNT),
    ("measure", TEXT),
    ("lines", COUNT),
    ("actions", COUNT),
)


def unit_workbook(report: UnitReport, today: date) -> Workbook:
    """Return a unit's workbook."""
    title = words.unit_title(report.unit.name, report.period)
    charts = (_results_chart(report.comparison),) if report.comparison.measures else ()
    sheets = _sheets((report,), charts, tuple(_trend_charts(report.trends, report.shown)))
    return _workbook(title, report.comparison.floor, today, sheets)


def hospital_workbook(report: HospitalReport, today: date) -> Workbook:
    """Return a hospital's workbook: all its units under each other."""
    title = words.hospital_title(report.facility, report.period)
    floor = report.units[0].comparison.floor if report.units else 0
    sheets = list(_sheets(report.units, (), ()))
    sheets.insert(1, _units_sheet(report.funnels))
    if report.left_out:
        first = sheets[0]
        note = words.left_out_note(report.left_out, floor)
        sheets[0] = Sheet(first.name, first.heading, (*first.lines, note), first.table)
    return _workbook(title, floor, today, sheets)


def _workbook(title: str, floor: int, today: date, sheets: Sequence[Sheet]) -> Workbook:
    return Workbook(
        title,
        words.language_tag(),
        today,
        words.sheet_names()["guide"],
        words.guide(floor),
        tuple(sheets),
    )


def _sheets(
    reports: Sequence[UnitReport],
    result_charts: tuple[SheetChart, ...],
    trend_charts: tuple[SheetChart, ...],
) -> list[Sheet]:
    names = words.sheet_names()
    period = words.period_words(reports[0].period) if reports else ""
    labels = _labels(reports)
    results = [row for each in reports for row in _result_rows(each.comparison)]
    sheets = [
        _sheet(names["results"], period, RESULT_COLUMNS, results, result_charts),
        _sheet(
            names["trend"],
            "",
            TREND_COLUMNS,
            [row for each in reports for trend in each.trends for row in _trend_rows(trend)],
            trend_charts,
        ),
        _sheet(
            names["priorities"],
            period,
            PRIORITY_COLUMNS,
            [row for each in reports for row in _priority_rows(each.priorities)],
        ),
        _sheet(
            names["actions"],
            "",
            ACTION_COLUMNS,
            [row for each in reports for row in _action_rows(each, labels)],
        ),
        _sheet(
            names["huddles"],
            "",
            HUDDLE_COLUMNS,
            [row for each in reports for row in _huddle_rows(each, labels)],
        ),
    ]
    return [sheet for sheet in sheets if sheet.table is not None and sheet.table.rows]


def _sheet(
    name: str,
    line: str,
    columns: Sequence[tuple[str, str]],
    rows: Iterable[tuple[Cell, ...]],
    charts: tuple[SheetChart, ...] = (),
) -> Sheet:
    heads = words.heads(*(key for key, _kind in columns))
    titled = tuple(Column(head, kind) for head, (_key, kind) in zip(heads, columns, strict=True))
    return Sheet(name, name, (line,) if line else (), Table(titled, tuple(rows)), charts)


def _result_rows(comparison: Comparison) -> Iterable[tuple[Cell, ...]]:
    floor = comparison.floor
    for m in comparison.measures:
        d = m.difference
        yield (
            comparison.unit,
            m.label,
            count_cell(m.unit.n, floor),
            m.unit.top_box,
            m.unit.low,
            m.unit.high,
            count_cell(m.other.n, floor),
            m.other.top_box,
            m.other.low,
            m.other.high,
            d.top_box,
            d.low,
            d.high,
            d.p_adjusted,
            words.signal_words(d.signal),
            m.goal,
        )


def _trend_rows(trend: Trend) -> Iterable[tuple[Cell, ...]]:
    for p in trend.points:
        yield (
            trend.unit,
            trend.label,
            months_name(p.first_month, p.last_month),
            count_cell(p.n, trend.floor),
            p.value,
            p.low,
            p.high,
            p.center,
            p.lower_limit,
            p.upper_limit,
            words.remarks(p.flags),
        )


def _priority_rows(found: Priorities | None) -> Iterable[tuple[Cell, ...]]:
    for item in found.items if found is not None else ():
        yield (
            found.unit if found is not None else "",
            item.label,
            item.importance,
            item.low,
            item.high,
            item.performance,
            item.gap,
            words.quadrant_words(item.quadrant),
        )


def _action_rows(report: UnitReport, labels: dict[str, str]) -> Iterable[tuple[Cell, ...]]:
    for a in report.actions:
        yield (
            report.unit.name,
            a.what,
            a.owner,
            a.due,
            words.action_status(a),
            a.why,
            labels.get(a.measure, a.measure),
        )


def _huddle_rows(report: UnitReport, labels: dict[str, str]) -> Iterable[tuple[Cell, ...]]:
    for h in report.huddles:
        minutes = round(h.seconds / 60) if h.seconds is not None else None
        measure = labels.get(h.measure, h.measure)
        yield report.unit.name, local_day(h.started), minutes, measure, h.lines, h.actions


def _units_sheet(funnels: Sequence[Funnel]) -> Sheet:
    rows = [
        (
            found.label,
            unit.name or unit.unit,
            count_cell(unit.n, found.floor),
            unit.top_box,
            unit.low,
            unit.high,
            unit.shrunken,
            words.signal_words(unit.signal),
        )
        for found in funnels
        for unit in found.units
    ]
    period = words.period_words(funnels[0].period) if funnels else ""
    return _sheet(words.sheet_names()["units"], period, UNITS_COLUMNS, rows)


def _labels(reports: Sequence[UnitReport]) -> dict[str, str]:
    found: dict[str, str] = {}
    for report in reports:
        found |= {m.measure: _short(m) for m in report.comparison.measures}
    return found


def _short(m: MeasureComparison) -> str:
    return m.short or m.label


def _results_chart(comparison: Comparison) -> SheetChart:
    shown = [m for m in comparison.measures if m.unit.top_box is not None]
    return SheetChart(
        BARS,
        comparison.verdict,
        words.bar_description(comparison, shown),
        category=1,
        series=(SheetSeries(3, low=4, high=5), SheetSeries(7, OTHER, low=8, high=9)),
        rows=(0, len(comparison.measures) - 1),
    )


def _trend_charts(trends: Sequence[Trend], shown: Collection[str]) -> Iterable[SheetChart]:
    """Chart measures over time, each over its own rows."""
    row = 0
    for trend in trends:
        last = row + len(trend.points) - 1
        if trend.measure in shown and last > row:
            yield _trend_chart(trend, row, last)
        row = last + 1


def _trend_chart(trend: Trend, row: int, last: int) -> SheetChart:
    first_name, last_name = (
        months_name(p.first_month, p.last_month) for p in (trend.points[0], trend.points[-1])
    )
    has_limits = any(p.upper_limit is not None for p in trend.points)
    interval = (None, None) if has_limits else (5, 6)
    return SheetChart(
        LINE,
        f"{words.trend_topic(trend.label)}: {trend_verdict(trend)}",
        words.line_description(trend.label, len(trend.points), first_name, last_name),
        category=2,
        series=(
            SheetSeries(4, UNIT, *interval),
            SheetSeries(7, CENTER),
            SheetSeries(8, LIMIT),
            SheetSeries(9, LIMIT),
        ),
        rows=(row, last),
    )


# What one page shows.


def comparison_workbook(comparison: Comparison, today: date) -> Workbook:
    """Return the workbook of a comparison."""
    charts = (_results_chart(comparison),) if comparison.measures else ()
    name, period = words.sheet_names()["results"], words.period_words(comparison.period)
    sheet = _sheet(name, period, RESULT_COLUMNS, _result_rows(comparison), charts)
    title = words.unit_title(comparison.unit, comparison.period)
    return _workbook(title, comparison.floor, today, [sheet])


def trend_workbook(trend: Trend, today: date) -> Workbook:
    """Return the workbook of one measure over time."""
    charts = tuple(_trend_charts([trend], [trend.measure]))
    name = words.sheet_names()["trend"]
    sheet = _sheet(name, trend.label, TREND_COLUMNS, _trend_rows(trend), charts)
    title = f"{trend.unit}: {words.trend_topic(trend.label)}"
    return _workbook(title, trend.floor, today, [sheet])


def funnel_workbook(found: Funnel, today: date) -> Workbook:
    """Return the workbook of all units on one measure."""
    return _workbook(words.units_topic(found.label), found.floor, today, [_units_sheet([found])])


def priorities_workbook(found: Priorities, floor: int, detail: str, today: date) -> Workbook:
    """Return the workbook of a unit's priorities."""
    name = words.sheet_names()["priorities"]
    sheet = _sheet(name, detail, PRIORITY_COLUMNS, _priority_rows(found))
    return _workbook(f"{found.unit}: {words.priorities_topic()}", floor, today, [sheet])
