"""A table of words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu

from ui.base.preferences import Preferences
from ui.base.theme import Appearance
from ui.text.expert import show_expert_details
from ui.widgets.text_table import LazyRows, TextRow, TextTable, TextTableView, number_in

TABLE = TextTable(
    ("Unit", "Answers", "Finding"),
    (
        TextRow("a", ("3 East", "62", "within chance")),
        TextRow("b", ("4 West", "72", "below"), "below", strong=True),
        TextRow("", ("Too small", "4", "–"), "mute"),
    ),
    frozenset({1}),
)


@pytest.fixture
def view(look: Appearance, qtbot) -> TextTableView:
    made = TextTableView(look, "All units")
    qtbot.addWidget(made)
    made.show_table(TABLE, "a")
    made.show()
    return made


def test_that_qt_s_own_tester_finds_no_fault(view: TextTableView, qtbot) -> None:
    tester = QAbstractItemModelTester(view.content)
    view.show_table(TextTable())
    view.show_table(TABLE)
    assert tester.model() is view.content


def test_that_numbers_stand_right_and_a_signal_is_colored_in_words_alone(
    view: TextTableView, look: Appearance
) -> None:
    model = view.content
    right = model.data(model.index(0, 1), Qt.ItemDataRole.TextAlignmentRole)
    assert right & int(Qt.AlignmentFlag.AlignRight)
    color = Qt.ItemDataRole.ForegroundRole
    assert model.data(model.index(1, 2), color) == look.theme.below
    assert model.data(model.index(1, 0), color) == look.theme.ink
    assert model.data(model.index(2, 0), color) == look.theme.mute


def test_that_arrows_choose_and_enter_opens(view: TextTableView, qtbot) -> None:
    chosen, opened = [], []
    view.row_chosen.connect(chosen.append)
    view.row_opened.connect(opened.append)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert (chosen, opened) == (["b"], ["b"])


def test_that_a_row_without_a_key_is_no_choice(view: TextTableView, qtbot) -> None:
    chosen = []
    view.row_chosen.connect(chosen.append)
    view.setCurrentIndex(view.content.index(2, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen == []


def test_that_going_to_a_row_tells_nobody(view: TextTableView) -> None:
    chosen = []
    view.row_chosen.connect(chosen.append)
    view.go_to("b")
    assert view.currentIndex().row() == 1
    assert chosen == []


def test_that_the_clipboard_gets_lines_with_tabs() -> None:
    assert TABLE.as_lines().splitlines()[1] == "3 East\t62\twithin chance"


def test_that_thousands_of_rows_are_written_when_they_are_seen(view: TextTableView) -> None:
    written = []

    def make(place: int) -> TextRow:
        written.append(place)
        return TextRow(f"k{place}", (f"Ward {place}", "12", ""))

    keys = [f"k{place}" for place in range(5000)]
    view.show_table(TextTable(TABLE.heads, LazyRows(keys, make)), "k4000")
    assert view.content.rowCount() == 5000
    assert view.currentIndex().row() == 4000
    assert len(written) < 1000


def test_that_rows_written_late_are_the_same_and_end_where_they_end() -> None:
    rows = LazyRows(["a", "b"], lambda place: TextRow("ab"[place], (str(place),)))
    assert [row.key for row in rows] == ["a", "b"]
    assert rows[-1] is rows[1]
    assert rows.place_of("b") == 1
    assert rows.place_of("c") == -1
    with pytest.raises(IndexError):
        rows[2]


def test_that_the_first_column_gives_way_so_that_the_last_is_read_whole(
    view: TextTableView,
) -> None:
    words = ("A question with a very long wording that nobody can shorten for its asker", "95%")
    rows = (TextRow("q", (*words, "could be chance")),)
    view.resize(420, 200)
    view.show_table(TextTable(("Measure", "4 West", "Sure"), rows, frozenset({1})))
    assert sum(view.columnWidth(k) for k in range(3)) <= view.viewport().width()
    assert view.columnWidth(2) >= view.fontMetrics().horizontalAdvance("could be chance")


def test_that_a_wider_table_shows_the_first_column_whole_again(view: TextTableView) -> None:
    words = ("A question with a very long wording that nobody can shorten", "95%")
    view.resize(300, 200)
    view.show_table(TextTable(("Measure", "Sure"), (TextRow("q", words),)))
    narrow = view.columnWidth(0)
    view.resize(900, 200)
    assert view.columnWidth(0) > narrow


def keys(view: TextTableView) -> list[str]:
    return [view.content.key(row) for row in range(view.content.rowCount())]


SCORES = TextTable(
    ("Unit", "Score", "Finding"),
    (
        TextRow("a", ("3 East", "9%", "no clear difference")),
        TextRow("b", ("4 West", "72%", "lower"), "below"),
        TextRow("c", ("ICU", "–", "no clear difference"), "mute"),
        TextRow("d", ("Oncology", "−12 (−24 to −1)", "lower")),
    ),
    frozenset({1}),
)


def test_that_a_click_on_a_head_sorts_up_then_down_then_not_at_all(view: TextTableView) -> None:
    view.show_table(SCORES, "b")
    click = view.horizontalHeader().sectionClicked
    click.emit(1)
    assert keys(view) == ["d", "a", "b", "c"]
    assert view.content.key(view.currentIndex().row()) == "b"
    click.emit(1)
    assert keys(view) == ["b", "a", "d", "c"]  # a row without a number stays last
    click.emit(1)
    assert keys(view) == ["a", "b", "c", "d"]


def test_that_sorting_stays_when_the_same_table_is_shown_anew(view: TextTableView) -> None:
    view.show_table(SCORES)
    view.content.sort_by(1, descending=True)
    view.show_table(SCORES)
    assert keys(view) == ["b", "a", "d", "c"]


def test_that_rows_are_narrowed_by_words_and_by_a_columns_value(view: TextTableView) -> None:
    view.show_table(SCORES)
    view.search("west")
    assert keys(view) == ["b"]
    view.search("")
    view.content.show_only(2, "lower")
    assert keys(view) == ["b", "d"]
    view.search("onc")
    assert keys(view) == ["d"]


def test_that_the_menu_of_a_column_offers_its_values(view: TextTableView) -> None:
    view.show_table(SCORES)
    view.show_column_menu(2)
    menu = view.findChild(QMenu, "column_menu")
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[:3] == ["Sort up", "Sort down", "Original order"]
    assert words[-2:] == ["Only “no clear difference”", "Only “lower”"]
    menu.actions()[-1].trigger()
    assert keys(view) == ["b", "d"]
    menu.close()


def test_that_lazy_rows_are_sorted_and_found(view: TextTableView) -> None:
    rows = LazyRows([str(n) for n in range(5)], lambda n: TextRow(str(n), ("x", str(10 - n), "")))
    view.show_table(TextTable(SCORES.heads, rows, SCORES.numbers))
    view.content.sort_by(1, descending=False)
    assert keys(view) == ["4", "3", "2", "1", "0"]
    assert view.content.row_of("4") == 0


def test_that_the_widths_a_user_gave_stay(
    view: TextTableView, look: Appearance, tmp_path: Path, qtbot
) -> None:
    preferences = Preferences(tmp_path / "window.ini")
    view.setObjectName("scores")
    view.remember(preferences)
    view.show_table(SCORES)
    view.setColumnWidth(1, 222)
    again = TextTableView(look, "Scores")
    qtbot.addWidget(again)
    again.setObjectName("scores")
    again.remember(preferences)
    again.show_table(SCORES)
    assert again.columnWidth(1) == 222


@pytest.mark.parametrize(
    ("text", "number"),
    [("33%", 33), ("−31.5", -31.5), ("1,204", 1204), ("40–64%", 40), ("–", None), ("gap", None)],
)
def test_that_numbers_are_found_in_cells(text: str, number: float | None) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    assert number_in(text) == number


def test_that_columns_for_experts_are_shown_on_demand(view: TextTableView) -> None:
    table = replace(SCORES, expert=frozenset({1}))
    view.show_table(table)
    assert view.isColumnHidden(1)
    show_expert_details(True)
    try:
        view.show_table(table)
        assert not view.isColumnHidden(1)
    finally:
        show_expert_details(False)


def test_that_a_long_heading_takes_no_room_from_the_values(view: TextTableView) -> None:
    head = "Cardiovascular Intermediate Care and Telemetry Observation Unit, Building A"
    row = TextRow("q", ("Quiet at night", "54%", "no clear difference"))
    view.resize(520, 200)
    view.show_table(TextTable(("Measure", head, "Finding"), (row,), frozenset({1})))
    assert sum(view.columnWidth(k) for k in range(3)) <= view.viewport().width()
    across, tip = Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
    assert view.content.headerData(1, across, tip) == head


def test_that_days_are_sorted_by_the_calendar_not_by_their_letters(view: TextTableView) -> None:
    days = {"a": ("12/1/2025", "2025-12-01"), "b": ("2/3/2026", "2026-02-03"), "c": ("", "")}
    rows = tuple(TextRow(key, (words,), worth=(day,)) for key, (words, day) in days.items())
    view.show_table(TextTable(("Closed",), rows))
    view.content.sort_by(0, descending=False)
    assert keys(view) == ["a", "b", "c"]
    view.content.sort_by(0, descending=True)
    assert keys(view) == ["b", "a", "c"]
