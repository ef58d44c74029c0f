"""The finding of an adjusted comparison in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from models.analysis.funnel_words import some_names
from models.statistics.case_mix import CaseMixResult

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
