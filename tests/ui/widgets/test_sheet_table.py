"""The first rows of a file under heads that can be changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QAbstractItemModelTester

from ui.base.theme import Appearance
from ui.widgets.sheet_rows import REASON_ROLE, SheetHead, SheetRow, SheetView, Sureness
from ui.widgets.sheet_table import FITTED_AT_ONCE, SheetTable

HEADS = (
    SheetHead("Unit", "Nursing station", "A", Sureness.SAID),
    SheetHead("Item", "Q1", "B", Sureness.UNSURE),
    SheetHead("Ignored", "Bed", "C", used=False),
)
ROWS = (
    SheetRow(1, ("Riverside Hospital",), "Above the column names. Not imported.", "title"),
    SheetRow(3, ("Nursing station", "Q1", "Bed"), "The column names.", "names", names=True),
    SheetRow(4, ("4 West", "Always", "12")),
    SheetRow(5, ("4 West", "Alwys", "13")),
    SheetRow(9, ("3 East", "Never")),
)
SHEET = SheetView(HEADS, ROWS, {(5, 1): "No answer of this question."})


@pytest.fixture
def table(look: Appearance, qtbot) -> SheetTable:
    made = SheetTable(look)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show_sheet(SHEET)
    made.show()
    return made


def read_out(table: SheetTable, row: int, column: int) -> str:
    index = table.content.index(row, column)
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_that_qt_s_own_tester_finds_no_fault(table: SheetTable) -> None:
    tester = QAbstractItemModelTester(table.content)
    table.show_sheet(SheetView())
    table.show_sheet(SHEET)
    assert tester.model() is table.content


def test_that_a_head_is_read_out_with_its_name_in_the_file_and_how_sure_it_is(
    table: SheetTable,
) -> None:
    across = Qt.Orientation.Horizontal
    role = Qt.ItemDataRole.AccessibleTextRole
    heads = [table.content.headerData(k, across, role) for k in range(3)]
    assert heads == [
        "Column A, “Nursing station” in the file: Unit, your choice",
        "Column B, “Q1” in the file: Item, not sure",
        "Column C, “Bed” in the file: Ignored, not imported",
    ]


def test_that_the_margin_gives_the_file_s_own_row_number_and_why_a_row_stays_out(
    table: SheetTable,
) -> None:
    margin = [
        table.content.headerData(k, Qt.Orientation.Vertical)
        for k in range(table.content.rowCount())
    ]
    assert margin == ["1 · title", "3 · names", "4", "5", "9"]


def test_that_a_cell_is_read_out_with_its_place_its_column_and_why_it_is_not_used(
    table: SheetTable,
) -> None:
    assert read_out(table, 2, 0) == "Row 4, Unit: 4 West"
    assert read_out(table, 3, 1) == "Row 5, Item: Alwys. No answer of this question."
    assert read_out(table, 4, 2) == "Row 9, Ignored: empty"
    assert table.content.index(0, 0).data(REASON_ROLE) == "Above the column names. Not imported."


def test_that_rows_and_columns_that_stay_out_are_greyed_and_bad_cells_are_marked(
    table: SheetTable, look: Appearance
) -> None:
    def color(row: int, column: int) -> object:
        return table.content.index(row, column).data(Qt.ItemDataRole.ForegroundRole)

    assert color(0, 0) == look.theme.mute
    assert color(2, 2) == look.theme.mute
    assert color(2, 0) == look.theme.ink
    assert color(3, 1) == look.theme.below


def test_that_a_title_alone_in_its_row_is_read_across_the_columns(table: SheetTable) -> None:
    assert table.columnSpan(0, 0) == 3
    assert table.columnSpan(4, 0) == 1


def test_that_enter_on_a_head_asks_to_change_the_column(table: SheetTable, qtbot) -> None:
    opened: list[int] = []
    table.column_opened.connect(opened.append)
    table.heads.setFocus()
    qtbot.keyClick(table.heads, Qt.Key.Key_Right)
    assert "“Q1” in the file: Item" in table.heads.accessibleName()
    qtbot.keyClick(table.heads, Qt.Key.Key_Return)
    qtbot.keyClick(table.heads, Qt.Key.Key_End)
    qtbot.keyClick(table.heads, Qt.Key.Key_Space)
    assert opened == [1, 2]


def test_that_a_click_on_a_head_and_enter_on_a_cell_ask_the_same(table: SheetTable, qtbot) -> None:
    opened: list[int] = []
    table.column_opened.connect(opened.append)
    x = table.heads.sectionViewportPosition(1) + 20
    where = table.heads.viewport().rect().center()
    where.setX(x)
    qtbot.mouseClick(table.heads.viewport(), Qt.MouseButton.LeftButton, pos=where)
    table.go_to(4, 0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == [1, 0]


def test_that_going_to_a_cell_tells_its_place_and_its_reason(table: SheetTable, qtbot) -> None:
    with qtbot.waitSignal(table.cell_reached) as told:
        assert table.go_to(5, 1)
    assert told.args == ["B5 · Item · No answer of this question."]
    assert not table.go_to(5_000, 1)  # beyond the rows that are shown
    assert not table.go_to(5, 9)


def test_that_the_keyboard_begins_at_the_first_row_that_is_used(table: SheetTable) -> None:
    assert not table.currentIndex().isValid()
    table.setFocus()
    assert (table.currentIndex().row(), table.currentIndex().column()) == (2, 0)


def test_that_a_renewed_sheet_keeps_the_place_of_the_keyboard(table: SheetTable) -> None:
    table.go_to(5, 1)
    table.show_sheet(SheetView(HEADS, ROWS))
    assert (table.currentIndex().row(), table.currentIndex().column()) == (3, 1)


def test_that_a_file_of_fixed_layout_has_heads_without_anything_to_change(
    table: SheetTable, qtbot
) -> None:
    heads = (
        SheetHead("", "Facility ID", "A", fixed=True),
        SheetHead("", "Answer", "B", fixed=True),
    )
    table.show_sheet(SheetView(heads, (SheetRow(2, ("010001", "72")),)))
    opened: list[int] = []
    table.column_opened.connect(opened.append)
    qtbot.keyClick(table.heads, Qt.Key.Key_Return)
    table.go_to(2, 1)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == []
    assert read_out(table, 0, 1) == "Row 2, Answer: 72"


def test_that_margin_and_cells_share_ground_and_line(table: SheetTable) -> None:
    margin = table.verticalHeader()
    shown = table.grab().toImage()
    ratio = shown.devicePixelRatio()
    title, used = 0, 2
    cell = table.visualRect(table.content.index(used, 2)).translated(table.viewport().pos())
    beside = margin.pos().x() + 1
    for row, colors in ((title, {"strip", "line"}), (used, {"card", "line"})):
        top = table.viewport().pos().y() + table.rowViewportPosition(row)
        found = set()
        for y in (top + 1, top + table.rowHeight(row) - 1):
            pair = [
                shown.pixelColor(int(x * ratio), int(y * ratio)) for x in (beside, cell.right())
            ]
            assert pair[0] == pair[1], (row, y)
            found |= {n for n in colors if getattr(table._look.theme, n) == pair[0]}
        assert found == colors


def test_that_the_columns_of_a_very_wide_table_get_their_widths_one_part_after_the_other(
    table: SheetTable, qtbot
) -> None:
    count = 3 * FITTED_AT_ONCE
    heads = tuple(SheetHead("Item", f"Q{k}", str(k)) for k in range(count))
    long = "an answer longer than its head"
    table.show_sheet(SheetView(heads, (SheetRow(1, (long,) * count),)))
    widths = [table.columnWidth(0), table.columnWidth(count - 1)]
    assert widths[0] > widths[1]
    qtbot.waitUntil(lambda: table.columnWidth(count - 1) == widths[0])


def test_that_the_margin_has_room_for_its_widest_words(table: SheetTable) -> None:
    metrics = QFontMetricsF(table._look.font("secondary"))
    for row in (SheetRow(7, (), "why", "iiiiii"), SheetRow(8, (), "why", "WWWWWW")):
        table.show_sheet(SheetView(HEADS, (SheetRow(1, (), "why", "iiiiii"), row)))
        words = f"{row.number} · {row.short}"
        assert table.margin.width() >= metrics.horizontalAdvance(words)
