"""The words of the huddle's pages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from ui.text.formats import counted, sentence_start
from ui.text.language import _

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
    """Return why a measure stands first: "Why: the largest fair gap not discussed …"; and of
    numbers the room has seen, that they are not guessed again."""
    why = _("Why: {reason}").format(reason=_(choice.reason))
    if not choice.shown_on:
        return why
    day = short_day(date.fromisoformat(choice.shown_on))
    return why + _(". No new answers since {day}: Guess and See are left out").format(day=day)


def why_praise(agenda: Agenda) -> str:
    """Return why this praise, and how many others there are."""
    praise = agenda.praise
    if praise is None:
        return ""
    first = _("Praises something specific.") if praise.specific else _("General thanks.")
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
    if found.why == "answer_due":
        told = found.outcome.sentence if found.outcome is not None else _("results are in")
        return f"{told} · {who}"
    if found.why == "reply_due":
        whom = action.escalated_to or who
        day = short_day(action.awaited)
        return _("answer due {day} · {who}").format(day=day, who=whom)
    if found.why == "look_again":
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
    from models.huddle.agenda import TITLES, Step

    step = TITLES[Step(left.step)]
    lines = counted(left.lines, "line", "lines")
    return _("You stopped at “{step}” with {lines}. Start picks up there.").format(
        step=_(step), lines=lines
    )


def shift_name(shift: str) -> str:
    """Return a shift's name as it stands on a button."""
    names = {"day": _("Day"), "evening": _("Evening"), "night": _("Night")}
    return names.get(shift, sentence_start(shift))
