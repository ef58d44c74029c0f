"""The gap counted in patients, and which items of a composite may be shown beside it."""

from __future__ import annotations

from models.analysis.estimates import ItemCounts, MeasureCounts, PatientGap
from models.store.tallies import PublishedFigures


def item_patients(unit: ItemCounts, other_share: float) -> PatientGap:
    """Return how many patients gave the best answer, and how many would at another rate.

    `other_share` is 0-1. gap = at_other_rate - top: above 0 when the unit is behind.
    """
    at_other_rate = round(unit.n * other_share)
    return PatientGap(
        of=unit.n,
        top=unit.top,
        at_other_rate=at_other_rate,
        gap=at_other_rate - unit.top,
        item=unit.item.key,
        item_label=unit.item.label,
        answer=unit.item.scale.top_words,
    )


def visible_places(side: MeasureCounts, floor: int) -> frozenset[int]:
    """Return the places of the items whose values may be shown beside their composite's.

    Items with fewer answers than the floor are hidden. When exactly one is, the one with the
    next fewest answers is hidden too: else the hidden value were the composite's times the
    number of items, less the shown ones. Items that nobody answered are never shown.
    """
    answered = {place: item.n for place, item in enumerate(side.items) if item.n}
    shown = {place: n for place, n in answered.items() if n >= floor}
    if len(answered) - len(shown) == 1 and shown:
        del shown[min(shown, key=lambda place: (shown[place], place))]
    return frozenset(shown)


def composite_patients(
    unit: MeasureCounts,
    floor: int,
    difference: float,
    other: MeasureCounts | None = None,
    figures: PublishedFigures | None = None,
) -> PatientGap | None:
    """Return the gap in patients on the composite's item that explains its difference most.

    That is the largest gap in the direction of the composite's difference (unit minus other),
    measured before rounding; when no item leads that way, the largest gap of all. None when no
    item may be shown or nothing is known of the other side's items, and for a composite of
    which only the average is known: no patients stand behind that.
    """
    if unit.question.measure.average:
        return None
    visible = visible_places(unit, floor)
    if other is not None:
        visible &= visible_places(other, floor)
    rates = {
        place: rate
        for place in visible
        if (rate := _other_rate(unit.items[place], place, other, figures)) is not None
    }
    if not rates:
        return None
    sign = 1 if difference <= 0 else -1
    gaps = {
        place: sign * (unit.items[place].n * rate - unit.items[place].top)
        for place, rate in rates.items()
    }
    leading = max(gaps, key=lambda place: (gaps[place], -place))
    if gaps[leading] < 0:
        leading = max(gaps, key=lambda place: (abs(gaps[place]), -place))
    return item_patients(unit.items[leading], rates[leading])


def _other_rate(
    item: ItemCounts, place: int, other: MeasureCounts | None, figures: PublishedFigures | None
) -> float | None:
    if other is not None:
        counts = other.items[place]
        return counts.top / counts.n if counts.n else None
    published = figures.items.get(item.item.key) if figures is not None else None
    return published.top if published is not None else None
