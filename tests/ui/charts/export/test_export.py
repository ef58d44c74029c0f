"""A chart taken along carries title, n, verdict and fairness, in every format."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from models.errors import UserError
from tests.ui import examples
from ui.base.theme import Appearance, load_theme
from ui.charts.canvas.fairness_strip import StripValues
from ui.charts.export.export import Caption, ChartExport, paper_style, png_bytes, save_bytes
from ui.charts.plot.plot import Plot
from ui.charts.rows.answer_bars import AnswerBars
from ui.charts.rows.dumbbell import DumbbellChart
from ui.text.errors import sentence

COMPARISON = examples.odd_comparison()
CAPTION = Caption(
    "4 West",
    "compared with the rest of Riverside Hospital · Jul–Sep 2026 · 62 surveys",
    COMPARISON.verdict,
    StripValues(COMPARISON.fair, "4 West", 62, 1204),
)


@pytest.fixture
def sheet(look: Appearance, qtbot) -> ChartExport:
    chart = DumbbellChart(look)
    qtbot.addWidget(chart)
    chart.show_comparison(COMPARISON)
    return ChartExport(chart, CAPTION, paper_style(look))


def test_that_the_drawing_holds_every_word(sheet: ChartExport) -> None:
    svg = sheet.svg().decode()
    for words in (
        "4 West",
        "62 surveys",
        "One bright spot: discharge info.",
        "gap: 7 patients",
        "different question",
        "enough answers (62 / 1,204)",
        "Not a fair comparison",
        "9 answers: too few to show",
    ):
        assert words in svg


def test_that_the_drawing_is_vectors_and_opens(sheet: ChartExport) -> None:
    svg = sheet.svg()
    assert b"<image" not in svg
    renderer = QSvgRenderer(svg)
    assert renderer.isValid()
    assert renderer.viewBoxF().size() == sheet.size


def test_that_the_picture_has_two_device_pixels_to_the_pixel(sheet: ChartExport) -> None:
    image = sheet.image(2)
    assert image.width() == 2 * round(sheet.size.width())
    assert QImage.fromData(png_bytes(image)).size() == image.size()


def test_that_pictures_are_on_paper_colors_even_in_the_dark(
    sheet: ChartExport, look: Appearance
) -> None:
    look.choose("dark")
    corner = sheet.image(1).pixelColor(2, 2)
    look.choose("light")
    assert corner == load_theme("light").card


def test_that_the_pdf_is_one_page_with_its_text_as_text(sheet: ChartExport) -> None:
    pdf = sheet.pdf()
    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Type /Page\n") == 1
    assert b"/Font" in pdf


def test_that_a_file_is_written_whole(tmp_path: Path) -> None:
    save_bytes(str(tmp_path / "chart.png"), b"abc")
    assert (tmp_path / "chart.png").read_bytes() == b"abc"


def test_that_a_folder_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        save_bytes(str(tmp_path / "nowhere" / "chart.png"), b"abc")
    assert "couldn't be saved" in sentence(caught.value)
    assert not (tmp_path / "nowhere").exists()


def picture(chart: Plot, look: Appearance, dots_per_inch: float) -> QImage:
    """Return a chart painted at twice its size on a device of so many dots to the inch."""
    image = QImage(1600, 1200, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(dots_per_inch / 0.0254))
    image.setDotsPerMeterY(round(dots_per_inch / 0.0254))
    image.fill(look.theme.card)
    painter = QPainter(image)
    painter.scale(2, 2)
    chart.paint_into(painter, QRectF(0, 0, 800, 600), paper_style(look))
    painter.end()
    image.setDotsPerMeterX(0)
    image.setDotsPerMeterY(0)
    return image


def test_that_a_printers_dots_change_nothing_in_a_chart(look: Appearance, qtbot) -> None:
    dumbbell, answers = DumbbellChart(look), AnswerBars(look)
    for chart in (dumbbell, answers):
        qtbot.addWidget(chart)
    dumbbell.show_comparison(COMPARISON)
    quiet = examples.distribution("quiet", "Quiet at night", (0.08, 0.16, 0.24, 0.52))
    answers.show_answers([quiet], "4 West", "the rest")
    for chart in (dumbbell, answers):
        assert picture(chart, look, 1200) == picture(chart, look, 96)
