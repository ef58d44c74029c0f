"""Over time: the trend of one measure, and the user's own decisions on its line."""

from __future__ import annotations

import pytest

from models.analysis.trend import trend
from models.store.database import open_database
from models.store.units import find_unit
from tests.ui.pages.conftest import Bench
from ui.pages.reason_dialog import ReasonDialog
from ui.pages.trend import TrendPage
from ui.pages.wishes import ShowUnit


@pytest.fixture
def page(sample_bench: Bench) -> TrendPage:
    """The page of 4 West's restfulness."""
    sample_bench.workplace.desk.looked_at.measure = "restfulness"
    return sample_bench.show(TrendPage)


def test_that_the_page_shows_the_trend_of_the_analysis(
    page: TrendPage, sample_bench: Bench
) -> None:
    desk = sample_bench.workplace.desk
    db = open_database(desk.data.place)
    with db.read() as c:
        unit = find_unit(c, "4 West")
    expected = trend(db, unit, "restfulness", today=desk.today())
    db.close()
    assert page.shown is not None
    assert page.shown.trend is not None
    assert page.shown.trend.verdict == expected.verdict
    assert [p.value for p in page.shown.trend.points] == [p.value for p in expected.points]


def test_that_another_measure_can_be_asked_for(page: TrendPage, sample_bench: Bench) -> None:
    assert page.shown is not None
    page.open_with(ShowUnit(page.shown.unit.id, "rating"))
    page.activate()
    sample_bench.settle(page)
    assert page.shown.trend is not None
    assert page.shown.trend.measure == "rating"


def test_that_a_month_is_left_out_with_a_reason_only(page: TrendPage, sample_bench: Bench) -> None:
    assert page.shown is not None
    before = page.shown.trend
    assert before is not None
    chart = page.board.chart
    chart.go_to(before.points[3].period)
    page._decide("exclude")
    dialog = page.findChild(ReasonDialog)
    assert dialog is not None
    dialog.line.setText("The ward was moved")
    with sample_bench.qtbot.waitSignal(page.said, timeout=10_000):
        dialog.answered.emit(dialog.line.text())
        dialog.accept()
    sample_bench.settle(page)
    assert page.shown.trend is not None
    assert page.shown.trend.points != before.points
