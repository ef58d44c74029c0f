"""Results of the analysis as JSON and as flat rows, keys as the command line promises them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.analysis.results import (
        Comparison,
        Difference,
        Estimate,
        Fairness,
        MeasureComparison,
        PatientGap,
    )


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison with shares 0-1, means 0-100 and months YYYY-MM."""
    return {
        "unit": comparison.unit,
        "facility": comparison.facility,
        "against": comparison.against,
        "other": comparison.other_label,
        "period": comparison.period.to_json(),
        "other_period": comparison.other_period.to_json(),
        "surveys": {"unit": comparison.surveys_unit, "other": comparison.surveys_other},
        "floor": comparison.floor,
        "measures": [measure_json(m) for m in comparison.measures],
        "fair": fairness_json(comparison.fair),
        "expected_false_alarms": comparison.expected_false_alarms,
        "notes": list(comparison.notes),
        "verdict": comparison.verdict,
    }


def measure_json(measure: MeasureComparison) -> dict[str, Any]:
    """Return one measure of a comparison; `patients` is null for a composite."""
    return {
        "measure": measure.measure,
        "label": measure.label,
        "kind": measure.kind,
        "unit": estimate_json(measure.unit),
        "other": estimate_json(measure.other),
        "difference": difference_json(measure.difference),
        "patients": gap_json(measure.patients),
        "item_gap": gap_json(measure.item_gap),
        "fair": fairness_json(measure.fair),
        "benchmarks": [{"label": m.label, "top_box": m.top_box} for m in measure.marks],
        "goal": measure.goal,
        "verdict": measure.verdict,
    }


def estimate_json(estimate: Estimate) -> dict[str, Any]:
    return {
        "n": estimate.n,
        "top_box": estimate.top_box,
        "low": estimate.low,
        "high": estimate.high,
        "middle": estimate.middle,
        "bottom": estimate.bottom,
        "mean": estimate.mean,
        "too_few": estimate.too_few,
        "conservative": estimate.bound,
        "published": estimate.published,
    }


def difference_json(difference: Difference) -> dict[str, Any]:
    return {
        "top_box": difference.top_box,
        "low": difference.low,
        "high": difference.high,
        "p": difference.p,
        "p_adjusted": difference.p_adjusted,
        "signal": difference.signal,
    }


def gap_json(gap: PatientGap | None) -> dict[str, Any] | None:
    if gap is None:
        return None
    return {
        "of": gap.of,
        "top": gap.top,
        "at_other_rate": gap.at_other_rate,
        "gap": gap.gap,
        "item": gap.item,
        "answer": gap.answer,
    }


def fairness_json(fair: Fairness) -> dict[str, Any]:
    """Return the five marks (true, false, null: unknown), and why for those that do not hold."""
    return {**dict(fair.marks), "reasons": dict(fair.reasons)}


COMPARISON_COLUMNS = (
    "measure",
    "label",
    "kind",
    "unit_n",
    "unit_top_box",
    "unit_low",
    "unit_high",
    "unit_mean",
    "unit_too_few",
    "other_n",
    "other_top_box",
    "other_low",
    "other_high",
    "other_mean",
    "other_too_few",
    "difference",
    "difference_low",
    "difference_high",
    "p",
    "p_adjusted",
    "signal",
    "patients_of",
    "patients_top",
    "patients_at_other_rate",
    "patients_gap",
    "verdict",
)


def comparison_rows(comparison: Comparison) -> list[Sequence[Any]]:
    """Return a comparison as one row per measure, in the order of `COMPARISON_COLUMNS`."""
    return [_row(m) for m in comparison.measures]


def _row(m: MeasureComparison) -> tuple[Any, ...]:
    sides = [
        value
        for side in (m.unit, m.other)
        for value in (side.n, side.top_box, side.low, side.high, side.mean, side.too_few)
    ]
    d, gap = m.difference, m.patients
    difference = [d.top_box, d.low, d.high, d.p, d.p_adjusted, d.signal]
    patients = [gap.of, gap.top, gap.at_other_rate, gap.gap] if gap else [None] * 4
    return (m.measure, m.label, m.kind, *sides, *difference, *patients, m.verdict)
