"""From a path to its tables, whatever kind of file they are in."""

from __future__ import annotations

from pathlib import Path

from models.errors import FileRefused, UsageProblem
from models.files.content import Progress, ReadOptions
from models.files.sheets.hcahps_xml import read_hcahps_xml
from models.files.sheets.sheet import OpenedFile, Sheet
from models.files.sheets.text import read_text
from models.files.sheets.workbook import read_workbook
from models.files.source import FileFacts, Kind, inspect_file
from models.language import _


def open_sheets(path: Path, options: ReadOptions, progress: Progress) -> OpenedFile:
    """Open the tables of a text file or workbook, whatever its name says.

    With `options.sheet`, only the sheet of that name (hidden or not), UsageProblem listing the
    sheets when there is none; else all sheets that are not hidden. Raises FileRefused for a
    file that is no table, damaged, locked, too large, or a bomb.
    """
    facts = inspect_file(path, progress)
    refuse_options(facts, options)
    sheets: list[Sheet]
    if facts.kind is Kind.TEXT:
        sheet, notes = read_text(facts, progress, options.encoding)
        sheets = [sheet]
    elif facts.kind is Kind.HCAHPS_XML:
        sheets, notes = [read_hcahps_xml(facts, progress)], []
    else:
        sheets, notes = read_workbook(facts, options.sheet, progress, options.password)
    if facts.data is not None:
        read = (
            _("We read {name}, the file inside the archive.").format(name=facts.inside)
            if facts.inside
            else _("We read the file inside the archive.")
        )
        notes = [read, *notes]
    named = [sheet for sheet in sheets if options.sheet in (None, sheet.name)]
    filled = [sheet for sheet in named if sheet.head]
    if not filled:
        raise FileRefused("empty_table", why="workbook", where=facts.name)
    facts.refuse_if_changed()
    beside = [sheet for sheet in sheets if sheet.head and sheet not in filled]
    return OpenedFile(path, facts.name, facts.sha256, filled, notes, beside)


def refuse_options(facts: FileFacts, options: ReadOptions) -> None:
    """Raise UsageProblem for an option that makes no sense for this kind of file."""
    if facts.kind in (Kind.TEXT, Kind.HCAHPS_XML) and options.sheet is not None:
        raise UsageProblem("no_sheets", where=facts.name)
    if facts.kind is not Kind.TEXT and options.encoding is not None:
        raise UsageProblem("no_encoding", where=facts.name)
