"""The rules for mean scores that a person may choose, and how often each is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from models.analysis.trend.results import Trend
from models.analysis.trend.rules import RULE_SETS, RuleSet
from models.analysis.trend.unit_trend import trend
from models.errors import UsageProblem
from models.statistics.making_data_count import COMMON, making_data_count
from models.statistics.run_chart import run_chart
from models.statistics.steady import mean_false_alarms
from models.store.database.database import Database, open_database
from tests.models.analysis.build import Hospital
from tests.models.analysis.time_series import QUESTIONS, quiet_months
from ui.text.errors import hint
from ui.text.trend import chart_rules

STEADY = [(20, 30), (22, 30), (19, 30), (21, 30)] * 4
SIX_UP = [*[(28, 30), (14, 30)] * 8, *[(25, 30)] * 6, (14, 30)]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    found = open_database(tmp_path / "hospital.db")
    yield found
    found.close()


def of_means(db: Database, counts: list[tuple[int, int]], rules: str) -> Trend:
    hospital = Hospital(db)
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, counts))
    return trend(db, unit, "quietness", of="mean", today=date(2027, 6, 1), rules=rules)


def breaks_a_rule(values: list[float], rules: RuleSet) -> bool:
    if rules.counts_rows:
        points = making_data_count(values, shift=rules.shift, rise=rules.rise).points
        return any(point.cause != COMMON for point in points)
    outside = any(point.outside for point in making_data_count(values).points)
    return outside or run_chart(values, float(np.mean(values))).signal


@pytest.mark.parametrize("rules", RULE_SETS, ids=lambda rules: rules.key)
def test_that_steady_charts_break_the_rules_as_often_as_is_said(rules: RuleSet) -> None:
    random = np.random.default_rng(24)
    tries = 600
    broken = sum(breaks_a_rule(random.normal(80, 4, 24).tolist(), rules) for _ in range(tries))
    worths = tuple(float(value) for value in range(60, 101, 2))
    chances = tuple(np.exp(-((np.array(worths) - 80) ** 2) / 50).tolist())
    total = sum(chances)
    said = mean_false_alarms(
        worths,
        tuple(chance / total for chance in chances),
        np.full(24, 40.0),
        shift=rules.shift,
        rise=rules.rise,
    )
    assert broken / tries == pytest.approx(said, abs=4 * (said * (1 - said) / tries) ** 0.5)


def test_that_the_rules_in_use_are_printed_with_their_lengths(db: Database) -> None:
    found = of_means(db, STEADY, "eight")
    assert found.rule_set == "eight"
    assert "6 rising or falling" in chart_rules(found)
    assert "8 on one side" in chart_rules(found)
    assert 0.05 < found.false_alarms < 0.25


def test_that_a_row_of_six_is_a_change_by_one_rule_and_none_by_another(db: Database) -> None:
    assert any(s.rule == "one_side" for s in of_means(db, SIX_UP, "six").signals)


def test_that_a_row_of_six_is_no_shift_by_sevens(db: Database) -> None:
    assert not any(s.rule == "one_side" for s in of_means(db, SIX_UP, "mdc").signals)


def test_that_the_limits_with_runs_name_the_run_rule(db: Database) -> None:
    found = of_means(db, [*STEADY, *[(27, 30)] * 12], "anhoej")
    assert found.chart == "xmr"
    assert "Anhøj rules" in chart_rules(found)
    assert {s.rule for s in found.signals} & {"long_run", "few_crossings"}


def test_that_unknown_rules_are_refused_with_those_that_exist(db: Database) -> None:
    with pytest.raises(UsageProblem) as refused:
        of_means(db, STEADY, "nelson")
    assert "mdc, six, eight, anhoej" in (hint(refused.value) or "")


def test_that_shares_have_no_rules_to_choose(db: Database) -> None:
    hospital = Hospital(db)
    unit = hospital.unit("4 West")
    hospital.add(QUESTIONS, quiet_months(unit, STEADY))
    assert trend(db, unit, "quietness", today=date(2027, 6, 1)).rule_set == ""
