"""The sentences of the priorities: what comes first, and what the figures rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.analysis.estimates import in_sentence, joined
from models.analysis.priorities.results import PriorityItem
from models.statistics.quadrants import Quadrant

if TYPE_CHECKING:
    from models.analysis.estimates import Comparison
    from models.analysis.priorities.driver_scores import Drivers

MOST_NAMED = 3

_SOURCES = {
    "unit": "the unit’s own surveys",
    "facility": "all surveys of {facility}, as the unit alone has too few",
    "organization": "all surveys in store, as the hospital alone has too few",
}


def priorities_verdict(items: Sequence[PriorityItem], outcome: str) -> str:
    """Return what to work on first, to be read aloud."""
    real = [item for item in items if item.signal == "below"]
    whole = in_sentence(outcome)
    first = [item for item in real if item.quadrant == Quadrant.FIX_FIRST]
    clear = [item for item in first if item.clear]
    if clear:
        counts, gaps = ("it counts", "gap is") if len(clear) == 1 else ("they count", "gaps are")
        return f"Work first on {_named(clear)}: {counts} for the {whole}, and the {gaps} real."
    if first:
        return (
            f"A real gap: {_named(first)}. It seems to count for the {whole}; how much cannot be "
            "told from the others."
        )
    if real:
        return (
            f"A real gap: {_named(real)}, though other things seem to count more for the {whole}."
        )
    if any(item.gap is not None for item in items):
        return "No gap here is more than chance, so nothing has to come first."
    return "There is nothing to compare with, so importance stands alone."


def _named(items: Sequence[PriorityItem]) -> str:
    return joined([in_sentence(item.short) for item in items[:MOST_NAMED]])


def note_text(compared: Comparison, drivers: Drivers, n: int, *, has_gaps: bool) -> str:
    """Return what importance and gaps rest on."""
    source = _SOURCES[drivers.source].format(facility=compared.facility)
    parts = [
        f"Importance: what goes with a good {in_sentence(drivers.outcome.label)} in {n:,} surveys "
        f"({source}); it need not be the cause.",
        "Measures listed as tied cannot be told apart in importance.",
    ]
    if has_gaps:
        parts.append(f"Gap: {compared.unit} against {compared.other_label}.")
    else:
        parts.append("Without anybody to compare with, performance is split at its median.")
    return " ".join(parts)


def no_importance(why: str, n: int, floor: int) -> str:
    """Return why no importance can be told: counts, few or alike."""
    return {
        "counts": "Importance needs surveys that answer several questions and an overall one; "
        "there are none.",
        "few": f"Importance needs more surveys with an overall rating: {n} so far; the floor is "
        f"{floor}.",
        "unrelated": "Nothing here clearly goes with the overall rating yet.",
        "alike": "Importance cannot be told: the overall rating, or every other answer, is the "
        "same in all surveys.",
    }[why]
