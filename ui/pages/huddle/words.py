"""The words of the huddle's pages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from models.huddle.agenda import (
    ANSWER_DUE,
    BRIGHT_SPOT,
    DISCUSSED,
    LARGEST_GAP,
    LOOK_AGAIN,
    NEXT_GAP,
    NO_FAIR_OTHER,
    REPLY_DUE,
    TOO_FEW,
    Step,
)
from ui.text.formats import counted, number, sentence_start
from ui.text.huddle.frame import step_title
from ui.text.language import _, ngettext

if TYPE_CHECKING:
    from models.analysis.estimates import Comparison
    from models.huddle.agenda import Agenda, AgendaAction, MeasureChoice
    from models.store.huddles import HuddleRecord, Idea


def long_day(day: date) -> str:
    """Return a day as "Tuesday, November 24"."""
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        locale = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    shown = QDate(day.year, day.month, day.day)
    return locale.toString(shown, _("dddd, MMMM d"))


def short_day(day: date) -> str:
    """Return a day as "Nov 24"."""
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        locale = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    return locale.toString(QDate(day.year, day.month, day.day), _("MMM d"))


def subtitle(agenda: Agenda, period: str) -> str:
    """Return whose huddle it is, when, and which months it looks at."""
    return " · ".join(part for part in (agenda.unit.name, long_day(agenda.day), period) if part)


def gap_words(choice: MeasureChoice, comparison: Comparison | None) -> str:
    """Return how the unit stands on a measure, in one sentence."""
    measures = comparison.measures if comparison is not None else ()
    return next((m.verdict for m in measures if m.measure == choice.measure), "")


def why_measure(choice: MeasureChoice) -> str:
    """Return why a measure stands first; and of numbers the room has seen, that they are not
    guessed again."""
    why = _reason(choice)
    if not choice.shown_on:
        return why
    day = short_day(date.fromisoformat(choice.shown_on))
    skipped = _("No new surveys since {day}, so Guess and See are skipped.").format(day=day)
    return f"{why} {skipped}"


def _reason(choice: MeasureChoice) -> str:
    if choice.reason == DISCUSSED and choice.discussed:
        day = short_day(date.fromisoformat(choice.discussed))
        return _("Why: we last talked about it on {day}.").format(day=day)
    return {
        LARGEST_GAP: _("Why: the largest fair gap we haven't talked about for four weeks."),
        NEXT_GAP: _("Why: the next fair gap we haven't talked about for four weeks."),
        BRIGHT_SPOT: _("Why: a bright spot. What do we do right here?"),
        NO_FAIR_OTHER: _("Why: there's no fair comparison for it."),
        TOO_FEW: _("Why: too few answers to show a number."),
    }.get(choice.reason, "")


def why_praise(agenda: Agenda) -> str:
    """Return why this praise, and how many others there are."""
    praise = agenda.praise
    if praise is None:
        return ""
    if praise.confirmed:
        first = _("You chose this. The room will see it.")
    else:
        first = _("The room doesn't see this until you choose it: press Enter.")
    others = len(agenda.praises) - 1
    if others <= 0:
        return first
    return f"{first} {counted(others, 'other waits', 'others wait')}."


def why_question(agenda: Agenda) -> str:
    """Return how often the question was asked about the measure's item before."""
    item = agenda.measure.item if agenda.measure else ""
    times = dict(agenda.asked).get((item, agenda.question), 0)
    if not item:
        return _("It's this question's turn.")
    if not times:
        return _("Not asked on this topic yet.")
    return _("Asked on this topic {times} before.").format(times=counted(times, "time", "times"))


def why_action(found: AgendaAction, today: date) -> str:
    """Return why a promise returns, as "6 days overdue · night team"."""
    action = found.action
    who = action.owner or _("no owner")
    if found.why == ANSWER_DUE:
        told = found.outcome.sentence if found.outcome is not None else _("results are in")
        return f"{told} · {who}"
    if found.why == REPLY_DUE:
        whom = action.escalated_to or who
        day = short_day(action.awaited)
        return _("answer due {day} · {who}").format(day=day, who=whom)
    if found.why == LOOK_AGAIN:
        return _("back for another look · {who}").format(who=who)
    days = (today - action.due).days
    if days > 0:
        late = _("{days} overdue").format(days=counted(days, "day", "days"))
        return f"{late} · {who}"
    return _("due {day} · {who}").format(day=short_day(action.due), who=who)


def idea_age(idea: Idea, today: date) -> str:
    """Return how old an idea is, and whether it was parked: "9 days old · parked"."""
    days = idea.age_days(today)
    age = _("today") if not days else _("{age} old").format(age=_days(days))
    return f"{age} · {_('saved for later')}" if idea.parked else age


def _days(days: int) -> str:
    return counted(days, "day", "days")


def left_words(left: HuddleRecord) -> str:
    """Return where a huddle was left that has not ended."""
    told = _("You stopped at {step}. F5 picks up there.").format(step=step_title(Step(left.step)))
    if not left.lines:
        return told
    lines = ngettext("{n} line is kept.", "{n} lines are kept.", left.lines)
    return f"{told} {lines.format(n=number(left.lines))}"


def shift_name(shift: str) -> str:
    """Return a shift's name as it stands on a button."""
    names = {"day": _("Day"), "evening": _("Evening"), "night": _("Night")}
    return names.get(shift, sentence_start(shift))
