"""The workbook inside a slide's chart, which PowerPoint opens with "Edit data"."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from models.export.document import SCATTER, Chart, Series

UP, DOWN = "upper side of interval", "lower side of interval"
"""Headings of an interval's two columns."""

NAME_WIDTH = 32


def chart_workbook(chart: Chart) -> bytes:
    """Return the cells of a chart: names or places, one column per series, then two columns for
    each series that has an interval (how far it reaches up and down)."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("Sheet1")
        percent = book.add_format({"num_format": "0%"})
        sheet.set_column(0, 0, NAME_WIDTH)
        if chart.kind == SCATTER:
            _write_column(sheet, 0, chart.x_title, chart.x, None)
        else:
            for row, name in enumerate(chart.categories, start=1):
                sheet.write_string(row, 0, name)
        for place, series in enumerate(chart.series):
            _write_column(sheet, place + 1, series.name, series.values, percent)
            if series.low:
                columns = interval_columns(chart, place)
                heads = (f"{series.name}: {UP}", f"{series.name}: {DOWN}")
                for column, head, sides in zip(columns, heads, interval_sides(series), strict=True):
                    _write_column(sheet, column, head, sides, percent)
    return out.getvalue()


def interval_sides(series: Series) -> tuple[list[float | None], list[float | None]]:
    """Return how far the interval reaches above and below each value."""
    up: list[float | None] = []
    down: list[float | None] = []
    for value, low, high in zip(series.values, series.low, series.high, strict=True):
        if value is None or low is None or high is None:
            up.append(None)
            down.append(None)
        else:
            up.append(max(0.0, high - value))
            down.append(max(0.0, value - low))
    return up, down


def interval_columns(chart: Chart, place: int) -> tuple[int, int]:
    """Return the columns of a series' interval, counted from 0."""
    before = sum(1 for series in chart.series[:place] if series.low)
    first = 1 + len(chart.series) + 2 * before
    return first, first + 1


def column_name(column: int) -> str:
    """Return a column as a spreadsheet names it.

    >>> column_name(0), column_name(27)
    ('A', 'AB')
    """
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))


def _write_column(
    sheet: Any, column: int, name: str, values: Sequence[float | None], style: Any
) -> None:
    sheet.write_string(0, column, name)
    for row, value in enumerate(values, start=1):
        if value is not None:
            sheet.write_number(row, column, value, style)
