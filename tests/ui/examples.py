"""Handmade values to draw: a hospital that does not exist, no database needed."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

from models.analysis.estimates.results import (
    AnswerShare,
    BenchmarkMark,
    Comparison,
    Difference,
    Estimate,
    Fairness,
    ItemDistribution,
    MeasureComparison,
    MeasureDetail,
    MonthPoint,
    PatientGap,
)
from models.survey import Period, parse_month

FAIR = Fairness(True, True, True, True, True)
UNKNOWN_MODE = replace(
    FAIR, same_mode=None, reasons=(("same_mode", "The file has no column for the mode."),)
)
UNFAIR = replace(
    FAIR,
    same_question=False,
    reasons=(("same_question", "Asked of 4 West only since January 2025."),),
)
SUMMER = Period(parse_month("2026-07"), parse_month("2026-09"))

_ROWS = (
    ("nurses", "Nurse communication", "Nurses", 62, 0.81, 1204, 0.79, 0.80),
    ("doctors", "Doctor communication", "Doctors", 62, 0.76, 1204, 0.80, 0.80),
    ("restfulness", "Restfulness of the hospital", "Restfulness", 62, 0.52, 1204, 0.64, 0.60),
    ("care_coordination", "Care coordination", "Care coordination", 61, 0.71, 1190, 0.70, 0.72),
    ("responsiveness", "Responsiveness of staff", "Responsiveness", 48, 0.61, 980, 0.66, 0.65),
    ("medicines", "Communication about medicines", "Medicines", 40, 0.59, 870, 0.62, 0.62),
    ("discharge", "Discharge information", "Discharge info", 58, 0.93, 1100, 0.86, 0.86),
    ("symptoms", "Information about symptoms", "Symptom info", 57, 0.68, 1090, 0.71, 0.70),
    ("cleanliness", "Cleanliness", "Cleanliness", 62, 0.73, 1204, 0.72, 0.73),
    ("rating", "Overall rating 9 or 10", "Rating 9–10", 62, 0.70, 1204, 0.72, 0.72),
    ("recommend", "Would recommend", "Recommend", 62, 0.69, 1204, 0.70, 0.70),
)
COMPOSITES = {
    "nurses",
    "doctors",
    "restfulness",
    "care_coordination",
    "responsiveness",
    "medicines",
    "discharge",
}


def estimate(n: int, share: float) -> Estimate:
    """Return an estimate with a rough interval, good enough to draw."""
    half = 1.96 * sqrt(share * (1 - share) / n)
    return Estimate(n, share, max(0.0, share - half), min(1.0, share + half), mean=share * 90)


def measure(
    key: str,
    label: str,
    short: str,
    n: int,
    share: float,
    n_other: int,
    share_other: float,
    nation: float | None = None,
    **changes: object,
) -> MeasureComparison:
    """Return one measure's comparison; `changes` replace fields."""
    unit, other = estimate(n, share), estimate(n_other, share_other)
    gap = round(n * share_other) - round(n * share)
    patients = PatientGap(n, round(n * share), round(n * share_other), gap, key, label, "Always")
    composite = key in COMPOSITES
    difference = Difference(share - share_other, share - share_other - 0.12, 0.0, 0.2, 0.4, "none")
    made = MeasureComparison(
        key,
        label,
        short,
        "composite" if composite else "item",
        unit,
        other,
        difference,
        None if composite else patients,
        patients,
        FAIR,
        "That could be chance.",
        (BenchmarkMark("nation", nation),) if nation is not None else (),
    )
    return replace(made, **changes)


def comparison(**changes: object) -> Comparison:
    """Return 4 West against the rest of Riverside Hospital: one real gap."""
    measures = [measure(*row) for row in _ROWS]
    quiet = measures[2]
    patients = PatientGap(62, 32, 39, 7, "quiet", "Quiet around the room at night", "Always")
    measures[2] = replace(
        quiet,
        kind="item",
        difference=Difference(-0.12, -0.24, -0.01, 0.004, 0.04, "below"),
        patients=patients,
        item_gap=patients,
        verdict="Larger than chance would explain.",
    )
    made = Comparison(
        "4 West",
        "Riverside Hospital",
        "rest",
        "the rest of Riverside Hospital",
        SUMMER,
        SUMMER,
        62,
        1204,
        tuple(measures),
        FAIR,
        "One real gap: restfulness. The rest could be chance.",
        11,
        0.55,
    )
    return replace(made, **changes)


