"""Groups of patients: bands of ages, and groups that keep their values when others come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.survey.groups import (
    AGE,
    LANGUAGE,
    MOST_GROUPS,
    age_band,
    group_scale,
    group_trait_of,
    is_ordered,
    with_groups,
)
from tests.models.survey.scales import ordered_scale


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("18-34", (18, 34)),
        ("18 – 34 years", (18, 34)),
        ("aged 35 to 49", (35, 49)),
        ("< 18", (0, 17)),
        ("85+", (85, 120)),
        ("75 and over", (75, 120)),
        ("over 64", (65, 120)),
        ("34-18", None),
        ("45", None),
        ("middle-aged", None),
    ],
)
def test_that_bands_of_ages_are_read_as_people_write_them(
    text: str, band: tuple[int, int] | None
) -> None:
    assert age_band(text) == band


def test_that_a_later_group_leaves_the_others_their_values() -> None:
    scale = group_scale(AGE, [("35-49",), ("50+",)])
    grown = with_groups(scale, [("18-34",)])
    assert [(a.label, a.value) for a in grown.answers] == [("18-34", 3), ("35-49", 1), ("50+", 2)]
    assert is_ordered(grown)


def test_that_a_band_in_other_words_is_the_same_band() -> None:
    scale = with_groups(group_scale(AGE, [("18-34",), ("85+",)]), [("18 to 34",), ("85 and over",)])
    assert scale.by_text["18 to 34"] == scale.by_text["18-34"]
    assert len(scale.answers) == 2


def test_that_languages_and_overlapping_bands_are_in_no_order() -> None:
    assert not is_ordered(group_scale(LANGUAGE, [("Hebrew",), ("Arabic",)]))
    assert not is_ordered(group_scale(AGE, [("18-40",), ("35-60",)]))
    assert group_trait_of(ordered_scale("group_of_words", ["No", "Yes"])) is None


@given(st.lists(st.text("abcd", min_size=1, max_size=3), max_size=60))
def test_that_groups_never_change_their_value_and_have_no_best(words: list[str]) -> None:
    scale = group_scale(LANGUAGE)
    seen: dict[str, int] = {}
    for word in words:
        scale = with_groups(scale, [(word,)])
        assert all(scale.by_text[known] == value for known, value in seen.items())
        seen = dict(scale.by_text)
    assert len(scale.answers) <= MOST_GROUPS
    assert not scale.top_values
