"""The sentences around the priorities: the list, the table, what stands first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.analysis.estimates import Difference
from ui.text.charts_priorities import field_words, gap_text, importance_text, name_of, tied_text
from ui.text.charts_results import difference_text
from ui.text.formats import counted, percent, period_name, points
from ui.text.language import _
from ui.widgets.text_table import TextRow, TextTable

if TYPE_CHECKING:
    from models.analysis.priorities import Priorities, PriorityItem
    from ui.pages.priorities.queries import PrioritiesView


def subtitle(view: PrioritiesView, *, shared: bool = False) -> str:
    """Return "importance for Overall Hospital Rating · Jul 2025 – Jun 2026 · 310 surveys", or the
    months of what may leave the desk."""
    found, parts = view.found, []
    if found.outcome_label:
        parts.append(_("importance for {outcome}").format(outcome=found.outcome_label))
    if shared and view.shared_period is not None:
        return " · ".join([*parts, period_name(view.shared_period.first, view.shared_period.last)])
    parts.append(period_name(view.period.period.first, view.period.period.last))
    parts.append(counted(view.period.surveys, "survey", "surveys"))
    return " · ".join(parts)


def item_of(found: Priorities, key: str) -> PriorityItem | None:
    """Return a measure of the priorities, None when they do not have it."""
    return next((item for item in found.items if item.measure == key), None)


def first_item(found: Priorities) -> str:
    """Return the measure to show first: the biggest gap, else the most important."""
    return found.biggest_gap or (found.items[0].measure if found.items else "")


def gap_words(found: Priorities) -> str:
    """Return the biggest honest gap in words."""
    item = item_of(found, found.biggest_gap)
    if item is None or item.gap is None:
        return _("None")
    return _with_points(item, item.gap)


def bright_words(found: Priorities) -> str:
    """Return the bright spot in words."""
    item = item_of(found, found.bright_spot)
    if item is None or item.gap is None:
        return _("None")
    return _with_points(item, item.gap)


def _with_points(item: PriorityItem, gap: float) -> str:
    return f"{name_of(item)}: {difference_text(Difference(gap))}"


def plain_list(found: Priorities) -> TextTable:
    """Return the measures by importance, those that cannot be told apart under one heading;
    without importance, by their gaps."""
    heads = (_("Measure"), _("Gap"), _("Quadrant"))
    rows: list[TextRow] = []
    for group in found.groups:
        if len(group) > 1:
            words = _("Too close to rank ({n})").format(n=len(group))
            rows.append(TextRow("", (words, "", ""), "mute"))
        elif rows:
            rows.append(TextRow("", (_("Less important"), "", ""), "mute"))
        rows += [_list_row(item) for key in group if (item := item_of(found, key)) is not None]
    rest = [item for item in found.items if item.importance is None]
    if rest and rows:
        rows.append(TextRow("", (_("Importance unknown"), "", ""), "mute"))
    rest.sort(key=lambda item: item.gap if item.gap is not None else 1.0)
    rows += [_list_row(item) for item in rest]
    return TextTable(heads, tuple(rows), frozenset({1}))


def _list_row(item: PriorityItem) -> TextRow:
    gap = points(item.gap) if item.gap is not None else "–"
    tone = item.signal if item.signal in ("above", "below") else ""
    words = field_words(item.quadrant)
    if words and not item.clear:
        words += "?"
    if not words and tone:
        words = _("real gap") if tone == "below" else _("ahead")
    return TextRow(item.measure, (name_of(item), gap, words), tone)


def full_table(found: Priorities) -> TextTable:
    """Return everything of the matrix as a table; without importance, the gaps alone."""
    gaps = tuple(TextRow(item.measure, _gap_cells(item), _tone(item)) for item in found.items)
    heads = (_("Measure"), found.unit, _("Gap to the rest"), _("Finding"))
    if all(item.importance is None for item in found.items):
        return TextTable(heads, gaps, frozenset({1, 2}))
    rows = []
    for item, row in zip(found.items, gaps, strict=True):
        name, share, gap, sure = row.cells
        field = field_words(item.quadrant) + ("" if item.clear or not item.quadrant else "?")
        told = (name, importance_text(item), share, gap, field, tied_text(item, found), sure)
        rows.append(TextRow(item.measure, told, row.tone))
    name, share, gap, sure = heads
    heads_of_all = (
        name,
        _("Importance"),
        share,
        gap,
        _("Quadrant"),
        _("Too close to rank with"),
        sure,
    )
    return TextTable(heads_of_all, tuple(rows), frozenset({1, 2, 3}))


def _gap_cells(item: PriorityItem) -> tuple[str, ...]:
    gap = gap_text(item) if item.gap is not None else "–"
    return (item.label, percent(item.performance), gap, _sure_words(item))


def _sure_words(item: PriorityItem) -> str:
    if item.signal == "too_few" and item.performance is None:
        return _("too few answers")
    if item.gap is None:
        return _("no other unit to compare with")
    known = {"below": _("real gap"), "above": _("clearly ahead")}
    return known.get(item.signal, _("no clear difference"))


def _tone(item: PriorityItem) -> str:
    if item.signal == "too_few":
        return "mute"
    return item.signal if item.signal in ("above", "below") else ""


def shown_words(found: Priorities) -> str:
    """Return what the figures are, for the band below the matrix."""
    if found.r_squared is None:
        return _("Not adjusted: units care for different patients.")
    return _("Gaps are not adjusted: units care for different patients.")
