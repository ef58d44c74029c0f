"""The settings: each section shows what is stored, and stores what is entered."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton

from models.store.actions.items import list_actions
from models.store.database.settings import (
    get_setting,
    goals,
    my_units,
    own_goals,
    set_goal,
    small_cell_floor,
)
from models.store.tallies.labels import measure_labels
from models.store.units.units import UnitSummary, find_unit, list_units
from tests.ui.conftest import NOW
from tests.ui.pages.conftest import Bench
from ui.base.organization import ORGANIZATION_NAME
from ui.base.theme import DARK, LIGHT
from ui.base.version import VERSION
from ui.pages.base.reason_dialog import ReasonDialog
from ui.pages.settings.about import AboutSection
from ui.pages.settings.data import DataSection
from ui.pages.settings.goals import GoalsSection
from ui.pages.settings.mine import MySection
from ui.pages.settings.names import NamesSection
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.section import Section
from ui.pages.settings.simple import LookSection, OrganizationSection, PrivacySection
from ui.pages.settings.unit_dialogs import CloseDialog, MergeDialog
from ui.pages.settings.units import UnitsSection

Kind = TypeVar("Kind", bound=Section)


@pytest.fixture
def page(sample_bench: Bench) -> SettingsPage:
    return sample_bench.show(SettingsPage)


def turn_to(page: SettingsPage, bench: Bench, kind: type[Kind]) -> Kind:
    page.open_with(kind.key)
    bench.settle(page)
    section = page.section(kind.key)
    assert isinstance(section, kind)
    assert section.isVisible()
    return section


def unit(bench: Bench, name: str) -> UnitSummary:
    return next(s for s in bench.read(list_units) if s.unit.name == name)


def choose_unit(section: UnitsSection, bench: Bench, name: str) -> None:
    content = section.table.content
    row = content.row_of(str(unit(bench, name).unit.id))
    section.table.setCurrentIndex(content.index(row, 0))


def problem(section: Section) -> str:
    shown = section.findChild(QLabel, "settings_problem")
    return shown.text() if shown.isVisible() else ""


def test_that_the_models_keep_qts_rules(page: SettingsPage, sample_bench: Bench) -> None:
    reporting = QAbstractItemModelTester.FailureReportingMode.Warning
    mine = turn_to(page, sample_bench, MySection)
    units = turn_to(page, sample_bench, UnitsSection)
    testers = [
        QAbstractItemModelTester(m, reporting) for m in (mine.list.model, units.table.content)
    ]
    mine.list.search.setText("o")
    mine.list.model.toggle(0)
    units.searched.field.setText("medical")
    units.table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    units.searched.field.setText("nothing at all")
    sample_bench.settle(page)
    assert len(testers) == 2


def test_that_every_section_opens_and_is_named(page: SettingsPage, sample_bench: Bench) -> None:
    for row, key in enumerate(page.section_keys):
        page.list.setCurrentRow(row)
        sample_bench.settle(page)
        assert page.section(key).isVisible()


def test_that_the_organizations_name_is_kept(
    page: SettingsPage, sample_bench: Bench, qtbot
) -> None:
    section = turn_to(page, sample_bench, OrganizationSection)
    section.name.selectAll()
    with qtbot.waitSignal(page.desk.data.history.kept):
        qtbot.keyClicks(section.name, "Riverside Health")
        qtbot.keyClick(section.name, Qt.Key.Key_Return)
    assert sample_bench.read(lambda c: get_setting(c, ORGANIZATION_NAME)) == "Riverside Health"


def test_that_leaving_a_field_unchanged_stores_nothing(
    page: SettingsPage, sample_bench: Bench, qtbot
) -> None:
    section = turn_to(page, sample_bench, OrganizationSection)
    with qtbot.assertNotEmitted(page.desk.data.changed):
        qtbot.keyClick(section.facility, Qt.Key.Key_Return)
        sample_bench.settle(page)


def test_that_units_are_searched_and_marked_as_mine_by_keyboard(
    page: SettingsPage, sample_bench: Bench, qtbot
) -> None:
    section = turn_to(page, sample_bench, MySection)
    qtbot.keyClicks(section.list.search, "onco")
    qtbot.keyClick(section.list.search, Qt.Key.Key_Down)
    assert page.focusWidget() is section.list.view
    qtbot.keyClick(section.list.view, Qt.Key.Key_Space)
    sample_bench.settle(page)
    names = {s.unit.id: s.unit.name for s in sample_bench.read(list_units)}
    assert [names[i] for i in sample_bench.read(my_units)] == ["4 West", "Oncology"]
    assert section.findChild(QLabel, "my_units_summary").text() == "2 units chosen of 9"
    qtbot.keyClick(section.list.view, Qt.Key.Key_Space)
    sample_bench.settle(page)
    assert [names[i] for i in sample_bench.read(my_units)] == ["4 West"]


def test_that_my_units_stand_on_top_when_the_section_is_entered(
    page: SettingsPage, sample_bench: Bench
) -> None:
    section = turn_to(page, sample_bench, MySection)
    assert section.list.model.option(0).text == "4 West"
    last = section.list.model.rowCount() - 1
    name = section.list.model.option(last).text
    section.list.model.toggle(last)
    sample_bench.settle(page)
    assert section.list.model.option(last).text == name  # rows do not jump while checking
    turn_to(page, sample_bench, LookSection)
    turn_to(page, sample_bench, MySection)
    assert [section.list.model.option(k).text for k in (0, 1)] == ["4 West", name]


def test_that_a_unit_is_renamed(page: SettingsPage, sample_bench: Bench, qtbot) -> None:
    section = turn_to(page, sample_bench, UnitsSection)
    choose_unit(section, sample_bench, "Short Stay")
    before = unit(sample_bench, "Short Stay")
    section.acts["rename"].click()
    dialog = section.findChild(ReasonDialog)
    assert dialog.line.text() == "Short Stay"
    qtbot.keyClicks(dialog.line, "Day Surgery")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    sample_bench.settle(page)
    assert unit(sample_bench, "Day Surgery").unit.id == before.unit.id
    assert section.chosen().unit.name == "Day Surgery"


def test_that_a_name_that_is_taken_is_refused_in_words(
    page: SettingsPage, sample_bench: Bench, qtbot
) -> None:
    section = turn_to(page, sample_bench, UnitsSection)
    choose_unit(section, sample_bench, "Short Stay")
    section.acts["rename"].click()
    dialog = section.findChild(ReasonDialog)
    qtbot.keyClicks(dialog.line, "Oncology")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    sample_bench.settle(page)
    assert problem(section).startswith(
        "Not saved. Another unit in this hospital has or had the name"
    )
    assert unit(sample_bench, "Short Stay")


def test_that_merging_says_what_joins_what_and_moves_everything(
    page: SettingsPage, sample_bench: Bench
) -> None:
    west, east = (unit(sample_bench, name) for name in ("4 West", "3 East"))
    actions = len(sample_bench.read(lambda c: list_actions(c, unit_id=west.unit.id)))
    section = turn_to(page, sample_bench, UnitsSection)
    choose_unit(section, sample_bench, "4 West")
    section.acts["merge"].click()
    dialog = section.findChild(MergeDialog)
    assert not dialog.agree.isEnabled()
    assert west.unit.id not in [option.key for option in dialog.into.options]
    dialog.into.popup.picked.emit(next(o for o in dialog.into.options if o.key == east.unit.id))
    told = dialog.findChild(QLabel, "merge_sum").text()
    assert (
        told
        == f"{west.responses} surveys from 4 West will join {east.responses} surveys in 3 East."
    )
    dialog.agree.click()
    sample_bench.settle(page)
    assert unit(sample_bench, "3 East").responses == west.responses + east.responses
    assert sample_bench.read(lambda c: find_unit(c, "4 West")).id == east.unit.id
    moved = sample_bench.read(lambda c: list_actions(c, unit_id=east.unit.id))
    assert len(moved) == actions
    assert section.chosen().unit.id == east.unit.id


def test_that_a_unit_gets_a_type_and_loses_it(
    page: SettingsPage, sample_bench: Bench, qtbot
) -> None:
    section = turn_to(page, sample_bench, UnitsSection)
    for kind in ("day surgery", ""):
        choose_unit(section, sample_bench, "Short Stay")
        section.acts["type"].click()
        dialog = section.findChildren(ReasonDialog)[-1]
        dialog.line.setText(kind)
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
        sample_bench.settle(page)
        assert unit(sample_bench, "Short Stay").unit.type == kind


def test_that_a_unit_is_closed_since_a_day_and_opened_again(
    page: SettingsPage, sample_bench: Bench
) -> None:
    section = turn_to(page, sample_bench, UnitsSection)
    choose_unit(section, sample_bench, "Short Stay")
    section.acts["close"].click()
    dialog = section.findChild(CloseDialog)
    assert dialog.day.day == NOW.date()
    dialog.day.set_day(date(2026, 9, 30))
    dialog.agree.click()
    sample_bench.settle(page)
    assert unit(sample_bench, "Short Stay").unit.closed_on == date(2026, 9, 30)
    assert not section.acts["close"].isVisible()
    section.acts["reopen"].click()
    sample_bench.settle(page)
    assert unit(sample_bench, "Short Stay").unit.closed_on is None


def test_that_the_table_is_searched_and_sorted(page: SettingsPage, sample_bench: Bench) -> None:
    section = turn_to(page, sample_bench, UnitsSection)
    content = section.table.content
    surveys = {str(s.unit.id): s.responses for s in sample_bench.read(list_units)}
    for _click in range(2):
        section.table.horizontalHeader().sectionClicked.emit(content.table.heads.index("Surveys"))
    shown = [surveys[content.key(row)] for row in range(content.rowCount())]
    assert shown == sorted(shown, reverse=True)
    section.searched.field.setText("MOTHER baby")
    assert content.rowCount() == 1
    section.table.setCurrentIndex(content.index(0, 0))
    assert section.chosen().unit.name == "Mother and Baby"


def test_that_a_goal_holds_for_everybody_and_a_units_own_goes_before_it(
    page: SettingsPage, sample_bench: Bench, qtbot
) -> None:
    section = turn_to(page, sample_bench, GoalsSection)
    field = section.fields["restfulness"]
    qtbot.keyClicks(field, "70.5")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    sample_bench.settle(page)
    assert sample_bench.read(own_goals) == {"restfulness": 0.705}
    west = unit(sample_bench, "4 West").unit.id
    section.unit.popup.picked.emit(next(o for o in section.unit.options if o.key == west))
    sample_bench.settle(page)
    assert (field.text(), field.placeholderText()) == ("", "70.5")
    qtbot.keyClicks(field, "80")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    sample_bench.settle(page)
    assert sample_bench.read(lambda c: goals(c, west)) == {"restfulness": 0.8}
    assert sample_bench.read(own_goals) == {"restfulness": 0.705}


def test_that_emptying_a_field_takes_the_goal_away(sample_bench: Bench, qtbot) -> None:
    sample_bench.prepare(lambda c: set_goal(c, 0, "nurses", 0.8))
    page = sample_bench.show(SettingsPage)
    section = turn_to(page, sample_bench, GoalsSection)
    field = section.fields["nurses"]
    assert field.text() == "80"
    field.clear()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    sample_bench.settle(page)
    assert sample_bench.read(own_goals) == {}


def test_that_a_goal_over_a_hundred_percent_cannot_be_entered(
    page: SettingsPage, sample_bench: Bench, qtbot
) -> None:
    section = turn_to(page, sample_bench, GoalsSection)
    qtbot.keyClicks(section.fields["nurses"], "170")
    qtbot.keyClick(section.fields["nurses"], Qt.Key.Key_Return)
    sample_bench.settle(page)
    assert sample_bench.read(own_goals) in ({}, {"nurses": 0.17})


def test_that_a_low_floor_is_stored_and_cautioned_against(
    page: SettingsPage, sample_bench: Bench, qtbot
) -> None:
    section = turn_to(page, sample_bench, PrivacySection)
    caution = section.findChild(QLabel, "floor_caution")
    assert section.floor.text() == "11"
    assert not caution.isVisible()
    section.floor.selectAll()
    qtbot.keyClicks(section.floor, "5")
    qtbot.keyClick(section.floor, Qt.Key.Key_Return)
    sample_bench.settle(page)
    assert sample_bench.read(small_cell_floor) == 5
    assert caution.isVisible()
    assert "5 answers" in caution.text()


@pytest.mark.parametrize("typed", ["0", "2000", "few", ""])
def test_that_a_floor_that_is_none_is_refused_in_words(
    page: SettingsPage, sample_bench: Bench, qtbot, typed: str
) -> None:
    section = turn_to(page, sample_bench, PrivacySection)
    section.floor.clear()
    qtbot.keyClicks(section.floor, typed)
    qtbot.keyClick(section.floor, Qt.Key.Key_Return)
    sample_bench.settle(page)
    assert sample_bench.read(small_cell_floor) == 11
    assert "from 1 to 1,000" in problem(section)


def test_that_the_theme_changes_at_once_and_is_remembered(
    page: SettingsPage, sample_bench: Bench
) -> None:
    section = turn_to(page, sample_bench, LookSection)
    assert section.choices[LIGHT].isChecked()
    section.choices[DARK].click()
    assert page.desk.look.theme.name == DARK
    assert page.desk.preferences.theme == DARK
    section.choices[LIGHT].click()
    assert page.desk.look.theme.name == LIGHT


def test_that_the_huddles_screen_has_a_look_of_its_own(
    page: SettingsPage, sample_bench: Bench
) -> None:
    section = turn_to(page, sample_bench, LookSection)
    section.findChild(QRadioButton, f"room_theme_{LIGHT}").click()
    assert page.desk.preferences.room_theme == LIGHT
    assert page.desk.look.theme.name == LIGHT  # the window's own look is another choice
    section.findChild(QRadioButton, f"room_theme_{DARK}").click()
    assert page.desk.preferences.room_theme == DARK
    assert page.desk.look.theme.name == LIGHT


def test_that_a_back_up_is_made_on_request_and_listed(
    page: SettingsPage, sample_bench: Bench
) -> None:
    section = turn_to(page, sample_bench, DataSection)
    place = Path(page.desk.data.place)
    assert str(place) in section.findChild(QLabel, "database_place").text()
    section.backup.click()
    sample_bench.settle(page)
    made = list((place.parent / "backups").glob("*.db"))
    assert len(made) == 1
    said = section.findChild(QLabel, "data_said").text()
    assert said.startswith(f"Copied and checked: {made[0].name}")
    assert made[0].name in [line.text() for line in section.findChildren(QLabel)]


def test_that_the_check_tells_that_everything_is_whole(
    page: SettingsPage, sample_bench: Bench
) -> None:
    section = turn_to(page, sample_bench, DataSection)
    section.check.click()
    assert not section.backup.isEnabled()
    sample_bench.settle(page)
    assert section.findChild(QLabel, "data_said").text() == "Your data is fine."
    assert section.backup.isEnabled()


def test_that_about_names_the_versions_and_copies_them(
    page: SettingsPage, sample_bench: Bench
) -> None:
    section = turn_to(page, sample_bench, AboutSection)
    section.findChild(QPushButton, "copy_about").click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == f"Throughline: {VERSION}"
    assert copied[1].startswith("Database: SQLite 3.")
    assert copied[1].endswith(("journal WAL", "journal DELETE"))


def test_that_settings_work_before_there_are_any_data(bench: Bench) -> None:
    page = bench.show(SettingsPage)
    for row in range(len(page.section_keys)):
        page.list.setCurrentRow(row)
        bench.settle(page)
    units = page.section("units")
    assert isinstance(units, UnitsSection)
    assert not any(act.isEnabled() for act in units.acts.values())


def test_that_text_can_be_made_larger(page: SettingsPage, sample_bench: Bench) -> None:
    section = turn_to(page, sample_bench, LookSection)
    before = page.desk.look.text_scale
    section.text_size.setCurrentIndex(section.text_size.findData(150))
    section.text_size.activated.emit(section.text_size.currentIndex())
    assert page.desk.look.text_scale == pytest.approx(1.5 * before)
    assert page.desk.preferences.text_size == 150
    page.desk.look.set_text_size(1.0)


def test_that_a_measure_is_renamed_and_named_back_by_undo(
    page: SettingsPage, sample_bench: Bench
) -> None:
    section = turn_to(page, sample_bench, NamesSection)
    section.measure.set_current("restfulness")
    section.measure.chosen.emit("restfulness")
    sample_bench.settle(page)
    section.fields["short"].setText("Quiet & rest")
    section.fields["short"].editingFinished.emit()
    sample_bench.settle(page)
    kept = sample_bench.read(measure_labels)
    assert kept["restfulness"].short == "Quiet & rest"
    page.desk.data.history.undo()
    sample_bench.settle(page)
    assert sample_bench.read(measure_labels) == {}
    assert section.fields["short"].text() == ""
