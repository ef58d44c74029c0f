"""The picture of one step: on the room's screen, in the lead's view, or as an image."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.huddle.screens import StepView
from ui.base.events import report_exceptions
from ui.base.theme import Theme
from ui.present.header_footer import content_box, foot_words, paint_foot, paint_strip
from ui.present.layout import step_stack
from ui.present.overlays import paint_black, paint_keys, paint_lenses
from ui.present.painter import Drawn, ScenePainter
from ui.present.sizes import LARGEST_SCALES, scales


def paint_step(
    painter: QPainter, size: QSizeF, view: StepView, theme: Theme, family: str, unsaved: str = ""
) -> list[Drawn]:
    """Paint a step's whole picture, and return every text that was drawn."""
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), theme.page)
    ink = ScenePainter(painter, size, theme, family)
    if view.over == "black":
        paint_black(ink)
        return ink.drawn
    paint_strip(ink, view)
    if view.over == "keys":
        paint_keys(ink, view)
        return ink.drawn
    if view.over == "lenses":
        paint_lenses(ink, view)
        return ink.drawn
    _paint_content(ink, view, unsaved)
    return ink.drawn


def _paint_content(ink: ScenePainter, view: StepView, unsaved: str) -> None:
    """Paint the step's own screen; a foot that only names keys gives way to larger words."""
    tried = scales(min(max(view.size, 0), len(LARGEST_SCALES) - 1))
    stack = step_stack(view)
    foot = foot_words(view, unsaved)
    fit = stack.fit(ink, content_box(ink, with_foot=bool(foot)), tried)
    needed = bool(unsaved) or view.offers_park
    if foot and not needed and fit.scale < min(tried[0], SMALL_WITH_FOOT):
        foot = ""
        fit = stack.fit(ink, content_box(ink, with_foot=False), tried)
    for block, place in fit.blocks:
        block.paint(ink, place, fit.scale, fit.tight)
    if foot:
        paint_foot(ink, view, foot, unsaved)


SMALL_WITH_FOOT = 0.95
"""Where a foot of keys would press the words below this scale, there is none."""


class StepCanvas(QWidget):
    """Shows a `StepView`. Repainted only when what it shows is another."""

    def __init__(self, theme: Theme, family: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._family = family
        self._view: StepView | None = None
        self._unsaved = ""
        self.drawn: list[Drawn] = []
        """Every text of the last picture."""
        self.setObjectName("stage")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def view(self) -> StepView | None:
        return self._view

    def show_view(self, view: StepView, unsaved: str = "") -> None:
        """Show a step, and `unsaved`: why something is not stored. Nothing is painted when
        nothing changed."""
        if (view, unsaved) != (self._view, self._unsaved):
            self._view, self._unsaved = view, unsaved
            still = replace(view, clock="")  # else a screen reader would read every second
            self.setAccessibleName(". ".join(text for text in still.texts() if text))
            self.update()

    def prepare(self, view: StepView) -> None:
        """Draw a picture that will soon be wanted where nobody sees it: the first time letters
        of a size are drawn takes longer than all times after."""
        step_image(
            view,
            self._theme,
            QFont(self._family),
            (self.width(), self.height()),
            self.devicePixelRatioF(),
        )

    def use_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(960, 540)

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        if self._view is None:
            painter.fillRect(self.rect(), self._theme.page)
            return
        self.drawn = paint_step(
            painter,
            QSizeF(self.size()),
            self._view,
            self._theme,
            self._family,
            self._unsaved,
        )


def step_image(
    view: StepView, theme: Theme, font: QFont, size: tuple[int, int], scale: float = 1
) -> tuple[QImage, list[Drawn]]:
    """Return a step as a picture of `size` x `scale` pixels, and every text that was drawn."""
    image = QImage(round(size[0] * scale), round(size[1] * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    painter = QPainter(image)
    try:
        drawn = paint_step(painter, QSizeF(*size), view, theme, font.family())
    finally:
        painter.end()
    return image, drawn
