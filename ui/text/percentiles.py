"""What is said of percentile ranks from a table that somebody brought."""

from __future__ import annotations

from collections.abc import Sequence

from models.analysis.comparison import PercentileRank
from ui.text.formats import number, percent
from ui.text.language import _


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
        "Ranks as in {file}. They hold only if its scores are of the same questions and months, "
        "and adjusted in the same way. Beyond the table's ends the end is shown."
    ).format(file=name)
