"""Choosing one of a few, or one of thousands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.base.theme import Appearance
from ui.widgets.chooser import Chooser
from ui.widgets.options import Option, OptionListModel

WARDS = [Option(k, f"Ward {k}", f"Hospital {k % 90}", f"Hospital {k % 90}") for k in range(6_900)]
FEW = [Option("rest", "The rest of Riverside", short="The rest"), Option("nation", "The nation")]


@pytest.fixture
def chooser(look: Appearance, qtbot) -> Chooser:
    made = Chooser(look, "Unit")
    qtbot.addWidget(made)
    made.set_options(WARDS, 3)
    made.show()
    return made


def test_that_the_model_keeps_qts_rules(qtbot) -> None:
    model = OptionListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_options(WARDS[:20])
    model.search("ward 1")
    model.search("nothing at all")
    model.set_options([])
    assert tester.model() is model


def test_that_typing_finds_one_of_thousands_and_enter_takes_it(chooser: Chooser, qtbot) -> None:
    qtbot.keyClick(chooser, Qt.Key.Key_W)
    assert chooser.popup.isVisible()
    qtbot.keyClicks(chooser.popup.search, "ard 4711")
    with qtbot.waitSignal(chooser.chosen) as chosen:
        qtbot.keyClick(chooser.popup.search, Qt.Key.Key_Return)
    assert chosen.args == [4711]
    assert chooser.current == 4711
    assert chooser.accessibleName() == "Unit: Ward 4711"
    assert not chooser.popup.isVisible()


def test_that_words_are_found_in_any_order_and_in_the_place(chooser: Chooser) -> None:
    chooser.open_list("hospital 12 4512")
    shown = [chooser.popup.model.option(k) for k in range(chooser.popup.model.rowCount())]
    assert [option.key for option in shown] == [4512]


def test_that_names_starting_with_the_words_come_first(qtbot) -> None:
    model = OptionListModel()
    model.set_options([Option(1, "North east"), Option(2, "East"), Option(3, "West")])
    model.search("east")
    assert [model.option(k).key for k in range(model.rowCount())] == [2, 1]


def test_that_arrows_move_from_the_search_field(chooser: Chooser, qtbot) -> None:
    chooser.open_list("ward 100")
    first = chooser.popup.view.currentIndex().row()
    qtbot.keyClick(chooser.popup.search, Qt.Key.Key_Down)
    qtbot.keyClick(chooser.popup.search, Qt.Key.Key_Down)
    qtbot.keyClick(chooser.popup.search, Qt.Key.Key_Up)
    assert chooser.popup.view.currentIndex().row() == first + 1


def test_that_a_name_nobody_has_is_said(chooser: Chooser, qtbot) -> None:
    chooser.open_list("zzz")
    assert not chooser.popup.view.isVisible()
    assert "zzz" in chooser.popup._none.text()
    with qtbot.assertNotEmitted(chooser.chosen):
        qtbot.keyClick(chooser.popup.search, Qt.Key.Key_Return)


def test_that_escape_changes_nothing(chooser: Chooser, qtbot) -> None:
    chooser.open_list()
    with qtbot.assertNotEmitted(chooser.chosen):
        qtbot.keyClick(chooser.popup.search, Qt.Key.Key_Escape)
    assert not chooser.popup.isVisible()
    assert chooser.current == 3


def test_that_the_list_opens_at_the_option_in_force(chooser: Chooser) -> None:
    chooser.set_current(5000)
    chooser.open_list()
    assert chooser.popup.view.currentIndex().row() == 5000


def test_that_choosing_the_same_again_says_nothing(chooser: Chooser, qtbot) -> None:
    with qtbot.assertNotEmitted(chooser.chosen):
        chooser._take(WARDS[3])


def test_that_few_options_need_no_search(chooser: Chooser) -> None:
    chooser.set_options(FEW, "rest")
    chooser.open_list()
    assert not chooser.popup.search.isVisible()
    assert chooser.accessibleName() == "Unit: The rest"


def test_that_nothing_opens_without_options(chooser: Chooser) -> None:
    chooser.set_options([], None)
    chooser.open_list()
    assert not chooser.popup.isVisible()
    assert chooser.accessibleName() == "Unit: Unit"


def test_that_samples_stand_below_a_name_and_do_not_hide_it(look: Appearance, qtbot) -> None:
    made = Chooser(look, "Column")
    qtbot.addWidget(made)
    plain = [Option("a", "Ward name"), Option("b", "Site")]
    made.set_options(plain)
    made.open_list()
    low = made.popup.view.sizeHintForRow(0)
    made.popup.hide()
    made.set_options([Option("a", "Ward name", below="4 West, 3 East, …"), plain[1]])
    made.open_list()
    assert made.popup.view.sizeHintForRow(0) > low
    index = made.popup.model.index(0, 0)
    assert index.data() == "Ward name"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Ward name, 4 West, 3 East, …"
