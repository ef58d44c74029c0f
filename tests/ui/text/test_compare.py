"""What is said beside a comparison."""

from __future__ import annotations

from datetime import date

from models.survey.period import parse_month
from ui.text.compare import filling_words


def test_that_months_that_can_fill_up_are_named_with_their_last_day() -> None:
    months = [parse_month("2026-10"), parse_month("2026-11")]
    words = filling_words(months, date(2026, 12, 19))
    assert words.startswith("Oct 2026 and Nov 2026 surveys can still arrive until Dec 19")


def test_that_nothing_is_said_of_complete_months() -> None:
    assert filling_words([], None) == ""
