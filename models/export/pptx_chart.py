"""Native charts for slides: bars with intervals, lines over time, points between limits.

python-pptx knows no error bars, so they are added to the chart's XML. They refer to cells of the
workbook inside the chart (`chart_workbook`), so "Edit data" shows and changes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from typing import Any

from models.export.chart_workbook import (
    chart_workbook,
    column_name,
    interval_columns,
    interval_sides,
)
from models.export.document import (
    BARS,
    CENTER,
    GOAL,
    LIMIT,
    LINE,
    SCATTER,
    UNIT,
    Chart,
    Palette,
    Series,
)
from models.export.scales import share_axis

LABEL_PT, AXIS_PT = 11, 11
MOST_TICKS = 12
MANY_BARS, SMALL_LABEL_PT = 8, 8

Box = tuple[float, float, float, float]
"""Left, top, width and height in inches."""


def add_chart(slide: Any, chart: Chart, palette: Palette, box: Box) -> None:
    """Put a chart on a slide."""
    from pptx.util import Inches

    kind, data = _data(chart)
    frame = slide.shapes.add_chart(kind, *(Inches(size) for size in box), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", chart.description)
    made = frame.chart
    made.part.chart_workbook.update_from_xlsx_blob(chart_workbook(chart))
    if chart.kind == SCATTER:
        _refer_to_rows(made, chart)
    _frame_chart(made, chart, palette)
    for place, series in enumerate(chart.series):
        _paint_series(made.plots[0].series[place], series, chart.kind, palette)
        if series.low:
            _add_error_bars(made, place, chart, palette)


def _data(chart: Chart) -> tuple[Any, Any]:
    from pptx.chart.data import CategoryChartData, XyChartData
    from pptx.enum.chart import XL_CHART_TYPE

    if chart.kind == SCATTER:
        points = XyChartData(number_format="0%")
        for series in chart.series:
            added = points.add_series(series.name)
            for x, y in zip(chart.x, series.values, strict=True):
                added.add_data_point(x, y or 0.0)
        return XL_CHART_TYPE.XY_SCATTER, points
    data = CategoryChartData(number_format="0%")
    data.categories = list(chart.categories)
    for series in chart.series:
        data.add_series(series.name, series.values)
    bars = chart.kind == BARS
    return XL_CHART_TYPE.BAR_CLUSTERED if bars else XL_CHART_TYPE.LINE_MARKERS, data


def _frame_chart(made: Any, chart: Chart, palette: Palette) -> None:
    """Set fonts, axes and legend."""
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    made.font.size = Pt(AXIS_PT)
    made.font.color.rgb = _rgb(palette.mute)
    made.has_title = False
    made.has_legend = len(chart.series) > 1
    if made.has_legend:
        made.legend.position = XL_LEGEND_POSITION.TOP
        made.legend.include_in_layout = False
        made.legend.font.size = Pt(AXIS_PT)
    low, high, step = share_axis(chart)
    values = made.value_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = low, high, step
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "0%", False
    values.major_gridlines.format.line.color.rgb = _rgb(palette.rule)
    values.format.line.fill.background()
    _name_axis(values, chart.y_title, palette)
    categories = made.category_axis
    categories.format.line.color.rgb = _rgb(palette.rule)
    categories.has_major_gridlines = False
    if chart.kind == LINE:
        _skip_labels(made, len(chart.categories))
    categories.tick_labels.font.color.rgb = _rgb(palette.ink)
    _name_axis(categories, chart.x_title, palette)
    if chart.kind == BARS:
        categories.reverse_order = True  # the first row stands at the top
        made.plots[0].gap_width, made.plots[0].overlap = 60, 0
        _keep_axis_below(made)
    if chart.kind == SCATTER:
        categories.minimum_scale = 0


def _skip_labels(made: Any, count: int) -> None:
    """Name only so many periods that their names don't collide."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    step = -(-count // MOST_TICKS)
    if step > 1:
        axis = made.category_axis._element
        skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="{step}"/>')
        axis.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _keep_axis_below(made: Any) -> None:
    """Keep the percents at the bottom although the categories run downward."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    axis = made.value_axis._element
    crosses = axis.find(qn("c:crosses"))
    if crosses is not None:
        crosses.set("val", "max")
        return
    axis.append(parse_xml(f'<c:crosses {nsdecls("c")} val="max"/>'))


def _name_axis(axis: Any, words: str, palette: Palette) -> None:
    from pptx.util import Pt

    axis.has_title = bool(words)
    if words:
        frame = axis.axis_title.text_frame
        frame.text = words
        font = frame.paragraphs[0].runs[0].font
        font.size, font.bold = Pt(AXIS_PT), False
        font.color.rgb = _rgb(palette.mute)


def _paint_series(made: Any, series: Series, kind: str, palette: Palette) -> None:
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    color = _rgb(_color(series, palette))
    if kind == BARS:
        made.format.fill.solid()
        made.format.fill.fore_color.rgb = color
        _label_values(made, palette, len(series.values))
    elif series.role in (CENTER, LIMIT, GOAL):
        made.marker.style = _no_marker()
        made.format.line.color.rgb = color
        made.format.line.width = Pt(1.25)
        if series.role != CENTER:
            made.format.line.dash_style = MSO_LINE.DASH
        made.smooth = False
    else:
        _paint_points(made, series, kind, palette)
    for place, signal in enumerate(series.signals):
        if signal in ("above", "below") and place < len(series.values):
            _paint_signal(made, place, signal, kind, palette)


def _paint_points(made: Any, series: Series, kind: str, palette: Palette) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.util import Pt

    color = _rgb(_color(series, palette))
    made.marker.style = XL_MARKER_STYLE.CIRCLE
    made.marker.size = 8
    made.marker.format.fill.solid()
    made.marker.format.fill.fore_color.rgb = color
    made.marker.format.line.color.rgb = _rgb(palette.ground)
    if kind == SCATTER:
        made.format.line.fill.background()
        _label_points(made, series, palette)
    else:
        made.format.line.color.rgb = color
        made.format.line.width = Pt(2)
        made.smooth = False


def _paint_signal(made: Any, place: int, signal: str, kind: str, palette: Palette) -> None:
    """Give a point that differs by more than chance its color; its label or marker says it too."""
    from pptx.enum.chart import XL_MARKER_STYLE

    color = _rgb(palette.above if signal == "above" else palette.below)
    point = made.points[place]
    if kind == BARS:
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = color
        return
    point.marker.style = XL_MARKER_STYLE.DIAMOND
    point.marker.size = 11
    point.marker.format.fill.solid()
    point.marker.format.fill.fore_color.rgb = color
    point.marker.format.line.color.rgb = _rgb(palette.ground)


def _label_values(made: Any, palette: Palette, count: int) -> None:
    """Write each bar's percent inside its foot, clear of the interval."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    labels = made.data_labels
    labels.show_value = True
    labels.position = XL_LABEL_POSITION.INSIDE_BASE
    labels.number_format, labels.number_format_is_linked = "0%", False
    size = LABEL_PT if count < MANY_BARS else SMALL_LABEL_PT
    labels.font.size, labels.font.bold = Pt(size), True
    labels.font.color.rgb = _rgb(palette.ground)


