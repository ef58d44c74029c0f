"""Desks on real data: the sample hospital, or nothing yet."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from models.huddle.sample import hold_sample_huddles
from models.importing.sample import build_sample
from models.store.database.database import open_database
from tests.ui.conftest import Workplace
from ui.pages.base.page import Page
from ui.text.evidence import evidence_sentence

PATIENCE_MS = 60_000
Kind = TypeVar("Kind", bound=Page)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database with the sample hospital, to be copied."""
    place = tmp_path_factory.mktemp("sample") / "sample.db"
    db = open_database(place)
    build_sample(db)
    db.close()
    return place


@pytest.fixture
def at_the_sample(workplace: Workplace, sample_file: Path) -> Workplace:
    """Give a desk on a copy of the sample hospital, not open yet."""
    shutil.copy(sample_file, workplace.desk.data.place)
    return workplace


class Bench:
    """A page in its window, on an open database."""

    def __init__(self, workplace: Workplace, qtbot: Any) -> None:
        self.workplace = workplace
        self.qtbot = qtbot

    def show(self, make: Callable[..., Kind]) -> Kind:
        """Open the data and show a page until it has all it asks for."""
        page = make(self.workplace.desk)
        self.qtbot.addWidget(page)
        page.resize(1180, 800)
        page.show()
        self.workplace.desk.data.changed.connect(page.activate)
        if not self.workplace.desk.data.is_open:
            with self.qtbot.waitSignal(self.workplace.desk.data.opened, timeout=PATIENCE_MS):
                self.workplace.open()
        page.activate()
        self.settle(page)
        return page

    def settle(self, page: Page) -> None:
        """Wait until no job runs and the page shows what was asked for."""
        jobs = self.workplace.jobs
        self.qtbot.waitUntil(lambda: page.is_settled and not jobs.busy, timeout=PATIENCE_MS)

    def read(self, question: Callable[[Any], Any]) -> Any:
        """Ask the store itself, from beside the window."""
        db = open_database(self.workplace.desk.data.place)
        try:
            with db.read() as c:
                return question(c)
        finally:
            db.close()

    def prepare(self, write: Callable[[Any], object]) -> None:
        """Write to the store before the window opens it."""
        db = open_database(self.workplace.desk.data.place)
        try:
            with db.write() as c:
                write(c)
        finally:
            db.close()


@pytest.fixture
def bench(workplace: Workplace, qtbot: Any) -> Bench:
    """Give a bench on an empty database."""
    return Bench(workplace, qtbot)


@pytest.fixture
def sample_bench(at_the_sample: Workplace, qtbot: Any) -> Bench:
    """Give a bench on the sample hospital."""
    return Bench(at_the_sample, qtbot)


@pytest.fixture(scope="session")
def huddled_file(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database in which the sample hospital's huddles were held, to be copied."""
    place = tmp_path_factory.mktemp("huddled") / "sample.db"
    shutil.copy(sample_file, place)
    db = open_database(place)
    hold_sample_huddles(db, "Riverside Hospital (sample)", "4 West", evidence_sentence)
    db.close()
    return place


@pytest.fixture
def huddled(sample_bench: Bench, huddled_file: Path) -> Bench:
    """Give a bench on the sample hospital after a year of huddles."""
    shutil.copy(huddled_file, sample_bench.workplace.desk.data.place)
    return sample_bench
