"""Corner cases of shares, intervals and signals that a whole comparison seldom meets."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from scipy import stats

from models.analysis.comparison.benchmarks import same_question
from models.analysis.comparison.unit_comparison import compare
from models.analysis.estimates.estimates import with_signals
from models.analysis.estimates.measure_items import known_questions
from models.analysis.estimates.results import Difference, MeasureComparison
from models.store.database.database import Database
from models.store.tables.core import CountSourceRow
from models.store.tallies.benchmarks import Published
from models.store.tallies.instruments import StoredInstrument
from models.survey import Instrument, Item, Measure, Period, Unit, parse_month
from tests.models.analysis.build import Hospital, Survey
from tests.models.analysis.people import (
    HCAHPS_2019,
    HCAHPS_2025,
    INSTRUMENTS,
    direct,
    invent,
    months,
)
from tests.models.survey.scales import ordered_scale

MONTH = parse_month("2025-01")
YES_NO = ordered_scale("yes_no", ["No", "Yes"])
TWO_ITEMS = Instrument(
    "two",
    "Two",
    "two",
    (Item("a", "A", YES_NO), Item("b", "B", YES_NO)),
    (Measure("both", "Both", ("b", "a")),),
)


def compared(
    database: Database, mine: list[dict[str, int]], others: list[dict[str, int]]
) -> tuple[MeasureComparison, Hospital, Unit]:
    """Return the measure of two yes/no questions for surveys of a unit and of another."""
    hospital = Hospital(database)
    unit, other = hospital.unit("A"), hospital.unit("B")
    hospital.add(TWO_ITEMS, [Survey(unit, MONTH, answers) for answers in mine])
    hospital.add(TWO_ITEMS, [Survey(other, MONTH, answers) for answers in others])
    return compare(database, unit).measures[0], hospital, unit


def test_that_a_signal_needs_the_adjusted_p() -> None:
    found = with_signals(
        [Difference(-0.1, p=0.04), Difference(0.1, p=0.5), Difference(0.2, p=1e-6)]
    )
    assert [d.signal for d in found] == ["none", "none", "above"]
    assert [d.p_adjusted for d in found] == pytest.approx([0.06, 0.5, 3e-6])
    found = with_signals([Difference(-0.1, p=0.03), Difference(0.1, p=0.5), Difference(0.2, p=0.4)])
    assert [d.signal for d in found] == ["none", "none", "none"]


def test_that_the_adjusted_p_just_at_the_level_is_a_signal() -> None:
    found = with_signals([Difference(-0.1, p=0.025), Difference(), Difference(0.1, p=0.5)])
    assert [d.signal for d in found] == ["below", "too_few", "none"]


def test_that_the_order_of_a_composites_items_does_not_matter(database: Database) -> None:
    mine = [{"a": 2, "b": 1}] * 9 + [{"a": 2, "b": 2}] * 5 + [{"a": 1, "b": 1}] * 2 + [{"a": 1}] * 4
    measure, hospital, unit = compared(database, mine, mine * 3)
    expected = direct(hospital.surveys, {unit.id}, Period(), ["a", "b"])
    assert measure.unit.low == pytest.approx(expected.low, abs=1e-12)
    assert measure.unit.high == pytest.approx(expected.high, abs=1e-12)
    assert measure.unit.n == 20


def test_that_an_interval_without_spread_rests_on_all_surveys(database: Database) -> None:
    mine = [{"a": 2}] * 12 + [{"b": 2}] * 12
    measure, _hospital, _unit = compared(database, mine, mine)
    wilson = stats.binomtest(24, 24).proportion_ci(method="wilson")
    assert measure.unit.n == 24
    assert measure.unit.low == pytest.approx(float(wilson.low))


def test_that_answers_that_cancel_exactly_do_not_pass_for_certainty(database: Database) -> None:
    mine = [{"a": 2, "b": 1}] * 4 + [{"a": 1, "b": 2}] * 10
    measure, _hospital, _unit = compared(database, mine, [{"a": 2, "b": 2}, {"a": 1, "b": 2}] * 20)
    assert measure.unit.top_box == pytest.approx(0.5)
    assert measure.unit.low < 0.32


def test_that_a_better_unit_names_the_item_that_leads(database: Database) -> None:
    mine = [{"a": 2, "b": 2}] * 16 + [{"a": 2, "b": 1}] * 4
    others = [{"a": 1, "b": 2}] * 20 + [{"a": 2, "b": 2}] * 20
    measure, _hospital, _unit = compared(database, mine, others)
    assert measure.difference.top_box is not None
    assert measure.difference.top_box > 0
    assert measure.item_gap is not None
    assert (measure.item_gap.item, measure.item_gap.gap) == ("a", -10)


def test_that_a_few_counts_among_surveys_widen_the_interval(database: Database) -> None:
    hospital = Hospital(database)
    ward, other = hospital.unit("A"), hospital.unit("B")
    for unit in (ward, other):
        hospital.add(HCAHPS_2025, invent(HCAHPS_2025, unit, months("2025-01", "2025-01"), 60))
    keys = HCAHPS_2025.measure_by_key["nurses"].items
    hospital.add_counts(HCAHPS_2025, ward, MONTH, {(key, 4): 1 for key in keys}, 1)
    nurses = compare(database, ward).measures[0]
    assert (nurses.unit.bound, nurses.other.bound) == (True, False)


def test_that_answers_no_survey_can_have_given_widen_the_interval(database: Database) -> None:
    hospital = Hospital(database)
    ward, other = hospital.unit("A"), hospital.unit("B")
    for unit in (ward, other):
        hospital.add(HCAHPS_2025, invent(HCAHPS_2025, unit, months("2025-01", "2025-01"), 20))
    keys = HCAHPS_2025.measure_by_key["nurses"].items
    hospital.add_counts(HCAHPS_2025, ward, MONTH, {(key, 4): 40 for key in keys}, 40)
    with database.write() as c:
        c.execute(sa.delete(CountSourceRow))
    nurses = compare(database, ward).measures[0]
    assert nurses.unit.bound
    assert (
        nurses.unit.n
        == max(direct(hospital.surveys, {ward.id}, Period(), [k]).n for k in keys) + 40
    )


def question(instrument: Instrument, key: str) -> object:
    ids = {item.key: n for n, item in enumerate(instrument.items)}
    return known_questions([StoredInstrument(1, instrument, ids)])[key][0]


@pytest.mark.parametrize(
    ("key", "published_id", "first", "last", "same"),
    [
        ("nurses", "H_COMP_1_A_P", "2023-01", "2023-12", True),
        ("nurses", "H_COMP_2_A_P", "2023-01", "2023-12", False),
        ("nurses", "H_COMP_11_A_P", "2023-01", "2023-12", False),
        ("responsiveness", "H_COMP_3_A_P", "2023-01", "2023-12", True),
        ("responsiveness", "H_COMP_3_A_P", "1990-01", "1990-12", True),
    ],
)
def test_that_a_published_id_belongs_to_its_measure(
    key: str, published_id: str, first: str, last: str, same: bool
) -> None:
    figure = Published(published_id, months(first, last), top=0.5)
    asked = question(HCAHPS_2019, key)
    assert same_question(asked, figure, INSTRUMENTS.values()) is same  # type: ignore[arg-type]


def test_that_an_id_of_an_older_version_is_another_question() -> None:
    figure = Published("H_COMP_3_A_P", months("2025-01", "2025-12"), top=0.5)
    asked = question(HCAHPS_2025, "responsiveness")
    assert same_question(asked, figure, INSTRUMENTS.values()) is False  # type: ignore[arg-type]
    unknown = question(HCAHPS_2025, "restfulness")
    assert same_question(unknown, figure, INSTRUMENTS.values()) is None  # type: ignore[arg-type]


def test_that_a_window_over_a_change_of_the_question_leaves_it_unknown() -> None:
    def version(
        key: str, items: tuple[str, ...], first: str | None, last: str | None
    ) -> Instrument:
        measure = Measure("both", "Both", items, published_as="H_COMP_9")
        return Instrument(
            key,
            key,
            "family",
            TWO_ITEMS.items,
            (measure,),
            first_month=parse_month(first) if first else None,
            last_month=parse_month(last) if last else None,
        )

    old = version("old", ("a",), None, "2024-12")
    new = version("new", ("a", "b"), "2025-01", None)
    asked = question(new, "both")

    def same(first: str, last: str) -> bool | None:
        figure = Published("H_COMP_9_A_P", months(first, last), top=0.5)
        return same_question(asked, figure, (old, new))  # type: ignore[arg-type]

    assert same("2024-07", "2025-06") is None
    assert same("2025-01", "2025-12") is True
    assert same("2024-01", "2024-12") is False
