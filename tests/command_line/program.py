"""A command line to call in tests, and a small survey file for it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ui.cli.commands import run

NOW = datetime(2026, 9, 1, 7, 15, tzinfo=UTC)

UNITS = (("4 West", 20, 12), ("ICU", 30, 24), ("Hospice", 3, 3))
"""Unit, patients, and how many of them said Always to every question about nurses."""


@dataclass(frozen=True)
class Answer:
    """What one command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class CommandLine:
    """The program with a database of its own."""

    def __init__(self, database: str) -> None:
        self.database = database
        self.now = NOW

    def __call__(self, *arguments: str) -> Answer:
        """Run one command on the database."""
        return self.plain(*arguments, "--db", self.database)

    def plain(self, *arguments: str) -> Answer:
        """Run one command as it is typed."""
        out, err = io.StringIO(), io.StringIO()
        code = run(arguments, out=out, err=err, now=lambda: self.now)
        return Answer(code, out.getvalue(), err.getvalue())


HEAD = ("Survey ID", "Facility", "Unit", "Discharge date")
QUESTIONS = range(1, 33)


def write_survey(
    path: Path, *, units: tuple[tuple[str, int, int], ...] = UNITS, months: int = 3
) -> Path:
    """Write an HCAHPS file of 2025 for the `months` up to June 2026, in answer words.

    The questions about nurses (1 to 3) and the rating (24, always 9) are answered.
    """
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([*HEAD, *(f"Q{number}" for number in QUESTIONS)])
        for unit, patients, always in units:
            for patient in range(patients):
                answer = "Always" if patient < always else "Usually"
                month = 2026 * 12 + 5 - patient % months
                day = f"{month // 12}-{month % 12 + 1:02}-11"
                said = {1: answer, 2: answer, 3: answer, 24: "9"}
                answers = [said.get(number, "") for number in QUESTIONS]
                writer.writerow([f"{unit}-{patient}", "Riverside", unit, day, *answers])
    return path
