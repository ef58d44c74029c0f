"""How patients answered one measure, as a table: what the bars of answers show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.text.charts_results import other_name
from ui.text.formats import counted, number, percent, sentence_start
from ui.text.language import _
from ui.widgets.text_table import TextRow, TextTable

if TYPE_CHECKING:
    from models.analysis.estimates import Comparison, ItemDistribution, MeasureDetail


def answers_table(detail: MeasureDetail, comparison: Comparison) -> TextTable:
    """Return the answers of a measure's questions, best first, with how many answered below."""
    other = sentence_start(other_name(comparison.against, comparison.other_label))
    heads = (_("Question"), _("Answer"), comparison.unit, other)
    rows = [row for item in detail.distributions for row in _rows(item)]
    return TextTable(heads, tuple(rows), frozenset({2, 3}))


def _rows(item: ItemDistribution) -> list[TextRow]:
    if item.too_few:
        words = _("{answers}: too few to show").format(
            answers=counted(item.n_unit, "answer", "answers")
        )
        return [TextRow(item.item, (item.label, words, "–", "–"), "mute")]
    rows = [
        TextRow(
            f"{item.item}:{answer.label}",
            (item.label, answer.label, percent(answer.unit), percent(answer.other)),
        )
        for answer in reversed(item.answers)
    ]
    others = "–" if item.n_other is None else number(item.n_other)
    total = (item.label, _("Patients who answered"), number(item.n_unit), others)
    return [*rows, TextRow(f"{item.item}:n", total, "mute")]
