"""The look: colors from resources/themes, sizes, fonts, icons, and one style sheet made of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

RESOURCES = Path(__file__).resolve().parents[2] / "resources"

SYSTEM, LIGHT, DARK, CONTRAST = "system", "light", "dark", "contrast"

ENOUGH_CONTRAST = 7.0
"""Colors that the system forces are taken where text stands out this much (WCAG 2.2, 1.4.6)."""
_SYSTEM_FONT_PX = "system_font_px"
"""Where the application keeps its first font's size: the one in use may be a larger one."""

XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32
"""The spacing steps, in pixels at 100 %."""

CONTROL_RADIUS_PX, CARD_RADIUS_PX = 8, 12

FONT_PX = {
    "small": 11,
    "secondary": 12,
    "body": 13,
    "strong": 13,
    "card": 14,
    "reading": 15,
    "verdict": 17,
    "title": 22,
}
"""Roles of text and their size in pixels at 100 %, for a system font of 13 pixels or less."""

BOLD_ROLES = frozenset({"strong", "card", "verdict", "title"})

ICON_PX = 20


@dataclass(frozen=True)
class Theme:
    """The colors of one theme; what each token is for stands in resources/themes/light.toml."""

    name: str
    page: QColor
    card: QColor
    ink: QColor
    mute: QColor
    line: QColor
    edge: QColor
    field_edge: QColor
    field: QColor
    hover: QColor
    tint: QColor
    strip: QColor
    handle: QColor
    unit: QColor
    unit_soft: QColor
    unit_deep: QColor
    on_unit: QColor
    organization: QColor
    organization_soft: QColor
    above: QColor
    above_soft: QColor
    below: QColor
    below_soft: QColor
    shadow: QColor

    def color(self, token: str) -> QColor:
        """Return the color of a token. Raises AttributeError for an unknown one."""
        found: QColor = getattr(self, token)
        return found

    def tokens(self) -> dict[str, str]:
        """Return every token with its color as #RRGGBB, for the style sheet."""
        return {f.name: self.color(f.name).name() for f in fields(self) if f.name != "name"}


@cache
def load_theme(name: str) -> Theme:
    """Read a theme of resources/themes: `light`, `dark`, `contrast` or `contrast_dark`."""
    table = tomllib.loads((RESOURCES / "themes" / f"{name}.toml").read_text("utf-8"))
    return Theme(name, **{token: QColor(value) for token, value in table.items()})


def blend(over: QColor, under: QColor, share: float) -> QColor:
    """Return `over` laid on `under` with the given share (0-1) of `over`."""
    mixed = (
        o * share + u * (1 - share) for o, u in zip(_channels(over), _channels(under), strict=True)
    )
    return QColor.fromRgbF(*mixed)


def _channels(color: QColor) -> tuple[float, float, float]:
    return color.redF(), color.greenF(), color.blueF()


def contrast(a: QColor, b: QColor) -> float:
    """Return the contrast ratio of two colors, 1-21 (WCAG 2.2, 1.4.3)."""

    def luminance(color: QColor) -> float:
        parts = [
            c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4)
            for c in _channels(color)
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


