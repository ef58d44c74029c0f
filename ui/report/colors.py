"""The colors of documents, taken from the theme: no other place names a color."""

from __future__ import annotations

from models.export.document import Palette
from ui.base.theme import Theme


def palette(theme: Theme) -> Palette:
    """Return a theme's colors as documents write them."""

    def color(token: str) -> str:
        return theme.color(token).name()[1:]

    return Palette(
        ink=color("ink"),
        mute=color("mute"),
        rule=color("line"),
        unit=color("unit"),
        unit_soft=color("unit_soft"),
        other=color("organization"),
        other_soft=color("strip"),
        above=color("above"),
        below=color("below"),
        ground=color("card"),
    )
