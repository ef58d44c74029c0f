"""The words of the priorities: fields, gaps, cards."""

from __future__ import annotations

from models.analysis.priorities_results import Priorities, PriorityItem
from models.analysis.results import Difference
from ui.charts.card import CardText
from ui.charts.words import difference_text, tr
from ui.words import percent, percent_span

MOST_TIED_NAMED = 4


def field_words(quadrant: str | None) -> str:
    """Return the name of a field of the matrix, empty for none."""
    return {
        "fix first": tr("Fix first"),
        "keep up": tr("Keep up"),
        "maintain": tr("Maintain"),
        "monitor": tr("Monitor"),
    }.get(quadrant or "", "")


def field_meaning(quadrant: str | None) -> str:
    """Return what a field says of its measures."""
    return {
        "fix first": tr("It seems to count more than most, and the unit is behind."),
        "keep up": tr("It seems to count more than most, and the unit is not behind."),
        "maintain": tr("It seems to count less than most, and the unit is not behind."),
        "monitor": tr("It seems to count less than most, and the unit is behind."),
    }.get(quadrant or "", "")


def importance_text(item: PriorityItem) -> str:
    """Return "6% (4–9%)" of what moves the outcome."""
    if item.importance is None:
        return tr("cannot be told")
    span = percent_span(item.low, item.high)
    return percent(item.importance) + (f" ({span})" if span else "")


def gap_text(item: PriorityItem) -> str:
    """Return "−25 points (−29 to −20)"."""
    if item.gap is None:
        return tr("nobody to compare with")
    return difference_text(Difference(item.gap, item.gap_low, item.gap_high))


def name_of(item: PriorityItem) -> str:
    return item.short or item.label


def tied_text(item: PriorityItem, found: Priorities) -> str:
    """Return the measures that cannot be told apart from one, at most a few of them."""
    names = {each.measure: name_of(each) for each in found.items}
    tied = [names[key] for key in item.tied_with if key in names]
    if len(tied) <= MOST_TIED_NAMED:
        return ", ".join(tied)
    more = tr("{names} and {n} more")
    return more.format(names=", ".join(tied[:MOST_TIED_NAMED]), n=len(tied) - MOST_TIED_NAMED)


def item_card(item: PriorityItem, found: Priorities) -> CardText:
    """Return a measure's card."""
    rows = [(tr("Importance"), importance_text(item)), (tr("Gap"), gap_text(item))]
    if item.performance is not None:
        rows.append((found.unit, percent(item.performance)))
    if item.rank_correlation is not None:
        rows.append((tr("Goes with the outcome"), f"{item.rank_correlation:+.2f}"))
    tied = tied_text(item, found)
    if tied:
        rows.append((tr("Not told apart from"), tied))
    return CardText(item.label, tuple(rows), card_foot(item))


def card_foot(item: PriorityItem) -> str:
    """Return what a measure's place means, and how sure it is."""
    if item.quadrant is None:
        return ""
    words = f"{field_words(item.quadrant)}: {field_meaning(item.quadrant)}"
    if item.clear:
        return words
    return f"{words} " + tr("It could also belong to a field beside it.")
