"""What is said beside a comparison: months that are not complete yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.text.formats import day_name, listed, month_name
from ui.text.language import _

if TYPE_CHECKING:
    from datetime import date


def filling_words(months: Sequence[int], last_day: date | None) -> str:
    """Return which months can still get surveys and until when; empty when none can."""
    if not months or last_day is None:
        return ""
    return _("{months} surveys can still arrive until {day}.").format(
        months=listed([month_name(month) for month in months]), day=day_name(last_day)
    )
