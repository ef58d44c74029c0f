"""A report on paper: as many pages as it needs, with bookmarks, a language and a title.

Qt writes the pages; pypdf adds what Qt can't: bookmarks, the document's language, and that
viewers show its title. Qt writes no tags, so the web page beside it (`web_page`) is the form for
screen readers.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from models.export.document import TEXT, Column, Document, Section, Table
from ui.charts.canvas import Style
from ui.report.chart_drawing import chart_height, draw_chart
from ui.report.paper import PagePainter, Paper, pdf
from ui.text.handout import cell_words

TITLE_PT, FINDING_PT, BODY_PT, SMALL_PT = 22.0, 15.0, 10.0, 8.5
MARGIN_PT = 48.0
GAP_PT = 8.0
FOOT_PT = 24.0
CELL_PAD_PT = 4.0

Draw = Callable[[PagePainter, float, float], None]
"""Draws a block at a top, over a width."""


@dataclass(frozen=True)
class _Block:
    """Something of a known height. `keep` asks for so much room below it on the same page;
    `repeat` is drawn again on top of a new page, as a table's head is."""

    height: float
    draw: Draw
    keep: float = 0.0
    repeat: _Block | None = None
    bookmark: tuple[str, int] | None = None
    new_page: bool = False


def report_pdf(document: Document, style: Style, paper: Paper) -> bytes:
    """Return the report as a PDF on the paper's whole sheet."""
    width = paper.whole[0] - 2 * MARGIN_PT
    height = paper.whole[1] - 2 * MARGIN_PT - FOOT_PT
    probe = QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(probe)
    try:
        blocks = _Layout(PagePainter(painter, style), document, width).blocks()
    finally:
        painter.end()
    pages, bookmarks = _paginate(blocks, height)
    paints = [
        _page(blocks_of_page, document.foot, number, len(pages))
        for number, blocks_of_page in enumerate(pages, start=1)
    ]
    plain = pdf(document.title, paints, paper.whole, style, margin=MARGIN_PT)
    return with_bookmarks(plain, document, bookmarks)


