"""What is refused before anybody reads it, and how it is named."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Cancelled, FileRefused
from models.files.content import no_progress
from models.files.source import inspect
from models.files.source.inspect import Kind, inspect_file, kind_of
from ui.text.errors import hint, place_words, what


def refused(path: Path) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        inspect_file(path, no_progress)
    return caught.value


def a_file(folder: Path, content: bytes, name: str = "export.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_that_a_text_file_passes_with_its_digest(tmp_path: Path) -> None:
    facts = inspect_file(a_file(tmp_path, b"unit,Q1\nA,4\n"), no_progress)
    assert facts.kind is Kind.TEXT
    assert facts.sha256 == hashlib.sha256(b"unit,Q1\nA,4\n").hexdigest()
    assert facts.size == 12


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG picture"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\n  <!DOCTYPE html><html>", "web page"),
        (b"<html><table>", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\n", "Git LFS"),
        (b"SQLite format 3\0", "database"),
        (b"\x1f\x8b\x08", "damaged or incomplete"),
        (b"BZh91AY", "compressed"),
        (b"7z\xbc\xaf\x27\x1c", "compressed"),
        (b'{"rows": []}', "JSON"),
        (b'[{"unit": 1}]', "JSON"),
        (b"PK\x05\x06" + b"\0" * 18, "ZIP"),
        (b"\n\n \t\r\n", "empty"),
        (b"a,b\n" + b"\0" * 200, "damaged"),
        (b"{\\rtf1", "Rich Text"),
    ],
)
def test_that_a_file_which_is_no_table_is_named_as_what_it_is(
    tmp_path: Path, content: bytes, words: str
) -> None:
    error = refused(a_file(tmp_path, content, "survey.xlsx"))
    assert words in what(error)
    assert place_words(error.where) == "survey.xlsx"
    assert hint(error)


def test_that_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    assert what(refused(a_file(tmp_path, b""))) == "This file is empty."


def test_that_a_lock_file_of_an_open_workbook_is_named(tmp_path: Path) -> None:
    assert "lock file" in what(refused(a_file(tmp_path, b"\x05Ward", "~$survey.xlsx")))


def test_that_a_missing_file_a_folder_and_an_address_have_their_own_words(tmp_path: Path) -> None:
    assert "doesn't exist" in what(refused(tmp_path / "none.csv"))
    assert "folder" in what(refused(tmp_path))
    assert "address" in what(refused(Path("https://example.org/a.csv")))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_that_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert "pipe" in what(refused(tmp_path / "pipe.csv"))


def test_that_a_file_of_browsers_odd_name_is_taken_literally(tmp_path: Path) -> None:
    assert inspect_file(a_file(tmp_path, b"a,b\n1,2\n", "export [1]*.csv"), no_progress).size == 8


def test_that_a_too_large_file_is_refused_by_its_size_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspect, "MAX_TEXT_BYTES", 2 * 1024 * 1024)
    assert "larger than 2 MB" in what(refused(a_file(tmp_path, b"a,b\n" * 600_000)))


def test_that_a_change_after_reading_is_noticed(tmp_path: Path) -> None:
    path = a_file(tmp_path, b"unit,Q1\nA,4\n")
    facts = inspect_file(path, no_progress)
    facts.refuse_if_changed()
    path.write_bytes(b"unit,Q1\nA,4\nB,3\n")
    with pytest.raises(FileRefused, match="file_changed"):
        facts.refuse_if_changed()


def test_that_a_file_removed_after_reading_is_noticed(tmp_path: Path) -> None:
    path = a_file(tmp_path, b"unit,Q1\nA,4\n")
    facts = inspect_file(path, no_progress)
    path.unlink()
    with pytest.raises(FileRefused, match="file_changed"):
        facts.refuse_if_changed()


def test_that_reading_can_be_cancelled(tmp_path: Path) -> None:
    def stop(message: str, fraction: float | None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        inspect_file(a_file(tmp_path, b"a,b\n"), stop)


@given(st.binary(max_size=400))
def test_that_sniffing_any_bytes_gives_a_kind_or_a_refusal(head: bytes) -> None:
    try:
        kind = kind_of(head, "x")
    except FileRefused as error:
        refusal = error
    else:
        assert isinstance(kind, Kind)
        return
    assert what(refusal).startswith(("This ", "The "))
    assert hint(refusal)
