"""What a huddle's papers say of its measure: the card, the relay's card, the slips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.text.formats import number
from ui.text.language import _

if TYPE_CHECKING:
    from models.huddle.agenda import MeasurePlan


def topic(measure: MeasurePlan | None) -> str:
    """Return the question a huddle is about, "" without one."""
    return (measure.item_label or measure.label) if measure is not None else ""


def to_guess(measure: MeasurePlan | None) -> str:
    """Return what the room guesses, "" where there is nothing to guess."""
    if measure is None or measure.guess_of is None:
        return ""
    if measure.guess_of != measure.of:
        return _("Out of 100 patients, how many said {answer}?").format(answer=measure.answer)
    return _("How many of our last {count} patients said {answer}?").format(
        count=number(measure.guess_of), answer=measure.answer
    )


def truth(measure: MeasurePlan | None) -> str:
    """Return how many patients gave the best answer, "" where it may not be shown."""
    if measure is None or measure.guess_of is None or measure.truth is None:
        return ""
    if measure.guess_of != measure.of:
        return _("{top} out of 100 patients said {answer}.").format(
            top=number(measure.truth), answer=measure.answer
        )
    return _("{top} of our last {of} patients said {answer}.").format(
        top=number(measure.truth), of=number(measure.guess_of), answer=measure.answer
    )


def meaning(measure: MeasurePlan | None) -> str:
    """Return what the number means beside the rest of the hospital, "" without a measure."""
    if measure is None:
        return ""
    if measure.truth is None:
        return _("Too few answers to show a number. Listen to one patient.")
    if measure.others is None:
        return ""
    rest = _("If we were like the rest of the hospital: about {count}.").format(
        count=number(measure.others)
    )
    sure = {
        "none": _("That could be chance."),
        "above": _("That is more than luck."),
        "below": _("That is more than bad luck."),
    }.get(measure.signal, "")
    return f"{rest} {sure}".strip()
