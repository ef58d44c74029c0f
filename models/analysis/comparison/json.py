"""A comparison as JSON, and as rows of a table.

Shares are fractions 0-1, means 0-100; what may not be shown is null, never 0.
"""

from __future__ import annotations

from typing import Any

from models.analysis.estimates import (
    Comparison,
    Difference,
    Estimate,
    Fairness,
    MeasureComparison,
    PatientGap,
)

JsonObject = dict[str, Any]

CSV_COLUMNS = (
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
    "same_question",
    "same_period",
    "same_mode",
    "enough_answers",
    "unit_excluded",
    "verdict",
)


def comparison_to_json(c: Comparison) -> JsonObject:
    """Return a comparison in the fixed shape of the command line, with a few keys more."""
    return {
        "unit": c.unit,
        "facility": c.facility,
        "site": c.site,
        "against": c.against,
        "other": c.other_label,
        "period": c.period.to_json(),
        "other_period": c.other_period.to_json(),
        "surveys": {"unit": c.surveys_unit, "other": c.surveys_other},
        "floor": c.floor,
        "measures": [_measure(m) for m in c.measures],
        "fair": _fairness(c.fair),
        "tested": c.tested,
        "expected_false_alarms": c.expected_false_alarms,
        "notes": list(c.notes),
        "verdict": c.verdict,
    }


def comparison_rows(c: Comparison) -> list[dict[str, Any]]:
    """Return one flat row per measure, keyed by `CSV_COLUMNS`; None where nothing is shown."""
    rows = []
    for m in c.measures:
        gap = m.patients
        values = (
            m.measure,
            m.label,
            m.kind,
            *_side_values(m.unit),
            *_side_values(m.other),
            m.difference.top_box,
            m.difference.low,
            m.difference.high,
            m.difference.p,
            m.difference.p_adjusted,
            m.difference.signal,
            *((gap.of, gap.top, gap.at_other_rate, gap.gap) if gap else (None,) * 4),
            *(mark for _name, mark in m.fair.marks),
            m.verdict,
        )
        rows.append(dict(zip(CSV_COLUMNS, values, strict=True)))
    return rows


def _measure(m: MeasureComparison) -> JsonObject:
    return {
        "measure": m.measure,
        "label": m.label,
        "kind": m.kind,
        "unit": _estimate(m.unit),
        "other": _estimate(m.other),
        "difference": _difference(m.difference),
        "patients": _patients(m.patients),
        "item_gap": _patients(m.item_gap) if m.kind == "composite" else None,
        "fair": _fairness(m.fair),
        "goal": m.goal,
        "benchmarks": [
            {"label": mark.label, "top_box": mark.top_box, "note": mark.note} for mark in m.marks
        ],
        "unanswered": list(m.unanswered),
        "verdict": m.verdict,
    }


def _estimate(e: Estimate) -> JsonObject:
    return {
        "n": e.n,
        "top_box": e.top_box,
        "middle_box": e.middle,
        "bottom_box": e.bottom,
        "low": e.low,
        "high": e.high,
        "mean": e.mean,
        "too_few": e.too_few,
        "bound": e.bound,
        "published": e.published,
    }


def _difference(d: Difference) -> JsonObject:
    return {
        "top_box": d.top_box,
        "low": d.low,
        "high": d.high,
        "p": d.p,
        "p_adjusted": d.p_adjusted,
        "signal": d.signal,
        "noticeable": d.noticeable,
    }


def _patients(gap: PatientGap | None) -> JsonObject | None:
    if gap is None:
        return None
    return {
        "of": gap.of,
        "top": gap.top,
        "at_other_rate": gap.at_other_rate,
        "gap": gap.gap,
        "item": gap.item,
        "item_label": gap.item_label,
        "answer": gap.answer,
    }


def _fairness(fair: Fairness) -> JsonObject:
    return {**dict(fair.marks), "reasons": dict(fair.reasons)}


def _side_values(e: Estimate) -> tuple[Any, ...]:
    return (e.n, e.top_box, e.low, e.high, e.mean, e.too_few)
