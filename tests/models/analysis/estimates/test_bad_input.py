"""What cannot be answered is said in words by every question: nothing fails or is invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from models.analysis.case_mix import CaseMix
from models.analysis.case_mix.unit_case_mix import case_mix
from models.analysis.comparison.unit_comparison import compare
from models.analysis.evidence import Evidence, EvidencePlan
from models.analysis.evidence.action_evidence import evidence, evidence_plan
from models.analysis.funnel import Funnel
from models.analysis.funnel.unit_funnel import funnel
from models.analysis.priorities import Priorities
from models.analysis.priorities.unit_priorities import priorities
from models.analysis.subgroups.unit_subgroups import subgroups
from models.analysis.trend import Trend
from models.analysis.trend.unit_trend import trend
from models.errors import DatabaseProblem
from models.store.database.database import Database, open_database
from models.store.tables.core import TallyRow
from models.survey import Period, Unit
from tests.models.analysis.build import Hospital, Survey
from tests.models.analysis.packed import add_surveys
from tests.models.analysis.time_series import ALWAYS, FIRST, NEVER, QUESTIONS
from ui.text.case_mix import case_mix_verdict
from ui.text.errors import hint
from ui.text.evidence import evidence_sentence, plan_sentence
from ui.text.priorities import priorities_verdict
from ui.text.trend import trend_verdict
from ui.text.units import funnel_verdict

TODAY = date(2027, 6, 1)
EMPTY_YEAR = Period(FIRST - 24, FIRST - 13)
KEY = "quietness"
Ask = Callable[[Database, Unit, Period], Any]

QUESTIONS_ASKED: dict[str, Ask] = {
    "compare": lambda db, unit, when: compare(db, unit, "rest", when),
    "trend": lambda db, unit, when: trend(db, unit, KEY, period=when, today=TODAY),
    "trend of means": lambda db, unit, when: trend(
        db, unit, KEY, of="mean", period=when, today=TODAY
    ),
    "funnel": lambda db, _unit, when: funnel(db, KEY, period=when),
    "case mix": lambda db, _unit, when: case_mix(db, KEY, adjust=["age"], period=when),
    "priorities": lambda db, unit, when: priorities(db, unit, period=when, repeats=20),
    "plan": lambda db, unit, _when: evidence_plan(db, unit, KEY, today=TODAY),
    "evidence": lambda db, unit, _when: evidence(db, unit, KEY, date(2024, 6, 1), today=TODAY),
}


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    found = open_database(tmp_path / "hospital.db")
    yield found
    found.close()


@pytest.fixture
def hospital(db: Database) -> Hospital:
    return Hospital(db)


def surveys(unit: Unit, n: int, *, months: int = 1, **answers: int) -> list[Survey]:
    given = {"quiet": ALWAYS, "listen": ALWAYS, "explain": ALWAYS, "rating": 11, "age": 2}
    return [Survey(unit, FIRST + k % months, given | answers) for k in range(n)]


SENTENCES: dict[type, Callable[[Any], str]] = {
    Trend: trend_verdict,
    Evidence: evidence_sentence,
    EvidencePlan: plan_sentence,
    Funnel: funnel_verdict,
    Priorities: priorities_verdict,
    CaseMix: case_mix_verdict,
}


def words_of(found: Any) -> str:
    """Return what is read aloud of an answer: its verdict, or its words."""
    say = SENTENCES.get(type(found))
    return say(found) if say is not None else str(found.verdict)


def ask(name: str, db: Database, unit: Unit, when: Period = Period()) -> Any:  # noqa: B008
    found = QUESTIONS_ASKED[name](db, unit, when)
    text = words_of(found)
    assert text, name
    assert "nan" not in text.casefold(), text
    if hasattr(found, "to_json"):
        assert "nan" not in str(found.to_json()).casefold().replace("maintain", "")
    return found


every = pytest.mark.parametrize("name", QUESTIONS_ASKED)


@every
def test_that_a_unit_without_answers_is_told_so(
    name: str, db: Database, hospital: Hospital
) -> None:
    silent = hospital.unit("Silent")
    add_surveys(hospital, QUESTIONS, surveys(hospital.unit("3 East"), 40))
    found = ask(name, db, silent)
    if name in ("compare", "trend", "trend of means", "plan"):
        assert words_of(found).startswith(("No answers", "No surveys", "No earlier surveys"))


@every
def test_that_equal_answers_of_everybody_are_no_difference(
    name: str, db: Database, hospital: Hospital
) -> None:
    unit = hospital.unit("4 West")
    for place in (unit, hospital.unit("3 East")):
        add_surveys(hospital, QUESTIONS, surveys(place, 60, months=15))
    words = words_of(ask(name, db, unit))
    assert not any(word in words for word in ("real gap", "Better", "Worse", "Lower since"))


@every
def test_that_one_unit_alone_is_compared_with_nobody(
    name: str, db: Database, hospital: Hospital
) -> None:
    unit = hospital.unit("4 West")
    add_surveys(hospital, QUESTIONS, surveys(unit, 40, quiet=NEVER))
    add_surveys(hospital, QUESTIONS, surveys(unit, 40))
    found = ask(name, db, unit)
    if name in ("funnel", "case mix"):
        assert words_of(found).startswith("No other unit to compare with")
    if name == "compare":
        assert (
            "no other unit" in words_of(found).casefold() or "nobody" in words_of(found).casefold()
        )


@every
def test_that_one_month_is_no_line(name: str, db: Database, hospital: Hospital) -> None:
    unit = hospital.unit("4 West")
    add_surveys(hospital, QUESTIONS, [*surveys(unit, 30), *surveys(unit, 20, quiet=NEVER)])
    found = ask(name, db, unit)
    if name.startswith("trend"):
        assert found.chart == "none"
        assert "too early to see a trend" in words_of(found)


@every
def test_that_a_measure_absent_in_the_period_is_said_to_be_absent(
    name: str, db: Database, hospital: Hospital
) -> None:
    unit = hospital.unit("4 West")
    add_surveys(hospital, QUESTIONS, surveys(unit, 60, months=15))
    ask(name, db, unit, EMPTY_YEAR)


@pytest.mark.parametrize("items", [("quiet",), ("quiet", "listen", "explain")])
def test_that_items_without_spread_have_no_importance(
    db: Database, hospital: Hospital, items: tuple[str, ...]
) -> None:
    unit = hospital.unit("4 West")
    mixed = [
        Survey(
            unit,
            FIRST,
            {
                key: ALWAYS if key in items or k % 2 else NEVER
                for key in ("quiet", "listen", "explain")
            }
            | {"rating": 11 if k % 3 else 3},
        )
        for k in range(120)
    ]
    add_surveys(hospital, QUESTIONS, mixed)
    found = priorities(db, unit, repeats=20)
    weights = {item.measure: item.importance for item in found.items}
    assert weights[KEY] is None
    if len(items) == 3:
        assert words_of(found)


def test_that_a_constant_outcome_explains_nothing(db: Database, hospital: Hospital) -> None:
    unit = hospital.unit("4 West")
    mixed = [*surveys(unit, 60), *surveys(unit, 60, quiet=NEVER)]
    add_surveys(hospital, QUESTIONS, mixed)
    found = priorities(db, unit, repeats=20)
    assert all(item.importance is None for item in found.items)
    assert found.r_squared is None
    assert words_of(found)


@pytest.mark.parametrize("name", ["compare", "trend", "funnel", "plan", "evidence"])
def test_that_negative_counts_are_a_problem_of_the_data_in_words(
    name: str, db: Database, hospital: Hospital
) -> None:
    unit = hospital.unit("4 West")
    for place in (unit, hospital.unit("3 East")):
        add_surveys(hospital, QUESTIONS, surveys(place, 60, months=15))
        add_surveys(hospital, QUESTIONS, surveys(place, 30, months=15, quiet=NEVER))
    with db.write() as c:
        best = TallyRow.value == ALWAYS
        c.execute(sa.update(TallyRow).where(TallyRow.unit_id == unit.id, best).values(count=-9))
    with pytest.raises(DatabaseProblem) as told:
        ask(name, db, unit)
    assert hint(told.value)


def test_that_groups_of_patients_without_answers_are_none(db: Database, hospital: Hospital) -> None:
    silent = hospital.unit("Silent")
    add_surveys(hospital, QUESTIONS, surveys(hospital.unit("3 East"), 40))
    assert subgroups(db, compare(db, silent), [KEY]) == ()
