"""One line of progress on a terminal, and silence everywhere else."""

from __future__ import annotations

import shutil
import time
from types import TracebackType
from typing import TextIO

from ui.cli.tables import printable, shortened

REDRAW_SECONDS = 0.1


class ProgressLine:
    """A progress callable that redraws one line of `err`, at most ten times a second.

    Draws nothing when `err` is no terminal. As a context manager it wipes its line at the end.
    """

    def __init__(self, err: TextIO) -> None:
        self._err = err
        self._visible = err.isatty()
        self._drawn = 0
        self._next = 0.0

    def __call__(self, message: str, fraction: float | None) -> None:
        now = time.monotonic()
        if not self._visible or now < self._next:
            return
        self._next = now + REDRAW_SECONDS
        share = "" if fraction is None else f" {100 * min(max(fraction, 0.0), 1.0):.0f}%"
        self._draw(printable(message) + share)

    def _draw(self, text: str) -> None:
        text = shortened(text, shutil.get_terminal_size().columns - 1)
        self._err.write("\r" + text.ljust(self._drawn))
        self._err.flush()
        self._drawn = len(text)

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._drawn:
            self._err.write("\r" + " " * self._drawn + "\r")
            self._err.flush()
            self._drawn = 0
