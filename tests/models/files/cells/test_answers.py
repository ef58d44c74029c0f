"""From cells to stored answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.files.cells.answers import UNKNOWN, AnswerReader, leading_number, whole_number
from models.files.columns.scales import known_scales
from models.survey import BLANK, NO_ANSWER, NOT_APPLICABLE, Item
from models.survey.catalog import built_in_instruments

HCAHPS = {i.key: i for i in built_in_instruments()}["hcahps-2019"]
LISTEN, CALL = HCAHPS.item("nurse_listen"), HCAHPS.item("call_button")
RATING, MEDICINES = HCAHPS.item("rating"), HCAHPS.item("ct_medicines")


def value(item: Item, text: str) -> int:
    return AnswerReader(item, "8").value(text)


@pytest.mark.parametrize(
    "text",
    ["4", "4.0", "04", " Always ", "ALWAYS", "always.", "4 - Always", "4=Always", "Always (4)"],
)
def test_that_an_answer_is_known_by_code_and_by_word(text: str) -> None:
    assert value(LISTEN, text) == 4


@pytest.mark.parametrize("text", ["", "M", "m", ".", "NA", "null", " - "])
def test_that_blanks_are_blank(text: str) -> None:
    assert value(LISTEN, text) == BLANK
    assert value(RATING, text) == BLANK


def test_that_eight_is_skipped_except_for_a_rating() -> None:
    assert value(LISTEN, "8") == NOT_APPLICABLE
    assert value(RATING, "8") == RATING.scale.by_text["8"]
    assert value(RATING, "9") == RATING.scale.by_text["9"]


def test_that_a_call_button_never_pressed_does_not_apply() -> None:
    assert value(CALL, "9") == NOT_APPLICABLE
    assert value(CALL, "I never pressed the call button") == NOT_APPLICABLE
    assert value(LISTEN, "9") == UNKNOWN


def test_that_the_fifth_answer_about_medicines_does_not_apply() -> None:
    assert value(MEDICINES, "5") == NOT_APPLICABLE
    assert value(MEDICINES, "4") == 4


def test_that_ratings_with_words_are_known_by_their_number() -> None:
    assert value(RATING, "10-Best possible") == RATING.scale.by_text["10"]
    assert value(RATING, "0-Worst possible") == RATING.scale.by_text["0"]


@pytest.mark.parametrize("text", ["5", "3,4", "3 4", "7 or 8", "Often", "4?", "-4", "1e0"])
def test_that_what_is_no_answer_stays_unknown(text: str) -> None:
    assert value(LISTEN, text) == UNKNOWN


@pytest.mark.parametrize("text", ["11", "8 or 9", "7,8", "10/10", "9.5", "-1"])
def test_that_several_or_impossible_ratings_stay_unknown(text: str) -> None:
    assert value(RATING, text) == UNKNOWN


def test_that_dont_know_is_no_answer() -> None:
    assert value(LISTEN, "Don’t know") == NO_ANSWER


def test_that_numbers_are_whole_or_none() -> None:
    assert [whole_number(t) for t in ("7", "07", "7.0", "7.5", "seven", "1e3")] == [
        "7", "7", "7", None, None, None,
    ]  # fmt: skip
    assert leading_number("3 of 10") is None


def test_that_every_answer_of_every_scale_is_known_by_its_own_words() -> None:
    for scale in (*known_scales().words, *known_scales().ranges):
        reader = AnswerReader(Item("x", "x", scale))
        for answer in scale.answers:
            for text in (answer.label, answer.label.upper(), *answer.words):
                assert reader.value(text) == answer.value, (scale.key, text)


@given(st.text(max_size=20), st.sampled_from([LISTEN, RATING, CALL]))
def test_that_any_text_has_a_stored_value_or_is_unknown(text: str, item: Item) -> None:
    found = value(item, text)
    assert found in {BLANK, NOT_APPLICABLE, NO_ANSWER, UNKNOWN, *item.scale.by_value}
