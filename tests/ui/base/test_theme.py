"""The look: readable, complete, and the only place for colors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.base.theme import RESOURCES, Appearance, blend, contrast, load_theme, with_forced_colors

TEXT = ("ink", "mute", "unit", "organization", "above", "below")
GROUNDS = ("page", "card")
TINTED = ("tint", "hover", "strip", "field")
ROOT = RESOURCES.parent
THEMES = ("light", "dark", "contrast", "contrast_dark")

APP_ICON = "app"
"""The program's own icon bears its own colors: it stands outside the window."""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXT)
def test_that_text_can_be_read(theme: str, ground: str, text: str) -> None:
    colors = load_theme(theme)
    assert contrast(colors.color(text), colors.color(ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", TINTED)
@pytest.mark.parametrize("text", ["ink", "mute", "unit", "below", "above"])
def test_that_text_can_be_read_on_tinted_grounds(theme: str, ground: str, text: str) -> None:
    colors = load_theme(theme)
    assert contrast(colors.color(text), colors.color(ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_that_the_primary_button_can_be_read(theme: str) -> None:
    colors = load_theme(theme)
    assert contrast(colors.on_unit, colors.unit) >= 4.5
    assert contrast(colors.on_unit, colors.unit_deep) >= 4.5


def test_that_contrast_of_black_and_white_is_the_published_21() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)


def test_that_a_blend_of_nothing_is_the_ground() -> None:
    assert blend(QColor("#ff0000"), QColor("#00ff00"), 0.0).name() == "#00ff00"
    assert blend(QColor("#ff0000"), QColor("#00ff00"), 1.0).name() == "#ff0000"


def test_that_only_the_themes_name_colors() -> None:
    sources = [*(ROOT / "ui").rglob("*.py"), RESOURCES / "themes" / "style.qss"]
    sources += (svg for svg in (RESOURCES / "icons").glob("*.svg") if svg.stem != APP_ICON)
    color = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b(?!\w)|\brgba?\(")
    named = [path.name for path in sources if color.search(path.read_text("utf-8"))]
    assert named == []


def test_that_every_drawing_leaves_ink_of_the_color_asked_for(look: Appearance) -> None:
    ink = QColor("#ff0000")
    for file in (RESOURCES / "icons").glob("*.svg"):
        if file.stem == APP_ICON:
            continue
        picture = look.drawing(file.stem, ink, 24).toImage()
        colors = {
            picture.pixelColor(x, y).name()
            for x in range(24)
            for y in range(24)
            if picture.pixelColor(x, y).alpha() > 250
        }
        assert "#ff0000" in colors, file.stem


def test_that_the_style_sheet_is_filled_in(qapp: QApplication, look: Appearance) -> None:
    assert look.theme.unit.name() in qapp.styleSheet()
    assert "$" not in qapp.styleSheet()


def test_that_choosing_the_dark_theme_repaints(qapp: QApplication, look: Appearance, qtbot) -> None:
    with qtbot.waitSignal(look.changed):
        look.choose("dark")
    assert look.theme.name == "dark"
    assert qapp.palette().window().color() == load_theme("dark").page
    look.choose("light")


def test_that_every_theme_has_every_token() -> None:
    tokens = [load_theme(name).tokens().keys() for name in THEMES]
    assert all(each == tokens[0] for each in tokens)


@pytest.mark.parametrize("theme", ["contrast", "contrast_dark"])
def test_that_high_contrast_has_seven_to_one_and_visible_outlines(theme: str) -> None:
    colors = load_theme(theme)
    for token in ("ink", "mute", "unit", "above", "below", "edge", "field_edge"):
        assert contrast(colors.color(token), colors.card) >= 7, token


def test_that_high_contrast_can_be_chosen(look: Appearance) -> None:
    look.choose("contrast")
    assert look.theme.name.startswith("contrast")
    look.choose("light")


def test_that_colors_the_system_forces_are_taken_where_they_can_be_read() -> None:
    system = QPalette()
    for role, color in (
        (QPalette.ColorRole.Window, "#000000"),
        (QPalette.ColorRole.WindowText, "#FFFF00"),
        (QPalette.ColorRole.Highlight, "#00FFFF"),
        (QPalette.ColorRole.HighlightedText, "#000000"),
    ):
        system.setColor(role, QColor(color))
    forced = with_forced_colors(load_theme("contrast_dark"), system)
    assert (forced.ink, forced.page, forced.unit) == (
        QColor("#FFFF00"),
        QColor("#000000"),
        QColor("#00FFFF"),
    )
    system.setColor(QPalette.ColorRole.WindowText, QColor("#222222"))
    theme = load_theme("contrast_dark")
    assert with_forced_colors(theme, system) == theme


def test_that_text_grows_with_its_size(look: Appearance) -> None:
    before = look.font("body").pixelSize()
    look.set_text_size(1.5)
    assert look.font("body").pixelSize() == pytest.approx(1.5 * before, abs=1)
    look.set_text_size(1.0)
    assert look.font("body").pixelSize() == before


def test_that_no_drawing_is_missing(look: Appearance) -> None:
    names = set()
    for file in (ROOT / "ui").rglob("*.py"):
        text = file.read_text("utf-8")
        names |= set(
            re.findall(r"(?:\.icon|paint_icon\(painter,|IconButton\(look,) ?\(?\"(\w+)\"", text)
        )
        names |= set(re.findall(r"^    icon = \"(\w+)\"", text, re.M))
    drawn = {file.stem for file in Path(RESOURCES / "icons").glob("*.svg")}
    assert names
    assert names <= drawn
