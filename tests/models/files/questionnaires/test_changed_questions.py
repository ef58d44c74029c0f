"""A question that comes back worded or answered in another way is noticed, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest

from models.files.columns.scales import known_scales
from models.files.questionnaires.changed_questions import is_rescaled, is_reworded, scale_words
from models.files.sheets.table import TableColumn
from models.survey import Item, Scale

KNOWN = known_scales()
SCALES = {scale.key: scale for scale in (*KNOWN.words, *KNOWN.ranges)}
FREQUENCY = SCALES["range_1_5"]


def item(wording: str, *columns: str) -> Item:
    return Item("q5", wording, FREQUENCY, wording, columns=columns or ("Q5",))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("How clean was your room?", "How tidy was your room?"),
        ("Nurses listened carefully to me", "Nurses listened to me"),
        ("Q5. How clean was your room?", "Q5. How clean was the bathroom?"),
    ],
)
def test_that_another_wording_is_another_question(before: str, now: str) -> None:
    assert is_reworded(now, "Q5", item(before))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("How clean was your room?", "How clean was your room?"),
        ("How clean was your room?", "  HOW CLEAN was your room "),
        ("How clean was your room?", "<b>How clean</b> was your&nbsp;room?"),
        ("Q5. How clean was your room?", "5) How clean was your room?"),
        ("How clean was your room?", "Q5"),
        ("How clean was your room?", "q5 "),
        ("Q5", "How clean was your room?"),
        ("", "How clean was your room?"),
    ],
)
def test_that_what_says_nothing_new_is_the_same_question(before: str, now: str) -> None:
    assert not is_reworded(now, "Q5", item(before))


def column(cells: Sequence[str]) -> TableColumn:
    return TableColumn("Q5", 0, pd.Series(pd.Categorical(cells, list(dict.fromkeys(cells)))))


def rescaled(cells: Sequence[str], scale: str | Scale) -> bool:
    known = SCALES[scale] if isinstance(scale, str) else scale
    return is_rescaled(column(cells), known, KNOWN)


def numbers(first: int, last: int, times: int = 20) -> list[str]:
    return [str(n) for n in range(first, last + 1)] * times


def test_that_a_wider_range_is_another_scale() -> None:
    assert rescaled(numbers(1, 10), "range_1_5")
    assert rescaled(numbers(0, 10), "range_1_5")


def test_that_a_shorter_range_is_another_scale_when_many_answered() -> None:
    assert rescaled(numbers(1, 5), "range_0_10")
    assert not rescaled(numbers(1, 5, times=3), "range_0_10")


def test_that_the_same_range_with_its_codes_is_the_same_scale() -> None:
    for cells in (numbers(1, 5), [*numbers(1, 5), "99", "9"], ["5", "4"] * 60, numbers(6, 10)):
        scale = "range_0_10" if "10" in cells else "range_1_5"
        assert not rescaled(cells, scale), cells


def test_that_one_slip_off_the_scale_changes_no_question() -> None:
    assert not rescaled([*numbers(1, 5, times=30), "6"], "range_1_5")


def words(key: str) -> list[str]:
    return [answer.label for answer in SCALES[key].answers]


def test_that_more_answer_words_are_another_scale() -> None:
    four = next(s for s in KNOWN.words if [a.label for a in s.answers] == FOUR)
    assert rescaled([*FOUR, "Rarely"] * 20, four)
    assert not rescaled(FOUR * 20, four)
    assert not rescaled([*FOUR, "Don't know"] * 20, four)
    assert not rescaled(["Always"] * 20, four)


FOUR = ["Never", "Sometimes", "Usually", "Always"]


def test_that_a_column_without_answers_is_on_no_other_scale() -> None:
    assert not rescaled(["", "", ""], "range_1_5")


def test_that_scales_are_told_in_words() -> None:
    assert scale_words(SCALES["range_0_10"]) == "0 to 10"
    four = next(s for s in KNOWN.words if [a.label for a in s.answers] == FOUR)
    assert scale_words(four) == "Never, Sometimes, Usually, Always"
