"""Whom a unit is compared with: the other side of a comparison, with the words for it."""

from __future__ import annotations

from dataclasses import dataclass

from models.analysis.estimates import period_words
from models.errors import UsageProblem
from models.language import _
from models.store.database import Connection
from models.store.tallies import (
    HOSPITAL,
    NATION,
    STATE,
    PublishedArea,
    PublishedFigures,
    UnitSelection,
    benchmarks,
    tallies,
)
from models.store.units import get_unit
from models.survey import UNDATED, Period, Unit

CHOICES = ("rest", "peers", "all", "earlier", "unit:ID", "nation", "state:XX", "hospital:ID")

YEAR = 12
MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class ComparisonGroup:
    """The other side, and the unit's own period where the choice settles it.

    `label` is "the rest of Riverside Hospital". `units` counts the units behind it (0: nobody to
    compare with), None for published figures. `crowd` is None and `figures` set for published
    figures.
    """

    against: str
    label: str
    unit_period: Period
    period: Period
    units: int | None
    crowd: UnitSelection | None = None
    figures: PublishedFigures | None = None
    notes: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """rest, peers, all, earlier, unit, nation, state or hospital."""
        return self.against.partition(":")[0]

    @property
    def is_published(self) -> bool:
        return self.figures is not None


def other_side(c: Connection, unit: Unit, against: str, period: Period) -> ComparisonGroup:
    """Return the other side that `against` names.

    Raises UsageProblem for a choice that does not exist, and for a nation, state or hospital
    of which no figures are stored.
    """
    kind, _colon, area = against.strip().partition(":")
    kind = kind.strip().lower()
    if kind in (NATION, STATE, HOSPITAL):
        return _published(c, kind, area.strip(), period)
    if kind == "unit" and area.strip().isdigit():
        return _other_unit(c, unit, int(area), period)
    if area:
        raise _unknown_choice(against)
    if kind == "rest":
        crowd = UnitSelection.rest_of_facility(unit)
        label = _("the rest of {facility}").format(facility=unit.facility)
    elif kind == "peers":
        crowd = tallies.peer_units(c, unit)
        label = _("units like {name} elsewhere").format(name=unit.name)
    elif kind == "all":
        crowd, label = UnitSelection.everybody_but(unit), _("all other units")
    elif kind == "earlier":
        return _earlier(c, unit, period)
    else:
        raise _unknown_choice(against)
    return ComparisonGroup(kind, label, period, period, tallies.count_units(c, crowd), crowd)


def _other_unit(c: Connection, unit: Unit, other_id: int, period: Period) -> ComparisonGroup:
    """Return one other unit. Raises UsageProblem for one that is not there, and for itself."""
    if other_id == unit.id:
        raise _unknown_choice(f"unit:{other_id}")
    other = get_unit(c, other_id)
    elsewhere = other.facility_id != unit.facility_id
    label = f"{other.name}, {other.facility}" if elsewhere else other.name
    return ComparisonGroup(
        f"unit:{other.id}",
        label,
        period,
        period,
        1,
        UnitSelection.of(other.id),
    )


def _earlier(c: Connection, unit: Unit, period: Period) -> ComparisonGroup:
    """Return the same unit in the period before; open ends are closed at the unit's own data."""
    months = [m for m in tallies.survey_months(c, UnitSelection.of(unit.id)) if m != UNDATED]
    notes: tuple[str, ...] = ()
    if not months:
        notes = (_("The surveys have no dates, so there's nothing earlier to compare with."),)
        now, before = period, None
    elif period.is_all:
        now = Period(max(months) - YEAR + 1, max(months))
        before = now.before()
        notes = (
            _(
                "With no period chosen, this compares the last 12 months ({now}) with the 12 "
                "months before."
            ).format(now=period_words(now)),
        )
    else:
        now = Period(
            min(months) if period.first is None else period.first,
            max(months) if period.last is None else period.last,
        )
        before = now.before() if (now.months or 0) > 0 else None
    words = period_words(before) if before is not None else _("earlier")
    return ComparisonGroup(
        against="earlier",
        label=f"{unit.name}, {words}",
        unit_period=now,
        period=before or Period(),
        units=1 if before is not None else 0,
        crowd=UnitSelection.of(unit.id) if before is not None else UnitSelection.of(),
        notes=notes,
    )


def _published(c: Connection, kind: str, area: str, period: Period) -> ComparisonGroup:
    chosen = _chosen_area(c, kind, area)
    figures = benchmarks.published_figures(c, kind, chosen.area, period) or PublishedFigures(chosen)
    label = _("the nation") if kind == NATION else chosen.name or chosen.area
    against = kind if kind == NATION else f"{kind}:{chosen.area}"
    windows = [figure.window for figure in (*figures.measures.values(), *figures.items.values())]
    window = max(windows, key=lambda w: w.last or 0, default=Period())
    return ComparisonGroup(
        against,
        label,
        period,
        window,
        None,
        figures=figures,
        notes=(
            _(
                "Scores for {label} are published for {window}, adjusted and rounded. The "
                "unit's scores are not adjusted."
            ).format(label=label, window=period_words(window)),
        ),
    )


def _chosen_area(c: Connection, kind: str, area: str) -> PublishedArea:
    """Return the place meant by its key or its name; the one there is for the nation."""
    exact = benchmarks.find_area(c, kind, area.upper()) if area else None
    if exact is not None:
        return exact
    areas = benchmarks.published_areas(c, kind)
    if not areas:
        raise UsageProblem("no-published-figures", kind=kind)
    if kind == NATION and not area:
        return areas[0]
    wanted = area.casefold()
    fitting = [a for a in areas if wanted in (a.area.casefold(), a.name.casefold())]
    if len(fitting) == 1:
        return fitting[0]
    names = _names(kind, fitting or areas)
    # All state keys fit in one line; hospitals can be thousands.
    limit = len(names) if kind == STATE else MOST_LISTED
    raise UsageProblem(
        "unknown-area-of-kind",
        kind=kind,
        area=area,
        fitting=len(fitting),
        known=names[:limit],
        more=max(0, len(names) - limit),
        example=f"{kind}:{(fitting or areas)[0].area}",
    )


def _names(kind: str, areas: list[PublishedArea]) -> tuple[str, ...]:
    return tuple(
        a.area if kind == STATE or a.name in ("", a.area) else f"{a.area} ({a.name})" for a in areas
    )


def _unknown_choice(against: str) -> UsageProblem:
    return UsageProblem("unknown-comparison", against=against, choices=tuple(CHOICES))