class Appearance(QObject):
    """The theme in use, and everything made from it. Widgets that paint listen to `changed`.

    `choice` is what the user asked for: `system`, `light`, `dark` or `contrast`. As the system is,
    its wish for more contrast is followed too, and the colors it forces are taken over.
    `text_size` enlarges the system's text (1: as it is).
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = SYSTEM, *, text_size: float = 1.0) -> None:
        super().__init__()
        self._app = app
        self._system_colors = app.palette()
        self.choice = choice
        app.setStyle("Fusion")
        if choice != SYSTEM:
            self._tell_system()
        if app.property(_SYSTEM_FONT_PX) is None:
            app.setProperty(_SYSTEM_FONT_PX, QFontInfo(app.font()).pixelSize())
        font_px = float(app.property(_SYSTEM_FONT_PX))
        self._system_scale = min(2.0, max(1.0, font_px / FONT_PX["body"]))
        self.text_scale = self._system_scale * text_size
        self.theme = self._wanted_theme()
        self._icons: dict[tuple[str, str, str], QIcon] = {}
        self._apply()
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    def choose(self, choice: str) -> None:
        """Switch to `system`, `light`, `dark` or `contrast`."""
        self.choice = choice
        self._tell_system()
        self._follow_system()

    def set_text_size(self, text_size: float) -> None:
        """Show text so much larger than the system's. What is built already keeps its widths."""
        self.text_scale = self._system_scale * text_size
        self._icons.clear()
        self._apply()
        self.changed.emit()

    def px(self, size: float) -> int:
        """Return a text-bound length at the system's text size."""
        return round(size * self.text_scale)

    def font(self, role: str = "body") -> QFont:
        """Return the system's font in the size and weight of a role, with tabular figures."""
        font = QFont(self._app.font())
        font.setPixelSize(self.px(FONT_PX[role]))
        font.setWeight(QFont.Weight.DemiBold if role in BOLD_ROLES else QFont.Weight.Normal)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def icon(self, name: str, token: str = "mute", chosen: str = "unit") -> QIcon:
        """Return a line drawing in the color `token`, and in `chosen` where it is checked."""
        key = (name, token, chosen)
        if key not in self._icons:
            icon = QIcon()
            for state, color in ((QIcon.State.Off, token), (QIcon.State.On, chosen)):
                for ratio in (1, 2, 3):
                    pixmap = self.drawing(name, self.theme.color(color), ICON_PX, ratio)
                    icon.addPixmap(pixmap, QIcon.Mode.Normal, state)
            self._icons[key] = icon
        return self._icons[key]

    def drawing(self, name: str, color: QColor, size_px: int, ratio: float = 1) -> QPixmap:
        """Return a square picture of an icon, crisp at the device pixel ratio given."""
        pixmap = QPixmap(QSize(round(size_px * ratio), round(size_px * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_icon(painter, name, QRectF(0, 0, size_px, size_px), color)
        painter.end()
        return pixmap

    def _tell_system(self) -> None:
        """Have the system's own dialogs and title bars follow the choice."""
        scheme = {LIGHT: Qt.ColorScheme.Light, DARK: Qt.ColorScheme.Dark}  # else the system's
        self._app.styleHints().setColorScheme(scheme.get(self.choice, Qt.ColorScheme.Unknown))

    def _wanted_theme(self) -> Theme:
        if self.choice in (LIGHT, DARK):
            return load_theme(self.choice)
        hints = self._app.styleHints()
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
        high = Qt.ContrastPreference.HighContrast
        asked = self.choice == SYSTEM and hints.accessibility().contrastPreference() == high
        if self.choice != CONTRAST and not asked:
            return load_theme(DARK if dark else LIGHT)
        theme = load_theme("contrast_dark" if dark else "contrast")
        return with_forced_colors(theme, self._system_colors) if asked else theme

    def _follow_system(self) -> None:
        wanted = self._wanted_theme()
        if wanted != self.theme:
            self.theme = wanted
            self._icons.clear()
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        self._app.setPalette(palette(self.theme))
        self._app.setFont(self.font("body"))
        self._app.setStyleSheet(self._style_sheet())

    def _style_sheet(self) -> str:
        template = Template((RESOURCES / "themes" / "style.qss").read_text("utf-8"))
        sizes = {f"font_{role}": f"{self.px(size)}px" for role, size in FONT_PX.items()}
        radii = {"radius": f"{CONTROL_RADIUS_PX}px", "card_radius": f"{CARD_RADIUS_PX}px"}
        return template.substitute(self.theme.tokens(), **sizes, **radii)


def with_forced_colors(theme: Theme, system: QPalette) -> Theme:
    """Return a theme in the colors that the system forces on all programs, where its text stands
    out from its ground; signals keep their own, with their words and shapes."""
    roles = QPalette.ColorRole
    ground, ink = system.color(roles.Window), system.color(roles.WindowText)
    chosen, on_chosen = system.color(roles.Highlight), system.color(roles.HighlightedText)
    if contrast(ground, ink) < ENOUGH_CONTRAST:
        return theme
    lines = dict.fromkeys(("ink", "mute", "line", "edge", "field_edge", "handle"), ink)
    grounds = dict.fromkeys(("page", "card", "field"), ground)
    accent = {"unit": chosen, "on_unit": on_chosen}
    readable = contrast(chosen, ground) >= 4.5 and contrast(chosen, on_chosen) >= 4.5
    own = {token: theme.color(token) for token in theme.tokens()}
    return Theme(theme.name, **(own | lines | grounds | (accent if readable else {})))


@cache
def _drawing_source(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")


def paint_icon(painter: QPainter, name: str, where: QRectF, color: QColor) -> None:
    """Draw an icon of resources/icons into a square in one color."""
    tinted = _drawing_source(name).replace("currentColor", color.name())
    QSvgRenderer(QByteArray(tinted.encode())).render(painter, where)


def palette(theme: Theme) -> QPalette:
    """Return the palette for whatever the style sheet does not draw."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, color in {
        roles.Window: theme.page,
        roles.WindowText: theme.ink,
        roles.Base: theme.field,
        roles.AlternateBase: theme.hover,
        roles.Text: theme.ink,
        roles.PlaceholderText: theme.mute,
        roles.Button: theme.card,
        roles.ButtonText: theme.ink,
        roles.BrightText: theme.below,
        roles.Highlight: theme.unit,
        roles.HighlightedText: theme.on_unit,
        roles.Link: theme.unit,
        roles.LinkVisited: theme.unit,
        roles.ToolTipBase: theme.card,
        roles.ToolTipText: theme.ink,
        roles.Accent: theme.unit,
        roles.Light: theme.card,
        roles.Midlight: theme.hover,
        roles.Mid: theme.edge,
        roles.Dark: theme.field_edge,
        roles.Shadow: theme.shadow,
    }.items():
        made.setColor(role, color)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.mute)
    return made
