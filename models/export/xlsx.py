"""A workbook by XlsxWriter: tables with formats and filters, native charts, a sheet that explains.

Text is never read as a formula or a link, whatever a unit is called. Charts refer to the cells of
their own sheet; the sides of intervals stand in hidden columns as formulas, so charts follow when
a number is changed.
"""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from models.export.document import (
    BARS,
    CENTER,
    COUNT,
    DAY,
    GOAL,
    LIMIT,
    POINTS,
    PROBABILITY,
    SCORE,
    SHARE,
    UNIT,
    Cell,
    Column,
    Palette,
    Sheet,
    SheetChart,
    SheetSeries,
    Table,
    Workbook,
)

FORMATS = {
    COUNT: "#,##0",
    SHARE: "0%",
    POINTS: '+0;−0;"±"0',
    SCORE: "0.0",
    PROBABILITY: "0.000",
    DAY: "yyyy-mm-dd",
}
"""Number formats by kind of column. Differences are written in points: 0.12 as +12."""

WIDTHS = {COUNT: 11, SHARE: 12, POINTS: 12, SCORE: 10, PROBABILITY: 11, DAY: 12}
LEAST_TEXT, MOST_TEXT = 10, 60
GUIDE_WIDTH, GUIDE_LINE = 100, 90
"""Width of the sheet that explains, and the characters that surely fit one line of it."""

LINE_HEIGHT, HEAD_HEIGHT = 16, 32
CHART_PX = (760, 420)
CHART_GAP_ROWS = 23
MOST_ROWS_ABOVE = 30
"""A chart stands below a table of so many rows, beside a longer one."""


def workbook(value: Workbook, palette: Palette) -> bytes:
    """Return the bytes of a .xlsx file."""
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": value.title, "author": "Throughline"})
    book.set_custom_property("Language", value.language)
    writer = _Writer(book, palette)
    writer.guide(value)
    for sheet in value.sheets:
        writer.sheet(sheet)
    book.close()
    return out.getvalue()


