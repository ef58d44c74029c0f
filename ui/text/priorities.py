"""What is said of priorities: what to work on first, and what the figures rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.analysis.estimates import in_sentence
from ui.text.formats import listed, number, percent, sentence_start
from ui.text.language import _, ngettext
from ui.text.units import noticed_words

if TYPE_CHECKING:
    from models.analysis.priorities import Priorities, PriorityItem

MOST_NAMED = 3
RATING = "rating"
"""The measure of the overall rating."""


def priorities_verdict(found: Priorities) -> str:
    """Return what to work on first, to be read aloud."""
    real = [item for item in found.items if item.signal == "below"]
    if found.why:
        return " ".join([_gaps_alone(found, real), importance_missing(found)]).strip()
    whole = _outcome_words(found)
    first = [item for item in real if item.quadrant == "fix first"]
    clear = [item for item in first if item.clear]
    if clear:
        text = ngettext(
            "Start with {names}: a real gap, and it matters for the {outcome}.",
            "Start with {names}: real gaps, and they matter for the {outcome}.",
            len(clear),
        )
        return text.format(names=_named(clear), outcome=whole)
    if first:
        text = ngettext(
            "{names} is a real gap and seems to matter for the {outcome}. We can't rank it "
            "against the other measures yet.",
            "{names} are real gaps and seem to matter for the {outcome}. We can't rank them "
            "against the other measures yet.",
            len(first),
        )
        return sentence_start(text.format(names=_named(first), outcome=whole))
    if real:
        text = ngettext(
            "{names} is a real gap, but other measures seem to matter more for the {outcome}.",
            "{names} are real gaps, but other measures seem to matter more for the {outcome}.",
            len(real),
        )
        return sentence_start(text.format(names=_named(real), outcome=whole))
    return _no_gap(found)


def importance_missing(found: Priorities) -> str:
    """Return why no importance is given, empty when it is."""
    whole = _outcome_words(found)
    if found.why == "counts":
        return _("Importance needs whole surveys with an overall rating. There are none.")
    if found.why == "few":
        return _(
            "Importance needs at least {floor} surveys with an overall rating. There are {n}."
        ).format(floor=number(found.floor), n=_below_floor(found.n, found.floor))
    if found.why == "alike":
        return _("We can't rank importance: everyone gave the same {outcome}.").format(
            outcome=whole
        )
    if found.why == "unrelated":
        return _("We can't tell yet which measures matter for the {outcome}.").format(outcome=whole)
    return ""


def _outcome_words(found: Priorities) -> str:
    """Return what the measures are to matter for: a rating's own name, or the answer to an item."""
    if not found.outcome_label:
        return _("overall rating")
    if found.outcome == RATING:
        return in_sentence(found.outcome_label)
    return _("answer to “{item}”").format(item=found.outcome_label)


def priorities_note(found: Priorities) -> str:
    """Return what the figures rest on, one or two sentences in plain words."""
    parts = []
    if found.why:
        parts.append(importance_missing(found))
    else:
        parts.append(
            _("Together these measures explain {share} of the {outcome}, from {source}.").format(
                share=percent(found.r_squared),
                outcome=_outcome_words(found),
                source=_source_words(found),
            )
        )
        parts.append(_("What goes with a good rating may not cause it."))
    if any(item.gap is not None for item in found.items):
        parts.append(
            _("Gap: {unit} minus {other}.").format(unit=found.unit, other=found.other_label)
        )
    else:
        parts.append(_("There are no gaps to show yet."))
    return " ".join(parts)


def priorities_method(found: Priorities) -> str:
    """Return how importance was computed, for "How is this calculated?"."""
    if found.why == "unrelated":
        return _(
            "Shuffling the ratings at random explains just as much (permutation test, 5%), "
            "so no measure is ranked."
        )
    if found.why:
        return ""
    return _(
        "Importance: Johnson's relative weights, which add up to the adjusted R² of {share}; "
        "intervals by bootstrap. Measures too close to rank share a group."
    ).format(share=percent(found.r_squared))


def _gaps_alone(found: Priorities, real: Sequence[PriorityItem]) -> str:
    if not real:
        return _no_gap(found)
    text = ngettext("One real gap: {names}.", "{n} real gaps: {names}.", len(real))
    return text.format(n=number(len(real)), names=_named(real))


def _no_gap(found: Priorities) -> str:
    """Return that nothing comes first, with the gap that would have been seen."""
    if all(item.gap is None for item in found.items):
        if all(item.performance is None for item in found.items):
            return _("Too few answers from {unit}, so nothing comes first.").format(unit=found.unit)
        return _("No other unit has enough answers to compare with, so nothing comes first.")
    gaps = sorted(item.noticeable for item in found.items if item.noticeable is not None)
    middle = gaps[len(gaps) // 2] if gaps else None
    return f"{_('No reliable gaps, so no clear top priority.')} {noticed_words(middle)}"


def _named(items: Sequence[PriorityItem]) -> str:
    return listed([in_sentence(item.short) for item in items[:MOST_NAMED]])


def _source_words(found: Priorities) -> str:
    words = {
        "unit": _("{n} surveys of this unit"),
        "facility": _("{n} surveys of {facility} (this unit alone has too few)"),
        "organization": _("{n} surveys of all hospitals (this hospital alone has too few)"),
    }
    return words[found.source].format(n=number(found.n), facility=found.facility)


def _below_floor(n: int, floor: int) -> str:
    return _("fewer than {floor}").format(floor=number(floor)) if 0 < n < floor else number(n)
