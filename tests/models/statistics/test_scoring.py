"""Boxes, linear means and composites."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.statistics.scoring import (
    Score,
    composite_score,
    item_score,
    linear_scale,
    rating_score,
)

answers = st.lists(st.one_of(st.none(), st.integers(0, 3)), max_size=30)


@given(answers)
def test_that_boxes_add_up_to_all_answers(places):
    found = item_score(places, 4)
    if found.n == 0:
        assert found == Score(0, None, None, None, None)
    else:
        assert found.top + found.middle + found.bottom == pytest.approx(1)
        assert 0 <= found.linear <= 100


@given(answers)
def test_that_the_scale_turned_round_mirrors_the_linear_mean(places):
    turned = [None if place is None else 3 - place for place in places]
    there, back = item_score(places, 4), item_score(turned, 4)
    assert there.linear is None or there.linear == pytest.approx(100 - back.linear)


def test_that_a_composite_is_neither_pooled_nor_of_complete_surveys():
    items = [item_score([1] * 60 + [0] * 20, 2), item_score([1] * 50 + [0] * 10, 2)]
    items.append(item_score([1] * 10 + [0] * 30, 2))
    assert composite_score(items).top == pytest.approx((0.75 + 50 / 60 + 0.25) / 3)


def test_that_an_item_nobody_answered_shrinks_the_divisor():
    found = composite_score([item_score([3, 0], 4), item_score([None], 4)])
    assert found.top == 0.5
    assert composite_score([]).top is None
    assert composite_score([item_score([], 4)]).n == 0


def test_that_two_answers_have_no_middle():
    assert item_score([1, 0, 0, 0], 2) == Score(4, 0.25, 0.0, 0.75, 25.0)


def test_that_three_answers_have_one_each():
    assert item_score([2, 1, 0], 3).middle == pytest.approx(1 / 3)


def test_that_ratings_off_the_scale_are_no_answers():
    assert rating_score([10, 11, -1, 99, 7.5, None, 6]).n == 2
    assert rating_score([]).top is None


def test_that_a_scale_of_one_answer_has_no_worth():
    assert linear_scale(["Yes"]) == [None]
    assert linear_scale([]) == []
    assert item_score([0, 0], 1).linear is None


def test_that_an_answer_off_the_scale_is_refused():
    with pytest.raises(ValueError, match="outside its scale"):
        item_score([4], 4)
