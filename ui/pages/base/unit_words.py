"""The sentences around the results: subtitle, options, and which measure is shown first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.errors import UsageProblem
from ui.text.formats import counted, number, period_name, sentence_start
from ui.text.language import _
from ui.widgets.options import Option

if TYPE_CHECKING:
    from models.analysis.comparison import WouldBeStars
    from models.analysis.estimates import Comparison, MeasureComparison, PeriodChoice
    from models.store.units import UnitSummary
    from models.survey import Unit
    from ui.base.unit_queries import Board, Choices

FEWEST_FOR_STARS = 100
"""Completed surveys from which CMS gives stars."""


def surveys(count: int) -> str:
    return counted(count, "survey", "surveys")


def place_of(unit: Unit) -> str:
    """Return where a unit is: its site and facility."""
    return " · ".join(part for part in (unit.site, unit.facility) if part)


def unit_options(choices: Choices) -> list[Option]:
    """Return the units to choose: mine first, then all, each with its place or its surveys."""
    several = len({(u.unit.facility_id, u.unit.site) for u in choices.units}) > 1
    mine = [u for unit_id in choices.mine for u in choices.units if u.unit.id == unit_id]
    return [_unit_option(u, several, mine=u in mine) for u in (*mine, *_others(choices, mine))]


def _others(choices: Choices, mine: Sequence[UnitSummary]) -> list[UnitSummary]:
    return [u for u in choices.units if u not in mine and u.unit.closed_on is None]


def _unit_option(summary: UnitSummary, several: bool, *, mine: bool) -> Option:
    note = place_of(summary.unit) if several else surveys(summary.responses)
    if mine and not several:
        note = _("mine") + " · " + note
    searched = place_of(summary.unit) if several else ""
    return Option(summary.unit.id, summary.unit.name, note, searched)


CHOOSE_MONTHS = "choose months"
"""In place of a period's key: any months are asked for."""


def period_options(periods: Sequence[PeriodChoice], *, free: bool = False) -> list[Option]:
    """Return the spans of months to choose; those with their months in brackets stand on the
    button without them, as the page's head names the months. `free`: any others are offered."""
    options = [
        Option(p.key, p.label, surveys(p.surveys), short=p.label.partition(" (")[0])
        for p in periods
    ]
    return [*options, Option(CHOOSE_MONTHS, _("Other months…"))] if free else options


def against_options(choices: Choices, unit: Unit) -> list[Option]:
    """Return whom a unit can be compared with; only what there is something of."""
    others = [u.unit for u in choices.units if u.unit.id != unit.id and u.responses]
    options = []
    rest_words = _("Rest of {place}").format(place=unit.facility)
    rest = Option("rest", rest_words, short=_("Rest of hospital"))
    options.append(rest)
    options.append(
        Option("earlier", _("This unit, previous period"), short=_("Unit, previous period"))
    )
    if any(_are_peers(unit, o) for o in others):
        options.append(Option("peers", _("Similar units elsewhere"), short=_("Peers")))
    if any(o.facility_id != unit.facility_id for o in others):
        options.append(Option("all", _("All other units")))
    for area in choices.areas:
        if area.level == "nation":
            options.append(Option("nation", _("National average"), _("published")))
    for level in ("state", "hospital"):
        options += [
            Option(f"{level}:{a.area}", a.name or a.area, _("published"), a.area)
            for a in choices.areas
            if a.level == level
        ]
    others.sort(key=lambda o: (o.facility_id != unit.facility_id, o.name.casefold()))
    for other in others:
        if not other.is_unassigned:
            note = _("unit") if other.facility_id == unit.facility_id else other.facility
            options.append(Option(f"unit:{other.id}", other.name, note, other.facility))
    return options


def _are_peers(unit: Unit, other: Unit) -> bool:
    same = other.name.casefold() == unit.name.casefold() or (unit.type and other.type == unit.type)
    return bool(same) and other.facility_id != unit.facility_id


def subtitle(comparison: Comparison) -> str:
    """Return "compared with the rest of Riverside Hospital · Jul–Sep 2026 · 62 surveys"."""
    return _("compared with {other} · {period} · {surveys}").format(
        other=comparison.other_label,
        period=period_name(comparison.period.first, comparison.period.last),
        surveys=surveys(comparison.surveys_unit),
    )


def not_measured(measure: str, board: Board) -> UsageProblem:
    """Return why a measure that was asked for is not on the page, with those that are."""
    return UsageProblem(
        "not-measured",
        unit=board.unit.name,
        measure=measure,
        first=board.period.period.first,
        last=board.period.period.last,
        measures=tuple(m.measure for m in board.comparison.measures),
    )


def star_words(stars: WouldBeStars | None, measure: str) -> str:
    """Return where a measure would stand on the published star table, empty when nowhere."""
    found = stars.of(measure) if stars is not None else None
    if stars is None or found is None:
        return ""
    words = _("{stars} by the published cut points of {edition}. Not an official rating.")
    text = words.format(stars=sentence_start(found.words), edition=stars.name)
    if stars.surveys < FEWEST_FOR_STARS:
        few = _("Stars need {fewest} surveys. You have {surveys}.")
        text += " " + few.format(fewest=number(FEWEST_FOR_STARS), surveys=number(stars.surveys))
    return text


def first_measure(measures: Sequence[MeasureComparison]) -> str:
    """Return the measure to show first: the real gap that is largest, else the largest gap."""
    shown = [m for m in measures if m.difference.top_box is not None]
    if not shown:
        return measures[0].measure if measures else ""
    below = [m for m in shown if m.difference.signal == "below"]
    return min(below or shown, key=lambda m: m.difference.top_box or 0.0).measure
