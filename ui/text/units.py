"""What is said of all units on one measure: whether they differ, who stands out, what is unsure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.text.formats import counted, listed, number, percent
from ui.text.language import _, ngettext

if TYPE_CHECKING:
    from models.analysis.funnel import Funnel, FunnelUnit

MOST_NAMED = 6
SURE_ENOUGH = 0.6
"""Chance from which on a third of the list is named."""

_SMALLEST_P = 0.001


def funnel_verdict(found: Funnel) -> str:
    """Return the finding, to be read aloud: one voice for the units as a whole and for each."""
    untold = _nothing_to_say(found)
    if untold:
        return untold
    below = [unit.name for unit in found.below]
    above = [unit.name for unit in found.above]
    if not below and not above:
        if found.differ:
            return _("Units really do differ, but no single one clearly stands out.")
        return f"{_('No clear differences between units.')} {noticed_words(found.noticeable)}"
    sentences = [_("Units really do differ.")] if found.differ else []
    if below:
        sentences.append(_is_lower(below))
    if above:
        sentences.append(_is_higher(above))
    if not found.differ:
        sentences.append(_("The other units show no clear differences."))
    return " ".join(sentences)


def units_differ(found: Funnel) -> str:
    """Return whether units differ at all; the whole finding where that can't be told."""
    if found.p is None:
        return _nothing_to_say(found)
    if found.differ:
        return _("Units really do differ.")
    if found.below or found.above:
        return funnel_verdict(found)
    return f"{_('No clear differences between units.')} {noticed_words(found.noticeable)}"


def noticed_words(gap: float | None) -> str:
    """Return how large a gap would have been seen, in parentheses.

    >>> noticed_words(0.153)
    "(We'd notice about 15 points.)"
    """
    if gap is None:
        return _("(With so few answers we couldn't notice any gap.)")
    size = points_words(gap)
    return _("(We'd notice about {points}.)").format(points=size)


def points_words(gap: float) -> str:
    """Return a gap in whole points, without a sign.

    >>> points_words(0.153), points_words(-0.01)
    ('15 points', '1 point')
    """
    return counted(int(100 * abs(gap) + 0.5), "point", "points")


def funnel_notes(found: Funnel) -> list[str]:
    """Return what to know besides, in plain words."""
    notes = []
    hidden = sum(unit.signal == "too_few" for unit in found.units)
    if hidden:
        text = ngettext(
            "{n} unit has fewer than {floor} answers and is not shown.",
            "{n} units have fewer than {floor} answers and are not shown.",
            hidden,
        )
        notes.append(text.format(n=number(hidden), floor=number(found.floor)))
    if found.nameless:
        text = ngettext(
            "{n} answer has no unit and is left out.",
            "{n} answers have no unit and are left out.",
            found.nameless,
        )
        notes.append(text.format(n=number(found.nameless)))
    if found.older:
        notes.append(_("The question changed. Only answers to today's version count."))
    return notes


def funnel_method(found: Funnel) -> list[str]:
    """Return how the finding was computed, for "How is this calculated?"."""
    shown = sum(unit.limits is not None for unit in found.units)
    if found.p is None or shown < 2:
        return []
    method = [_chance_words(found.p)]
    method.append(
        _(
            "A unit stands out when it lies beyond the {share}% limits and still does after we "
            "allow for looking at {units} (Benjamini–Hochberg, 5%). Limits: binomial, mid-p."
        ).format(units=counted(shown, "unit", "units"), share=number(99.8, 1))
    )
    if found.tau2:
        method.append(
            _(
                "Limits allow for normal variation between units "
                "(τ² = {tau2} on the arcsine scale)."
            ).format(tau2=f"{found.tau2:.2g}")
        )
    method.append(
        _(
            "Best estimates, their 95% intervals and ranks come from a hierarchical model that "
            "weighs every plausible spread between units."
        )
    )
    return method


def ranks_verdict(found: Funnel, own: int) -> str:
    """Return what can be said of the unit's place among the others."""
    unit = next((u for u in found.units if u.unit_id == own), None)
    shown = sum(u.ranks is not None for u in found.units)
    if unit is None or unit.ranks is None:
        name = unit.unit if unit is not None else _("This unit")
        return _("{unit} has too few answers to rank.").format(unit=name)
    third = third_words(unit)
    if third:
        return _("{unit} is {third}.").format(unit=unit.unit, third=third)
    best, worst = unit.ranks
    return _("{unit} could be anywhere from {best} to {worst} of {all}.").format(
        unit=unit.unit, best=number(best), worst=number(worst), all=number(shown)
    )


def third_words(unit: FunnelUnit) -> str:
    """Return "probably in the top third (80% sure)", empty when no third is likely enough."""
    if unit.thirds is None:
        return ""
    if unit.lowest_quarter is not None and unit.lowest_quarter >= SURE_ENOUGH:
        return _("probably in the lowest quarter ({sure} sure)").format(
            sure=_sure(unit.lowest_quarter)
        )
    chance = max(unit.thirds)
    if chance < SURE_ENOUGH:
        return ""
    words = (
        _("probably in the top third ({sure} sure)"),
        _("probably in the middle third ({sure} sure)"),
        _("probably in the bottom third ({sure} sure)"),
    )
    return words[unit.thirds.index(chance)].format(sure=_sure(chance))


def _sure(chance: float) -> str:
    """Return a chance in percent; a thousand draws never make it quite sure."""
    return _("over 99%") if chance > 0.99 else percent(chance)


def some_names(names: Sequence[str], limit: int = MOST_NAMED) -> str:
    """Return names as a spoken list, so many of them at most.

    >>> some_names(["4 West", "5 East", "ICU"], 2)
    '4 West, 5 East, and 1 more'
    """
    if len(names) <= limit:
        return listed(names)
    more = _("{n} more").format(n=number(len(names) - limit))
    return listed([*names[:limit], more])


def _nothing_to_say(found: Funnel) -> str:
    """Return why units weren't compared, empty when they were."""
    shown = [unit for unit in found.units if unit.signal != "too_few"]
    if not found.units:
        return _("No unit has answers to this question in these months.")
    if not shown:
        return _("Too few answers: no unit has {floor} yet.").format(floor=number(found.floor))
    if len(shown) == 1:
        return _("No other unit to compare with yet: only {unit} has enough answers.").format(
            unit=shown[0].name
        )
    if found.p is None:
        return _("All answers are the same, so units don't differ.")
    return ""


def _is_lower(names: Sequence[str]) -> str:
    text = ngettext("{names} is clearly lower.", "{names} are clearly lower.", len(names))
    return text.format(names=some_names(names))


def _is_higher(names: Sequence[str]) -> str:
    text = ngettext("{names} is clearly higher.", "{names} are clearly higher.", len(names))
    return text.format(names=some_names(names))


def _chance_words(p: float) -> str:
    if p < _SMALLEST_P:
        return _("If all units were the same, differences this large would almost never happen.")
    return _(
        "If all units were the same, differences this large would happen in about {n} of 100 cases."
    ).format(n=number(100 * p, 1 if p < 0.095 else 0))
