from __future__ import annotations

import pytest

from ui.cli.tables import paragraph, percent, points, printable, shortened, span, table, width_of


def test_that_numbers_line_up_on_the_right() -> None:
    text = table(["unit", "n"], [["4 West", "1,204"], ["ICU", "9"]], right=[1])
    assert text.splitlines() == [
        "unit        n",
        "------  -----",
        "4 West  1,204",
        "ICU         9",
    ]


def test_that_wide_and_combining_characters_keep_the_columns_straight() -> None:
    lines = table(["unit", "n"], [["内科病棟", "1"], ["Poli\u0301", "2"]]).splitlines()
    assert {width_of(line) for line in lines[1:]} == {width_of(lines[1])}
    assert width_of("内科病棟") == 8
    assert width_of("Poli\u0301") == 4


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines", "two lines"),
        ("red \x1b[31mtext", "red [31mtext"),
        ("bell\x07", "bell"),
        ("re\u202eversed", "reversed"),
        ("עברית", "עברית"),
    ],
)
def test_that_a_cell_cannot_steer_the_terminal(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_that_a_cut_text_says_so() -> None:
    assert shortened("x" * 10, 10) == "x" * 10
    assert shortened("word and more", 6) == "word…"


def test_that_missing_numbers_are_dashes_not_zeros() -> None:
    assert (percent(None), points(None), span(None, None)) == ("–", "–", "–")


def test_that_shares_are_shown_as_whole_percents() -> None:
    assert percent(0.724) == "72%"
    assert points(-0.0549) == "-5"
    assert points(-0.0049) == "0"
    assert span(0.62, 0.791) == "62-79"


def test_that_a_long_sentence_is_wrapped_between_words() -> None:
    lines = paragraph("word " * 60).splitlines()
    assert len(lines) == 3
    assert all(len(line) <= 100 and line.endswith("word") for line in lines)
