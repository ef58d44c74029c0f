"""A file that goes away, changes or is given up while it is read leaves nothing half-written."""

from __future__ import annotations

import csv
import errno
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from models.errors import Cancelled, FileRefused
from models.files.content import Block, RespondentBlock
from models.files.process import parent
from models.files.source import inspect, resilient_file
from models.importing.importer import import_file, store_survey_file
from models.importing.undo import undo_import
from models.store.backup.integrity import check
from models.store.database.database import Database, open_database
from tests.models.importing.blocks import respondents, survey_file
from tests.models.importing.tables import everything

WORDS = ("Always", "Usually", "Sometimes", "Never")
ROWS = 3_000


def cells() -> list[list[str]]:
    head = ["Unit", "Discharge date", "Survey ID", "Q1", "Q2", "Comments"]
    rows = [
        [f"{n % 3} West", f"2026-0{n % 8 + 1}-11", f"s{n}", WORDS[n % 4], WORDS[n % 3], f"Said {n}"]
        for n in range(ROWS)
    ]
    return [head, *rows]


def write_csv(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(cells())
    return path


def write_xlsx(path: Path) -> Path:
    head, *rows = cells()
    pd.DataFrame(rows, columns=head).to_excel(path, index=False, engine="xlsxwriter")
    return path


WRITERS = {"csv": write_csv, "xlsx": write_xlsx}


@pytest.fixture(params=WRITERS)
def survey(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return WRITERS[request.param](tmp_path / f"survey.{request.param}")


@pytest.fixture
def hospital(tmp_path: Path) -> Iterator[Database]:
    """A database that holds an earlier month."""
    opened = open_database(tmp_path / "hospital.db")
    rows = [("1 West", "2026-07-03", {"nurse_respect": 4})] * 3
    store_survey_file(opened, survey_file(respondents(rows), sha256="earlier"))
    yield opened
    opened.close()


def untouched(db: Database, before: dict[str, list[tuple[object, ...]]]) -> bool:
    return everything(db, without=()) == before and check(db).ok


def acting_at(message: str, act: Callable[[], None]) -> Callable[[str, float | None], None]:
    """Return a progress that acts once, when a message first comes."""
    done: list[bool] = []

    def progress(said: str, _fraction: float | None) -> None:
        if said.startswith(message) and not done:
            done.append(True)
            act()

    return progress


@pytest.mark.parametrize("act", ["removed", "shortened", "longer"])
@pytest.mark.parametrize("moment", ["Looking at the file", "Reading"])
def test_that_a_file_that_changes_while_it_is_read_changes_nothing(
    hospital: Database, survey: Path, act: str, moment: str
) -> None:
    before = everything(hospital, without=())
    content = survey.read_bytes()
    acts: dict[str, Callable[[], object]] = {
        "removed": survey.unlink,
        "shortened": lambda: survey.write_bytes(content[: len(content) // 2]),
        "longer": lambda: survey.write_bytes(content + content),
    }
    with pytest.raises(FileRefused) as refusal:
        import_file(hospital, survey, progress=acting_at(moment, lambda: (acts[act](), None)[1]))
    assert refusal.value.code in ("file_changed", "file_lost", "no_such_file")
    assert untouched(hospital, before)


class _Failing(io.FileIO):
    """A file on a share that goes away after some bytes."""

    left = 0

    def readinto(self, buffer: memoryview, /) -> int | None:  # type: ignore[override]
        n = super().readinto(buffer) or 0
        _Failing.left -= n
        if _Failing.left < 0:
            raise OSError(errno.EIO, "Input/output error")
        return n


@pytest.mark.parametrize("after", [0, 100_000, 200_000, 300_000])
def test_that_a_share_that_goes_away_changes_nothing(
    hospital: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    path = write_csv(tmp_path / "survey.csv")
    before = everything(hospital, without=())
    monkeypatch.setattr(resilient_file, "FileIO", _Failing)
    monkeypatch.setattr(_Failing, "left", after)
    monkeypatch.setattr(resilient_file, "BUFFER_BYTES", 8_192)
    with pytest.raises(FileRefused, match="file_lost"):
        import_file(hospital, path)
    assert untouched(hospital, before)


def test_that_a_share_that_goes_away_at_the_first_look_is_told(
    hospital: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_csv(tmp_path / "survey.csv")
    before = everything(hospital, without=())
    monkeypatch.setattr(_Failing, "left", 50_000)

    def opened(name: Path, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Failing(name))

    monkeypatch.setattr(inspect, "open", opened, raising=False)
    with pytest.raises(FileRefused, match="unreadable"):
        import_file(hospital, path)
    assert untouched(hospital, before)


def moments(db: Database, path: Path) -> int:
    """Return how often the import of a file asks whether to go on."""
    asked: list[str] = []
    import_file(db, path, progress=lambda said, _fraction: asked.append(said), dry_run=True)
    return len(asked)


def stopping_at(n: int) -> Callable[[str, float | None], None]:
    left = [n]

    def progress(_said: str, _fraction: float | None) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Cancelled

    return progress


@pytest.mark.parametrize("replace", [False, True], ids=["add", "replace"])
def test_that_an_import_can_be_given_up_at_any_moment(
    hospital: Database, tmp_path: Path, replace: bool
) -> None:
    path = write_csv(tmp_path / "survey.csv")
    before = everything(hospital, without=())
    asked = moments(hospital, path)
    assert asked > 10
    for n in range(asked):
        with pytest.raises(Cancelled):
            import_file(hospital, path, progress=stopping_at(n), replace=replace)
        assert everything(hospital, without=()) == before, n
    assert check(hospital).ok


def test_that_a_reading_process_that_is_given_up_leaves_nothing(
    hospital: Database, survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parent, "LARGE_BYTES", 0)
    before = everything(hospital, without=())
    for n in (0, 1, 3):
        with pytest.raises(Cancelled):
            import_file(hospital, survey, progress=stopping_at(n))
    assert untouched(hospital, before)


def test_that_a_reading_process_tells_of_a_file_that_is_gone(
    hospital: Database, survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parent, "LARGE_BYTES", 0)
    before = everything(hospital, without=())
    with pytest.raises(FileRefused):
        import_file(hospital, survey, progress=acting_at("", survey.unlink))
    assert untouched(hospital, before)


def test_that_a_file_that_fails_between_two_blocks_is_not_stored_in_part(
    hospital: Database,
) -> None:
    before = everything(hospital, without=())
    rows = [("1 West", "2026-08-03", {"nurse_respect": 4})] * 5
    block: RespondentBlock = replace(respondents(rows))
    file = survey_file(block, sha256="later")

    def blocks() -> Iterator[Block]:
        yield block
        raise FileRefused("file_lost")

    file.blocks = blocks()
    with pytest.raises(FileRefused):
        store_survey_file(hospital, file)
    assert untouched(hospital, before)


def test_that_taking_back_can_be_given_up(hospital: Database) -> None:
    before = everything(hospital, without=())
    with pytest.raises(Cancelled):
        undo_import(hospital, 1, stopping_at(0))
    assert untouched(hospital, before)
