"""What was changed in a result so that it may leave the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.text.formats import listed, months_name, number
from ui.text.language import _, ngettext

if TYPE_CHECKING:
    from models.analysis.estimates import Comparison
    from models.analysis.funnel import Funnel
    from models.analysis.trend import Trend
    from models.survey import Period


def comparison_notes(comparison: Comparison) -> list[str]:
    """Return what was left out of a comparison, empty for one that stays at the desk."""
    note = comparison.shared
    if note is None:
        return []
    found = []
    if note.asked != comparison.period and not note.asked.is_all:
        found.append(
            _(
                "To protect privacy, this covers {months}. A shorter period has too few answers."
            ).format(months=_months(comparison.period))
        )
    if note.hidden:
        found.append(
            _("Left out to protect privacy: {measures}.").format(measures=listed(note.hidden))
        )
    if note.units:
        text = ngettext(
            "{n} other unit has too few answers and isn't counted in {others}.",
            "{n} other units have too few answers and aren't counted in {others}.",
            note.units,
        )
        found.append(text.format(n=number(note.units), others=comparison.other_label))
    return found


def trend_notes(trend: Trend) -> list[str]:
    """Return how the months of a shared trend were chosen, empty for one that stays."""
    if not trend.shared:
        return []
    return [
        _(
            "To protect privacy, quarters with a month under {floor} answers are one "
            "point. Unfinished quarters come later."
        ).format(floor=number(trend.floor))
    ]


def funnel_notes(found: Funnel) -> list[str]:
    """Return which units a shared result leaves out."""
    if not found.hidden:
        return []
    return [_("Left out to protect privacy: {units}.").format(units=listed(found.hidden))]


def _months(period: Period) -> str:
    if period.first is None or period.last is None:
        return _("all data")
    return months_name(period.first, period.last)
