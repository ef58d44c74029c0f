"""What groups of patients tell, in a sentence."""

from __future__ import annotations

from models.analysis.estimates import joined, percent, sentence_start
from models.analysis.subgroups.results import Subgroup, Subgroups

NOTHING_KNOWN = "Only counts of these answers are known, so patients cannot be told apart."


def subgroups_verdict(found: Subgroups) -> str:
    """Return whether the groups differ at all, then which one is lowest."""
    shown = found.shown
    if len(found.groups) == 1:
        return f"There is one group only: {found.groups[0].label}."
    if len(shown) < 2:
        return "Too few answers to tell the groups apart."
    if found.p is None:
        return "The groups cannot be tested: too few of them, or everybody answered alike."
    if not found.differ:
        return "The groups do not differ beyond chance."
    low, high = min(shown, key=_share), max(shown, key=_share)
    return (
        "The groups differ more than chance would make them: "
        f"from {percent(_share(low))} ({low.label}) to {percent(_share(high))} ({high.label})."
    )


def rest_words(found: Subgroups) -> str:
    """Return the others' share of each group as a sentence, empty where none is shown.

    The gaps are not tested: with one for each group and trait, some look real by chance.
    """
    told = [(group.label, group.rest.top_box) for group in found.groups if group.rest is not None]
    if not told:
        return ""
    listed = joined([f"{percent(share)} ({label})" for label, share in told])
    return f"{sentence_start(found.rest_label)}, untested: {listed}."


def _share(group: Subgroup) -> float:
    return group.top_box or 0.0
