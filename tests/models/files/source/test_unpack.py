"""One file inside a gzip file or ZIP archive is read as if it stood alone, within limits."""

from __future__ import annotations

import gzip
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Cancelled, FileRefused
from models.files.content import ReadOptions, no_progress
from models.files.sheets.opening import open_sheets
from models.files.source import unpack as packed
from models.files.source.unpack import unpack
from tests.models.files.hcahps_xml_files import ANSWERS, patient, write_xml
from tests.models.files.surveys import read_survey, write_workbook
from ui.text.errors import place_words, what

TABLE = b"unit,id,Q1\nNA,007,4\nICU,12345678901234567890,3\n"
CELLS = [["unit", "id", "Q1"], ["NA", "007", "4"], ["ICU", "12345678901234567890", "3"]]


def zipped(path: Path, *files: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return path


def gzipped(path: Path, content: bytes) -> Path:
    path.write_bytes(gzip.compress(content))
    return path


def refused(path: Path) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        open_sheets(path, ReadOptions(), no_progress)
    assert path.name in place_words(caught.value.where)
    return caught.value


def cells(path: Path) -> list[list[str]]:
    (sheet,) = open_sheets(path, ReadOptions(), no_progress).sheets
    return [row for _, row in sheet.rows(no_progress)]


def test_that_a_gzipped_table_is_read_cell_by_cell(tmp_path: Path) -> None:
    assert cells(gzipped(tmp_path / "a.csv.gz", TABLE)) == CELLS


def test_that_a_gzip_file_of_several_parts_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(TABLE[:20]) + gzip.compress(TABLE[20:]))
    assert cells(path) == CELLS


def test_that_a_zipped_table_is_read_and_named(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "a.zip",
        ("export/", b""),
        ("export/july.csv", TABLE),
        ("__MACOSX/export/._july.csv", b"\0\1"),
        ("export/.DS_Store", b"\0"),
    )
    assert cells(path) == CELLS
    notes = open_sheets(path, ReadOptions(), no_progress).notes
    assert notes == ["We read july.csv, the file inside the archive."]


def test_that_a_zipped_workbook_is_read(tmp_path: Path) -> None:
    book = write_workbook(tmp_path / "july.xlsx", {"S": CELLS}).read_bytes()
    assert cells(zipped(tmp_path / "a.zip", ("july.xlsx", book))) == CELLS


def test_that_a_zipped_hcahps_file_is_read(tmp_path: Path) -> None:
    content = write_xml(tmp_path / "july.xml", [patient("A1", ANSWERS)]).read_bytes()
    path = zipped(tmp_path / "a.zip", ("july.xml", content))
    assert len(read_survey(path, ReadOptions(unit="4 West")).rows) == 1


def test_that_a_file_in_an_archive_is_named_as_what_it_is(tmp_path: Path) -> None:
    assert "PDF" in what(refused(zipped(tmp_path / "a.zip", ("report.pdf", b"%PDF-1.7"))))
    assert "compressed" in what(refused(gzipped(tmp_path / "b.gz", gzip.compress(TABLE))))


def test_that_archives_of_several_files_and_of_none_are_refused(tmp_path: Path) -> None:
    several = zipped(tmp_path / "a.zip", ("july.csv", TABLE), ("august.csv", TABLE))
    assert what(refused(several)) == "This ZIP archive holds 2 files."
    assert refused(zipped(tmp_path / "b.zip", ("empty/", b""))).code == "not_one_file"


def test_that_a_locked_archive_is_named(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", ("july.csv", TABLE))
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + place] |= 1
    path.write_bytes(content)
    assert refused(path).code == "archive_locked"


@pytest.mark.parametrize("share", [0.5, 0.9])
def test_that_cut_off_archives_are_called_damaged(tmp_path: Path, share: float) -> None:
    content = gzip.compress(TABLE * 50)
    (tmp_path / "a.gz").write_bytes(content[: int(len(content) * share)])
    assert refused(tmp_path / "a.gz").code == "archive_damaged"
    content = zipped(tmp_path / "b.zip", ("july.csv", TABLE * 50)).read_bytes()
    (tmp_path / "b.zip").write_bytes(content[: int(len(content) * share)])
    assert "damaged" in what(refused(tmp_path / "b.zip"))


def test_that_a_wrong_checksum_is_noticed(tmp_path: Path) -> None:
    content = bytearray(gzip.compress(TABLE))
    content[-6] ^= 0xFF
    (tmp_path / "a.gz").write_bytes(content)
    assert refused(tmp_path / "a.gz").code == "archive_damaged"


def test_that_a_bomb_is_stopped_while_it_unpacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "RATIO_FROM", 1_000_000)
    bomb = b"a,b\n" * 5_000_000
    assert refused(gzipped(tmp_path / "a.csv.gz", bomb)).code == "unpacks_too_large"
    assert refused(zipped(tmp_path / "b.zip", ("a.csv", bomb))).code == "unpacks_too_large"


def test_that_unpacking_can_be_cancelled(tmp_path: Path) -> None:
    def stop(message: str, fraction: float | None) -> None:
        raise Cancelled

    path = zipped(tmp_path / "a.zip", ("july.csv", TABLE))
    with pytest.raises(Cancelled):
        unpack(path, path.read_bytes(), stop)


@given(st.binary(max_size=200), st.sampled_from([b"\x1f\x8b\x08\0", b"PK\x03\x04", b""]))
def test_that_any_bytes_unpack_or_are_refused(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes, magic: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.bin"
    whole = gzip.compress(tail) if not magic else magic + tail
    path.write_bytes(whole)
    with suppress(FileRefused):
        found = unpack(path, whole, no_progress)
        assert found is None or magic or found.data == tail