def odd_comparison() -> Comparison:
    """Return a comparison with every odd state: too few, unfair, a bright spot, a goal, no one."""
    base = list(comparison().measures)
    base[1] = replace(base[1], unit=Estimate(9, too_few=True), difference=Difference())
    base[3] = replace(base[3], fair=UNFAIR)
    base[4] = replace(base[4], goal=0.75)
    base[6] = replace(
        base[6], difference=Difference(0.07, 0.01, 0.13, 0.001, 0.02, "above"), verdict="Better."
    )
    base[7] = replace(base[7], other=Estimate(None), difference=Difference(), marks=())
    base[8] = replace(base[8], unit=Estimate(0, too_few=True), difference=Difference())
    fair = replace(UNKNOWN_MODE, same_question=False)
    return comparison(
        measures=tuple(base),
        fair=fair,
        verdict="One real gap: restfulness. One bright spot: discharge info.",
    )


def distribution(item: str, label: str, shares: tuple[float, ...]) -> ItemDistribution:
    """Return the answers of one item on the four-answer scale, the others' a little better."""
    words = ("Never", "Sometimes", "Usually", "Always")
    boxes = ("bottom", "bottom", "middle", "top")
    others = (0.04, 0.10, 0.22, 0.64)
    answers = tuple(
        AnswerShare(word, box, unit, other)
        for word, box, unit, other in zip(words, boxes, shares, others, strict=True)
    )
    return ItemDistribution(item, label, f"How often: {label}?", 62, 1204, answers)


def rating_distribution() -> ItemDistribution:
    """Return an 11-answer scale."""
    unit = (0.02, 0.0, 0.01, 0.01, 0.02, 0.04, 0.04, 0.06, 0.12, 0.22, 0.46)
    boxes = ("bottom",) * 7 + ("middle",) * 2 + ("top",) * 2
    answers = tuple(
        AnswerShare(str(value), box, share, 1 / 11)
        for value, (box, share) in enumerate(zip(boxes, unit, strict=True))
    )
    return ItemDistribution("rating", "Overall rating", "0 to 10?", 62, 1204, answers)


def line(months: int = 24) -> tuple[MonthPoint, ...]:
    """Return monthly points ending in an incomplete September 2026."""
    last = parse_month("2026-09")
    wave = (0.57, 0.59, 0.68, 0.63, 0.52, 0.60, 0.57, 0.61, 0.52, 0.61, 0.61, 0.68)
    fall = (0.62, 0.63, 0.53, 0.71, 0.42, 0.57, 0.49, 0.47, 0.48, 0.48, 0.53, 0.51)
    values = (wave + fall) * (months // 24 + 1)
    points = []
    for place, value in enumerate(values[-months:]):
        month = last - months + 1 + place
        e = estimate(21, value)
        points.append(
            MonthPoint(
                f"{month // 12}-{month % 12 + 1:02d}",
                month,
                month,
                21,
                value,
                e.low,
                e.high,
                complete=month < last - 1,
                other=0.62 + 0.02 * (place % 3),
            )
        )
    return tuple(points)


def detail(key: str = "restfulness") -> MeasureDetail:
    """Return the detail of a measure."""
    chosen = next(m for m in comparison().measures if m.measure == key)
    return MeasureDetail(
        chosen,
        "32 of 62 patients said “Always” to “Quiet around the room at night”. "
        "At the same rate as the rest of Riverside Hospital, it would be about 39.",
        "A gap of 7 patients: larger than chance would explain.",
        (
            distribution("quiet", "Quiet around the room at night", (0.08, 0.16, 0.24, 0.52)),
            distribution("rest", "Able to rest as needed", (0.06, 0.12, 0.28, 0.54)),
        ),
        line(),
        "Surveys for August and September 2026 can still arrive.",
        ((parse_month("2025-01"), "new questionnaire"),),
    )
