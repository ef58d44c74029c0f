"""Is there a screen, and can Qt be used at all? Asked before Qt is, which would abort."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from models.errors import UsageProblem
from ui.cli.qt_libraries import install_line, missing_libraries

INVISIBLE = ("offscreen", "minimal")
"""What Qt can be told to draw on ($QT_QPA_PLATFORM) that nobody sees."""


def has_screen(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Tell whether somebody would see a window: on Linux when a display is named, on Windows
    and macOS always, but never when Qt is told to draw where nobody looks."""
    told = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if told in INVISIBLE:
        return False
    if told or not platform.startswith("linux"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def require_screen() -> None:
    """Raise UsageProblem when no window can be shown here and nobody asked for an invisible one."""
    if not has_screen() and not os.environ.get("QT_QPA_PLATFORM"):
        raise UsageProblem("no-screen")


def require_qt() -> None:
    """Raise UsageProblem when Qt, or a library of the system that it needs, is missing."""
    try:
        missing = missing_libraries()
    except ModuleNotFoundError:
        raise UsageProblem("no-qt") from None
    if missing:
        raise UsageProblem("no-qt-libraries", missing=tuple(missing), command=install_line(missing))
