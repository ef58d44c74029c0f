"""Keep a defect in one event from taking the window down.

PySide6 6.11 on Python 3.11 dies of an invalid memory access when an error that C code raised (a
TypeError for a missing argument, say) leaves an override such as `paintEvent`. What a guarded
override raises goes to `sys.excepthook` instead, as errors of slots do.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, TypeVar, cast

Self = TypeVar("Self")
Arguments = ParamSpec("Arguments")


def report_exceptions(
    override: Callable[Concatenate[Self, Arguments], None],
) -> Callable[Concatenate[Self, Arguments], None]:
    """Wrap an event override that returns nothing."""

    @wraps(override)
    def run(self: Self, *args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            override(self, *args, **kwargs)
        except Exception as error:  # noqa: BLE001  (handed on, whatever it is)
            sys.excepthook(type(error), error, error.__traceback__)

    return cast(Callable[Concatenate[Self, Arguments], None], run)


def place_of(trace: TracebackType | None) -> str:
    """Return `module:line` of the innermost frame of our own, or `unknown`."""
    root = Path(__file__).resolve().parents[3]
    for frame in reversed(traceback.extract_tb(trace)):
        path = Path(frame.filename).resolve()
        if path.is_relative_to(root) and "site-packages" not in path.parts:
            module = ".".join(path.relative_to(root).with_suffix("").parts)
            return f"{module}:{frame.lineno}"
    return "unknown"
