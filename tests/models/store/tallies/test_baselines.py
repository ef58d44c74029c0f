"""What a person decides about a chart's baseline is kept with its reason."""

from __future__ import annotations

from datetime import date

import pytest

from models.errors import UsageProblem
from models.store.database.database import Database
from models.store.tallies.baselines import (
    BaselineChange,
    BaselineKind,
    baseline_changes,
    decide_baseline,
    forget_baseline,
)

MARCH = 2026 * 12 + 2
REBASED = BaselineChange(BaselineKind.REBASE, MARCH, "hourly rounding began", date(2026, 4, 2))


def test_that_a_decision_is_kept_for_one_unit_and_measure(database: Database):
    with database.write() as c:
        assert baseline_changes(c, 1, "quietness") == ()
        assert decide_baseline(c, 1, "quietness", REBASED) == (REBASED,)
    with database.read() as c:
        assert baseline_changes(c, 1, "quietness") == (REBASED,)
        assert baseline_changes(c, 2, "quietness") == ()
        assert baseline_changes(c, 1, "nurses") == ()


def test_that_decisions_come_by_month_and_one_replaces_its_like(database: Database):
    frozen = BaselineChange(BaselineKind.FREEZE, MARCH - 3, "before", date(2026, 1, 1))
    again = BaselineChange(BaselineKind.REBASE, MARCH, "  new\n staff ", date(2026, 5, 1))
    with database.write() as c:
        for change in (REBASED, frozen, again):
            decide_baseline(c, 1, "quietness", change)
        found = baseline_changes(c, 1, "quietness")
    assert [(f.kind, f.reason) for f in found] == [
        (BaselineKind.FREEZE, "before"),
        (BaselineKind.REBASE, "new staff"),
    ]


def test_that_a_decision_can_be_taken_back(database: Database):
    with database.write() as c:
        decide_baseline(c, 1, "quietness", REBASED)
        assert forget_baseline(c, 1, "quietness", BaselineKind.FREEZE, MARCH) == (REBASED,)
        assert forget_baseline(c, 1, "quietness", BaselineKind.REBASE, MARCH) == ()


def test_that_a_decision_without_a_reason_is_refused(database: Database):
    unexplained = BaselineChange(BaselineKind.EXCLUDE, MARCH, " \n", date(2026, 4, 2))
    with database.write() as c, pytest.raises(UsageProblem) as refused:
        decide_baseline(c, 1, "quietness", unexplained)
    assert refused.value.code == "baseline-without-reason"
