"""A page's side card, beside its main one: where there is no room for both, one at a time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.base.theme import Appearance, L
from ui.text.language import _
from ui.widgets.basics import IconButton

NARROW_PX = 900
"""Below this width the side card waits behind a button."""
FREE_PX = 16_777_215
"""What Qt takes for no limit."""


class SidePanel(QObject):
    """Lays out a main and a side card in a host widget, sharing its width."""

    def __init__(
        self,
        look: Appearance,
        host: QWidget,
        main: QWidget,
        side: QWidget,
        shares: tuple[int, int],
    ) -> None:
        super().__init__(host)
        self._look = look
        self._main, self._side = main, side
        self._most_px = side.maximumWidth()
        self._is_narrow = False
        self._is_offered = True
        self._shows_side = False
        self.handle = IconButton(look, "left", _("Show details"))
        self.handle.setObjectName("side_panel")
        self.handle.clicked.connect(self.toggle)
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(L)
        row.addWidget(main, shares[0])
        row.addWidget(side, shares[1])
        row.addWidget(self.handle)
        self._arrange()
        host.installEventFilter(self)

    def offer(self, offered: bool) -> None:
        """Show the side card where it has room, or take it away altogether."""
        self._is_offered = offered
        self._arrange()

    def toggle(self) -> None:
        """Show the other card in a narrow window."""
        self._shows_side = not self._shows_side
        self._arrange()

    def eventFilter(self, host: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(host, QWidget):
            narrow = host.width() < self._look.px(NARROW_PX)
            if narrow != self._is_narrow:
                self._is_narrow = narrow
                self._shows_side = False
                self._arrange()
        return False

    def _arrange(self) -> None:
        alone = self._is_narrow and self._is_offered
        self._main.setVisible(not (alone and self._shows_side))
        self._side.setVisible(self._is_offered and (not self._is_narrow or self._shows_side))
        self._side.setMaximumWidth(FREE_PX if alone else self._most_px)
        self.handle.setVisible(alone)
        self.handle.set_icon("right" if self._shows_side else "left")
        name = _("Back") if self._shows_side else _("Show details")
        self.handle.setAccessibleName(name)
        self.handle.setToolTip(name)
