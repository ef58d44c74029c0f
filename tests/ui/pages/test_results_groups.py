"""A measure by groups of patients, beside the chart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.analysis.subgroups_results import Subgroup, Subgroups
from tests.ui.conftest import Workplace
from tests.ui.pages.conftest import Bench
from ui.pages.results import ResultsPage
from ui.pages.results_groups import ResultsGroups, groups_content, hidden_words

MODE = Subgroups(
    "rating",
    "Rating",
    "mode",
    "How they answered",
    (
        Subgroup("Mail", 60, 0.7, 0.57, 0.8),
        Subgroup("Phone", hidden=True),
        Subgroup("Web", hidden=True),
    ),
    95,
    "The groups do not differ beyond chance.",
    p=0.4,
    p_adjusted=0.4,
    together=Subgroup("Phone and Web", 35, 0.6, 0.43, 0.74),
)
ADMISSION = replace(
    MODE,
    by="admission",
    trait="Stay planned in advance",
    groups=(Subgroup("Yes", 50, 0.6, 0.46, 0.72), Subgroup("No", 45, 0.7, 0.56, 0.81)),
    together=None,
    verdict="Another verdict.",
)
ALONE = replace(MODE, by="language", trait="Language", groups=(Subgroup("English", 95, 0.6),))


@pytest.fixture
def panel(workplace: Workplace, qtbot: object) -> ResultsGroups:
    made = ResultsGroups(workplace.desk.look)
    qtbot.addWidget(made)  # type: ignore[attr-defined]
    return made


def test_that_the_sentence_comes_from_the_same_value_as_the_rows(panel: ResultsGroups) -> None:
    panel.show_groups([MODE], 0.65, 11)
    assert panel.verdict == MODE.verdict
    assert MODE.verdict in panel.chart.finding()
    assert [stop.card.title for stop in panel.chart.stops] == ["Mail", "Phone and Web"]


def test_that_hidden_groups_are_named_with_the_reason_and_no_figure(panel: ResultsGroups) -> None:
    panel.show_groups([MODE], 0.65, 11)
    assert "fewer than 11" in panel.note
    assert "“Phone”, “Web”" in panel.note
    assert hidden_words(ADMISSION, 11) == ""


def test_that_the_trait_stays_for_the_next_measure(panel: ResultsGroups) -> None:
    panel.show_groups([MODE, ADMISSION], 0.65, 11)
    panel.trait.chosen.emit("Stay planned in advance")
    assert panel.verdict == "Another verdict."
    panel.show_groups([MODE, replace(ADMISSION, verdict="Of the next.")], 0.65, 11)
    assert panel.verdict == "Of the next."


def test_that_a_trait_of_one_value_is_not_offered(panel: ResultsGroups) -> None:
    panel.show_groups([ALONE], 0.65, 11)
    assert not panel.isVisibleTo(panel.parentWidget())


def test_that_nothing_is_shown_of_a_measure_below_the_floor(panel: ResultsGroups) -> None:
    panel.show_groups([MODE], None, 11)
    assert not panel.isVisibleTo(panel.parentWidget())


def test_that_groups_which_are_all_hidden_draw_no_chart() -> None:
    hidden = tuple(Subgroup(name, hidden=True) for name in ("Mail", "Phone"))
    assert groups_content(replace(MODE, groups=hidden, together=None), 0.6) is None


def test_that_the_page_takes_its_measure_apart(sample_bench: Bench) -> None:
    page = sample_bench.show(ResultsPage)
    groups = page.detail.groups
    assert groups.isVisibleTo(page)
    assert groups.verdict
    assert len(groups.chart.stops) > 1


def test_that_the_panel_is_not_cut_in_the_smallest_window(sample_bench: Bench) -> None:
    page = sample_bench.show(ResultsPage)
    page.resize(816, 600)
    sample_bench.settle(page)
    assert page.detail.groups.isVisibleTo(page)
    assert page.detail._body.minimumSizeHint().width() <= page.detail.width() - 4
