"""The process that reads a large survey file while another one stores what it reads.

Run by `models.files.process.parent`, which tells it on standard input what to read.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from models.errors import FileRefused, UsageProblem
from models.files.process import protocol
from models.files.recognize import open_survey_file
from models.language import use_system_locale
from models.survey import built_in_instruments

_REPORT_SECONDS = 0.05


def main(speak: Callable[[str], None]) -> None:
    """Read the file named on standard input and write its blocks to standard output. `speak` sets
    the language by its code: catalogs belong to the user interface."""
    gc.freeze()  # the program itself holds no garbage
    serve(sys.stdin.buffer, sys.stdout.buffer, speak)


def serve(orders: BinaryIO, out: BinaryIO, speak: Callable[[str], None]) -> None:
    """Read the file that the first order names, and write what it holds in the order's language."""
    order = next(protocol.read_messages(orders), None)
    if order is None:  # whoever started it has no file for it
        return
    assert isinstance(order, protocol.Order)
    use_system_locale(order.locale)
    speak(order.language)
    known = [*built_in_instruments(), *order.known]
    try:
        path = Path(os.fsdecode(order.path))
        file = open_survey_file(path, order.options, known, _Reports(out))
        protocol.write_message(out, protocol.Recognized(file))
        for block in file.blocks:
            protocol.write_message(out, protocol.block_message(block))
        protocol.write_message(out, protocol.Ended(file))
    except (FileRefused, UsageProblem) as error:
        protocol.write_message(out, protocol.refusal_message(error))


class _Reports:
    """Passes progress on, not more often than anybody can see."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._last = 0.0

    def __call__(self, message: str, fraction: float | None) -> None:
        if monotonic() - self._last >= _REPORT_SECONDS:
            self._last = monotonic()
            protocol.write_message(self._out, protocol.Progressed(message, fraction))
