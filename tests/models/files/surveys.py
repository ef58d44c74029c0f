"""Small survey files for tests, and reading them to the end."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.files.cells.dates import NO_DAY
from models.files.content import Progress, ReadOptions, RespondentBlock, SurveyFile, no_progress
from models.files.mapping.value import ColumnMapping, Direction, Mapping, Role
from models.files.recognize import open_survey_file
from models.survey import Instrument
from models.survey.catalog import built_in_instruments

ROOT = Path(__file__).parents[3]
FILES = Path(os.environ.get("SURVEY_FILES", ROOT.parent / "shared" / "data"))

Cells = Sequence[str | int]


def shared_file(folder: str, name: str) -> Path:
    """Return a real survey file, or skip the test when the folder of them is not there."""
    path = FILES / folder / name
    if not path.exists():
        pytest.skip(f"no {folder}/{name}: $SURVEY_FILES names no folder of survey files")
    return path


def highest(*names: str) -> Mapping:
    """Return what says of columns of numbers that the highest is the best; * is any letters."""
    columns = (ColumnMapping(name, Role.ITEM, direction=Direction.HIGHEST) for name in names)
    return Mapping(columns=tuple(columns))


def write_csv(path: Path, rows: Iterable[Cells], **style: Any) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, **style).writerows(rows)
    return path


@dataclass(frozen=True)
class ReadRow:
    """One accepted row in words: names instead of codes, ISO dates or None, labels or values."""

    row: int
    instrument: str
    facility: str | None
    site: str | None
    unit: str
    mode: str | None
    discharged: str | None
    received: str | None
    survey_id: str | None
    values: dict[str, int]
    comments: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReadSurvey:
    file: SurveyFile
    rows: list[ReadRow]

    @property
    def by_row(self) -> dict[int, ReadRow]:
        return {row.row: row for row in self.rows}

    def answers(self, key: str) -> list[int]:
        return [row.values[key] for row in self.rows]


def read_survey(
    path: Path,
    options: ReadOptions = ReadOptions(),  # noqa: B008 - frozen
    known: Sequence[Instrument] | None = None,
    progress: Progress = no_progress,
) -> ReadSurvey:
    """Read a respondent file to its end."""
    known = built_in_instruments() if known is None else known
    file = open_survey_file(path, options, known, progress)
    rows: list[ReadRow] = []
    for block in file.blocks:
        assert isinstance(block, RespondentBlock)
        rows.extend(_rows(block))
    return ReadSurvey(file, rows)


def _rows(block: RespondentBlock) -> Iterable[ReadRow]:
    keys = [item.key for item in block.instrument.items]
    for n in range(len(block)):
        yield ReadRow(
            row=int(block.rows[n]),
            instrument=block.instrument.key,
            facility=_named(block.facility_names, block.facilities[n]),
            site=_named(block.site_names, block.sites[n]),
            unit=block.unit_names[block.units[n]],
            mode=_named(block.mode_names, block.modes[n]),
            discharged=_iso(block.discharged[n]),
            received=_iso(block.received[n]),
            survey_id=None if block.survey_ids is None else block.survey_ids[n],
            values=dict(zip(keys, block.answers[n].tolist(), strict=True)),
            comments=tuple((name, text) for at, name, text in block.comments if at == n),
        )


def _named(names: Sequence[str], code: int) -> str | None:
    return None if code < 0 else names[code]


def _iso(day: int) -> str | None:
    return None if day == NO_DAY else (date(1970, 1, 1) + timedelta(days=int(day))).isoformat()


def write_workbook(path: Path, sheets: dict[str, Iterable[Sequence[Any]]]) -> Path:
    """Write an XLSX; numbers, dates and booleans keep their kind."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for n, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(n, place, cell)
                elif cell is not None:
                    sheet.write(n, place, cell)
    book.close()
    return path
