"""Each page about a unit as a picture of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from ui.app.pictures import screenshot


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("page", ["trend", "units", "priorities", "voices", "mission"])
def test_that_each_page_of_a_unit_can_be_drawn(
    qapp, look, sample_file: Path, tmp_path: Path, page: str
) -> None:
    out = tmp_path / f"{page}.png"
    place = shutil.copy(sample_file, tmp_path / "sample.db")  # a page may write what it heard
    screenshot(
        str(place), page, out, unit="4 West", measure="restfulness", size=(1280, 720), scale=2
    )
    image = QImage(str(out))
    assert (image.width(), image.height()) == (2560, 1440)
