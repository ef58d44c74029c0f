"""The same numbers as the chart, as a table."""

from __future__ import annotations

from models.analysis.estimates import Comparison, MeasureComparison
from ui.text.charts_results import difference_text, other_name, signal_text, too_few_text
from ui.text.expert import interval_head
from ui.text.formats import number, percent, percent_span, sentence_start
from ui.text.language import _
from ui.widgets.text_table import TextRow, TextTable

SIGNALS = ("above", "below")


def columns(comparison: Comparison) -> list[str]:
    """Return the headings for a comparison."""
    other = sentence_start(other_name(comparison.against, comparison.other_label))
    return [
        _("Measure"),
        _("Answers"),
        comparison.unit,
        interval_head(),
        _("Answers"),
        other,
        _("Difference (points)"),
        _("Gap in patients"),
        _("Finding"),
    ]


def cells(measure: MeasureComparison) -> list[str]:
    """Return a measure's row as text; a missing value is an en dash."""
    unit, other, gap = measure.unit, measure.other, measure.patients
    name = measure.short or measure.label
    if unit.too_few or unit.top_box is None:
        count = number(unit.n) if unit.n is not None else "–"
        return [name, count, *["–"] * 6, too_few_text(unit)]
    return [
        name,
        number(unit.n) if unit.n is not None else "–",
        percent(unit.top_box),
        percent_span(unit.low, unit.high) or "–",
        number(other.n) if other.n is not None else "–",
        percent(other.top_box),
        difference_text(measure.difference, with_unit=False) or "–",
        _signed(gap.gap) if gap is not None else "–",
        sentence_start(signal_text(measure)) or measure.verdict,
    ]


def _signed(gap: int) -> str:
    return f"{gap:+d}".replace("-", "−") if gap else "0"


def comparison_table(comparison: Comparison) -> TextTable:
    """Return a comparison as a table; the measures' keys are those of its rows."""
    heads = tuple(columns(comparison))
    rows = [_row(measure) for measure in comparison.measures]
    return TextTable(heads, rows, frozenset(range(1, len(heads) - 1)))


def _row(measure: MeasureComparison) -> TextRow:
    words = tuple(cells(measure))
    signal = measure.difference.signal
    tone = "mute" if measure.unit.top_box is None else signal if signal in SIGNALS else ""
    return TextRow(
        measure.measure, words, tone, tips=(measure.label, *words[1:-1], measure.verdict)
    )
