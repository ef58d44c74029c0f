"""The picture of one step: on the room's screen, in the lead's view, or as an image."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.huddle.screens import Cover, SeeScreen, StepView
from models.huddle.session import LENSES
from ui.base.events import report_exceptions
from ui.base.theme import Theme
from ui.present.header_footer import content_box, foot_words, paint_foot, paint_strip
from ui.present.layout import step_stack
from ui.present.overlays import paint_black, paint_keys, paint_lenses
from ui.present.painter import Drawn, ScenePainter
from ui.present.sizes import LARGEST_SCALES, scales
from ui.text.huddle.frame import key_sheet, lens_words, spoken_frame, step_keys


def paint_step(
    painter: QPainter, size: QSizeF, view: StepView, theme: Theme, family: str, unsaved: str = ""
) -> list[Drawn]:
    """Paint a step's whole picture, and return every text that was drawn."""
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), theme.page)
    ink = ScenePainter(painter, size, theme, family)
    if view.cover is Cover.BLACK:
        paint_black(ink)
        return ink.drawn
    paint_strip(ink, view)
    if view.cover is Cover.KEYS:
        paint_keys(ink, view)
        return ink.drawn
    if view.cover is Cover.LENSES:
        paint_lenses(ink)
        return ink.drawn
    _paint_content(ink, view, unsaved)
    return ink.drawn


def _paint_content(ink: ScenePainter, view: StepView, unsaved: str) -> None:
    """Paint the step's own screen; a foot that only names keys gives way to larger words."""
    tried = scales(min(max(view.size, 0), len(LARGEST_SCALES) - 1))
    stack = step_stack(view)
    foot = foot_words(view, unsaved, stack.rows)
    fit = stack.fit(ink, content_box(ink, with_foot=bool(foot)), tried)
    needed = bool(unsaved) or view.offers_park or view.guided
    if foot and not needed and fit.scale < min(tried[0], SMALL_WITH_FOOT):
        foot = ""
        fit = stack.fit(ink, content_box(ink, with_foot=False), tried)
    for block, place in fit.blocks:
        block.paint(ink, place, fit.scale, fit.tight)
    if foot:
        paint_foot(ink, view, foot, unsaved)


def _still(view: StepView) -> StepView:
    """Return a view without its clock, and as it begins while its numbers come up: else a screen
    reader would read it again and again."""
    content = view.content
    if isinstance(content, SeeScreen) and content.reveal < 1:
        content = replace(content, reveal=0.0)
    return replace(view, at_ms=0, content=content)


def spoken_words(view: StepView) -> tuple[str, ...]:
    """Return what a screen says, its clock aside; nothing while it is black."""
    if view.cover is Cover.BLACK:
        return ()
    if view.cover is Cover.LENSES:
        return (*spoken_frame(view), *(lens_words(lens) for lens in LENSES))
    if view.cover is Cover.KEYS:
        keys = (*key_sheet(typing=view.typing), *step_keys(view))
        return (*spoken_frame(view), *(f"{key.keys}: {key.does}" for key in keys))
    return (*spoken_frame(view), *step_stack(view).words())


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
        self._spoken: StepView | None = None
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
            still = _still(view)
            if self._spoken != still:
                self._spoken = still
                self.setAccessibleName(". ".join(spoken_words(view)))
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