def _label_points(made: Any, series: Series, palette: Palette) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.util import Pt

    sides = cycle((XL_LABEL_POSITION.ABOVE, XL_LABEL_POSITION.BELOW))  # neighbors stay legible
    for place, label in enumerate(series.labels):
        if label:
            words = made.points[place].data_label
            words.text_frame.text = label
            words.position = next(sides)
            font = words.text_frame.paragraphs[0].runs[0].font
            font.size = Pt(LABEL_PT)
            font.color.rgb = _rgb(palette.ink)


def _add_error_bars(made: Any, place: int, chart: Chart, palette: Palette) -> None:
    """Add a series' intervals as custom error bars that refer to the chart's workbook."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    series = chart.series[place]
    up, down = interval_sides(series)
    columns = interval_columns(chart, place)
    direction = "" if chart.kind == BARS else '<c:errDir val="y"/>'
    color = palette.ink if chart.kind == BARS else palette.unit_soft
    xml = (
        f"<c:errBars {nsdecls('c', 'a')}>{direction}"
        '<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{_reference(columns[0], up)}</c:plus>"
        f"<c:minus>{_reference(columns[1], down)}</c:minus>"
        f'<c:spPr><a:ln w="15875"><a:solidFill><a:srgbClr val="{color.upper()}"/></a:solidFill>'
        "</a:ln></c:spPr></c:errBars>"
    )
    element = made.plots[0].series[place]._element
    element.find(qn("c:cat")).addprevious(parse_xml(xml))


def _refer_to_rows(made: Any, chart: Chart) -> None:
    """Let every series of a scatter take its places from one column of the chart's workbook, and
    leave out the rows without a value."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    for place, series in enumerate(chart.series):
        element = made.plots[0].series[place]._element
        for tag, column, values in (("xVal", 0, chart.x), ("yVal", place + 1, series.values)):
            old = element.find(qn(f"c:{tag}"))
            xml = f"<c:{tag} {nsdecls('c')}>{_reference(column, values)}</c:{tag}>"
            element.replace(old, parse_xml(xml))
        name = element.find(f"{qn('c:tx')}/{qn('c:strRef')}/{qn('c:f')}")
        name.text = f"Sheet1!${column_name(place + 1)}$1"


def _reference(column: int, values: Sequence[float | None]) -> str:
    name = column_name(column)
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{value!r}</c:v></c:pt>'
        for place, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>Sheet1!${name}$2:${name}${len(values) + 1}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}'
        "</c:numCache></c:numRef>"
    )


def _color(series: Series, palette: Palette) -> str:
    if series.role == UNIT:
        return palette.unit
    if series.role == GOAL:
        return palette.above
    return palette.other


def _rgb(color: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(color.upper())


def _no_marker() -> Any:
    from pptx.enum.chart import XL_MARKER_STYLE

    return XL_MARKER_STYLE.NONE
