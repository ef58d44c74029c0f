"""The words of the huddle's pages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from ui.words import counted, sentence_start

if TYPE_CHECKING:
    from models.analysis.results import Comparison
    from models.huddle.agenda import Agenda
    from models.huddle.choices import MeasureChoice
    from models.huddle.promises import AgendaAction
    from models.store.huddles import HuddleRecord
    from models.store.ideas import Idea


def tr(text: str) -> str:
    """Translate a sentence of these pages."""
    return QCoreApplication.translate("huddle", text)


def long_day(day: date) -> str:
    """Return a day as "Tuesday, November 24"."""
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        locale = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    shown = QDate(day.year, day.month, day.day)
    return locale.toString(shown, tr("dddd, MMMM d"))


def short_day(day: date) -> str:
    """Return a day as "Nov 24"."""
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        locale = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    return locale.toString(QDate(day.year, day.month, day.day), tr("MMM d"))


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
    why = tr("Why: {reason}").format(reason=tr(choice.reason))
    if not choice.shown_on:
        return why
    day = short_day(date.fromisoformat(choice.shown_on))
    return why + tr(". No new answers since {day}: Guess and See are left out").format(day=day)


def why_praise(agenda: Agenda) -> str:
    """Return why this praise, and how many others there are."""
    praise = agenda.praise
    if praise is None:
        return ""
    first = tr("It names an act.") if praise.specific else tr("It thanks, without naming an act.")
    others = len(agenda.praises) - 1
    if others <= 0:
        return first
    return f"{first} {counted(others, tr('other waits'), tr('others wait'))}."


def why_question(agenda: Agenda) -> str:
    """Return how often the question was asked about the measure's item before."""
    item = agenda.measure.item if agenda.measure else ""
    times = dict(agenda.asked).get((item, agenda.question), 0)
    if not item:
        return tr("Its turn in this unit.")
    if not times:
        return tr("Not asked about this yet.")
    return tr("Asked about this {times} before.").format(
        times=counted(times, tr("time"), tr("times"))
    )


def why_action(found: AgendaAction, today: date) -> str:
    """Return why a promise returns, as "6 days overdue · night team"."""
    action = found.action
    who = action.owner or tr("nobody named")
    if found.why == "answer_due":
        told = found.outcome.sentence if found.outcome is not None else tr("the survey can answer")
        return f"{told} · {who}"
    if found.why == "reply_due":
        whom = action.escalated_to or who
        day = short_day(action.awaited)
        return tr("answer due {day} · {who}").format(day=day, who=whom)
    if found.why == "look_again":
        return tr("put off until now · {who}").format(who=who)
    days = (today - action.due).days
    if days > 0:
        late = tr("{days} overdue").format(days=counted(days, tr("day"), tr("days")))
        return f"{late} · {who}"
    return tr("due {day} · {who}").format(day=short_day(action.due), who=who)


def idea_age(idea: Idea, today: date) -> str:
    """Return how old an idea is, and whether it was parked: "9 days old · parked"."""
    days = idea.age_days(today)
    age = tr("today") if not days else tr("{age} old").format(age=_days(days))
    return f"{age} · {tr('parked')}" if idea.parked else age


def _days(days: int) -> str:
    return counted(days, tr("day"), tr("days"))


def left_words(left: HuddleRecord) -> str:
    """Return where a huddle was left that has not ended."""
    from models.huddle.steps import TITLES, Step

    step = TITLES[Step(left.step)]
    lines = counted(left.lines, tr("line"), tr("lines"))
    return tr("A huddle was left at “{step}” with {lines}. Start goes on where it was.").format(
        step=tr(step), lines=lines
    )


def shift_name(shift: str) -> str:
    """Return a shift's name as it stands on a button."""
    names = {"day": tr("Day"), "evening": tr("Evening"), "night": tr("Night")}
    return names.get(shift, sentence_start(shift))