class _Writer:
    """Writes sheets into one workbook, with the formats they share."""

    def __init__(self, book: Any, palette: Palette) -> None:
        self._book = book
        self._palette = palette
        ink, mute = f"#{palette.ink}", f"#{palette.mute}"
        self._title = book.add_format({"bold": True, "font_size": 16, "font_color": ink})
        self._line = book.add_format({"font_color": mute})
        self._head = book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "top",
                "bg_color": f"#{palette.other_soft}",
                "bottom": 1,
                "bottom_color": f"#{palette.other}",
            }
        )
        self._name = book.add_format({"bold": True, "valign": "top", "font_color": ink})
        self._words = book.add_format({"text_wrap": True, "valign": "top"})
        self._kinds = {
            kind: book.add_format({"num_format": code}) for kind, code in FORMATS.items()
        }

    def guide(self, value: Workbook) -> None:
        """Write the sheet that says how to read the others."""
        sheet = self._book.add_worksheet(value.guide_name)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, GUIDE_WIDTH)
        sheet.write_string(0, 0, value.title, self._title)
        for row, (head, text) in enumerate(value.guide, start=2):
            sheet.write_string(row, 0, head, self._name)
            sheet.write_string(row, 1, text, self._words)
            sheet.set_row(row, LINE_HEIGHT * (1 + len(text) // GUIDE_LINE))
        self._for_paper(sheet)

    def sheet(self, value: Sheet) -> None:
        """Write one sheet: heading, lines, table, charts below the table's right end."""
        sheet = self._book.add_worksheet(value.name)
        sheet.write_string(0, 0, value.heading, self._title)
        for row, line in enumerate(value.lines, start=1):
            sheet.write_string(row, 0, line, self._line)
        self._for_paper(sheet)
        if value.table is None:
            return
        head = len(value.lines) + 2
        self._table(sheet, value.table, head)
        sheet.freeze_panes(head + 1, 1)
        sheet.repeat_rows(head)
        self._charts(sheet, value, head)

    def _table(self, sheet: Any, table: Table, head: int) -> None:
        sheet.set_row(head, HEAD_HEIGHT)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, _width(table, place))
            sheet.write_string(head, place, column.title, self._head)
        for row, values in enumerate(table.rows, start=head + 1):
            for place, (column, value) in enumerate(zip(table.columns, values, strict=True)):
                self._cell(sheet, row, place, column, value)
        if table.rows:
            sheet.autofilter(head, 0, head + len(table.rows), len(table.columns) - 1)

    def _cell(self, sheet: Any, row: int, place: int, column: Column, value: Cell) -> None:
        if value is None:
            return
        if isinstance(value, str):
            sheet.write_string(row, place, value)
        elif isinstance(value, date):
            sheet.write_datetime(row, place, value, self._kinds[DAY])
        else:
            number = value * 100 if column.kind == POINTS else value
            sheet.write_number(row, place, number, self._kinds.get(column.kind))

    def _charts(self, sheet: Any, value: Sheet, head: int) -> None:
        assert value.table is not None
        first_free = len(value.table.columns) + 1
        helper = first_free + 20
        for place, each in enumerate(value.charts):
            sides: dict[int, tuple[int, int]] = {}
            for series in each.series:
                if series.low is not None and series.high is not None:
                    sides[series.column] = (helper, helper + 1)
                    self._sides(sheet, value.table, head, series, helper)
                    helper += 2
            chart = self._chart(value, each, head, sides)
            row, column = head + place * CHART_GAP_ROWS, first_free
            if len(value.table.rows) <= MOST_ROWS_ABOVE:
                row, column = row + len(value.table.rows) + 2, 0
            sheet.insert_chart(row, column, chart, {"description": each.description})
        if value.charts:
            sheet.set_column(first_free + 20, helper, None, None, {"hidden": True})

    def _sides(self, sheet: Any, table: Table, head: int, series: SheetSeries, place: int) -> None:
        """Write how far an interval reaches up and down, as formulas of the visible cells."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        for row, values in enumerate(table.rows, start=head + 1):
            middle, low, high = (
                values[column] if column is not None else None
                for column in (series.column, series.low, series.high)
            )
            if not all(isinstance(v, int | float) for v in (middle, low, high)):
                continue
            cells = [
                xl_rowcol_to_cell(row, column)
                for column in (series.column, series.low, series.high)
                if column is not None
            ]
            up, down = float(high) - float(middle), float(middle) - float(low)  # type: ignore[arg-type]
            sheet.write_formula(row, place, f"={cells[2]}-{cells[0]}", None, up)
            sheet.write_formula(row, place + 1, f"={cells[0]}-{cells[1]}", None, down)

    def _chart(
        self, value: Sheet, each: SheetChart, head: int, sides: dict[int, tuple[int, int]]
    ) -> Any:
        kind = {"type": "bar"} if each.kind == BARS else {"type": "line"}
        chart = self._book.add_chart(kind)
        first, last = (head + 1 + row for row in each.rows)
        for series in each.series:
            chart.add_series(self._series(value, each, series, head, (first, last), sides))
        chart.set_title({"name": each.title, "name_font": {"size": 12, "bold": True}})
        axis = {"num_format": "0%", "major_gridlines": {"visible": True, "line": self._rule()}}
        if each.kind == BARS:
            chart.set_x_axis({**axis, "min": 0, "max": 1})
            chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
        else:
            chart.set_y_axis(axis)
            chart.show_blanks_as("gap")
        chart.set_legend({"position": "top"})
        chart.show_hidden_data()
        chart.set_size({"width": CHART_PX[0], "height": CHART_PX[1]})
        return chart

    def _series(
        self,
        value: Sheet,
        each: SheetChart,
        series: SheetSeries,
        head: int,
        rows: tuple[int, int],
        sides: dict[int, tuple[int, int]],
    ) -> dict[str, Any]:
        first, last = rows
        color = f"#{self._palette.unit if series.role == UNIT else self._palette.other}"
        made: dict[str, Any] = {
            "name": [value.name, head, series.column],
            "categories": [value.name, first, each.category, last, each.category],
            "values": [value.name, first, series.column, last, series.column],
        }
        if each.kind == BARS:
            made |= {"fill": {"color": color}, "gap": 60}
        elif series.role in (CENTER, LIMIT, GOAL):
            dash = "solid" if series.role == CENTER else "dash"
            made |= {"line": {"color": color, "width": 1.25, "dash_type": dash}}
        else:
            made |= {"line": {"color": color, "width": 2}, "marker": {"type": "circle", "size": 6}}
        if series.column in sides:
            up, down = (_range(value.name, first, last, column) for column in sides[series.column])
            side = self._palette.ink if each.kind == BARS else self._palette.unit_soft
            line = {"color": f"#{side}", "width": 1}
            bars = {"type": "custom", "plus_values": up, "minus_values": down, "line": line}
            made["x_error_bars" if each.kind == BARS else "y_error_bars"] = bars
        return made

    def _rule(self) -> dict[str, str]:
        return {"color": f"#{self._palette.rule}"}

    def _for_paper(self, sheet: Any) -> None:
        """Let a sheet print on the width of one page, with its name and page numbers."""
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&RPage &P / &N")


def _range(sheet: str, first: int, last: int, column: int) -> str:
    from xlsxwriter.utility import xl_range_abs

    quoted = sheet.replace("'", "''")
    return f"='{quoted}'!{xl_range_abs(first, column, last, column)}"


def _width(table: Table, place: int) -> int:
    """Return a column's width in characters."""
    column = table.columns[place]
    if column.kind in WIDTHS:
        return WIDTHS[column.kind]
    longest = max((len(str(row[place] or "")) for row in table.rows), default=0)
    return max(LEAST_TEXT, len(column.title), min(longest, MOST_TEXT))
