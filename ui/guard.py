"""Keep a defect in one event from taking the window down.

PySide6 6.11 on Python 3.11 dies of an invalid memory access when an error that C code raised (a
TypeError for a missing argument, say) leaves an override such as `paintEvent`. What a guarded
override raises goes to `sys.excepthook` instead, as errors of slots do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

Self = TypeVar("Self")
Arguments = ParamSpec("Arguments")


def guarded(
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
