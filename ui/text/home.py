"""Sentences of the start screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.text.formats import counted, number, percent
from ui.text.language import _, ngettext

if TYPE_CHECKING:
    from models.analysis.estimates import MeasureComparison, MonthPoint


def actions_fact(waiting: int, overdue: int) -> str:
    """Return how many actions wait, and how many of them too long."""
    if not waiting:
        return _("None open")
    words = ngettext("{n} open", "{n} open", waiting).format(n=number(waiting))
    if overdue:
        words += ", " + _("{n} overdue").format(n=number(overdue))
    return words


def huddle_fact(topic: str, last_day: str) -> str:
    """Return what the next huddle is about, and when the last one was ("" for never)."""
    last = _("last: {day}").format(day=last_day) if last_day else _("none yet")
    return f"{topic} · {last}" if topic else last


def goal_fact(measure: MeasureComparison) -> str:
    """Return how far a measure is from its goal, "" without one."""
    if measure.goal is None or measure.unit.top_box is None:
        return ""
    now, goal = measure.unit.top_box, measure.goal
    if now >= goal:
        return _("{goal} reached: {now}").format(goal=percent(goal), now=percent(now))
    return _("{now} of {goal}").format(now=percent(now), goal=percent(goal))


def news_fact(surveys: int, file: str) -> str:
    """Return what the last file brought for a unit, "" for nothing."""
    if not surveys:
        return ""
    return _("{surveys} from {file}").format(
        surveys=counted(surveys, "survey", "surveys"), file=file
    )


def moved_words(points: Sequence[MonthPoint], names: Sequence[str]) -> str:
    """Return the last two values of a line, "" for less than two. `names` are their months."""
    if len(points) < 2:
        return ""
    before, last = points[-2].top_box or 0.0, points[-1].top_box or 0.0
    return _("{last_month} {last}, {month} {before}").format(
        last_month=names[-1], last=percent(last), month=names[-2], before=percent(before)
    )


def search_note(shown: int, total: int) -> str:
    """Return how many units are not listed, "" when all are."""
    left = total - shown
    if left <= 0:
        return ""
    return ngettext("{n} more. Type to find it.", "{n} more. Type to find them.", left).format(
        n=number(left)
    )


def overdue_words(days: int) -> str:
    """Return how long an action is late."""
    return ngettext("{n} day overdue", "{n} days overdue", days).format(n=number(days))
