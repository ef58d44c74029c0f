"""The look: readable, complete, and the only place for colors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from ui.base.theme import RESOURCES, Appearance, blend, contrast, load_theme

TEXT = ("ink", "mute", "unit", "organization", "above", "below")
GROUNDS = ("page", "card")
TINTED = ("tint", "hover", "strip", "field")
ROOT = RESOURCES.parent

APP_ICON = "app"
"""The program's own icon bears its own colors: it stands outside the window."""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXT)
def test_that_text_can_be_read(theme: str, ground: str, text: str) -> None:
    colors = load_theme(theme)
    assert contrast(colors.color(text), colors.color(ground)) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", TINTED)
@pytest.mark.parametrize("text", ["ink", "mute", "unit", "below", "above"])
def test_that_text_can_be_read_on_tinted_grounds(theme: str, ground: str, text: str) -> None:
    colors = load_theme(theme)
    assert contrast(colors.color(text), colors.color(ground)) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
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
    assert load_theme("light").tokens().keys() == load_theme("dark").tokens().keys()


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
