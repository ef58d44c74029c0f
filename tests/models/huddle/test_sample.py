"""The sample hospital's huddles: invented, deterministic, on the sample's own numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.huddle.reports.year import year_page
from models.huddle.sample import hold_sample_huddles
from models.huddle.threads.bright_spots import taken_in
from models.huddle.threads.outcomes import END_BETTER, END_NO_CHANGE, END_NOT_NOW, END_TOO_EARLY
from models.huddle.threads.thread import list_threads
from models.huddle.threads.wall import is_bright, wall_page, you_said
from models.importing.sample import build_sample
from models.store.actions.actions import list_actions
from models.store.database.database import Database, open_database
from models.store.huddles.huddles import list_huddles
from models.store.huddles.missions import mission
from models.store.units.units import find_unit
from ui.text.evidence import evidence_sentence

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Database:
    db = open_database(tmp_path_factory.mktemp("sample") / "sample.db")
    report = build_sample(db)
    hold_sample_huddles(db, report.facility, report.my_unit, evidence_sentence)
    yield db
    db.close()


def test_that_they_are_held_once(sample: Database) -> None:
    with sample.read() as c:
        unit = find_unit(c, "4 West")
        before = len(list_huddles(c, unit.id))
    assert before > 10
    assert hold_sample_huddles(sample, unit.facility, unit.name, evidence_sentence) == 0
    with sample.read() as c:
        assert len(list_huddles(c, unit.id)) == before
        assert mission(c, unit.id).promises


def test_that_guesses_lie_beside_true_counts(sample: Database) -> None:
    with sample.read() as c:
        guessed = [h for h in list_huddles(c) if h.guess is not None]
    assert guessed
    assert all(0 <= h.truth <= h.guess_of and 0 <= h.guess <= h.guess_of for h in guessed)


def test_that_the_pages_made_of_them_show_life(sample: Database) -> None:
    with sample.read() as c:
        unit = find_unit(c, "4 West")
        actions = list_actions(c, unit_id=unit.id)
    assert {a.status for a in actions} == {"open", "done", "stopped", "not_now", "escalated"}
    threads = list_threads(sample, unit)
    wall = wall_page(unit, threads, TODAY)
    assert len(wall.threads) == 3
    assert any(is_bright(thread) for thread in wall.threads)
    ends = {thread.ending.end for thread in threads}
    assert ends == {END_BETTER, END_TOO_EARLY, END_NO_CHANGE, END_NOT_NOW}
    assert you_said(threads)
    page = year_page(sample, unit, date(2025, 11, 25), TODAY)
    assert page.held > 10
    assert page.misjudged
    assert [spot.unit for spot in taken_in(sample, unit)] == ["5 North"]


def test_that_the_same_data_give_the_same_huddles(sample: Database, tmp_path: Path) -> None:
    again = open_database(tmp_path / "again.db")
    try:
        report = build_sample(again)
        hold_sample_huddles(again, report.facility, report.my_unit, evidence_sentence)
        with sample.read() as c, again.read() as d:
            assert list_huddles(c) == list_huddles(d)
            assert list_actions(c) == list_actions(d)
    finally:
        again.close()
