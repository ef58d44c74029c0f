"""Whether what was drawn can be read from the back row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor

from ui.present.painter import Drawn

SMALLEST, TICK = 0.044, 0.033
LEAST_CONTRAST = 4.5


def unreadable(drawn: Sequence[Drawn], size: QSize) -> list[str]:
    """Return what is too small, too pale, or not wholly on the screen; [] when all is well."""
    screen = QRectF(-1, -1, size.width() + 2, size.height() + 2)
    found = []
    for text in drawn:
        across = min(size.width(), size.height())
        least = (TICK if text.role == "tick" else SMALLEST) * across
        if text.size_px < least:
            found.append(f"small: {text.text}")
        if contrast(text.color, text.ground) < LEAST_CONTRAST:
            found.append(f"pale: {text.text}")
        if not screen.contains(text.box):
            found.append(f"cut off: {text.text}")
    return found


def covering(drawn: Sequence[Drawn]) -> list[tuple[str, str]]:
    """Return pairs of texts that lie on each other."""
    return [
        (one.text, other.text)
        for place, one in enumerate(drawn)
        for other in drawn[place + 1 :]
        if one.box.adjusted(1, 1, -1, -1).intersects(other.box.adjusted(1, 1, -1, -1))
    ]


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colors (1-21), as WCAG 2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    shares = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
