"""What is said of groups of patients: how they answered, how they came, age, language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.text.formats import listed, percent, sentence_start
from ui.text.language import _
from ui.text.units import noticed_words

if TYPE_CHECKING:
    from models.analysis.subgroups import Subgroup, Subgroups


def subgroups_verdict(found: Subgroups) -> str:
    """Return whether the groups differ, with the others' shares for reference."""
    return f"{_groups_finding(found)} {rest_words(found)}".strip()


def rest_words(found: Subgroups) -> str:
    """Return the others' share of each group, empty where none is shown.

    The gaps are not tested: with one for each group and trait, some look real by chance.
    """
    shares = [
        _("{share} ({group})").format(share=percent(group.rest.top_box), group=group.label)
        for group in found.groups
        if group.rest is not None
    ]
    if not shares:
        return ""
    return _("{other}, for reference: {shares}.").format(
        other=sentence_start(found.rest_label), shares=listed(shares)
    )


def only_counts() -> str:
    """Return why groups can't be shown at all."""
    return _("This file has only counts, so patients can't be split into groups.")


def _groups_finding(found: Subgroups) -> str:
    shown = found.shown
    if not found.groups:
        return only_counts()
    if len(found.groups) == 1:
        return _("There is only one group: {group}.").format(group=found.groups[0].label)
    if len(shown) < 2:
        return _("Too few answers to compare groups.")
    if found.p is None:
        return _("The groups can't be compared: too few, or everyone answered the same.")
    if not found.differ:
        return f"{_('No clear difference between groups.')} {noticed_words(found.noticeable)}"
    low, high = min(shown, key=_share), max(shown, key=_share)
    return _("The groups really do differ: from {low} ({lowest}) to {high} ({highest}).").format(
        low=percent(_share(low)),
        lowest=low.label,
        high=percent(_share(high)),
        highest=high.label,
    )


def _share(group: Subgroup) -> float:
    return group.top_box or 0.0
