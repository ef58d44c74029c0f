"""A measure by groups of patients, beside the chart."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from models.analysis.subgroups.results import Reference, Subgroup, Subgroups
from tests.ui.conftest import Workplace
from tests.ui.pages.conftest import Bench
from ui.base import unit_queries
from ui.pages.results.groups import ResultsGroups, groups_content, groups_lines, hidden_words
from ui.pages.results.groups_table import ResultsGroupsTable, groups_table
from ui.pages.results.page import ResultsPage

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
    differ=True,
)
BESIDE = replace(
    ADMISSION,
    groups=(
        Subgroup("Yes", 50, 0.6, 0.46, 0.72, rest=Reference(400, 0.8, 0.76, 0.84)),
        Subgroup("No", 45, 0.7, 0.56, 0.81),
    ),
    rest_label="the rest of Riverside",
)
ALONE = replace(MODE, by="language", trait="Language", groups=(Subgroup("English", 95, 0.6),))


@pytest.fixture
def panel(workplace: Workplace, qtbot: object) -> ResultsGroups:
    made = ResultsGroups(workplace.desk.look)
    qtbot.addWidget(made)  # type: ignore[attr-defined]
    return made


def test_that_the_sentence_comes_from_the_same_value_as_the_rows(panel: ResultsGroups) -> None:
    panel.show_groups([MODE], 0.65, 11)
    assert panel.verdict.startswith("No clear difference between groups. ")
    assert "No clear difference between groups." in panel.chart.finding()
    assert [stop.card.title for stop in panel.chart.stops] == ["Mail", "Phone and Web"]


def test_that_hidden_groups_are_named_with_the_reason_and_no_figure(panel: ResultsGroups) -> None:
    panel.show_groups([MODE], 0.65, 11)
    assert "under 11 answers" in panel.note
    assert "“Phone”, “Web”" in panel.note
    assert hidden_words(ADMISSION, 11) == ""


def test_that_the_trait_stays_for_the_next_measure(panel: ResultsGroups) -> None:
    panel.show_groups([MODE, ADMISSION], 0.65, 11)
    panel.trait.chosen.emit("Stay planned in advance")
    assert panel.verdict.startswith("The groups really do differ")
    panel.show_groups([MODE, replace(ADMISSION, differ=False)], 0.65, 11)
    assert panel.verdict.startswith("No clear difference between groups. ")


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
    page._panel.toggle()  # the panel waits behind its button there
    assert page.detail.groups.isVisibleTo(page)
    assert page.detail._body.minimumSizeHint().width() <= page.detail.width() - 4


def test_that_the_others_share_is_a_tick_with_its_name_and_in_the_card() -> None:
    content = groups_content(BESIDE, 0.65)
    assert content is not None
    assert content.raw_name == "the rest of Riverside"
    assert [row.raw for row in content.rows] == [0.8, None]
    assert ("Rest of hospital", "80% of 400") in content.rows[0].card.rows


def test_that_the_table_tells_every_trait_and_no_figure_of_a_hidden_group() -> None:
    table = groups_table([MODE, BESIDE])
    assert table.heads[-1] == "Rest of hospital"
    cells = [row.cells for row in table.rows]
    assert cells[0] == ("How they answered", "", "", "")
    assert cells[1] == ("Mail", "70% of 60", "57–80%", "–")
    assert cells[2] == ("Phone", "hidden", "–", "–")
    assert cells[4][:2] == ("Phone and Web", "60% of 35")
    assert cells[6][3] == "80% of 400"
    assert len(groups_table([MODE]).heads) == 3


def test_that_print_has_the_figures_and_the_sentence_of_each_trait() -> None:
    line = groups_lines([BESIDE])[0]
    assert line.startswith("Stay planned in advance: Yes 60% of 50, No 70% of 45. The groups")


def test_that_the_page_s_table_has_the_groups_and_the_clipboard_too(sample_bench: Bench) -> None:
    page = sample_bench.show(ResultsPage)
    page.header.table.setChecked(True)
    groups = page.board.groups
    assert isinstance(groups, ResultsGroupsTable)
    assert groups.isVisibleTo(page.board)
    assert groups.table.content.rowCount() > 1
    assert "How they answered" in page.board.table_lines()
    assert page.detail.groups.told()


def test_that_groups_of_one_measure_never_stand_under_another(
    sample_bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = sample_bench.show(ResultsPage)
    page.header.table.setChecked(True)
    assert "How they answered" in page.board.table_lines()
    other = next(
        m
        for m in page.shown.comparison.measures
        if m.measure != page.measure and m.unit.top_box is not None
    )
    real, go = unit_queries.read_groups, threading.Event()

    def late(*args: object, **asked: object) -> tuple[Subgroups, ...]:
        go.wait(20)
        return real(*args, **asked)  # type: ignore[arg-type]

    monkeypatch.setattr(unit_queries, "read_groups", late)
    page.board.measure_chosen.emit(other.measure)
    name = page.detail._name
    sample_bench.qtbot.waitUntil(lambda: name.text() == other.label, timeout=20_000)
    assert "How they answered" not in page.board.table_lines()
    assert page.detail.groups.isHidden()
    go.set()
    sample_bench.settle(page)
    assert "How they answered" in page.board.table_lines()
