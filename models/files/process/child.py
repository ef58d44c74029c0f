"""The process that reads a large survey file while another one stores what it reads.

Run by `models.files.process.parent`, which tells it on standard input what to read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from models.errors import FileRefused, UsageProblem
from models.files.process import protocol
from models.files.recognize import open_survey_file
from models.survey import built_in_instruments, instrument_from_json

_REPORT_SECONDS = 0.05


def main() -> None:
    """Read the file named on standard input and write its blocks to standard output."""
    order = json.loads(sys.stdin.readline())
    known = [*built_in_instruments(), *(instrument_from_json(text) for text in order["known"])]
    out = sys.stdout.buffer
    report = _Reports(out)
    try:
        options = protocol.options_of(order["options"])
        file = open_survey_file(Path(order["path"]), options, known, report)
        protocol.write_message(out, protocol.head_message(file), {})
        for block in file.blocks:
            protocol.send_block(out, block)
        protocol.write_message(out, protocol.end_message(file), {})
    except (FileRefused, UsageProblem) as error:
        protocol.write_message(out, protocol.refusal_message(error), {})


class _Reports:
    """Passes progress on, not more often than anybody can see."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._last = 0.0

    def __call__(self, message: str, fraction: float | None) -> None:
        if monotonic() - self._last >= _REPORT_SECONDS:
            self._last = monotonic()
            protocol.write_message(
                self._out, {"kind": "progress", "message": message, "fraction": fraction}, {}
            )
