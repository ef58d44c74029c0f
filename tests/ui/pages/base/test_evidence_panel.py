"""Of an action: the day to know by, and what the survey says of it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from models.analysis.evidence.results import (
    BETTER,
    NO_CLEAR_CHANGE,
    TOO_EARLY,
    WORSE,
    Evidence,
    EvidencePlan,
    Side,
)
from models.statistics.proportions import DifferenceInterval
from models.survey import Period
from tests.ui.pages.conftest import Bench
from ui.base.theme import Appearance
from ui.pages.actions.page import ActionsPage
from ui.pages.base.evidence_panel import EvidencePanel, EvidenceText, changes_of
from ui.text.evidence import evidence_sentence, plan_sentence

PLAN = EvidencePlan(
    "quiet", 0.4, 200, 20.0, 0.1, 150, 8, date(2027, 3, 28), "known", 11, 12, chance=0.82
)


def answered(status: str, *, rest: bool = True) -> Evidence:
    side = Side(Period(24300, 24311), 200, 0.4)
    change = DifferenceInterval(0.05, 0.01, 0.09)
    return Evidence(
        "4 West",
        "quiet",
        "Quiet",
        date(2026, 5, 26),
        side,
        side,
        change,
        change if rest else None,
        change if rest else None,
        status,
        date(2027, 3, 28) if status == TOO_EARLY else None,
        PLAN,
    )


@pytest.fixture
def panel(look: Appearance, qtbot) -> EvidencePanel:
    made = EvidencePanel(look)
    qtbot.addWidget(made)
    return made


def test_that_before_any_answer_the_day_to_know_by_is_told(panel: EvidencePanel) -> None:
    panel.show_told(EvidenceText(1, PLAN, None))
    assert panel._title.text() == "When will we know?"
    assert panel.text == plan_sentence(PLAN)
    assert "4 of 5 cases" in panel.text
    assert not panel.chart.isVisibleTo(panel)


def test_that_without_a_measure_it_says_how_to_name_one(panel: EvidencePanel) -> None:
    panel.show_told(EvidenceText(1, None, None))
    assert panel.text == "No measure yet, so the survey can't answer. Pick one with “Change”."


@pytest.mark.parametrize(
    ("status", "tone"),
    [(BETTER, "above"), (WORSE, "below"), (NO_CLEAR_CHANGE, ""), (TOO_EARLY, "")],
)
def test_that_the_verdict_is_colored_only_where_it_is_real(
    panel: EvidencePanel, status: str, tone: str
) -> None:
    panel.show_told(EvidenceText(1, PLAN, answered(status)))
    assert panel.text == evidence_sentence(answered(status))
    assert panel._words.property("tone") == tone
    assert panel._title.text() == "Did it help?"


def test_that_the_signal_belongs_to_the_units_own_change() -> None:
    own, rest = changes_of(answered(BETTER))
    assert (own.signal, rest.signal) == ("above", "")
    (alone,) = changes_of(answered(WORSE, rest=False))
    assert alone.signal == "below"


def test_that_the_method_waits_behind_a_question(panel: EvidencePanel) -> None:
    panel.show_told(EvidenceText(1, PLAN, answered(BETTER)))
    words = panel.findChild(QLabel, "method")
    assert not words.isVisibleTo(panel)
    panel.method.open.click()
    assert words.isVisibleTo(panel)
    assert "Newcombe" in words.text()


def test_that_the_chosen_action_shows_what_the_survey_says(sample_bench: Bench) -> None:
    page = sample_bench.show(ActionsPage)
    page.status.set_current("")
    page.status.chosen.emit("")
    sample_bench.settle(page)
    rows = page.board.model.rowCount()
    page.board.view.setCurrentIndex(page.board.model.index(rows - 1, 0))
    sample_bench.settle(page)
    panel = page.board.detail.evidence
    assert panel.isVisibleTo(page)
    assert panel.text.startswith(("No clear change", "Too early"))
    assert [stop.key for stop in panel.chart.stops] == ["This unit", "Rest of hospital"]
