"""What is said beside a comparison: months that are not complete yet, percentile ranks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.text.formats import day_name, listed, month_name, number, percent
from ui.text.language import _

if TYPE_CHECKING:
    from datetime import date

    from models.analysis.comparison import PercentileRank


def filling_words(months: Sequence[int], last_day: date | None) -> str:
    """Return which months can still get surveys and until when; empty when none can."""
    if not months or last_day is None:
        return ""
    return _("{months} surveys can still arrive until {day}.").format(
        months=listed([month_name(month) for month in months]), day=day_name(last_day)
    )


def rank_words(found: PercentileRank) -> str:
    """Return "Rating: 62% is at percentile 45, and could be 28 to 63."."""
    return _("{measure}: {share} is at percentile {rank}, and could be {low} to {high}.").format(
        measure=found.label,
        share=percent(found.share),
        rank=number(found.rank),
        low=number(found.low),
        high=number(found.high),
    )


def ranks_note(name: str, found: Sequence[PercentileRank]) -> str:
    """Return whose ranks these are, and what they can't say."""
    if not found:
        return _("{file} has no measure that this unit has enough answers to.").format(file=name)
    return _(
        "Ranks come from {file}. They're valid only if its scores cover the same questions "
        "and months and are adjusted the same way. Scores beyond the table get its first "
        "or last rank."
    ).format(file=name)
