"""What is hidden in a table by groups cannot be computed back from its total."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from models.analysis.subgroup_floor import hidden_cells

Cell = tuple[int, int]
cell = st.integers(0, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))
tables = st.lists(cell, min_size=1, max_size=7)


def test_that_nothing_is_hidden_where_every_group_is_large_enough() -> None:
    assert hidden_cells([(11, 5), (40, 20)], 11) == frozenset()


def test_that_the_next_smallest_group_is_hidden_beside_a_single_small_one() -> None:
    assert hidden_cells([(0, 0), (3, 1), (5000, 90), (10, 8), (300, 4)], 5) == {1, 3}


def test_that_an_empty_group_is_no_secret() -> None:
    assert hidden_cells([(0, 0), (30, 10)], 11) == frozenset()


def test_that_small_groups_which_all_gave_the_best_answer_are_not_given_away_together() -> None:
    assert hidden_cells([(8, 8), (7, 7), (20, 10), (50, 30)], 11) == {0, 1, 2}


@given(tables, st.integers(2, 15))
def test_that_no_group_below_the_floor_is_shown(cells: list[Cell], floor: int) -> None:
    hidden = hidden_cells(cells, floor)
    assert all(place in hidden for place, (n, _x) in enumerate(cells) if 0 < n < floor)


@given(tables, st.integers(2, 15))
def test_that_no_hidden_group_can_be_computed_from_the_total(cells: list[Cell], floor: int) -> None:
    """Whoever knows the total and the shown groups finds two answers for each hidden group."""
    hidden = hidden_cells(cells, floor)
    filled = {place for place, (n, _x) in enumerate(cells) if n}
    if not hidden or hidden == filled:
        return
    answers = sum(cells[place][0] for place in hidden)
    best = sum(cells[place][1] for place in hidden)
    others = len(hidden) - 1
    assert others >= 1
    most = answers - others  # each of the others has at least one answer
    assert most > 1
    least_best, most_best = max(0, best - (answers - 1)), min(1, best)
    assert least_best < most_best  # of a group with one answer, its best answers are not known


@given(tables, st.integers(2, 15))
def test_that_hiding_does_not_depend_on_the_order_of_groups(cells: list[Cell], floor: int) -> None:
    assume(len({n for n, _x in cells}) == len(cells))
    straight = {cells[place] for place in hidden_cells(cells, floor)}
    turned = cells[::-1]
    assert straight == {turned[place] for place in hidden_cells(turned, floor)}
