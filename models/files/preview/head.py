"""The first rows of a file, opened without reading the rest."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from models.errors import FileRefused
from models.files.content import Progress, ReadOptions
from models.files.sheets import (
    SAMPLE_CHARS,
    MemorySheet,
    Row,
    Sheet,
    TextForm,
    TextSheet,
    read_hcahps_xml,
    read_workbook,
    refuse_options,
    text_form,
)
from models.files.source import FileFacts, Kind, find_encoding, inspect_file, open_resilient

SAMPLE_ROWS = 2_000
"""Rows by which a preview decides what columns are."""

HEAD_BYTES = 1024 * 1024
"""Bytes of a text file that are looked at; more than enough for so many rows."""

FURTHER_BYTES = 64 * 1024
"""Bytes that are looked at once more in the middle and at the end of a large one."""


@dataclass(slots=True)
class Head:
    """The first rows of every sheet of a file. `cut` are the places of sheets with more rows,
    `further` some rows from the middle and the end of a large text file, `guessed` the encoding
    of a text file where that is a guess."""

    path: Path
    name: str
    sheets: list[Sheet]
    cut: Sequence[bool]
    notes: list[str] = field(default_factory=list)
    further: list[list[str]] = field(default_factory=list)
    guessed: str = ""

    def is_cut(self, sheet: Sheet) -> bool:
        """Whether a sheet goes on below the rows that were read."""
        return any(own is sheet and cut for own, cut in zip(self.sheets, self.cut, strict=True))


def open_head(path: Path, options: ReadOptions, progress: Progress) -> Head:
    """Open the first rows of a file's sheets; all of them where it is small.

    All sheets that are not hidden are opened, whatever sheet is named, since others are offered
    beside it; a hidden one only by its name. Raises what `models.files.sheets.open_sheets` does.
    """
    facts = inspect_file(path, progress, HEAD_BYTES)
    refuse_options(facts, options)
    notes: list[str] = []
    sheets: list[Sheet]
    further: list[list[str]] = []
    guessed = ""
    if facts.kind is Kind.TEXT:
        sheet, notes, form = _first_lines(facts, options, progress)
        further = _further_rows(facts, form) if facts.is_part else []
        sheets, cut = [sheet], [sheet.cut]
        guessed = form.encoding.codec if form.encoding.guessed else ""
    elif facts.kind is Kind.HCAHPS_XML:
        sheets, cut = [read_hcahps_xml(facts, progress)], [False]
    else:
        sheets, notes = _first_of_workbook(facts, options, progress)
        cut = [isinstance(sheet, MemorySheet) and sheet.cut for sheet in sheets]
    filled = [n for n, sheet in enumerate(sheets) if sheet.head]
    if not filled:
        raise FileRefused("empty_table", why="workbook", where=facts.name)
    return Head(
        path,
        facts.name,
        [sheets[n] for n in filled],
        [cut[n] for n in filled],
        notes,
        further,
        guessed,
    )


def _first_of_workbook(
    facts: FileFacts, options: ReadOptions, progress: Progress
) -> tuple[list[Sheet], list[str]]:
    read = read_workbook(facts, None, progress, options.password, SAMPLE_ROWS)
    if options.sheet is None or any(sheet.name == options.sheet for sheet in read[0]):
        return read
    return read_workbook(facts, options.sheet, progress, options.password, SAMPLE_ROWS)


def _first_lines(
    facts: FileFacts, options: ReadOptions, progress: Progress
) -> tuple[MemorySheet, list[str], TextForm]:
    """Read the first rows of a text file, of which perhaps only the first bytes are there."""
    data = facts.data or b""
    is_cut = facts.is_part
    encoding = find_encoding(facts, progress, options.encoding)
    if is_cut:
        encoding = replace(encoding, odd_quotes=False)
    sample = data[: 4 * SAMPLE_CHARS].decode(encoding.codec, "replace")[:SAMPLE_CHARS]
    form = text_form(sample, encoding)
    sheet = TextSheet(facts, form)
    rows: list[Row] = list(islice(sheet.rows(progress), SAMPLE_ROWS + 1))
    if is_cut and len(rows) <= SAMPLE_ROWS and len(rows) > 1:
        rows.pop()  # it may go on beyond what was read
    cut = is_cut or len(rows) > SAMPLE_ROWS
    if not rows:
        raise FileRefused("empty_table", where=facts.name)
    notes = [encoding.note] if encoding.note else []
    return MemorySheet(None, False, rows[:SAMPLE_ROWS], cut=cut, strict=True), notes, form


def _further_rows(facts: FileFacts, form: TextForm) -> list[list[str]]:
    """Return whole lines from the middle and the end of a text file, cut into cells.

    They may begin within a cell that goes over several lines: good for evidence, not for more.
    """
    if not form.encoding.keeps_ascii:
        return []
    size = facts.stamp[0]
    rows: list[list[str]] = []
    with open_resilient(facts.path) as stream:
        for start in (size // 2, max(0, size - FURTHER_BYTES)):
            stream.seek(start)
            lines = stream.read(FURTHER_BYTES).split(b"\n")[1:-1]
            text = b"\n".join(lines).decode(form.encoding.codec, "replace")
            with suppress(csv.Error):
                rows += csv.reader(text.splitlines(), delimiter=form.delimiter)
    return rows
