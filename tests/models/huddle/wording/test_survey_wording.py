"""Promises in the questionnaire's own words get advice; others are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.huddle.wording.survey_wording import ANSWER, QUESTION, survey_safe
from models.survey.catalog import built_in_instruments

ALL = built_in_instruments()


def found(text: str) -> list[tuple[str, str]]:
    return [(advice.kind, text[advice.start : advice.end]) for advice in survey_safe(text, ALL)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("We always knock", ANSWER, "always"),
        ("You will definitely know", ANSWER, "definitely"),
        ("Your care is very good", ANSWER, "very good"),
        ("We hope you give us a 10", ANSWER, "a 10"),
        ("Please rate us 9 or 10", ANSWER, "9 or 10"),
        ("We treat you with courtesy and respect", QUESTION, "treat you with courtesy and respect"),
        (
            "We explain things in a way you can understand",
            QUESTION,
            "explain things in a way you can understand",
        ),
        ("We tell you what the medicine was for", QUESTION, "tell you what the medicine was for"),
    ],
)
def test_that_the_surveys_own_words_are_found(text: str, kind: str, words: str) -> None:
    assert (kind, words) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "The needs of the patient come first",
        "Nobody goes home confused",
        "Every patient hears what each new pill is for",
        "During your stay we take care of you",
        "If you need help, press the button",
        "Yes, we can",
        "",
    ],
)
def test_that_own_words_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_that_advice_says_what_to_do_and_where_it_comes_from() -> None:
    advice = survey_safe("We always listen carefully to you", ALL)
    assert [a.kind for a in advice] == [ANSWER, QUESTION]
    assert "every patient" in advice[0].advice
    assert "listened carefully" in advice[1].source


def test_that_without_a_questionnaire_everything_is_safe() -> None:
    assert survey_safe("We always listen", ()) == ()


@given(st.text(max_size=200))
def test_that_any_text_is_checked_without_failing(text: str) -> None:
    for advice in survey_safe(text, ALL):
        assert 0 <= advice.start < advice.end <= len(text)
