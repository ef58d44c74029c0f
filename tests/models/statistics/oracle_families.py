"""How each family of published figures is computed with `models.statistics`.

Every function takes a case's inputs (and the folder, for CSV files named there) and returns its
figures under the names the files use. An unknown input key is refused, so that no option a file
asks for is silently ignored.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from models.statistics import (
    before_after,
    case_mix,
    control_charts,
    drivers,
    funnel,
    making_data_count,
    means,
    multiplicity,
    pooling,
    proportions,
    quadrants,
    run_chart,
    scoring,
    shrinkage,
)
from models.statistics.power import sample_size as answers_needed
from models.survey.scale import plain

SCALES = (
    ("Never", "Sometimes", "Usually", "Always"),
    ("No", "Yes"),
    ("Definitely no", "Probably no", "Probably yes", "Definitely yes"),
    ("Strongly disagree", "Disagree", "Agree", "Strongly agree"),
    ("No", "Yes somewhat", "Yes definitely"),
    ("No", "Yes, somewhat", "Yes, definitely"),
    ("Very poor", "Poor", "Neither good nor poor", "Good", "Very good"),
)


def _interval(found: tuple[float, float] | None) -> dict[str, Any]:
    low, high = found or (None, None)
    return {"lower": low, "upper": high}


def _difference(found: proportions.DifferenceInterval | None) -> dict[str, Any]:
    if found is None:
        return {"estimate": None, "lower": None, "upper": None}
    return {"estimate": found.estimate, "lower": found.lower, "upper": found.upper}


def wilson_interval(successes, total, confidence=0.95):
    return _interval(proportions.wilson_interval(successes, total, confidence))


def newcombe_difference(x1, n1, x2, n2, confidence=0.95):
    return _difference(proportions.newcombe_difference(x1, n1, x2, n2, confidence))


def difference_in_differences(post_unit, pre_unit, post_rest, pre_rest, confidence=0.95):
    counts = (tuple(pair) for pair in (post_unit, pre_unit, post_rest, pre_rest))
    return _difference(before_after.difference_in_differences(*counts, confidence))


def two_proportion_test(x1, n1, x2, n2):
    counts = (x1, n1, x2, n2)
    return {
        "p_nminus1": proportions.n_minus_1_chi_square_p(*counts),
        "p_fisher": proportions.fisher_exact_p(*map(int, counts)),
    }


def one_sample_test(x, n, p0):
    return {"p_exact": proportions.one_sample_p(int(x), int(n), p0)}


def sample_size(p1, p2, power=0.8, alpha=0.05):
    return {"n_per_group": answers_needed(p1, p2, power, alpha)}


def benjamini_hochberg(p):
    return {"adjusted": multiplicity.benjamini_hochberg(p)}


def mean_interval(x, confidence=0.95):
    found = means.mean_interval(x, confidence)
    if found is None:
        return {"mean": None, "lower": None, "upper": None}
    return {"mean": found.mean, "lower": found.lower, "upper": found.upper}


def welch(x, y, confidence=0.95):
    found = means.welch(x, y, confidence)
    if found is None:
        return {"t": None, "df": None, "p": None, "ci": None, "estimate": None}
    return {
        "t": found.t,
        "df": found.df,
        "p": found.p,
        "ci": [found.lower, found.upper],
        "estimate": found.estimate,
    }


def weighted_mean(x, w):
    return {"weighted_mean": means.weighted_mean(x, w)}


def rolling_pooled(x, n, window):
    return {"pooled": pooling.rolling_pooled(x, n, window)}


def _item(answers: list[Any]) -> scoring.Score:
    """Score one item, its scale found from the words used."""
    if all(answer is None or isinstance(answer, int | float) for answer in answers):
        return scoring.rating_score(answers)
    words = [None if answer is None else plain(str(answer)) for answer in answers]
    for scale in SCALES:
        place = {plain(word): at for at, word in enumerate(scale)}
        if all(word is None or word in place for word in words):
            return scoring.item_score([None if w is None else place[w] for w in words], len(scale))
    raise ValueError("no scale has these words")


def composite_scoring(responses):
    items = {name: _item(answers) for name, answers in responses.items()}
    whole = scoring.composite_score(list(items.values()))
    return {
        "item_n": {name: score.n for name, score in items.items()},
        "item_top": {name: score.top for name, score in items.items()},
        "item_mid": {name: score.middle for name, score in items.items()},
        "item_bottom": {name: score.bottom for name, score in items.items()},
        "item_linear": {name: score.linear for name, score in items.items()},
        "composite_top": whole.top,
        "composite_mid": whole.middle,
        "composite_bottom": whole.bottom,
        "composite_linear": whole.linear,
    }


def rating_scoring(ratings):
    found = scoring.rating_score(ratings)
    return {
        "n": found.n,
        "top": found.top,
        "mid": found.middle,
        "bottom": found.bottom,
        "linear": found.linear,
    }


def linear_scale(scales):
    return {name: scoring.linear_scale(scale) for name, scale in scales.items()}


def run_chart_family(y, centre=None):
    found = run_chart.run_chart(y, centre)
    return {
        "cl": found.center,
        "n_useful": found.n_useful,
        "longest_run": found.longest_run,
        "longest_run_max": found.longest_run_max,
        "n_crossings": found.crossings,
        "n_crossings_min": found.crossings_min,
        "signal": found.signal,
    }


def run_chart_critical_values(n):
    return {
        "longest_run_max": [run_chart.longest_run_limit(k) for k in n],
        "crossings_min": [run_chart.fewest_crossings(k) for k in n],
    }


def _chart(found: control_charts.ControlChart) -> dict[str, Any]:
    return {"cl": list(found.center), "lcl": list(found.lower), "ucl": list(found.upper)}


def p_chart(x, n, freeze_at=None, rebase_after=None, exclude_1based=None):
    return _chart(
        control_charts.p_chart(
            x, n, freeze_at=freeze_at, rebase_after=rebase_after, exclude=exclude_1based
        )
    )


def p_prime_chart(x, n, floor_sigma_z=True, freeze_at=None, rebase_after=None, exclude_1based=None):
    found = control_charts.p_prime_chart(
        x,
        n,
        floor_sigma_z=floor_sigma_z,
        freeze_at=freeze_at,
        rebase_after=rebase_after,
        exclude=exclude_1based,
    )
    return _chart(found) | {
        "sigma_z": list(found.sigma_z),
        "sigma_z_used": list(found.sigma_z_used),
    }


def xmr_chart(y, freeze_at=None, screen_mr=False, exclude_1based=None, rebase_after=None):
    return _chart(
        control_charts.xmr_chart(
            y,
            freeze_at=freeze_at,
            rebase_after=rebase_after,
            exclude=exclude_1based,
            screen_mr=bool(screen_mr),
        )
    )


def xmr_making_data_count(
    y,
    improvement_direction="increase",
    screen_outliers=True,
    fix_after_n_points=None,
    rebase_at_points=None,
    target=None,
):
    found = making_data_count.making_data_count(
        y,
        improvement=improvement_direction,
        screen_outliers=screen_outliers,
        fix_after=fix_after_n_points,
        rebase_at=rebase_at_points,
        target=target,
    )
    return {
        "mean": [p.mean for p in found.points],
        "lpl": [p.lower for p in found.points],
        "upl": [p.upper for p in found.points],
        "outside_limits": [p.outside for p in found.points],
        "relative_to_mean": [p.side for p in found.points],
        "close_to_limits": [p.close for p in found.points],
        "special_cause_type": [p.cause for p in found.points],
        "point_type": [p.kind for p in found.points],
        "variation_type_last_point": found.variation,
        "assurance_type": found.assurance,
    }


def funnel_exact_limits(target, n):
    found = [funnel.exact_limits(target, k) for k in n]
    return {
        "ll95": [f and f.low95 for f in found],
        "ul95": [f and f.high95 for f in found],
        "ll998": [f and f.low998 for f in found],
        "ul998": [f and f.high998 for f in found],
    }


def funnel_overdispersion(numerator, denominator, data_type="PR", sr_method=None, trim_by=0.1):
    if data_type != "PR":
        raise ValueError("only proportions are shares")
    found = funnel.overdispersion(numerator, denominator, trim_by)
    if found is None:
        return {"target": None, "phi": None, "tau2": None, "z": [None] * len(numerator)}
    return {"target": found.target, "phi": found.phi, "tau2": found.tau2, "z": list(found.z)}


def unit_shrinkage(x, n):
    found = shrinkage.shrink_shares(x, n)
    if found is None:
        scalars = dict.fromkeys(("tau2", "mu", "se", "Q", "Qp", "I2"))
        return scalars | dict.fromkeys(("yi", "vi", "blup", "shrunk_prop"), [None] * len(x))
    return {
        "yi": list(found.logits),
        "vi": list(found.variances),
        "tau2": found.tau2,
        "mu": found.mu,
        "se": found.se,
        "Q": found.q,
        "Qp": found.q_p,
        "I2": found.i2,
        "blup": list(found.blups),
        "shrunk_prop": list(found.shares),
    }


def relative_weights(predictors=None, outcome=None, data=None, rxx=None, rxy=None):
    if data is None:
        found = drivers.relative_weights(rxx, rxy)
    else:
        columns = [[np.nan if v is None else v for v in data[name]] for name in predictors]
        overall = np.array([np.nan if v is None else v for v in data[outcome]], dtype=float)
        matrix = np.array(columns, dtype=float).reshape(len(columns), -1).T
        complete = np.isfinite(overall) & np.isfinite(matrix).all(axis=1)
        found = drivers.relative_weights_of(matrix[complete], overall[complete])
    if found is None:
        count = len(rxy if data is None else predictors)
        return {"r_squared": None, "raw": [None] * count, "rescaled_pct": [None] * count}
    return {
        "r_squared": found.r_squared,
        "raw": list(found.raw),
        "rescaled_pct": list(found.rescaled),
    }


def priority_quadrants(
    performance, importance, items=None, performance_cut=None, importance_cut=None
):
    found = quadrants.priority_quadrants(performance, importance, performance_cut, importance_cut)
    return {
        "importance_mean": found.importance_mean,
        "performance_cut": found.performance_cut,
        "importance_cut": found.importance_cut,
        "quadrant": [None if place is None else str(place) for place in found.places],
    }


def pre_post(x, n, first_post_index_1based, confidence=0.95):
    found = before_after.pre_post(x, n, first_post_index_1based, confidence)
    change = _difference(found.difference)
    return {
        "pre": [found.pre_top, found.pre_n],
        "post": [found.post_top, found.post_n],
        "difference": change["estimate"],
        "lower": change["lower"],
        "upper": change["upper"],
    }


def _column(rows: list[dict[str, str]], name: str) -> np.ndarray:
    return np.array([float(row[name]) if row[name].strip() else np.nan for row in rows])


def _within(values: np.ndarray, low: float, high: float) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return np.where((values >= low) & (values <= high), values, np.nan)


def _adjuster(rows: list[dict[str, str]], said: Any) -> np.ndarray:
    found = re.fullmatch(r"\s*(\S+?)\s*(?:,\s*valid\s+(-?[\d.]+)\s*-\s*(-?[\d.]+))?\s*", str(said))
    if found is None:
        raise ValueError("an adjuster is a column and its valid range")
    values = _column(rows, found[1])
    return values if found[2] is None else _within(values, float(found[2]), float(found[3]))


def cahps_analysis(
    folder: Path,
    data,
    items,
    valid_range,
    unit_column,
    units,
    reverse=None,
    adjusters=None,
    impute_adjusters=None,
):
    with (folder / data).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    scores = []
    for item in items:
        values = _within(_column(rows, item), *valid_range)
        turned = re.fullmatch(
            rf"\s*(-?[\d.]+)\s*-\s*{re.escape(item)}\s*", (reverse or {}).get(item, "")
        )
        scores.append(float(turned[1]) - values if turned else values)
    code_of = {float(code): name for code, name in units.items()}
    names = sorted(set(units.values()))
    place = np.array(
        [names.index(code_of[u]) if u in code_of else -1 for u in _column(rows, unit_column)]
    )
    extra = [_adjuster(rows, said) for said in (adjusters or {}).values()]
    known = place >= 0
    found = case_mix.analyze_case_mix(
        np.column_stack(scores)[known],
        place[known],
        np.column_stack(extra)[known] if extra else None,
        bounds=tuple(valid_range),
        options=case_mix.CaseMixOptions(impute=bool(impute_adjusters)),
    )
    if found is None:
        return {"overall": None, "F": None, "df": None, "p": None, "coef": None, "units": []}
    fields = ("n", "unadjusted", "adjusted", "difference", "se", "p", "stars")
    return {
        "overall": found.overall,
        "F": found.f,
        "df": found.df,
        "p": found.p,
        "reliability": found.reliability,
        "coef": {item: list(s) for item, s in zip(items, found.slopes, strict=True)},
        "units": [
            {"unit": names[u.unit]} | {field: getattr(u, field) for field in fields}
            for u in found.units
        ],
    }


FAMILIES: dict[str, Callable[..., dict[str, Any]]] = {
    "wilson_interval": wilson_interval,
    "newcombe_difference": newcombe_difference,
    "difference_in_differences": difference_in_differences,
    "two_proportion_test": two_proportion_test,
    "one_sample_test": one_sample_test,
    "sample_size": sample_size,
    "benjamini_hochberg": benjamini_hochberg,
    "mean_interval": mean_interval,
    "welch": welch,
    "weighted_mean": weighted_mean,
    "rolling_pooled": rolling_pooled,
    "composite_scoring": composite_scoring,
    "rating_scoring": rating_scoring,
    "linear_scale": linear_scale,
    "run_chart": run_chart_family,
    "run_chart_critical_values": run_chart_critical_values,
    "p_chart": p_chart,
    "p_prime_chart": p_prime_chart,
    "xmr_chart": xmr_chart,
    "xmr_making_data_count": xmr_making_data_count,
    "funnel_exact_limits": funnel_exact_limits,
    "funnel_overdispersion": funnel_overdispersion,
    "unit_shrinkage": unit_shrinkage,
    "relative_weights": relative_weights,
    "priority_quadrants": priority_quadrants,
    "pre_post": pre_post,
    "cahps_analysis": cahps_analysis,
}
NEEDS_FOLDER = {"cahps_analysis"}
