"""Priorities: weighed in a job that can be stopped, shown with what is not sure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from models.analysis.priorities.unit_priorities import priorities
from models.store.database.database import open_database
from models.store.units.units import find_unit
from tests.ui import picture_examples as examples
from tests.ui.pages.conftest import Bench
from ui.pages.base.navigation import NewActionRequest, ShowUnitRequest
from ui.pages.priorities import queries
from ui.pages.priorities import words as words
from ui.pages.priorities.page import PrioritiesPage
from ui.text.priorities import priorities_note, priorities_verdict


@pytest.fixture
def page(sample_bench: Bench) -> PrioritiesPage:
    return sample_bench.show(PrioritiesPage)


def text_of(page: PrioritiesPage, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found.text()


def test_that_the_page_shows_the_priorities_of_the_analysis(
    page: PrioritiesPage, sample_bench: Bench
) -> None:
    assert page.shown is not None
    db = open_database(page.desk.data.place)
    with db.read() as c:
        unit = find_unit(c, "4 West")
    expected = priorities(db, unit, period=page.shown.period.period)
    db.close()
    assert page.shown.found == expected
    assert text_of(page, "verdict") == priorities_verdict(expected)
    assert text_of(page, "note") == priorities_note(expected)


def test_that_a_year_is_weighed_first(page: PrioritiesPage) -> None:
    assert page.shown is not None
    assert page.shown.period.key == "12-months"


def test_that_the_biggest_honest_gap_is_named_and_chosen(page: PrioritiesPage) -> None:
    assert page.measure == "restfulness"
    assert text_of(page, "biggest_gap").startswith("Restfulness: −")
    assert page.board.matrix.current_key == "restfulness"


def test_that_matrix_list_and_table_choose_the_same_measure(
    page: PrioritiesPage, sample_bench: Bench
) -> None:
    page.board.matrix.setFocus()
    sample_bench.qtbot.keyClick(page.board.matrix, Qt.Key.Key_End)
    chosen = page.board.matrix.current_key
    listed = page.side.list
    assert listed.content.key(listed.currentIndex().row()) == chosen
    first = page.side.list.content.row_of("restfulness")
    listed.setCurrentIndex(listed.content.index(first, 0))
    assert page.board.matrix.current_key == "restfulness"
    assert page.measure == "restfulness"


def test_that_the_job_shows_how_far_it_is_and_can_be_stopped(
    sample_bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = sample_bench.show(PrioritiesPage)

    def slow(_db: object, progress, **_asked: object) -> None:
        while True:
            progress("Calculating…", 0.9)

    monkeypatch.setattr(queries, "read_priorities", slow)
    page.period.chosen.emit("all")
    sample_bench.qtbot.waitUntil(lambda: page.working.shows_parts)
    sample_bench.qtbot.waitUntil(lambda: page.working.text.startswith("Calculating"))
    page.working._cancel.click()
    sample_bench.settle(page)
    assert "Canceled" in page.blank.accessibleName()


def test_that_an_action_begins_with_the_chosen_measure(
    page: PrioritiesPage, sample_bench: Bench
) -> None:
    with sample_bench.qtbot.waitSignal(page.page_requested) as asked:
        page.side.add_action.click()
    key, wish = asked.args
    assert key == "actions"
    assert isinstance(wish, NewActionRequest)
    assert wish.measure == "restfulness"


def test_that_the_measure_opens_over_time(page: PrioritiesPage, sample_bench: Bench) -> None:
    page.other_pages = frozenset({"trend"})
    with sample_bench.qtbot.waitSignal(page.page_requested) as asked:
        sample_bench.qtbot.keyClick(page.side.list, Qt.Key.Key_Return)
    assert asked.args[0] == "trend"
    assert isinstance(asked.args[1], ShowUnitRequest)


def test_that_what_cannot_be_told_apart_stands_under_one_heading() -> None:
    rows = words.plain_list(examples.priorities()).rows
    assert [row.cells[0] for row in rows] == [
        "Rest",
        "Too close to rank (2)",
        "Nurses",
        "Doctors",
        "Importance unknown",
        "Food",
    ]
    assert rows[2].cells[2] == "Maintain?"
    assert rows[0].cells[2] == "Fix first"


def test_that_the_table_says_what_could_be_chance() -> None:
    table = words.full_table(examples.priorities())
    assert [row.cells[-1] for row in table.rows] == [
        "real gap",
        "no clear difference",
        "clearly ahead",
        "no clear difference",
    ]


def test_that_no_real_gap_is_said_so() -> None:
    calm = examples.priorities(biggest_gap="", bright_spot="")
    assert words.gap_words(calm) == "None"
    assert words.bright_words(calm) == "None"


def test_that_without_importance_the_gaps_stand_alone(
    page: PrioritiesPage, sample_bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = page.shown
    assert view is not None
    found = examples.priorities(
        items=(examples.item("food", None, -0.1, "below"),),
        importance_cut=None,
        r_squared=None,
        why="counts",
    )
    alone = queries.PrioritiesView(view.unit, view.periods, view.period, found)
    page._take_priorities(alone)
    assert not page.board.has_matrix
    assert page.board.shows_table
    assert not page.header.share.isVisibleTo(page)
    assert text_of(page, "note").startswith("Importance needs whole surveys")


def test_that_the_matrix_is_saved_with_what_it_rests_on(
    page: PrioritiesPage, sample_bench: Bench, tmp_path: Path
) -> None:
    place = tmp_path / "priorities.svg"
    page.sharing.save_to("svg", str(place))
    sample_bench.settle(page)
    drawn = place.read_text("utf-8")
    assert "may not cause it" in drawn.replace("\n", " ")
    assert "Fix first" in drawn


def test_that_an_empty_store_says_what_to_do(bench: Bench) -> None:
    page = bench.show(PrioritiesPage)
    assert page.shown is None
    assert "No survey data yet" in page.blank.accessibleName()


def test_that_what_counts_for_recommending_can_be_chosen(
    page: PrioritiesPage, sample_bench: Bench
) -> None:
    assert page.shown is not None
    assert [each.key for each in page.shown.outcomes] == ["rating", "recommend"]
    page.outcome.chosen.emit("recommend")
    sample_bench.settle(page)
    assert page.shown.found.outcome == "recommend"
    assert "rating" not in [item.measure for item in page.shown.found.items]


def test_that_without_importance_the_table_holds_the_gaps_alone() -> None:
    found = examples.priorities()
    bare = replace(found, items=tuple(replace(item, importance=None) for item in found.items))
    table = words.full_table(bare)
    assert len(table.heads) == 4
    assert all(len(row.cells) == 4 for row in table.rows)


def test_that_an_item_of_a_survey_is_named_as_its_answer() -> None:
    found = examples.priorities(
        why="unrelated", outcome="would_recommend", outcome_label="Would recommend"
    )
    assert "matter for the answer to “Would recommend”." in priorities_verdict(found)
