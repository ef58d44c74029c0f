"""The words of the priorities: fields, gaps, cards."""

from __future__ import annotations

from models.analysis.estimates import Difference
from models.analysis.priorities import Priorities, PriorityItem
from ui.text.charts_card import CardText
from ui.text.charts_results import difference_text
from ui.text.formats import percent, percent_span
from ui.text.language import _
from ui.text.units import points_words

MOST_TIED_NAMED = 4


def field_words(quadrant: str | None) -> str:
    """Return the name of a field of the matrix, empty for none."""
    return {
        "fix first": _("Fix first"),
        "keep up": _("Keep up"),
        "maintain": _("Maintain"),
        "monitor": _("Monitor"),
    }.get(quadrant or "", "")


def field_meaning(quadrant: str | None) -> str:
    """Return what a field says of its measures."""
    return {
        "fix first": _("It seems to matter more than most, and the unit is behind."),
        "keep up": _("It seems to matter more than most, and the unit is not behind."),
        "maintain": _("It seems to matter less than most, and the unit is not behind."),
        "monitor": _("It seems to matter less than most, and the unit is behind."),
    }.get(quadrant or "", "")


def importance_text(item: PriorityItem) -> str:
    """Return "6% (4–9%)" of what moves the outcome."""
    if item.importance is None:
        return _("unknown")
    span = percent_span(item.low, item.high)
    return percent(item.importance) + (f" ({span})" if span else "")


def gap_text(item: PriorityItem) -> str:
    """Return "−25 points (−29 to −20)"."""
    if item.gap is None:
        return _("no other unit to compare with")
    return difference_text(Difference(item.gap, item.gap_low, item.gap_high))


def name_of(item: PriorityItem) -> str:
    return item.short or item.label


def tied_text(item: PriorityItem, found: Priorities) -> str:
    """Return the measures that cannot be told apart from one, at most a few of them."""
    names = {each.measure: name_of(each) for each in found.items}
    tied = [names[key] for key in item.tied_with if key in names]
    if len(tied) <= MOST_TIED_NAMED:
        return ", ".join(tied)
    more = _("{names} and {n} more")
    return more.format(names=", ".join(tied[:MOST_TIED_NAMED]), n=len(tied) - MOST_TIED_NAMED)


def item_card(item: PriorityItem, found: Priorities) -> CardText:
    """Return a measure's card."""
    rows = [(_("Importance"), importance_text(item)), (_("Gap"), gap_text(item))]
    if item.noticeable is not None:
        rows.append((_("We'd notice"), points_words(item.noticeable)))
    if item.performance is not None:
        rows.append((found.unit, percent(item.performance)))
    if item.rank_correlation is not None:
        rows.append((_("Link to overall rating"), f"{item.rank_correlation:+.2f}"))
    tied = tied_text(item, found)
    if tied:
        rows.append((_("Too close to rank with"), tied))
    return CardText(item.label, tuple(rows), card_foot(item))


def card_foot(item: PriorityItem) -> str:
    """Return what a measure's place means, and how sure it is."""
    if item.quadrant is None:
        return ""
    words = f"{field_words(item.quadrant)}: {field_meaning(item.quadrant)}"
    if item.clear:
        return words
    return f"{words} " + _("It could also be in a neighboring quadrant.")
