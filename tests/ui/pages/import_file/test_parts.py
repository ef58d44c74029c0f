"""The parts of the import screen: counts with their cells, a column, a measure built by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QWidget

from models.files.mapping.value import ColumnMapping, Direction, Mapping, MeasureMapping, Role
from models.importing.unit_spellings import Certainty, SpellingGroup
from tests.ui.pages.import_examples import COLUMNS, PROBLEMS, ROWS, preview, report
from ui.base.theme import Appearance
from ui.pages.import_file.column import ColumnPanel
from ui.pages.import_file.counts import CountsPanel
from ui.pages.import_file.measure import MeasureDialog
from ui.pages.import_file.measures import MeasuresCard
from ui.pages.import_file.sheet import SheetPanel, sheet_view
from ui.pages.import_file.side_card import ReadingCard
from ui.pages.import_file.words import verdict_words
from ui.widgets.sheet_rows import Sureness


@pytest.fixture
def counts(look: Appearance, qtbot) -> CountsPanel:
    made = CountsPanel(look)
    qtbot.addWidget(made)
    made.show()
    made.show_report(report())
    return made


@pytest.fixture
def panel(look: Appearance, qtbot) -> ColumnPanel:
    made = ColumnPanel(look)
    qtbot.addWidget(made)
    return made


def lines(counts: CountsPanel) -> list[str]:
    model = counts.model
    return [str(model.index(k, 0).data()) for k in range(model.rowCount())]


# the rows


def test_that_the_preview_is_shown_under_what_each_column_is_taken_for() -> None:
    view = sheet_view(preview(), PROBLEMS)
    assert [head.role for head in view.heads] == [
        "Survey ID",
        "Unit",
        "Discharge date",
        "Survey question: Nurses: respect",
        "Survey question: Nurses: listened",
        "Survey question",
        "Ignored",
    ]
    assert view.heads[5].sureness is Sureness.UNSURE
    assert not view.heads[6].used
    assert [row.short for row in view.rows] == ["title", "names", "", "", "note"]
    assert view.rows[4].why == "Not imported: note below the data."
    assert view.marks == {
        (4, 4): "No answer of this question; the cell was left blank.",
        (900, 5): "The scale ends at 5; the cell was left blank.",
    }


def test_that_a_column_that_was_not_there_last_time_is_called_new() -> None:
    known = Mapping(columns=tuple(ColumnMapping(c.name, c.role) for c in COLUMNS[:-1]))
    told = ("One new column: Bed.",)
    view = sheet_view(preview(mapping=known, applied="remembered", differences=told), ())
    assert [head.name for head in view.heads if head.is_new] == ["Bed"]
    assert view.heads[6].sureness_words() == "new column"


def test_that_titles_are_told_below_the_rows_and_other_sheets_are_offered(
    look: Appearance, qtbot
) -> None:
    panel = SheetPanel(look)
    qtbot.addWidget(panel)
    panel.show_preview(preview(), None)
    foot = panel.findChild(QLabel, "import_foot")
    assert foot.text() == "Row 1 is a title. Not imported. Your file is never changed."
    notes = {option.text: option.note for option in panel.sheets.options}
    assert notes == {"Answers": "", "Codes": "no answers found"}
    with qtbot.waitSignal(panel.sheet_chosen) as chosen:
        panel.sheets.chosen.emit("Codes")
    assert chosen.args == ["Codes"]


def test_that_what_may_tell_who_a_patient_is_is_drawn_nowhere(look: Appearance, qtbot) -> None:
    named = tuple(replace(c, role=Role.IDENTIFIER) if c.name == "Bed" else c for c in COLUMNS)
    view = sheet_view(preview(columns=named), ())
    assert [row.cells[6] for row in view.rows if len(row.cells) > 6] == ["Bed", "•••", "•••"]
    card = ReadingCard(look)
    qtbot.addWidget(card)
    rows = (ROWS[1], replace(ROWS[2], cells=("", "", "", "", "", "5", "12")))
    card.offer_names_rows(rows, shown=True, hidden=[6])
    assert [option.note for option in card.names_row.options] == ["No, Ward, Disch", "5"]


def test_that_names_of_units_that_may_be_another_one_are_remarked_on() -> None:
    group = SpellingGroup(
        "", "", "4 West", ("4 West", "3 East"), (1, 1), Certainty.POSSIBLE, "signs"
    )
    view = sheet_view(preview(mapping=Mapping(units={"4 West": "West"})), (), [group])
    assert view.remarks == {1: {"3 East": "This may be “4 West”.", "4 West": "This means “West”."}}


# the counts


def test_that_each_count_leads_to_its_cells(counts: CountsPanel, qtbot) -> None:
    names = [tile.accessibleName() for tile in counts.tiles]
    assert names == ["412 ready", "2 warnings", "1 skipped", "38 already stored"]
    tester = QAbstractItemModelTester(counts.model)
    counts.warnings.click()
    assert lines(counts) == ["Q2, row 4: “Alwys”", "Rating, row 900: “12”"]
    counts.skipped.click()
    assert lines(counts) == ["Row 700"]
    assert not counts.warnings.isChecked()
    counts.skipped.click()
    assert lines(counts) == []
    assert tester.model() is counts.model


def test_that_many_skipped_rows_are_said_first() -> None:
    assert verdict_words(preview(), report(), 0) == "Ready to import"
    many = report(rows_rejected=46)
    assert verdict_words(preview(), many, 0) == "Ready, but 46 of 451 rows are left out"


def test_that_going_along_the_cells_shows_each_with_its_reason(counts: CountsPanel, qtbot) -> None:
    counts.warnings.click()
    wanted: list[object] = []
    counts.cell_wanted.connect(wanted.append)
    counts.view.setCurrentIndex(counts.model.index(0, 0))
    qtbot.keyClick(counts.view, Qt.Key.Key_Down)
    assert wanted == list(PROBLEMS[:2])
    told = counts.findChild(QLabel, "count_explained").text()
    assert told == "Rating, row 900: “12”\nThe scale ends at 5; the cell was left blank."


def test_that_enter_on_a_cell_of_the_list_takes_the_keyboard_to_it(
    counts: CountsPanel, qtbot
) -> None:
    counts.warnings.click()
    counts.view.setCurrentIndex(counts.model.index(0, 0))
    with qtbot.waitSignal(counts.cell_opened) as opened:
        qtbot.keyClick(counts.view, Qt.Key.Key_Return)
    assert opened.args == [PROBLEMS[0]]


def test_that_a_count_of_nothing_leads_nowhere(counts: CountsPanel) -> None:
    counts.show_report(report(problems=(), problems_total=0, rows_rejected=0, duplicates_skipped=0))
    assert not counts.warnings.isEnabled()
    assert counts.known.isHidden()
    counts.ready.click()
    assert counts.findChild(QLabel, "count_explained").text() == ("Units come from Ward.")


# a column


def test_that_a_column_is_given_another_role(panel: ColumnPanel, qtbot) -> None:
    assert panel.show_column(preview(), 6)
    with qtbot.waitSignal(panel.mapping_changed) as changed:
        panel.role.chosen.emit(Role.COMMENT)
    assert changed.args[0].column("Bed") == ColumnMapping("Bed", Role.COMMENT)


def test_that_a_scale_is_turned_around(panel: ColumnPanel, qtbot) -> None:
    panel.show_column(preview(), 5)
    kept, turned = panel.best_end
    assert kept.text() == "“5” is the best answer"
    assert kept.isChecked()
    with qtbot.waitSignal(panel.mapping_changed) as changed:
        turned.click()
    assert changed.args[0].column("Rating").direction is Direction.LOWEST


def test_that_the_best_answers_are_checked_by_hand(panel: ColumnPanel, qtbot) -> None:
    panel.show_column(preview(), 3)
    with qtbot.waitSignal(panel.mapping_changed) as changed:
        panel.best.model.toggle(1)  # Usually, below Always
    assert changed.args[0].column("Q1").best == ("Usually", "Always")


def test_that_the_answers_of_a_known_questionnaire_are_not_up_for_change(
    panel: ColumnPanel,
) -> None:
    panel.show_column(preview(), 3, "HCAHPS, from January 2025")
    assert not panel.best.isVisibleTo(panel)
    words = [part.text() for part in panel.findChildren(QLabel)]
    assert "Its answers and best answers come from HCAHPS, from January 2025." in words


def test_that_never_are_all_answers_the_best_or_none(panel: ColumnPanel) -> None:
    panel.show_column(preview(), 3)
    said: list[object] = []
    panel.mapping_changed.connect(said.append)
    panel.best.model.toggle(0)
    assert said == []


def test_that_a_column_without_a_scale_offers_none(panel: ColumnPanel) -> None:
    panel.show_column(preview(), 1)
    assert panel.best.isHidden() or not panel.best.isVisibleTo(panel)
    assert not panel.show_column(preview(mappable=False), 1)
    assert panel.place == -1


def test_that_what_was_said_of_a_column_can_be_forgotten(panel: ColumnPanel, qtbot) -> None:
    said = Mapping(columns=(ColumnMapping("Bed", Role.COMMENT), ColumnMapping("Q1", Role.ITEM)))
    panel.show_column(preview(mapping=said), 6)
    with qtbot.waitSignal(panel.mapping_changed) as changed:
        panel.findChild(QWidget, "column_again").click()
    assert [column.name for column in changed.args[0].columns] == ["Q1"]


# a measure


@pytest.fixture
def parent(look: Appearance, qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def measure_dialog(look: Appearance, parent: QWidget, names: list[str]) -> MeasureDialog:
    dialog = MeasureDialog(look, preview(), names, parent)
    dialog.open()
    return dialog


def test_that_a_measure_is_built_from_items_with_their_best_answers(
    look: Appearance, parent: QWidget, qtbot
) -> None:
    dialog = measure_dialog(look, parent, ["Q2"])
    qtbot.keyClicks(dialog.name, "Nurses listen")
    dialog.items.model.toggle(0)
    dialog.best.model.toggle(1)
    with qtbot.waitSignal(dialog.built) as built:
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert built.args == [
        MeasureMapping("nurses_listen", "Nurses listen", ("Q1", "Q2"), ("Usually", "Always"))
    ]


def test_that_items_of_different_scales_make_no_measure(
    look: Appearance, parent: QWidget, qtbot
) -> None:
    dialog = measure_dialog(look, parent, ["Q1", "Rating"])
    built: list[object] = []
    dialog.built.connect(built.append)
    qtbot.keyClicks(dialog.name, "Both")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert built == []
    assert "use different answers" in " ".join(part.text() for part in dialog.findChildren(QLabel))


def test_that_measures_built_by_hand_are_listed_and_taken_out(look: Appearance, qtbot) -> None:
    card = MeasuresCard(look)
    qtbot.addWidget(card)
    card.show_measures((), possible=False)
    assert card.isHidden()
    built = MeasureMapping("listen", "Nurses listen", ("Q1", "Q2"), ("Always",))
    card.show_measures([built], possible=True)
    assert "2 questions, best answers: “Always”" in [
        part.text() for part in card.findChildren(QLabel)
    ]
    remove = card.findChild(QWidget, "remove_listen")
    assert remove.accessibleName() == "Remove “Nurses listen”"
    with qtbot.waitSignal(card.removed) as removed:
        remove.click()
    assert removed.args == ["listen"]
