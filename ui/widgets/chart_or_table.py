"""A chart, and the same as a table in its place."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget


class ChartOrTable(QStackedWidget):
    """Shows the chart or the table; the keyboard stays with what is shown.

    `chart` and `table` take the keyboard. Where they stand inside something else, such as a
    scroll area, that is what is shown: `chart_place`, `table_place`.
    """

    def __init__(
        self,
        chart: QWidget,
        table: QWidget,
        *,
        chart_place: QWidget | None = None,
        table_place: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._chart, self._table = chart, table
        self.addWidget(chart_place or chart)
        self.addWidget(table_place or table)

    @property
    def shows_table(self) -> bool:
        return self.currentIndex() == 1

    def show_table(self, shown: bool) -> None:
        """Show the table in the place of the chart, or the chart again."""
        focus = self.window().focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self.setCurrentIndex(int(shown))
        if had_focus:
            (self._table if shown else self._chart).setFocus()
