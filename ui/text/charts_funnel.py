"""The words of all units: names at the marks, cards, places left open."""

from __future__ import annotations

from models.analysis.funnel import Funnel, FunnelUnit
from ui.text.charts_card import CardText
from ui.text.expert import expert_details
from ui.text.formats import counted, number, percent, percent_span
from ui.text.language import _
from ui.text.units import points_words


def finding_words(unit: FunnelUnit) -> str:
    """Return where a unit stands, in a few words."""
    if unit.signal == "above":
        return _("clearly higher")
    if unit.signal == "below":
        return _("clearly lower")
    if unit.signal == "too_few":
        return _("too few answers to show")
    if unit.warning:
        return _("worth watching")
    return _("no clear difference")


TOO_MANY_PLACES = 0.85
"""A place that may be any of so large a part of all places says nothing."""


def ranks_words(unit: FunnelUnit, units: int) -> str:
    """Return the places that a unit may have: "place 2 to 5 of 9". A unit that may have nearly
    all of them is too close to the others for a place."""
    if unit.ranks is None:
        return ""
    best, worst = unit.ranks
    if units > 1 and worst - best + 1 > TOO_MANY_PLACES * units:
        return _("too close to rank")
    words = _("rank {best} of {all}") if best == worst else _("rank {best} to {worst} of {all}")
    return words.format(best=number(best), worst=number(worst), all=number(units))


def unit_rows(unit: FunnelUnit, units: int) -> list[tuple[str, str]]:
    """Return the rows of a unit's card; `units` is how many have a place."""
    answers = counted(unit.n, "answer", "answers")
    if unit.top_box is None:
        return [(_("Answers"), f"{answers}: {finding_words(unit)}")]
    span = percent_span(unit.low, unit.high)
    rows = [
        (_("Best answer"), percent(unit.top_box) + (f" ({span})" if span else "")),
        (_("Answers"), answers),
    ]
    if unit.limits is not None and expert_details():
        limits = unit.limits
        rows.append((_("95% limits"), percent_span(limits.low95, limits.high95)))
        rows.append((_("99.8% limits"), percent_span(limits.low998, limits.high998)))
    if unit.shrunken is not None:
        drawn = percent_span(unit.shrunken_low, unit.shrunken_high)
        rows.append((_("Best estimate"), f"{percent(unit.shrunken)} ({drawn})"))
    if unit.ranks is not None:
        rows.append((_("Rank"), ranks_words(unit, units)))
    if unit.signal == "none" and unit.noticeable is not None:
        rows.append((_("We'd notice"), points_words(unit.noticeable)))
    return rows


def unit_card(unit: FunnelUnit, units: int) -> CardText:
    """Return a unit's card."""
    words = finding_words(unit) if units > 1 else _("no other unit to compare with")
    return CardText(unit.name, tuple(unit_rows(unit, units)), words[:1].upper() + words[1:] + ".")


def target_words(funnel: Funnel) -> str:
    """Return the name of the common line."""
    return _("all units {share}").format(share=percent(funnel.target))


def shown_units(funnel: Funnel) -> int:
    """Return how many units have a value, and so a place."""
    return sum(unit.top_box is not None for unit in funnel.units)
