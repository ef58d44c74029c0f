"""Pages as pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from models.errors import DatabaseProblem, UsageProblem
from models.store.database.database import open_database
from models.store.imports.batches import list_batches
from tests.models.huddle.hospital import fill
from tests.ui.survey_file import write_hcahps
from ui.app.pictures import screenshot
from ui.text.errors import hint


def test_that_the_picture_has_the_size_asked_for(qapp, look, tmp_path: Path) -> None:
    out = tmp_path / "home.png"
    screenshot(str(tmp_path / "a.db"), "home", out, size=(1000, 640), scale=2)
    image = QImage(str(out))
    assert (image.width(), image.height()) == (2000, 1280)


def test_that_the_dark_theme_is_dark(qapp, look, tmp_path: Path) -> None:
    out = tmp_path / "home.png"
    screenshot(str(tmp_path / "a.db"), "home", out, size=(1000, 640), theme="dark")
    assert QImage(str(out)).pixelColor(990, 630).lightness() < 60


def test_that_a_file_to_be_imported_can_be_pictured_without_being_stored(
    qapp, look, tmp_path: Path
) -> None:
    place, out = tmp_path / "a.db", tmp_path / "x.png"
    screenshot(str(place), "files", out, size=(1000, 640))
    empty = QImage(str(out))
    file = write_hcahps(tmp_path / "october.csv")
    screenshot(str(place), "files", out, files=[file], size=(1000, 640))
    assert QImage(str(out)) != empty
    db = open_database(place)
    with db.read() as c:
        assert list_batches(c) == []
    db.close()


def test_that_an_unknown_page_names_the_known_ones(qapp, look, tmp_path: Path) -> None:
    with pytest.raises(UsageProblem) as caught:
        screenshot(str(tmp_path / "a.db"), "moon", tmp_path / "x.png")
    assert "home, results" in hint(caught.value)
    assert not (tmp_path / "x.png").exists()


def test_that_a_part_of_a_page_can_be_pictured(qapp, look, tmp_path: Path) -> None:
    db = open_database(tmp_path / "a.db")
    fill(db)
    db.close()
    pictures = []
    for page in ("huddle", "huddle:threads", "huddle:wall", "huddle:year"):
        screenshot(str(tmp_path / "a.db"), page, tmp_path / "x.png", size=(1000, 640))
        pictures.append(QImage(str(tmp_path / "x.png")))
    first, threads, wall, year = pictures
    assert wall == threads
    assert first != threads
    assert year not in (first, threads)


def test_that_an_unknown_part_names_the_known_ones(qapp, look, tmp_path: Path) -> None:
    with pytest.raises(UsageProblem) as caught:
        screenshot(str(tmp_path / "a.db"), "huddle:moon", tmp_path / "x.png")
    assert "year" in hint(caught.value)
    with pytest.raises(UsageProblem) as caught:
        screenshot(str(tmp_path / "a.db"), "home:year", tmp_path / "x.png")
    assert hint(caught.value) == "Give only the page."


def test_that_an_unknown_unit_is_refused(qapp, look, tmp_path: Path) -> None:
    with pytest.raises(UsageProblem):
        screenshot(str(tmp_path / "a.db"), "results", tmp_path / "x.png", unit="Nowhere")


def test_that_a_foreign_file_is_refused(qapp, look, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    foreign.write_bytes(b"somebody else's file" * 1000)
    with pytest.raises(DatabaseProblem):
        screenshot(str(foreign), "home", tmp_path / "x.png")
