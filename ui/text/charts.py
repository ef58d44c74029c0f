"""What charts say on their axes, in their menus and to screen readers."""

from __future__ import annotations

from ui.text.expert import expert_details
from ui.text.formats import month_name, number, points
from ui.text.language import _


def axis_share(share: float, step: float) -> str:
    """Return a share for an axis, with decimals only where the ticks need them."""
    return number(100 * share, _decimals(100 * step)) + "%"


def axis_mean(mean: float, step: float) -> str:
    """Return a mean score for an axis."""
    return number(mean, _decimals(step))


def axis_count(count: float, _step: float) -> str:
    """Return a number of answers for an axis."""
    return number(round(count))


def axis_month(month: int, *, first: bool) -> str:
    """Return a month for an axis: with its year at the start and in January."""
    return month_name(month, with_year=first or month % 12 == 0)


def axis_points(difference: float, _step: float) -> str:
    """Return a difference of shares for an axis, in points."""
    return points(difference) if round(100 * difference) else number(0)


def axis_change(difference: float, _step: float) -> str:
    """Return a change of a share for an axis, in points."""
    return points(difference) if round(100 * difference) else _("no change")


def gap_title() -> str:
    return _("Gap to the rest of the hospital, in points")


def importance_title(outcome: str) -> str:
    """Return the title of the axis of importance; `outcome` is the measure it is for."""
    return _("Importance for {outcome}").format(outcome=outcome)


def limit_words(value: str) -> str:
    """Return the name of a limit of a run chart where it ends."""
    return _("limit {value}").format(value=value)


def goal_words(value: str = "") -> str:
    """Return the name of a goal, with its value where it is one line."""
    return _("goal {value}").format(value=value).strip()


def filling_words() -> str:
    """Return what a month is called whose surveys can still arrive."""
    return _("surveys can still arrive")


def funnel_limit_words(share: str) -> str:
    """Return the name of a limit of a funnel: "95% limits", or what these mean."""
    if not expert_details():
        return _("usual range") if share == "95%" else _("outer limits")
    return _("{share} limits").format(share=share)


def side_words(signal: str) -> str:
    """Return the word of a signal: above or below."""
    return _("above") if signal == "above" else _("below")


def interval_words(name: str) -> str:
    """Return a legend's words for a value with its interval."""
    words = _("{unit}, with 95% interval") if expert_details() else _("{unit}, with likely range")
    return words.format(unit=name)


def unfair_words() -> str:
    return _("not a fair comparison")


def quadrant_words() -> tuple[str, str]:
    """Return a legend's words for a measure surely in its quadrant, and for one that may not be."""
    return _("clearly in this quadrant"), _("could be in a neighboring quadrant")


def too_close_words() -> str:
    """Return what is said of measures whose order cannot be known."""
    return _("too close to rank")


def own_share_title() -> str:
    """Return the title of an axis of the unit's own shares."""
    return _("Best answers of this unit")


def rest_line_words() -> str:
    """Return the name of the line of the unit's hospital, without the unit."""
    return _("rest of hospital")


def months_menu_words(months: str) -> tuple[str, str, str]:
    """Return what can be done with months that were dragged across: see only them, make them the
    baseline, exclude them."""
    return (
        _("Zoom to {months}").format(months=months),
        _("Use {months} as the baseline…").format(months=months),
        _("Exclude {months}…").format(months=months),
    )


def baseline_question(months: str) -> tuple[str, str]:
    """Return the question for the reason of a baseline, and the button that agrees."""
    return _("Why is {months} the baseline?").format(months=months), _("Set baseline")


def exclude_question(months: str) -> tuple[str, str]:
    """Return the question for the reason of excluding months, and the button that agrees."""
    return _("Why exclude {months}?").format(months=months), _("Exclude")


def add_action_words() -> str:
    return _("Add an action…")


def answers_title() -> str:
    """Return the title of an axis of answers."""
    return _("Number of answers")


def show_all_words() -> str:
    return _("Show whole chart")


def copy_picture_words() -> str:
    return _("Copy picture")


def copy_data_words() -> str:
    return _("Copy data")


def save_words() -> tuple[tuple[str, str], ...]:
    """Return the kinds of files a chart is saved as, each with what the menu says."""
    return (
        ("png", _("Save as picture…")),
        ("svg", _("Save as SVG…")),
        ("pdf", _("Save as PDF…")),
    )


def table_words(*, shown: bool) -> str:
    """Return what switches between chart and table."""
    return _("Show as chart") if shown else _("Show as table")


def _decimals(step: float) -> int:
    return 0 if abs(step - round(step)) < 1e-6 else 1
