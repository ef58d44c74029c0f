"""A report as a PowerPoint deck: titles are findings, charts are native and editable.

Each chart carries its own numbers, interval ends included, in the workbook that PowerPoint opens
with "Edit data". Caveats go into the notes. Titles are real title placeholders, charts carry a
description for screen readers, and every run of text names its language.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from models.export.document import Document, Palette, Section
from models.export.pptx_chart import add_chart
from models.export.table_text import CellText

WIDE, HIGH = 13.333, 7.5
"""Size of a slide in inches, 16 : 9."""

MARGIN = 0.6
TITLE_ONLY, TITLE_SLIDE = 5, 0
"""Layouts of the default template that are used."""

TITLE_PT, DETAIL_PT, BODY_PT, FOOT_PT, TABLE_PT = 26, 14, 18, 10, 12
LONG_TITLE = 110
"""Characters from which a title is written smaller."""

MOST_ROWS, MOST_LINES, MOST_LARGE_LINES = 11, 8, 5
"""What fits a slide. The rest is in the workbook, and the slide says how many there are."""


def deck(document: Document, palette: Palette, text: CellText) -> bytes:
    """Return a report as the bytes of a .pptx file. `text` writes a table's values as words."""
    from pptx import Presentation
    from pptx.util import Inches

    prs = Presentation()
    prs.slide_width, prs.slide_height = Inches(WIDE), Inches(HIGH)
    writer = _Writer(prs, document, palette, text)
    writer.cover()
    for section in document.sections:
        writer.section(section)
    properties = prs.core_properties
    properties.title, properties.language = document.title, document.language
    properties.author, properties.subject = "Throughline", document.subtitle
    out = io.BytesIO()
    prs.save(out)
    return out.getvalue()