def with_bookmarks(
    content: bytes, document: Document, bookmarks: Sequence[tuple[str, int, int]]
) -> bytes:
    """Return a PDF with its language and bookmarks: (words, level from 1, page from 0)."""
    from pypdf import PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter(clone_from=io.BytesIO(content))
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(document.language)
    shows_title = {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    root[NameObject("/ViewerPreferences")] = DictionaryObject(shows_title)
    writer.add_metadata({"/Title": document.title, "/Creator": "Throughline"})
    above = None
    for words, level, page in bookmarks:
        made = writer.add_outline_item(
            title=words, page_number=page, parent=above if level > 1 else None
        )
        above = made if level == 1 else above
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


class _Layout:
    """Cuts a report into blocks of known height."""

    def __init__(self, pen: PagePainter, document: Document, width: float) -> None:
        self._pen = pen
        self._document = document
        self._width = width

    def blocks(self) -> list[_Block]:
        """Return everything in reading order."""
        found = [self._text(self._document.title, TITLE_PT, bold=True, gap=4)]
        for line in self._document.subtitle.splitlines():
            found.append(self._text(line, BODY_PT, color="mute", gap=2))
        found.append(_space(GAP_PT))
        for place, section in enumerate(self._document.sections):
            found += self._section(section, new_page=place > 0 and section.level == 1)
        return found

    def _section(self, section: Section, *, new_page: bool) -> list[_Block]:
        chart = chart_height(section.chart) if section.chart is not None else 60.0
        name = section.topic or section.title
        found = [
            _Block(
                GAP_PT * 2,
                _nothing,
                keep=chart + 70,
                bookmark=(name, section.level),
                new_page=new_page,
            )
        ]
        found += [
            self._text(section.topic, SMALL_PT, color="mute", gap=2, keep=chart + 50),
            self._text(section.title, FINDING_PT, bold=True, gap=3, keep=chart + 30),
            self._text(section.detail, SMALL_PT, color="mute", gap=GAP_PT, keep=chart),
        ]
        if section.chart is not None:
            of_section = section.chart

            def draw(pen: PagePainter, top: float, width: float) -> None:
                draw_chart(pen, of_section, QRectF(0, top, width, chart))

            found += [_Block(chart, draw), _space(GAP_PT)]
        if section.table is not None and section.table.rows:
            found += self._table(section.table)
        found += [self._text(line, BODY_PT, gap=5) for line in section.lines]
        found += [self._text(text, SMALL_PT, color="mute", gap=3) for text in section.caveats]
        return [block for block in found if block.height]

    def _text(
        self,
        words: str,
        size: float,
        *,
        bold: bool = False,
        color: str = "ink",
        gap: float = 0.0,
        keep: float = 0.0,
    ) -> _Block:
        height = self._pen.height(words, self._width, size, bold=bold)

        def draw(pen: PagePainter, top: float, width: float) -> None:
            pen.write(words, 0, top, width, size, bold=bold, color=color)

        return _Block(height + gap if words else 0.0, draw, keep=keep)

    def _table(self, table: Table) -> list[_Block]:
        widths = _column_widths(self._pen, table, self._width)
        head = self._row(table.columns, [c.title for c in table.columns], widths, None, bold=True)
        found = [head]
        for row in table.rows:
            cells = [cell_words(c, v) for c, v in zip(table.columns, row, strict=True)]
            found.append(self._row(table.columns, cells, widths, head))
        return [*found, _space(GAP_PT)]

    def _row(
        self,
        columns: Sequence[Column],
        cells: Sequence[str],
        widths: Sequence[float],
        head: _Block | None,
        *,
        bold: bool = False,
    ) -> _Block:
        inner = [width - 2 * CELL_PAD_PT for width in widths]
        heights = [
            self._pen.height(words, room, SMALL_PT, bold=bold)
            for words, room in zip(cells, inner, strict=True)
        ]
        height = max(heights, default=0.0) + 2 * CELL_PAD_PT

        def draw(pen: PagePainter, top: float, width: float) -> None:
            if bold:
                pen.block(QRectF(0, top, width, height), "strip", radius=2)
            left = 0.0
            for column, words, size in zip(columns, cells, widths, strict=True):
                place = (left + CELL_PAD_PT, top + CELL_PAD_PT, size - 2 * CELL_PAD_PT)
                if column.kind == TEXT or bold:
                    pen.write(words, *place, SMALL_PT, bold=bold)
                else:
                    box = QRectF(
                        place[0], place[1], place[2], pen.height(words, place[2], SMALL_PT)
                    )
                    pen.write_right(words, box, SMALL_PT, color="ink")
                left += size
            pen.rule(0, top + height, width, color="line")

        return _Block(height, draw, repeat=head, keep=40.0 if bold else 0.0)


def _column_widths(pen: PagePainter, table: Table, width: float) -> list[float]:
    """Share out the width by what the columns hold; words get what numbers leave."""
    wanted = []
    for place, column in enumerate(table.columns):
        cells = [cell_words(column, row[place]) for row in table.rows]
        longest = max((pen.width(words, SMALL_PT) for words in cells), default=0.0)
        word = max((pen.width(w, SMALL_PT, bold=True) for w in column.title.split()), default=0.0)
        wanted.append(max(longest, word) + 2 * CELL_PAD_PT + 2)
    total = sum(wanted)
    texts = [place for place, column in enumerate(table.columns) if column.kind == TEXT]
    if total <= width:
        spare = (width - total) / (len(texts) or len(wanted))
        return [
            each + spare if place in texts or not texts else each
            for place, each in enumerate(wanted)
        ]
    fixed = sum(each for place, each in enumerate(wanted) if place not in texts)
    of_texts = sum(wanted[place] for place in texts) or 1.0
    room = max(width - fixed, width * 0.4)
    scale = min(1.0, (width - room) / fixed) if fixed else 1.0
    return [
        each * room / of_texts if place in texts else each * scale
        for place, each in enumerate(wanted)
    ]


def _nothing(_pen: PagePainter, _top: float, _width: float) -> None:
    """Draw nothing: room between blocks."""


def _space(height: float) -> _Block:
    return _Block(height, _nothing)


Placed = tuple[float, _Block]


def _paginate(
    blocks: Sequence[_Block], height: float
) -> tuple[list[list[Placed]], list[tuple[str, int, int]]]:
    """Lay blocks on pages; return the pages and the bookmarks with their page."""
    pages: list[list[Placed]] = [[]]
    bookmarks: list[tuple[str, int, int]] = []
    top = 0.0
    for block in blocks:
        if pages[-1] and (block.new_page or top + block.height + block.keep > height):
            pages.append([])
            top = 0.0
            if block.repeat is not None:
                pages[-1].append((top, block.repeat))
                top += block.repeat.height
        if block.bookmark is not None:
            bookmarks.append((*block.bookmark, len(pages) - 1))
        pages[-1].append((top, block))
        top += block.height
    return pages, bookmarks


def _page(
    placed: Sequence[Placed], foot: str, number: int, pages: int
) -> Callable[[PagePainter, QRectF], None]:
    def paint(pen: PagePainter, box: QRectF) -> None:
        for top, block in placed:
            block.draw(pen, top, box.width())
        pen.foot(box, foot, f"{number} / {pages}")

    return paint
