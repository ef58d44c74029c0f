"""All units: chance first, then who lies outside it; an order only with its doubt."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from models.analysis.case_mix.results import CaseMix
from models.analysis.funnel.unit_funnel import funnel
from models.store.database.database import open_database
from models.store.units.units import list_units
from tests.ui.pages.conftest import Bench
from ui.pages.base.navigation import ShowUnitRequest
from ui.pages.units import queries
from ui.pages.units.case_mix_dialog import CaseMixDialog
from ui.pages.units.page import UnitsPage
from ui.pages.units.queries import Adjusting, _circles
from ui.text.units import funnel_verdict


@pytest.fixture
def page(sample_bench: Bench) -> UnitsPage:
    sample_bench.workplace.desk.looked_at.measure = "restfulness"
    return sample_bench.show(UnitsPage)


def unit_id(bench: Bench, name: str) -> int:
    units = bench.read(list_units)
    return next(summary.unit.id for summary in units if summary.unit.name == name)


def test_that_the_page_shows_the_funnel_of_the_analysis(
    page: UnitsPage, sample_bench: Bench
) -> None:
    assert page.shown is not None
    db = open_database(page.desk.data.place)
    expected = funnel(db, "restfulness", period=page.shown.period.period)
    db.close()
    assert page.shown.funnel == expected
    assert page.board.verdict == funnel_verdict(expected)
    assert page.board.verdict.startswith("Units really do differ")


def test_that_my_unit_is_marked_and_told_first(page: UnitsPage) -> None:
    assert page.shown is not None
    assert page.shown.unit.name == "4 West"
    assert page.side._name.text() == "4 West"
    assert page.board.funnel._own == page.shown.unit.id


def test_that_my_unit_is_in_view_among_many_in_their_order(
    page: UnitsPage, sample_bench: Bench
) -> None:
    page.board.setMaximumHeight(420)
    page.side.view_chosen.emit("ranks")
    sample_bench.settle(page)
    assert page.shown is not None
    mine = next(s for s in page.board.ranks.stops if s.key == str(page.shown.unit.id))
    scroll = page.board._scroll
    sample_bench.qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    at = mine.area.center().y() - scroll.verticalScrollBar().value()
    assert 0 <= at <= scroll.viewport().height()


def test_that_going_to_another_unit_tells_of_it(page: UnitsPage, sample_bench: Bench) -> None:
    page.board.funnel.setFocus()
    sample_bench.qtbot.keyClick(page.board.funnel, Qt.Key.Key_Home)
    told = page.side._name.text()
    assert told != "4 West"
    with sample_bench.qtbot.waitSignal(page.page_requested) as asked:
        page.other_pages = frozenset({"results"})
        page.side.results.click()
    key, wish = asked.args
    assert (key, wish.measure) == ("results", "restfulness")
    assert wish.unit_id == unit_id(sample_bench, told)


def test_that_an_order_is_told_with_its_doubt(page: UnitsPage) -> None:
    page.side.view_chosen.emit("ranks")
    assert page.board.chart is page.board.ranks
    assert "third" in page.board.verdict or "quarter" in page.board.verdict


def test_that_adjusted_means_come_when_asked_for_and_say_what_they_are(
    page: UnitsPage, sample_bench: Bench
) -> None:
    assert page._adjusted is None
    page.side.view_chosen.emit("adjusted")
    sample_bench.settle(page)
    assert page._adjusted is not None
    assert page._adjusted.found.adjusters
    assert page.board.strip.text.startswith("Adjusted for overall health")
    page.side.view_chosen.emit("funnel")
    assert page.board.strip.text.startswith("Not adjusted")


def test_that_reading_surveys_can_be_stopped(
    page: UnitsPage, sample_bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(_db: object, progress, **_asked: object) -> None:
        while True:
            progress("Reading surveys", 0.5)

    monkeypatch.setattr(queries, "read_adjusted", slow)
    page.side.view_chosen.emit("adjusted")
    sample_bench.qtbot.waitUntil(lambda: page.board.working.shows_parts)
    page.board.working._cancel.click()
    sample_bench.settle(page)
    assert page.board._instead.text() == "Canceled. Nothing was changed."
    page.side.view_chosen.emit("funnel")
    assert page.board.chart is page.board.funnel


def test_that_t_shows_every_unit_as_a_table_and_enter_opens_its_results(
    page: UnitsPage, sample_bench: Bench
) -> None:
    page.other_pages = frozenset({"results"})
    page.header.table.toggle()
    assert page.board.shows_table
    table = page.board.table
    assert page.shown is not None
    assert page.shown.funnel is not None
    assert table.content.rowCount() == len(page.shown.funnel.units)
    table.setCurrentIndex(table.content.index(1, 0))
    with sample_bench.qtbot.waitSignal(page.page_requested) as asked:
        sample_bench.qtbot.keyClick(table, Qt.Key.Key_Return)
    assert asked.args[0] == "results"
    assert str(asked.args[1].unit_id) == table.content.key(1)


def test_that_other_months_are_asked_for(page: UnitsPage, sample_bench: Bench) -> None:
    page.period.chosen.emit("all")
    sample_bench.settle(page)
    assert page.shown is not None
    assert page.shown.period.key == "all"
    assert page.shown.funnel is not None
    assert len(page.shown.funnel.units) == 9


def test_that_another_page_s_unit_is_shown(page: UnitsPage, sample_bench: Bench) -> None:
    page.open_with(ShowUnitRequest(unit_id(sample_bench, "3 East"), "nurses"))
    page.activate()
    sample_bench.settle(page)
    assert page.shown is not None
    assert page.shown.unit.name == "3 East"
    assert page.shown.funnel is not None
    assert page.shown.funnel.measure == "nurses"


def test_that_each_picture_can_be_taken_along(
    page: UnitsPage, sample_bench: Bench, tmp_path: Path
) -> None:
    for view, word in (("funnel", b"outer limit"), ("ranks", b"best estimate")):
        page.side.view_chosen.emit(view)
        place = tmp_path / f"{view}.svg"
        page.sharing.save_to("svg", str(place))
        sample_bench.settle(page)
        assert word in place.read_bytes()


def test_that_an_empty_store_says_what_to_do(bench: Bench) -> None:
    page = bench.show(UnitsPage)
    assert page.shown is None
    assert "No survey data yet" in page.blank.accessibleName()


def test_that_a_large_hospital_stands_by_itself_first(sample_bench: Bench) -> None:
    from dataclasses import replace

    units = sample_bench.read(list_units)
    mine = units[0].unit
    far = [
        replace(s, unit=replace(s.unit, id=100 + k, facility_id=99, type="other"))
        for k, s in enumerate(units)
    ]
    circles = _circles(mine, [*units, *far])
    assert (circles[0].key, circles[0].units) == ("facility", 9)
    few = _circles(mine, [*units[:3], *far])
    assert [c.key for c in few][:2] == ["all", "facility"]


def adjusted(page: UnitsPage, bench: Bench) -> CaseMix:
    bench.settle(page)
    assert page._adjusted is not None
    return page._adjusted.found


def test_that_what_is_adjusted_for_is_chosen_with_weights_and_smoothing(
    page: UnitsPage, sample_bench: Bench
) -> None:
    page.side.view_chosen.emit("adjusted")
    usual = adjusted(page, sample_bench)
    page.side.adjusting.click()
    dialog = page.findChild(CaseMixDialog)
    assert dialog is not None
    model = dialog.questions.model
    assert model.checked
    model.set_checked(["overall_health"])
    dialog.weigh.set_current("surveys")
    dialog.smoothing.set_current("25")
    dialog.findChild(QPushButton, "agree").click()
    found = adjusted(page, sample_bench)
    assert found.adjusters == ("overall_health",)
    assert (found.weigh, found.options.smoothing) == ("surveys", 25)
    assert found.overall != usual.overall
    assert "smoothed as if by 25 more surveys" in page.board.notes
    assert "overall health" in page.board.strip.text


def test_that_closing_the_dialog_leaves_the_adjustment_as_it_was(
    page: UnitsPage, sample_bench: Bench
) -> None:
    page.side.view_chosen.emit("adjusted")
    before = adjusted(page, sample_bench)
    page.side.adjusting.click()
    dialog = page.findChild(CaseMixDialog)
    assert dialog is not None
    assert dialog.chosen() == Adjusting()
    dialog.reject()
    assert adjusted(page, sample_bench) == before


def test_that_adjusting_is_offered_only_with_adjusted_means(
    page: UnitsPage, sample_bench: Bench
) -> None:
    assert not page.side.adjusting.isVisibleTo(page)
    page.side.view_chosen.emit("adjusted")
    sample_bench.settle(page)
    assert page.side.adjusting.isVisibleTo(page)


def test_that_means_adjusted_for_one_measure_never_stand_under_another(
    page: UnitsPage, sample_bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, go = queries.read_adjusted, threading.Event()

    def late(*args: object, **asked: object) -> queries.AdjustedView:
        go.wait(20)
        return real(*args, **asked)  # type: ignore[arg-type]

    monkeypatch.setattr(queries, "read_adjusted", late)
    page.side.view_chosen.emit("adjusted")
    page.side.view_chosen.emit("funnel")
    page.measure.chosen.emit("nurses")
    sample_bench.qtbot.waitUntil(lambda: page.shown.funnel.measure == "nurses", timeout=20_000)
    go.set()
    sample_bench.settle(page)
    page.side.view_chosen.emit("adjusted")
    assert adjusted(page, sample_bench).measure == "nurses"
