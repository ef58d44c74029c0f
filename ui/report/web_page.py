"""A report as one web page for everybody, screen readers included: no scripts, no connections.

Headings, tables with headings of rows and columns, charts as pictures with a description, and the
document's language. It says what the PDF says.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from models.export.document import TEXT, Chart, Document, Section, Table
from ui.charts.canvas import Style
from ui.report.chart_drawing import chart_height, draw_chart
from ui.report.paper import PagePainter
from ui.text.handout import cell_words, contents_heading

CHART_WIDTH_PT = 640.0
SVG_DPI = 96

STYLE = """\
body {{ font: 1rem/1.5 system-ui, sans-serif; color: {ink}; background: {card};
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
h1, h2, h3 {{ line-height: 1.25; }}
.detail, .caveat, footer {{ color: {mute}; font-size: .9rem; }}
table {{ border-collapse: collapse; width: 100%; margin: 1rem 0; }}
caption {{ text-align: left; font-weight: 600; padding: .25rem 0; }}
th, td {{ text-align: left; padding: .3rem .5rem; border-bottom: 1px solid {line}; }}
td.number {{ text-align: right; font-variant-numeric: tabular-nums; }}
thead th {{ background: {strip}; }}
figure {{ margin: 1rem 0; }}
figure svg {{ width: 100%; height: auto; }}
@media print {{ section {{ break-inside: avoid; }} }}
"""


def report_html(document: Document, style: Style) -> str:
    """Return the whole page as text."""
    sections = [
        _section(section, f"s{place}", style)
        for place, section in enumerate(document.sections, start=1)
    ]
    links = [
        f'<li><a href="#s{place}">{escape(section.topic or section.title)}</a></li>'
        for place, section in enumerate(document.sections, start=1)
    ]
    colors = {name: style.theme.color(name).name() for name in ("ink", "card", "mute", "line")}
    colors["strip"] = style.theme.color("strip").name()
    subtitle = "<br>".join(escape(line) for line in document.subtitle.splitlines())
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(document.language)}">',
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(document.title)}</title>",
            f"<style>\n{STYLE.format(**colors)}</style></head>",
            "<body><header>",
            f'<h1>{escape(document.title)}</h1><p class="detail">{subtitle}</p></header>',
            f'<nav aria-label="{escape(contents_heading())}"><ol>{"".join(links)}</ol></nav>',
            "<main>",
            *sections,
            "</main>",
            f"<footer><p>{escape(document.foot)}</p></footer>",
            "</body></html>\n",
        ]
    )


def _section(section: Section, key: str, style: Style) -> str:
    level = min(section.level + 1, 6)
    parts = [
        f'<section id="{key}" aria-labelledby="{key}h">',
        f'<h{level} id="{key}h">{escape(section.title)}</h{level}>',
    ]
    detail = " · ".join(part for part in (section.topic, section.detail) if part)
    if detail:
        parts.append(f'<p class="detail">{escape(detail)}</p>')
    if section.chart is not None:
        parts.append(_figure(section.chart, style))
    if section.table is not None and section.table.rows:
        parts.append(_table(section.table, section.topic or section.title))
    parts += [f"<p>{escape(line)}</p>" for line in section.lines]
    parts += [f'<p class="caveat">{escape(text)}</p>' for text in section.caveats]
    return "\n".join([*parts, "</section>"])


def _table(table: Table, caption: str) -> str:
    heads = "".join(f'<th scope="col">{escape(column.title)}</th>' for column in table.columns)
    rows = []
    for row in table.rows:
        cells = []
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            words = escape(cell_words(column, value))
            if place == 0:
                cells.append(f'<th scope="row">{words}</th>')
            else:
                kind = "" if column.kind == TEXT else ' class="number"'
                cells.append(f"<td{kind}>{words}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _figure(chart: Chart, style: Style) -> str:
    words = escape(chart.description, quote=True)
    return f'<figure><div role="img" aria-label="{words}">{_svg(chart, style)}</div></figure>'


def _svg(chart: Chart, style: Style) -> str:
    """Return a chart as an SVG element that the page's text describes."""
    height = chart_height(chart)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(SVG_DPI)
    generator.setViewBox(QRectF(0, 0, CHART_WIDTH_PT, height))
    painter = QPainter(generator)
    try:
        draw_chart(PagePainter(painter, style), chart, QRectF(0, 0, CHART_WIDTH_PT, height))
    finally:
        painter.end()
    text = bytes(content.data()).decode()
    return text[text.index("<svg") :].replace("<svg ", '<svg aria-hidden="true" ', 1)
