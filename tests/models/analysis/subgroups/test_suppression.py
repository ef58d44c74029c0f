"""What is hidden in a table by groups cannot be computed back from its total."""

from __future__ import annotations

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from models.analysis.subgroups.suppression import (
    bridges,
    shown_beside,
    suppressed_cells,
    suppressed_groups,
)

Cell = tuple[int, int]
cell = st.integers(0, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))
hospitals = st.integers(2, 5).flatmap(
    lambda groups: st.lists(
        st.lists(cell, min_size=groups, max_size=groups), min_size=2, max_size=6
    )
)
tables = st.lists(cell, min_size=1, max_size=7)


def test_that_nothing_is_hidden_where_every_group_is_large_enough() -> None:
    assert suppressed_cells([(11, 5), (40, 20)], 11) == frozenset()


def test_that_the_next_smallest_group_is_hidden_beside_a_single_small_one() -> None:
    assert suppressed_cells([(0, 0), (3, 1), (5000, 90), (10, 8), (300, 4)], 5) == {1, 3}


def test_that_an_empty_group_is_no_secret() -> None:
    assert suppressed_cells([(0, 0), (30, 10)], 11) == frozenset()


def test_that_small_groups_which_all_gave_the_best_answer_are_not_given_away_together() -> None:
    assert suppressed_cells([(8, 8), (7, 7), (20, 10), (50, 30)], 11) == {0, 1, 2}


@given(tables, st.integers(2, 15))
def test_that_no_group_below_the_floor_is_shown(cells: list[Cell], floor: int) -> None:
    hidden = suppressed_cells(cells, floor)
    assert all(place in hidden for place, (n, _x) in enumerate(cells) if 0 < n < floor)


@given(tables, st.integers(2, 15))
def test_that_no_hidden_group_can_be_computed_from_the_total(cells: list[Cell], floor: int) -> None:
    """Whoever knows the total and the shown groups finds two answers for each hidden group."""
    hidden = suppressed_cells(cells, floor)
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
    straight = {cells[place] for place in suppressed_cells(cells, floor)}
    turned = cells[::-1]
    assert straight == {turned[place] for place in suppressed_cells(turned, floor)}


def rest(units: list[list[Cell]], unit: int, group: int) -> int:
    return sum(cells[group][0] for place, cells in enumerate(units) if place != unit)


def beside(units: list[list[Cell]], floor: int) -> list[tuple[int, int]]:
    """Return the (unit, group) beside whose own cell the others' share is shown."""
    return [(u, g) for u in range(len(units)) for g in shown_beside(units, u, floor)]


@given(hospitals, st.integers(2, 15))
def test_that_nothing_is_shown_of_fewer_others_than_the_floor(
    units: list[list[Cell]], floor: int
) -> None:
    assert all(rest(units, unit, group) >= floor for unit, group in beside(units, floor))


@given(hospitals, st.integers(2, 15))
def test_that_no_hidden_group_can_be_computed_from_the_pages_of_all_units(
    units: list[list[Cell]], floor: int
) -> None:
    """Whoever adds and subtracts all that every unit's page shows of itself and of the others,
    totals included, finds no cell that a page hides."""
    groups = len(units[0])
    size = len(units) * groups
    hidden = {(u, g) for u, cells in enumerate(units) for g in suppressed_cells(cells, floor)}

    def one(cells: list[tuple[int, int]]) -> np.ndarray:
        row = np.zeros(size)
        row[[u * groups + g for u, g in cells]] = 1
        return row

    known = [
        one([(u, g)]) for u in range(len(units)) for g in range(groups) if (u, g) not in hidden
    ]
    for unit in range(len(units)):
        known.append(one([(unit, g) for g in range(groups)]))
        known.append(one([(u, g) for u in range(len(units)) if u != unit for g in range(groups)]))
    for unit, group in beside(units, floor):
        known.append(one([(u, group) for u in range(len(units)) if u != unit]))
    rank = np.linalg.matrix_rank(np.array(known))
    for unit, group in hidden:
        if sum(u == unit for u, _g in hidden) < 2:
            continue  # a unit's only group is its total
        more = np.linalg.matrix_rank(np.array([*known, one([(unit, group)])]))
        assert more > rank


@given(hospitals, st.integers(2, 15))
def test_that_what_is_hidden_of_the_others_cannot_be_told_from_their_total(
    units: list[list[Cell]], floor: int
) -> None:
    for unit in range(len(units)):
        shown = shown_beside(units, unit, floor)
        secret = suppressed_groups(units, floor) | suppressed_cells(units[unit], floor)
        hidden = [rest(units, unit, group) for group in secret]
        if shown and any(hidden):
            assert sum(hidden) >= floor
            assert sum(n > 0 for n in hidden) > 1


def test_that_the_others_are_shown_where_no_unit_hides_anything() -> None:
    assert suppressed_groups([[(40, 20), (30, 10)], [(50, 30), (20, 10)]], 11) == frozenset()


def test_that_a_group_of_which_one_unit_alone_hides_its_cell_is_closed_for_all() -> None:
    units = [
        [(40, 20), (30, 10), (5, 2)],
        [(50, 30), (20, 10), (30, 3)],
        [(9, 4), (50, 9), (20, 9)],
    ]
    assert suppressed_groups(units, 11) == {0, 1}


def test_that_an_edge_of_a_ring_is_no_bridge_and_two_alike_edges_are_none() -> None:
    assert bridges([(0, 1), (1, 2), (2, 0)]) == frozenset()
    assert bridges([(0, 1), (0, 1), (1, 2)]) == {2}
