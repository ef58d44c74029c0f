"""What leaves the desk: whole quarters with the floor, and nothing to subtract."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.analysis.comparison import compare, measure_detail
from models.analysis.funnel import funnel
from models.analysis.sharing import is_shareable, shareable_blocks, shareable_period
from models.analysis.subgroups import subgroups
from models.analysis.trend import trend
from models.store.database.database import Database
from models.survey import UNDATED, Period
from tests.models.analysis.build import Hospital, Survey
from tests.models.analysis.packed import add_surveys
from tests.models.analysis.time_series import ALWAYS, FIRST, NEVER, QUESTIONS, quiet_months

LATER = date(2027, 1, 1)
FLOOR = 11
Q1 = Period(FIRST, FIRST + 2)
Q2 = Period(FIRST + 3, FIRST + 5)


def blocks_of(*months: int, today: date = LATER) -> list[tuple[int, int]]:
    """Return blocks as places of months from the first on."""
    counts = {FIRST + at: n for at, n in enumerate(months) if n}
    found = shareable_blocks([counts], FLOOR, today)
    return [((b.first or 0) - FIRST, (b.last or 0) - FIRST) for b in found]


def test_that_months_stand_alone_only_when_each_of_their_quarter_has_the_floor() -> None:
    assert blocks_of(11, 12, 40) == [(0, 0), (1, 1), (2, 2)]
    assert blocks_of(11, 10, 40) == [(0, 2)]


def test_that_a_small_quarter_is_joined_with_the_next_until_both_have_the_floor() -> None:
    assert blocks_of(2, 2, 2, 2, 2, 2) == [(0, 5)]
    assert blocks_of(20, 20, 20, 1, 1, 1, 15, 15, 15) == [(0, 0), (1, 1), (2, 2), (3, 8)]


def test_that_newest_quarters_without_the_floor_are_in_no_block() -> None:
    assert blocks_of(5, 5, 5, 3, 3, 3) == [(0, 2)]


def test_that_a_quarter_that_can_still_fill_up_is_in_no_block() -> None:
    assert blocks_of(50, 50, 50, today=date(2024, 5, 19)) == []
    assert blocks_of(50, 50, 50, today=date(2024, 5, 20)) == [(0, 0), (1, 1), (2, 2)]


def test_that_each_question_of_a_measure_needs_the_floor() -> None:
    found = shareable_blocks([{FIRST: 30}, {FIRST: 4, FIRST + 3: 8}], FLOOR, LATER)
    assert found == (Period(FIRST, FIRST + 5),)


def test_that_undated_answers_are_a_block_of_their_own() -> None:
    assert shareable_blocks([{UNDATED: 10}], FLOOR, LATER) == ()
    assert shareable_blocks([{UNDATED: 11}], FLOOR, LATER) == (Period(UNDATED, UNDATED),)


@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=24),
    st.integers(0, 23),
    st.integers(0, 23),
)
def test_that_what_is_shared_and_what_is_left_of_it_is_nothing_or_has_the_floor(
    months: list[int], start: int, length: int
) -> None:
    counts = {FIRST + at: n for at, n in enumerate(months) if n}
    blocks = shareable_blocks([counts], FLOOR, LATER)
    asked = Period(FIRST + start, FIRST + start + length)
    period = shareable_period(blocks, asked)
    if period is None:
        return
    inside = sum(n for m, n in counts.items() if period.contains(m))
    shared = [b for b in blocks if period.contains_all(b)]
    assert is_shareable(blocks, [counts], period)
    assert inside >= FLOOR
    assert inside == sum(
        n for m, n in counts.items() for b in shared if (b.first or 0) <= m <= (b.last or 0)
    )


@pytest.mark.parametrize("more", range(1, 12))
def test_that_blocks_never_change_when_later_months_arrive(more: int) -> None:
    months = [5, 14, 2, 30, 12, 11, 1, 0, 3, 4, 5, 6]
    known = blocks_of(*months[:more])
    assert blocks_of(*months)[: len(known) - len(known) % 3] == known[: len(known) - len(known) % 3]


def test_that_a_shared_month_becomes_its_quarter(database: Database) -> None:
    hospital = Hospital(database)
    unit = hospital.unit("ICU")
    hospital.add(QUESTIONS, quiet_months(unit, [(4, 5), (20, 30), (8, 9)]))
    found = compare(database, unit, "rest", Period(FIRST + 1, FIRST + 1), shared_on=LATER)
    assert found.period == Q1
    assert found.measures[0].unit.n == 44
    assert found.shared is not None
    assert found.shared.asked == Period(FIRST + 1, FIRST + 1)


def test_that_the_rest_counts_no_unit_that_could_be_subtracted_out(database: Database) -> None:
    hospital = Hospital(database)
    units = [hospital.unit(name) for name in ("ICU", "4 West", "Hospice")]
    for unit, n in zip(units, (40, 30, 5), strict=True):
        hospital.add(QUESTIONS, quiet_months(unit, [(n - 2, n)]))
    shared = compare(database, units[0], "rest", Q1, shared_on=LATER)
    assert shared.measures[0].other.n == 30
    assert shared.surveys_other == 30
    assert shared.shared is not None
    assert shared.shared.units == 1
    at_the_desk = compare(database, units[0], "rest", Q1)
    assert at_the_desk.measures[0].other.n == 35


def test_that_a_measure_with_a_small_quarter_stays_at_the_desk(database: Database) -> None:
    hospital = Hospital(database)
    unit = hospital.unit("ICU")
    hospital.add(QUESTIONS, quiet_months(unit, [(20, 30), (20, 30), (20, 30)], FIRST))
    hospital.add(QUESTIONS, quiet_months(unit, [(20, 30), (20, 30), (20, 30)], FIRST + 3))
    rated = [Survey(unit, FIRST, {"rating": 9})] * 5 + [Survey(unit, FIRST + 3, {"rating": 9})] * 15
    hospital.add(QUESTIONS, rated)
    second = compare(database, unit, "rest", Q2, shared_on=LATER)
    assert [m.measure for m in second.measures] == ["quietness"]
    assert second.shared is not None
    assert second.shared.hidden == ("Overall rating",)
    both = compare(database, unit, "rest", Period(FIRST, FIRST + 5), shared_on=LATER)
    assert {m.measure: m.unit.n for m in both.measures} == {"quietness": 180, "rating": 20}


def test_that_a_shared_result_is_the_desk_s_where_nothing_has_to_be_hidden(
    database: Database,
) -> None:
    hospital = Hospital(database)
    units = [hospital.unit(name) for name in ("ICU", "4 West")]
    for unit in units:
        hospital.add(QUESTIONS, quiet_months(unit, [(20, 30)] * 3))
    shared, desk = (compare(database, units[0], "rest", Q1, shared_on=day) for day in (LATER, None))
    assert shared.measures == desk.measures
    assert shared.verdict == desk.verdict


def test_that_a_shared_line_has_whole_quarters_and_no_month_that_can_fill_up(
    database: Database,
) -> None:
    hospital = Hospital(database)
    unit = hospital.unit("ICU")
    months = [(10, 12)] * 3 + [(10, 12), (2, 3), (10, 12)] + [(10, 12)]
    hospital.add(QUESTIONS, quiet_months(unit, months))
    found = trend(database, unit, "quietness", today=date(2024, 8, 30), shared=True)
    assert [p.period for p in found.points] == ["2024-01", "2024-02", "2024-03", "2024-Q2"]
    assert all(p.n >= FLOOR for p in found.points)


def test_that_units_with_a_small_quarter_are_only_named_beside_others(database: Database) -> None:
    hospital = Hospital(database)
    units = [hospital.unit(name) for name in ("ICU", "4 West", "Hospice")]
    for unit, first, second in zip(units, (40, 30, 5), (40, 30, 14), strict=True):
        hospital.add(QUESTIONS, quiet_months(unit, [(first - 2, first)]))
        hospital.add(QUESTIONS, quiet_months(unit, [(second - 2, second)], FIRST + 3))
    found = funnel(database, "quietness", period=Q2, shared_on=LATER)
    assert [unit.unit for unit in found.units] == ["ICU", "4 West"]
    assert found.hidden == ("Hospice",)
    assert found.target == pytest.approx(66 / 70)


def test_that_groups_of_a_shared_result_are_small_in_no_quarter(database: Database) -> None:
    hospital = Hospital(database)
    unit = hospital.unit("ICU")
    for first, phone in ((FIRST, 5), (FIRST + 3, 20)):
        surveys = [
            Survey(unit, first, {"quiet": ALWAYS if at % 3 else NEVER}, mode)
            for mode, n in (("mail", 40), ("phone", phone), ("web", 15))
            for at in range(n)
        ]
        add_surveys(hospital, QUESTIONS, surveys)
    period = Period(FIRST, FIRST + 5)
    shared = compare(database, unit, "rest", period, shared_on=LATER)
    (table,) = subgroups(database, shared, ["quietness"], ["mode"])
    assert [g.label for g in table.groups if g.hidden] == ["phone", "web"]
    desk = compare(database, unit, "rest", period)
    (table,) = subgroups(database, desk, ["quietness"], ["mode"])
    assert not any(g.hidden for g in table.groups)


def test_that_the_details_of_a_shared_result_hide_the_same(database: Database) -> None:
    hospital = Hospital(database)
    units = [hospital.unit(name) for name in ("ICU", "4 West", "Hospice")]
    for unit, n in zip(units, (40, 30, 5), strict=True):
        hospital.add(QUESTIONS, quiet_months(unit, [(n - 2, n)]))
    shared = compare(database, units[0], "rest", Q1, shared_on=LATER)
    detail = measure_detail(database, shared, "quietness", today=LATER)
    assert detail.distributions[0].n_other == 30
    assert [(p.period, p.n, p.other) for p in detail.line] == [("2024-01", 40, None)]
