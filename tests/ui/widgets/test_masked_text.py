"""Masks are drawn so that one sees them, and never show more when a text is cut."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from ui.base.theme import Appearance
from ui.widgets.masked_text import masked_html, paint_masked

TINT = QColor("#ff0000")


def painted(look: Appearance, text: str, marks: list[tuple[int, int]], *, lines: int = 2) -> QImage:
    image = QImage(260, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_masked(
        painter,
        QRectF(5, 5, 250, 50),
        text,
        marks,
        font=look.font("body"),
        color=QColor("black"),
        tint=TINT,
        lines=lines,
    )
    painter.end()
    return image


def rows_with(image: QImage, wanted: QColor) -> list[int]:
    return [
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y) == wanted for x in range(image.width()))
    ]


def test_that_a_mask_stands_on_its_tint(look: Appearance) -> None:
    assert rows_with(painted(look, "Nurse [name] sat down", [(6, 12)]), TINT)
    assert not rows_with(painted(look, "Nurse [name] sat down", []), TINT)


def test_that_a_mask_in_the_last_line_that_is_cut_keeps_its_tint(look: Appearance) -> None:
    text = "word " * 12 + "[name] " + "word " * 30
    start = text.index("[")
    tinted = rows_with(painted(look, text, [(start, start + 6)]), TINT)
    line = look.font("body").pixelSize()
    assert tinted
    assert min(tinted) > line  # in the second line


def test_that_no_more_lines_are_painted_than_there_is_room_for(look: Appearance) -> None:
    long = "word " * 60
    one, two = (painted(look, long, [], lines=n) for n in (1, 2))
    inked = [
        max(y for y in range(60) if any(i.pixelColor(x, y).lightness() < 200 for x in range(260)))
        for i in (one, two)
    ]
    assert inked[0] < 25 < inked[1] < 45


def test_that_rich_text_holds_what_was_written_and_nothing_is_markup() -> None:
    html = masked_html("<b>[name]</b>", [(3, 9)], color=QColor("black"), tint=TINT)
    assert html.startswith("&lt;b&gt;<span")
    assert "[name]</span>&lt;/b&gt;" in html