class _Writer:
    """Adds slides to one presentation."""

    def __init__(self, prs: Any, document: Document, palette: Palette, text: CellText) -> None:
        self._prs = prs
        self._document = document
        self._palette = palette
        self._text = text

    def cover(self) -> None:
        """Add the first slide: what this is, for which months, made when."""
        from pptx.util import Inches

        slide = self._prs.slides.add_slide(self._prs.slide_layouts[TITLE_SLIDE])
        title, subtitle = slide.shapes.title, slide.placeholders[1]
        _place(title, MARGIN, 2.4, WIDE - 2 * MARGIN, 1.4)
        _place(subtitle, MARGIN, 3.9, WIDE - 2 * MARGIN, 1.4)
        self._fill(title.text_frame, [self._document.title], 40, "ink", bold=True, anchor="bottom")
        self._fill(subtitle.text_frame, self._document.subtitle.splitlines(), 18, "mute")
        bar = slide.shapes.add_shape(1, Inches(MARGIN), Inches(3.84), Inches(1.2), Inches(0.06))
        bar.fill.solid()
        bar.fill.fore_color.rgb = _rgb(self._palette.unit)
        bar.line.fill.background()
        _decorative(bar)
        self._foot(slide)

    def section(self, section: Section) -> None:
        """Add a slide for one finding."""
        slide = self._prs.slides.add_slide(self._prs.slide_layouts[TITLE_ONLY])
        width = WIDE - 2 * MARGIN
        title = slide.shapes.title
        _place(title, MARGIN, 0.4, width, 1.0)
        size = TITLE_PT if len(section.title) < LONG_TITLE else TITLE_PT - 6
        self._fill(title.text_frame, [section.title], size, "ink", bold=True, anchor="bottom")
        detail = " · ".join(part for part in (section.topic, section.detail) if part)
        box = _box(slide, MARGIN, 1.42, width, 0.4)
        self._fill(box.text_frame, [detail], DETAIL_PT, "mute")
        self._body(slide, section, width)
        if section.caveats:
            slide.notes_slide.notes_text_frame.text = "\n".join(section.caveats)
        self._foot(slide)

    def _body(self, slide: Any, section: Section, width: float) -> None:
        """Fill the room below the head: a chart, else a table, and lines beside or below."""
        top, height = 1.95, HIGH - 1.95 - 0.65
        shown = section.chart is not None or section.table is not None
        beside = bool(section.lines) and shown
        main = width * 0.66 if beside else width
        if section.chart is not None:
            add_chart(slide, section.chart, self._palette, (MARGIN, top, main, height))
        elif section.table is not None:
            self._table(slide, section, main, top)
        if section.lines:
            left = MARGIN + main + 0.3 if beside else MARGIN
            box = _box(slide, left, top, WIDE - MARGIN - left, height)
            size = DETAIL_PT if beside or len(section.lines) > MOST_LARGE_LINES else BODY_PT
            self._fill(box.text_frame, section.lines[:MOST_LINES], size, "ink", gap=8)

    def _table(self, slide: Any, section: Section, width: float, top: float) -> None:
        from pptx.util import Inches

        table = section.table
        if table is None or not table.rows:
            return
        rows = table.rows[:MOST_ROWS]
        frame = slide.shapes.add_table(
            len(rows) + 1,
            len(table.columns),
            Inches(MARGIN),
            Inches(top),
            Inches(width),
            Inches(0.38 * (len(rows) + 1)),
        )
        _describe(frame, section.topic)
        heads = [column.title for column in table.columns]
        lines = [[self._text(c, v) for c, v in zip(table.columns, r, strict=True)] for r in rows]
        _widths(frame.table, heads, lines, width)
        for place, head in enumerate(heads):
            self._cell(frame.table.cell(0, place), head, bold=True)
        for down, line in enumerate(lines, start=1):
            for place, words in enumerate(line):
                self._cell(frame.table.cell(down, place), words, shade=down % 2 == 0)

    def _cell(self, cell: Any, words: str, *, bold: bool = False, shade: bool = False) -> None:
        self._fill(cell.text_frame, [words], TABLE_PT, "ink", bold=bold)
        cell.fill.solid()
        tint = self._palette.other_soft if bold else self._palette.ground
        cell.fill.fore_color.rgb = _rgb(self._palette.rule if shade else tint)

    def _foot(self, slide: Any) -> None:
        box = _box(slide, MARGIN, HIGH - 0.5, WIDE - 2 * MARGIN, 0.3)
        self._fill(box.text_frame, [self._document.foot], FOOT_PT, "mute")

    def _fill(
        self,
        frame: Any,
        lines: Iterable[str],
        size: int,
        color: str,
        *,
        bold: bool = False,
        gap: int = 0,
        anchor: str = "top",
    ) -> None:
        """Write lines as paragraphs in one size and color."""
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Pt

        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.BOTTOM if anchor == "bottom" else MSO_ANCHOR.TOP
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            paragraph.space_after = Pt(gap)
            run = paragraph.add_run()
            run.text = line
            run.font.size, run.font.bold = Pt(size), bold
            run.font.color.rgb = _rgb(getattr(self._palette, color))
            run._r.get_or_add_rPr().set("lang", self._document.language)


def _rgb(color: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(color.upper())


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    from pptx.util import Inches

    shape.left, shape.top = Inches(left), Inches(top)
    shape.width, shape.height = Inches(width), Inches(height)


def _box(slide: Any, left: float, top: float, width: float, height: float) -> Any:
    from pptx.util import Inches

    box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
    frame = box.text_frame
    frame.margin_left = frame.margin_right = Inches(0.1)
    frame.margin_top = frame.margin_bottom = 0
    return box


def _describe(frame: Any, words: str) -> None:
    """Give a table or picture the words that a screen reader says."""
    frame._element.nvGraphicFramePr.cNvPr.set("descr", words)


def _decorative(shape: Any) -> None:
    shape._element.nvSpPr.cNvPr.set("descr", "")


def _widths(table: Any, heads: Sequence[str], lines: Sequence[Sequence[str]], width: float) -> None:
    """Share out a table's width by the longest words of its columns."""
    from pptx.util import Inches

    longest = [
        max(8, min(60, len(head), 60), *(min(60, len(line[place])) for line in lines))
        for place, head in enumerate(heads)
    ]
    total = sum(longest)
    for place, length in enumerate(longest):
        table.columns[place].width = Inches(width * length / total)
