"""For tests of bad files: a database that holds something, and importing into it."""

from __future__ import annotations

import csv
import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.errors import FileRefused
from models.files.content import ReadOptions
from models.importing.importer import import_file
from models.importing.report import ImportReport
from models.store.database.database import Database, open_database
from models.store.tables import core as t
from models.store.units.units import list_units
from tests.models.files.surveys import ReadSurvey, read_survey, write_workbook
from ui.text.errors import hint, place_words, what

HEADER = ["Survey ID", "Unit", "Discharge Date", "How clean was it?", "Comment"]
WORDS = ["Always", "Usually", "Sometimes", "Never"]
SHEET = "xl/worksheets/sheet1.xml"
DECLARED = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}<sheetData>'
    "{}</sheetData></worksheet>"
)


def survey_rows(count: int = 8) -> list[list[str]]:
    """Return a small table of answers of two units, its header first."""
    rows = [
        [f"S{n:03}", ["4 West", "5 East"][n % 2], f"2026-07-{n % 28 + 1:02}", WORDS[n % 4], ""]
        for n in range(count)
    ]
    return [HEADER, *rows]


def as_text(rows: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\n") -> str:
    return end.join(delimiter.join(row) for row in rows) + end


class PageContext:
    """A database with one import in it, into which files are imported.

    Whatever is refused must leave the database and the file as they were.
    """

    def __init__(self, db: Database, folder: Path) -> None:
        self.db = db
        self.folder = folder

    def file(self, content: bytes | str, name: str = "survey.csv") -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def table(self, rows: Sequence[Sequence[str]], name: str = "survey.csv") -> Path:
        path = self.folder / name
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        return path

    def digest(self) -> str:
        """Return a digest of every row of every table."""
        digest = hashlib.sha256()
        with self.db.read() as c:
            for table in t.Base.metadata.sorted_tables:
                rows = sorted(map(repr, map(tuple, c.execute(sa.select(table)))))
                digest.update(repr((table.name, rows)).encode())
        return digest.hexdigest()

    def refused(self, path: Path, options: ReadOptions = ReadOptions()) -> FileRefused:  # noqa: B008
        """Import a file that must be refused, and return the refusal."""
        before = self.digest(), path.read_bytes() if path.is_file() else b""
        with pytest.raises(FileRefused) as caught:
            import_file(self.db, path, options)
        assert (self.digest(), path.read_bytes() if path.is_file() else b"") == before
        assert what(caught.value).endswith((".", "?"))
        assert hint(caught.value)
        assert place_words(caught.value.where)
        return caught.value

    def accepted(
        self,
        path: Path,
        options: ReadOptions = ReadOptions(),  # noqa: B008
    ) -> tuple[ImportReport, ReadSurvey]:
        """Import a file that can be used; return the report and what was read of it."""
        before = path.read_bytes()
        read = read_survey(path, options)
        report = import_file(self.db, path, options)
        assert path.read_bytes() == before
        assert report.responses_added + report.duplicates_skipped == len(read.rows)
        assert report.rows_rejected == read.file.rows_rejected
        return report, read

    def units(self) -> dict[str, int]:
        """Return the surveys of each unit but those of the import that was there before."""
        with self.db.read() as c:
            units = {u.unit.name: u.responses for u in list_units(c)}
        return {name: n for name, n in units.items() if name != "Before"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[PageContext]:
    database = open_database(tmp_path / "hospital.db")
    folder = tmp_path / "files"
    folder.mkdir()
    found = PageContext(database, folder)
    earlier = [[f"B{n}", "Before", "2026-06-01", word, ""] for n, word in enumerate(WORDS)]
    import_file(database, found.table([HEADER, *earlier], "before.csv"))
    yield found
    database.close()


def rewritten(
    desk: PageContext, part: str, content: str | bytes, name: str = "survey.xlsx"
) -> Path:
    """Return a normal workbook with one of its parts replaced or added."""
    plain = write_workbook(desk.folder / "plain.xlsx", {"Data": survey_rows()})
    path = desk.folder / name
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for item in source.namelist():
            if item != part:
                new.writestr(item, source.read(item))
        if content:
            new.writestr(part, content)
    return path


def inline_rows(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as the XML of a sheet, texts within the cells."""
    found = []
    for n, row in enumerate(rows, 1):
        cells = "".join(
            f'<c r="{chr(65 + place)}{n}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for place, cell in enumerate(row)
        )
        found.append(f'<row r="{n}">{cells}</row>')
    return "".join(found)
