"""The finding of an adjusted comparison in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from models.analysis.funnel import some_names
from models.errors import UsageProblem
from models.statistics.case_mix import CaseMixOptions, CaseMixResult

_POOR_RELIABILITY = 0.7
_LEVEL = 0.05
MOST_NAMED = 3


def case_mix_verdict(found: CaseMixResult, names: Sequence[str], by: str, *, adjusted: bool) -> str:
    """Return whether units differ at all, then who is starred. `names` go along the units."""
    noun = "units" if by == "unit" else "facilities"
    if len(found.units) < 2:
        return f"Nobody to compare with: only {names[0]} has enough surveys."
    if found.f is None or found.p is None:
        return f"The {noun} cannot be tested: their answers show no spread."
    after = " after adjusting for who answered" if adjusted else ""
    if found.p >= _LEVEL:
        return f"The {noun} differ no more than chance would make them{after}."
    sentences = [f"The {noun} differ more than chance would make them{after}."]
    above = [n for n, u in zip(names, found.units, strict=False) if u.stars == 3]
    below = [n for n, u in zip(names, found.units, strict=False) if u.stars == 1]
    if above:
        sentences.append(f"Above the mean: {some_names(above, MOST_NAMED)}.")
    if below:
        sentences.append(
            f"Below it: {some_names(below, MOST_NAMED)}."
            if above
            else f"Below the mean: {some_names(below, MOST_NAMED)}."
        )
    if found.reliability is not None and found.reliability < _POOR_RELIABILITY:
        sentences.append("Too little tells them apart for a ranking.")
    return " ".join(sentences)


def check_options(options: CaseMixOptions) -> None:
    """Raise UsageProblem for options that make no sense, with what they may be."""
    k = 1 if options.k is None else options.k
    allowed = (
        (0 <= options.smoothing < inf, "Smoothing is a number of surveys, 0 or more."),
        (0 < options.p_value < 1, "The p-value for stars lies between 0 and 1."),
        (0 <= options.change < 1, "The share of the scale lies between 0 and 1."),
        (0 <= options.mean_difference < inf, "The least difference is 0 or more."),
        (1 <= k < inf, "The K of items is 1 or more."),
    )
    for holds, words in allowed:
        if not holds:
            raise UsageProblem("impossible-option", words, hint="Leave it out for the usual value.")


def option_words(options: CaseMixOptions, by: str, weigh: str) -> list[str]:
    """Return what was chosen otherwise than the program of AHRQ does by itself."""
    said = []
    if not options.impute:
        said.append("Surveys without an adjuster are left out.")
    if weigh != "alike":
        noun = "unit" if by == "unit" else "facility"
        said.append(f"Each {noun} counts in the mean by its surveys.")
    if options.k is None:
        said.append("Each question weighs by its answers.")
    elif options.k > 1:
        said.append(f"A question weighs by its answers, up to {options.k:g}.")
    if options.smoothing:
        said.append(f"Variances are smoothed as if by {options.smoothing:g} surveys more.")
    return said + _star_words(options)


def _star_words(options: CaseMixOptions) -> list[str]:
    said = []
    if options.p_value != CaseMixOptions().p_value:
        said.append(f"A star needs p below {options.p_value:g}.")
    if options.change:
        way = f"{options.change:.0%} of the way to the nearer end of the scale"
        said.append(f"A star needs a difference of {way}.")
    if options.mean_difference:
        said.append(f"A star needs a difference of {options.mean_difference:g}.")
    if options.small_sample:
        said.append("Variances are taken times n / (n − 1).")
    return said
