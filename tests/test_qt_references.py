"""Guards against the build of PySide6 (6.12.0 on Python 3.11) that loses references to None."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject

CALLS = 1_000


def test_that_void_qt_calls_lose_no_reference_to_none() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("a")
    lost = before - sys.getrefcount(None)
    assert lost < CALLS // 10
