"""A defect in one event is reported and nothing more."""

from __future__ import annotations

import sys

import pytest
import shiboken6
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.base.events import report_exceptions


class Faulty(QWidget):
    @report_exceptions
    def resizeEvent(self, _event: QResizeEvent) -> None:
        [].append()  # type: ignore[call-arg]  # C code raises this one

    @report_exceptions
    def paintEvent(self, _event: QPaintEvent) -> None:
        {}["missing"]


def test_that_a_defect_in_an_event_is_reported_and_the_program_goes_on(
    qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: reported.append(kind))
    widget = Faulty()
    widget.show()
    widget.resize(200, 100)
    widget.grab()
    shiboken6.delete(widget)
    assert set(reported) == {TypeError, KeyError}
