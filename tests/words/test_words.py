"""The program speaks plainly: grades and jargon of all its texts."""

from __future__ import annotations

import pytest

from tests.words.report import (
    HIGH_GRADE,
    MEDIAN_GRADE,
    Summary,
    Text,
    summary,
    texts,
    use_sounds,
)


@pytest.fixture(scope="module")
def figures() -> Summary:
    use_sounds()
    return summary(texts())


def test_that_texts_of_six_words_and_more_stay_at_the_grades(figures: Summary) -> None:
    assert figures.graded > 1000
    assert figures.median <= MEDIAN_GRADE
    assert figures.high <= HIGH_GRADE


def test_that_nothing_in_the_huddle_is_hard_to_read(figures: Summary) -> None:
    assert [text.text for text in figures.hard_in_huddle] == []


def test_that_jargon_stays_behind_expert_details(figures: Summary) -> None:
    assert [text.text for text in figures.jargon] == []


def test_that_a_hard_text_is_graded_harder_and_jargon_is_found() -> None:
    use_sounds()
    easy = Text("We asked 12 patients and they all said yes.", "", "")
    hard = Text(
        "Heterogeneity across organizational units necessitates hierarchical modeling.", "", ""
    )
    assert easy.grade < 5 < 12 < hard.grade
    assert hard.jargon == ["Heterogeneity"]
    assert easy.jargon == []
