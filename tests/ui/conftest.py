"""A look, and a desk whose data are asked in real jobs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from ui.base.context import PageContext
from ui.base.jobs import Jobs
from ui.base.live_data import LiveData
from ui.base.preferences import Preferences
from ui.base.theme import Appearance

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Allow what the platform without a screen cannot do: raise a window, grab a keyboard."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Write numbers and months as in the United States, whatever the machine's locale."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@pytest.fixture(scope="session")
def one_look(qapp: QApplication) -> Appearance:
    """Give the look all tests share: a new style sheet costs a second in a full process."""
    return Appearance(qapp, "light")


@pytest.fixture
def look(one_look: Appearance, qapp: QApplication) -> Appearance:
    """Give the look in the light theme, also after a test that dressed the program otherwise."""
    one_look.choose("light")
    if qapp.styleSheet() != one_look._style_sheet():
        one_look._apply()
    return one_look


@dataclass
class Workplace:
    """A desk, and what opens its data. `open` may be called when a test is ready for it."""

    desk: PageContext
    jobs: Jobs
    open: Callable[[], object]


@pytest.fixture
def workplace(look: Appearance, tmp_path: Path) -> Iterator[Workplace]:
    """Give a desk on a database that is not open yet."""
    jobs = Jobs()
    data = LiveData(str(tmp_path / "hospital.db"), jobs)
    desk = PageContext(look, data, Preferences(tmp_path / "window.ini"), lambda: NOW)
    yield Workplace(desk, jobs, data.open)
    jobs.close()
    data.close()
