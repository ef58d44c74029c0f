"""The sentences around all units: what is shown, tables, the rows of the ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.charts.rows import Caterpillar, CaterpillarRow
from ui.text.case_mix import case_mix_verdict
from ui.text.charts import funnel_limit_words, interval_words
from ui.text.charts_card import CardText
from ui.text.charts_funnel import finding_words, ranks_words, shown_units, target_words, unit_card
from ui.text.expert import expert_details, interval_head
from ui.text.formats import (
    counted,
    listed,
    number,
    percent,
    percent_span,
    period_name,
    sentence_start,
)
from ui.text.language import _
from ui.text.units import funnel_verdict, third_words
from ui.widgets.options import Option
from ui.widgets.text_table import LazyRows, TextRow, TextTable

if TYPE_CHECKING:
    from models.analysis.case_mix import CaseMix, CaseMixUnit
    from models.analysis.funnel import Funnel, FunnelUnit
    from ui.pages.units.queries import UnitsView

FUNNEL, RANKS, ADJUSTED = "funnel", "ranks", "adjusted"
MOST_ROWS = 150
"""More units than this are not set one below the other: an order of them says nothing."""

HALF_WIDTHS = 1.96
"""Standard errors on each side of a value in a 95 % interval."""


def view_options() -> list[Option]:
    return [
        Option(FUNNEL, _("Funnel plot"), _("funnel")),
        Option(RANKS, _("Rank range"), _("ranks"), short=_("Ranks")),
        Option(ADJUSTED, _("Adjusted for patient mix"), _("means"), short=_("Adjusted")),
    ]


def circle_options(view: UnitsView) -> list[Option]:
    """Return which units can stand beside each other."""
    words = {
        "all": _("All units"),
        "facility": view.unit.facility,
        "type": _("Same type: {type}").format(type=view.unit.type),
    }
    return [Option(c.key, words[c.key], counted(c.units, "unit", "units")) for c in view.circles]


def subtitle(view: UnitsView, *, shared: bool = False) -> str:
    """Return "Restfulness · Apr–Jun 2026 · 9 units", of what may leave the desk if wanted."""
    found = view.shared if shared and view.shared is not None else view.funnel
    if found is None:
        return period_name(view.period.period.first, view.period.period.last)
    units = counted(len(found.units), "unit", "units")
    return " · ".join([found.label, period_name(found.period.first, found.period.last), units])


def raw_words() -> str:
    """Return what the figures are, for the band below the chart."""
    return _("Not adjusted: units care for different patients.")


def adjusted_words(found: CaseMix) -> str:
    """Return what adjusted figures are."""
    if not found.adjusters:
        return _(
            "Not adjusted: no question about the patient was asked. Averages on the question's own "
            "scale, high = good, so they can't be compared with percentages."
        )
    names = dict.fromkeys(_adjuster_name(name.split("=")[0]) for name in found.adjusters)
    return _(
        "Adjusted for {names}. Averages on the question's own scale, high = good, as in AHRQ's "
        "CAHPS program. They can't be compared with percentages."
    ).format(names=listed(list(names)))


def _adjuster_name(key: str) -> str:
    return _("survey mode") if key == "mode" else key.replace("_", " ")


def not_adjusted_words(found: CaseMix) -> str:
    """Return why no unit has an adjusted mean."""
    need = _("Adjusting needs one row per survey, not counts.")
    return f"{case_mix_verdict(found)} {need}"


def funnel_table(funnel: Funnel, own: int) -> TextTable:
    """Return all units as a table, most answers first."""
    heads = (
        _("Unit"),
        _("Answers"),
        _("Best answer"),
        interval_head(),
        funnel_limit_words("95%"),
        funnel_limit_words("99.8%"),
        _("Best estimate"),
        _("Order"),
        _("Finding"),
    )
    shown = shown_units(funnel)
    keys = [str(unit.unit_id) for unit in funnel.units]
    rows = LazyRows(keys, lambda place: _funnel_row(funnel.units[place], shown, own))
    return TextTable(heads, rows, frozenset(range(1, 7)), expert=frozenset((4, 5)))


def _funnel_row(unit: FunnelUnit, shown: int, own: int) -> TextRow:
    mine = unit.unit_id == own
    if unit.top_box is None:
        cells = (unit.name, number(unit.n), *["–"] * 6, sentence_start(finding_words(unit)))
        return TextRow(str(unit.unit_id), cells, "mute", strong=mine)
    limits = unit.limits
    cells = (
        unit.name,
        number(unit.n),
        percent(unit.top_box),
        percent_span(unit.low, unit.high),
        percent_span(limits.low95, limits.high95) if limits else "–",
        percent_span(limits.low998, limits.high998) if limits else "–",
        percent(unit.shrunken),
        ranks_words(unit, shown),
        sentence_start(finding_words(unit)),
    )
    tone = unit.signal if unit.signal in ("above", "below") else ""
    return TextRow(str(unit.unit_id), cells, tone, strong=mine)


def ranks_content(funnel: Funnel, own: int) -> Caterpillar | None:
    """Return the units in the order of their shrunken shares; None when there are too many."""
    shown = [u for u in funnel.units if u.shrunken is not None]
    if not shown or len(shown) > MOST_ROWS or funnel.target is None:
        return None
    shown.sort(key=lambda u: -(u.shrunken or 0.0))
    return Caterpillar(
        finding=f"{funnel.label}: {funnel_verdict(funnel)}",
        rows=tuple(_rank_row(unit, len(shown), own) for unit in shown),
        center=funnel.target,
        center_name=target_words(funnel),
        words=percent,
        value_name=interval_words(_("best estimate (steadied for small numbers)")),
        raw_name=_("as answered"),
    )


def _rank_row(unit: FunnelUnit, units: int, own: int) -> CaterpillarRow:
    signal = unit.signal if unit.signal in ("above", "below") else ""
    return CaterpillarRow(
        str(unit.unit_id),
        unit.name,
        unit.shrunken or 0.0,
        unit.shrunken_low or 0.0,
        unit.shrunken_high or 0.0,
        sentence_start(third_words(unit) or ranks_words(unit, units)),
        unit_card(unit, units),
        raw=unit.top_box,
        signal=signal,
        own=unit.unit_id == own,
    )


def adjusted_content(found: CaseMix, own: int) -> Caterpillar | None:
    """Return the units in the order of their adjusted means; None when there are too many."""
    shown = [u for u in found.units if u.adjusted is not None]
    if not shown or len(shown) > MOST_ROWS or found.overall is None:
        return None
    shown.sort(key=lambda u: -(u.adjusted or 0.0))
    name = _("adjusted average") if found.adjusters else _("average")
    return Caterpillar(
        finding=f"{found.label}: {case_mix_verdict(found)}",
        rows=tuple(_adjusted_row(found, unit, own) for unit in shown),
        center=found.overall,
        center_name=_("average of units {value}").format(value=_score(found.overall)),
        words=_score,
        value_name=interval_words(name),
        bounds=found.scale or (float("-inf"), float("inf")),
    )


def _adjusted_row(found: CaseMix, unit: CaseMixUnit, own: int) -> CaterpillarRow:
    value = unit.adjusted or 0.0
    half = HALF_WIDTHS * (unit.se or 0.0)
    signal = {1: "below", 3: "above"}.get(unit.stars or 0, "")
    word = {"below": _("below average"), "above": _("above average")}.get(signal, "")
    rows = [
        (_("Adjusted") if found.adjusters else _("Average"), _score(value)),
        (_("Raw"), _score(unit.unadjusted or 0.0)),
        (_("Surveys"), number(unit.n)),
    ]
    if unit.difference is not None:
        rows.append((_("Difference from average"), f"{unit.difference:+.3f}".replace("-", "−")))
    if unit.p is not None and expert_details():
        rows.append((_("p-value"), "< 0.001" if unit.p < 0.001 else f"{unit.p:.3f}"))
    foot = sentence_start(word) + "." if word else _("No clear difference.")
    if unit.stars is None:
        foot = _("Can't be compared.")
    return CaterpillarRow(
        str(unit.unit_id),
        unit.name,
        value,
        value - half,
        value + half,
        word,
        CardText(unit.name, tuple(rows), foot),
        signal=signal,
        own=unit.unit_id == own,
    )


def adjusted_table(found: CaseMix, own: int) -> TextTable:
    """Return adjusted means as a table."""
    heads = (
        _("Unit"),
        _("Surveys"),
        _("Raw average"),
        _("Adjusted average"),
        _("Difference from average"),
        _("Finding"),
    )
    rows = []
    for unit in found.units:
        mine = unit.unit_id == own
        if unit.adjusted is None or unit.unadjusted is None:
            cells = (unit.name, number(unit.n), "–", "–", "–", _("Too few surveys to show"))
            rows.append(TextRow(str(unit.unit_id), cells, "mute", strong=mine))
            continue
        signal = {1: "below", 3: "above"}.get(unit.stars or 0, "")
        finding = {"below": _("Below average"), "above": _("Above average")}.get(signal, "")
        apart = f"{unit.difference:+.3f}".replace("-", "−") if unit.difference is not None else "–"
        cells = (
            unit.name,
            number(unit.n),
            _score(unit.unadjusted),
            _score(unit.adjusted),
            apart,
            finding,
        )
        rows.append(TextRow(str(unit.unit_id), cells, signal, strong=mine))
    return TextTable(heads, tuple(rows), frozenset(range(1, 5)))


def _score(value: float) -> str:
    return f"{value:.2f}"


def too_many_words(units: int) -> str:
    """Return why so many units have no order."""
    return _("{units} units are too many to rank. See all of them under “{other}”.").format(
        units=number(units), other=_("Funnel plot")
    )
