"""Choosing several of thousands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.base.theme import Appearance
from ui.widgets.check_list import CheckList, CheckListModel
from ui.widgets.options import Option

WARDS = [Option(k, f"Ward {k}", f"Hospital {k % 90}") for k in range(6_900)]


@pytest.fixture
def wards(look: Appearance, qtbot) -> CheckList:
    made = CheckList(look, "My units")
    qtbot.addWidget(made)
    made.model.set_options(WARDS, [3, 5])
    made.show()
    return made


def test_that_the_model_keeps_qts_rules(qtbot) -> None:
    model = CheckListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_options(WARDS[:20], [2])
    model.search("ward 1")
    model.toggle(0)
    model.set_checked([7])
    model.set_options([], [])
    assert tester.model() is model


def test_that_what_is_checked_stays_checked_while_searching(wards: CheckList, qtbot) -> None:
    qtbot.keyClicks(wards.search, "ward 4711")
    assert wards.model.rowCount() == 1
    qtbot.keyClick(wards.search, Qt.Key.Key_Down)
    with qtbot.waitSignal(wards.changed) as changed:
        qtbot.keyClick(wards.view, Qt.Key.Key_Space)
    assert changed.args == [[3, 5, 4711]]


def test_that_the_place_is_searched_as_well(wards: CheckList, qtbot) -> None:
    qtbot.keyClicks(wards.search, "hospital 7 ward 97")
    shown = [wards.model.option(row).key for row in range(wards.model.rowCount())]
    assert 97 in shown
    assert all("97" in WARDS[key].text for key in shown)


def test_that_a_click_anywhere_in_a_row_checks_it(wards: CheckList, qtbot) -> None:
    second = wards.model.index(1, 0)
    box = wards.view.visualRect(second)
    qtbot.waitUntil(lambda: wards.view.indexAt(box.center()) == second)  # laid out to the end
    qtbot.mouseClick(wards.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert wards.model.checked == [3, 5, 1]


def test_that_checks_set_from_outside_tell_nobody(wards: CheckList, qtbot) -> None:
    with qtbot.assertNotEmitted(wards.changed):
        wards.model.set_checked([9])
    assert wards.model.checked == [9]


def test_that_a_check_is_read_out(wards: CheckList) -> None:
    index = wards.model.index(3, 0)
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Ward 3, Hospital 3"
