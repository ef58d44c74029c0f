"""The whole path: a file is dropped, the unit is seen against the others, an action is written,
and it is there again the next day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from models.store.actions.items import list_actions
from models.store.imports.batches import list_batches
from models.store.units.units import list_units
from tests.journeys.conftest import Visit
from tests.ui.survey_file import write_hcahps
from ui.pages.actions.page import ActionsPage
from ui.pages.files.page import FilesPage
from ui.pages.import_file.session import State
from ui.pages.results.page import ResultsPage

DATA = Path(__file__).parents[1] / "data"


def results(at: Visit) -> ResultsPage:
    page = at.window.current_page
    assert isinstance(page, ResultsPage)
    return page


def files(at: Visit) -> FilesPage:
    page = at.window.current_page
    assert isinstance(page, FilesPage)
    return page


def actions(at: Visit) -> ActionsPage:
    page = at.window.current_page
    assert isinstance(page, ActionsPage)
    return page


def test_from_a_dropped_file_to_an_action_that_is_still_there_tomorrow(
    visit: Callable[[], Visit], tmp_path: Path
) -> None:
    at = visit()
    assert at.page == "home"

    at.drop([write_hcahps(tmp_path / "PX export.csv", typos=2)])
    assert at.page == "files"
    card = files(at).deck.cards[0]
    assert card.verdict == "Ready to import"
    tiles = [tile.accessibleName() for tile in card.side.verdict.counts.tiles if tile.isVisible()]
    assert tiles == ["120 ready", "2 warnings", "0 skipped"]
    assert at.read(list_batches) == []

    assert at.focus.objectName() == "offer_import"  # the keyboard is where the next step is
    at.press(Qt.Key.Key_Space)
    assert card.state is State.IMPORTED
    assert "120 surveys imported" in at.said

    at.press(Qt.Key.Key_Space)
    assert at.page == "results"
    page = results(at)
    chooser = page.header.unit
    at.tab_to("unit_chooser")
    at.press(Qt.Key.Key_Down)
    at.type("4 west")
    at.press(Qt.Key.Key_Return)
    assert chooser.accessibleName() == "Unit: 4 West"
    comparison = page.shown.comparison
    assert (comparison.unit, comparison.surveys_unit, comparison.surveys_other) == (
        "4 West",
        40,
        80,
    )

    at.tab_to("dumbbell")
    keys = [m.measure for m in comparison.measures]
    at.press(Qt.Key.Key_Home)
    at.press(Qt.Key.Key_Down, times=keys.index("restfulness"))
    assert page.measure == "restfulness"
    restfulness = next(m for m in comparison.measures if m.measure == "restfulness")
    assert restfulness.difference.signal == "below"

    at.tab_to("add_action")
    at.press(Qt.Key.Key_Space)
    assert at.page == "actions"
    assert at.focus.objectName() == "action_what"
    at.type("Doors closed softly from nine to six")
    at.press(Qt.Key.Key_Tab)
    at.type("Night charge nurse")
    at.press(Qt.Key.Key_Return)
    assert actions(at).entry.said == "Saved"
    at.close()

    at = visit()
    at.go_to("actions")
    item = actions(at).board.chosen
    assert item.what == "Doors closed softly from nine to six"
    assert (item.unit, item.measure, item.owner) == ("4 West", "restfulness", "Night charge nurse")
    assert item.due.isoformat() == "2026-12-08"
    at.find(QPushButton, "action_results").click()
    at.settle()
    assert (at.page, results(at).measure) == ("results", "restfulness")


def test_an_import_taken_back_leaves_nothing_but_its_record(
    visit: Callable[[], Visit], tmp_path: Path
) -> None:
    at = visit()
    at.drop([write_hcahps(tmp_path / "october.csv")])
    at.press(Qt.Key.Key_Space)
    at.go_to("files")
    at.find(QPushButton, "switch_files").click()
    at.tab_to("batches")
    at.press(Qt.Key.Key_Delete)
    assert at.focus.objectName() == "keep"
    at.press(Qt.Key.Key_Tab)
    at.press(Qt.Key.Key_Space)
    assert [bool(batch.undone) for batch in at.read(list_batches)] == [True]
    assert at.read(list_units) == []
    at.go_to("results")
    assert results(at).blank.isVisible()
    assert "No survey data yet" in results(at).blank.accessibleName()


def test_wards_and_published_figures_go_the_same_way(visit: Callable[[], Visit]) -> None:
    at = visit()
    at.drop([DATA / "nhs" / "wards_2025_08.xlsx", DATA / "cms" / "national_2024.csv"])
    wards, nation = files(at).deck.cards
    assert wards.is_ready
    assert nation.side.verdict.counts.ready.accessibleName().endswith(" scores ready")
    at.find(QPushButton, "import_all").click()
    at.settle()
    assert [card.state for card in (wards, nation)] == [State.IMPORTED, State.IMPORTED]
    assert {batch.format for batch in at.read(list_batches)} == {"counts", "cms_national"}
    at.go_to("results")
    comparison = results(at).shown.comparison
    assert [m.measure for m in comparison.measures] == ["overall_experience"]


def test_a_bad_file_is_explained_and_stores_nothing(
    visit: Callable[[], Visit], tmp_path: Path
) -> None:
    web_page = tmp_path / "export.xls"
    web_page.write_text("<html><body>Please log in</body></html>", "utf-8")
    at = visit()
    at.go_to("results")
    at.drop([web_page])
    assert at.page == "files"
    (card,) = files(at).deck.cards
    assert card.state is State.REFUSED
    assert "web page" in card.verdict
    assert card.findChild(QLabel, "refusal_hint").text()
    assert not card.findChild(QPushButton, "offer_import").isVisible()
    assert at.focus.objectName() == "refusal_close"
    at.press(Qt.Key.Key_Space)
    assert files(at).blank.isVisible()
    assert at.read(list_batches) == []
    assert at.read(list_units) == []


def test_an_empty_start_leads_to_the_sample_hospital(visit: Callable[[], Visit]) -> None:
    at = visit()
    sample = next(
        offer
        for offer in at.window.current_page.findChildren(QPushButton)
        if offer.text() == "Try the sample hospital" and offer.isVisible()
    )
    sample.click()
    at.settle()
    assert len(at.read(list_units)) == 9
    at.go_to("results")
    comparison = results(at).shown.comparison
    assert comparison.unit == "4 West"
    real = [m.measure for m in comparison.measures if m.difference.signal == "below"]
    assert real == ["restfulness"]
    at.go_to("actions")
    assert actions(at).board.model.rowCount() == len(
        [i for i in at.read(list_actions) if i.status not in ("done", "stopped")]
    )


def test_a_goal_set_in_the_settings_is_drawn_in_the_results(visit: Callable[[], Visit]) -> None:
    at = visit()
    at.app.imports.build_sample()
    at.settle()
    at.go_to("settings")
    at.press(Qt.Key.Key_Down, times=3)
    at.tab_to("goal_restfulness")
    at.type("70")
    at.press(Qt.Key.Key_Return)
    assert at.said == "Change a goal: saved."
    assert at.find(QLineEdit, "goal_restfulness").text() == "70"
    at.go_to("results")
    measures = results(at).shown.comparison.measures
    assert {m.measure: m.goal for m in measures if m.goal is not None} == {"restfulness": 0.7}
