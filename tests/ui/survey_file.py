"""A small HCAHPS file of 2025 for the third quarter of 2026, as a vendor would send it."""

from __future__ import annotations

import csv
from pathlib import Path

QUESTIONS = range(1, 33)
UNITS = (("4 West", 40, 16), ("3 East", 40, 30), ("5 North", 40, 31))
"""Unit, patients, and how many of them said Always to the questions about nurses and rest."""

NURSES_AND_REST = (1, 2, 3, 8, 9)
"""The questions that are answered, beside the rating (24)."""


def write_hcahps(
    path: Path,
    *,
    units: tuple[tuple[str, int, int], ...] = UNITS,
    unit_column: str = "Unit",
    facility: str = "Riverside Hospital",
    typos: int = 0,
) -> Path:
    """Write the file. Without `facility` it has no column for it; the first `typos` answers to
    question 2 are misspelled."""
    place = ["Facility"] if facility else []
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        questions = [f"Q{number}" for number in QUESTIONS]
        writer.writerow(["Survey ID", *place, unit_column, "Discharge date", *questions])
        row = 0
        for unit, patients, always in units:
            for patient in range(patients):
                row += 1
                answer = "Always" if patient < always else "Usually"
                said = dict.fromkeys(NURSES_AND_REST, answer)
                said[24] = "9" if patient < always else "7"
                if row <= typos:
                    said[2] = "Alwys"
                day = f"2026-0{7 + patient % 3}-1{patient % 9}"
                cells = [said.get(number, "") for number in QUESTIONS]
                writer.writerow(
                    [f"{unit}-{patient}", *([facility] if facility else []), unit, day, *cells]
                )
    return path
