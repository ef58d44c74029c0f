"""Is there a screen, and can Qt be used at all? Asked before Qt is, which would abort."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from models.errors import UsageProblem
from ui.cli.qt_libraries import install_line, missing_libraries


def has_screen(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Tell whether a window can be shown: on Linux when a display is named, or Qt is told
    to draw elsewhere; on Windows and macOS always."""
    if not platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def require_screen() -> None:
    """Raise UsageProblem when no window can be shown here."""
    if not has_screen():
        raise UsageProblem(
            "no-screen",
            "There is no screen to open a window on.",
            hint="The commands work without one: “main.py --help” lists them.",
        )


def require_qt() -> None:
    """Raise UsageProblem when Qt, or a library of the system that it needs, is missing."""
    try:
        missing = missing_libraries()
    except ModuleNotFoundError:
        raise UsageProblem(
            "no-qt",
            "The packages of this program are not installed.",
            hint="Run “make run” once, or “pip install -r requirements.txt”.",
        ) from None
    if missing:
        raise UsageProblem(
            "no-qt-libraries",
            f"Qt needs libraries that this system lacks: {', '.join(missing)}.",
            hint=f"On Debian and Ubuntu: {install_line(missing)}",
        )
