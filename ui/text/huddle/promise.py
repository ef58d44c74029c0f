"""The words of the huddle's second half: choose, do, read back, check, together, close."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models.analysis.evidence import SHORT_BASELINE
from models.huddle.agenda import evidence_due
from models.huddle.session import EVERYBODY, NO_OWNER, NOTHING_TO_DO
from ui.text.formats import month_name, number, sentence_start
from ui.text.huddle.frame import (
    lower_start,
    month_and_year,
    near_day,
    owner_inside,
    question_words,
    step_title,
    weekday,
)
from ui.text.huddle.steps import this_week
from ui.text.language import _, ngettext

if TYPE_CHECKING:
    from models.huddle.agenda import Outlook
    from models.huddle.screens import (
        ChooseScreen,
        CloseScreen,
        DoScreen,
        MadePromise,
        ReadbackScreen,
        TogetherScreen,
    )

# --- choose ----------------------------------------------------------------------------------


def choose_headline(choose: ChooseScreen) -> str:
    if not choose.choices:
        return _("Which one first?")
    return _("Which should we try first? Hold up fingers for each.")


def nothing_typed() -> str:
    return _("Nothing typed yet. What is the smallest thing we could try?")


def reword_label() -> str:
    return _("In other words")


# --- do one thing ----------------------------------------------------------------------------


def do_headline(lens: str) -> str:
    """Return what this step asks, with the place to look where one was chosen."""
    told = _("One thing we will do")
    return f"{told} · {lens}" if lens else told


def do_labels() -> dict[str, str]:
    """Return the words before the boxes: the sentence they make, and the switch beside it."""
    return {
        "so_that": _("So that"),
        "heard": _("We heard:"),
        "who": _("So"),
        "what": _("will"),
        "due": _("by"),
        "theirs": _("Can we do it ourselves?"),
    }


def do_hints(do: DoScreen) -> dict[str, str]:
    """Return what stands in the empty boxes."""
    return {
        "so_that": _("patients can sleep"),
        "who": _("name or role"),
        "what": _("park the carts at 9 pm"),
        "due": near_day(do.usual),
    }


def due_label(do: DoScreen) -> str:
    """Return what was understood of "by when", before it is saved; "" where nothing is typed."""
    if do.day is None:
        return _("Which day? Try: Friday")
    return near_day(do.day) if do.due.text else ""


def theirs_words(*, theirs: bool) -> str:
    return _("no, theirs") if theirs else _("yes")


def notice_line(do: DoScreen) -> str:
    """Return what is missing before the promise can be saved, "" when nothing is."""
    return {
        NO_OWNER: _("Who will do it? Nothing is saved without a name or a role."),
        NOTHING_TO_DO: _("What will be done? Nothing is saved without it."),
        EVERYBODY: _("“All of us” often means nobody. Who starts? Enter keeps it."),
    }.get(do.notice, "")


def outlook_line(start: date, found: Outlook | None, per_month: float) -> str:
    """Return when the survey could show a rise that takes hold on a day, "" without a measure."""
    if found is None:
        return ""
    points = number(found.points)
    if not found.room:
        return _("There is no room for {points} points more. Count how often we do it.").format(
            points=points
        )
    if found.reason == SHORT_BASELINE:
        return _("Too few earlier months for the survey to show it. Count how often we do it.")
    due = evidence_due(start, found.months)
    if due is None:
        return _("The survey can't show {points} points. Count how often we do it.").format(
            points=points
        )
    if per_month < 1:
        pace = _("With so few answers")
    else:
        count = round(per_month)
        pace = ngettext(
            "With about {count} answer a month", "With about {count} answers a month", count
        ).format(count=number(count))
    return _(
        "{pace} the survey needs until {month} to show {points} points. We'll see it ourselves "
        "sooner: count it."
    ).format(pace=pace, month=month_and_year(due), points=points)


# --- read back -------------------------------------------------------------------------------


def no_promise() -> str:
    return _("No new promise today.")


def promise_sentence(promise: MadePromise, owners: str) -> str:
    """Return the promise as it is read aloud: "So that …, Rosa will … by Fri, Dec 4."."""
    who, why = owner_inside(promise.owner, owners), lower_start(promise.so_that.rstrip(" ."))
    what, day = lower_start(promise.what.rstrip(" .")), near_day(promise.day)
    if promise.heard:
        return _("“{why}” So {who} will {what} by {day}.").format(
            why=full_stop(sentence_start(promise.so_that)), who=who, what=what, day=day
        )
    if why:
        return _("So that {why}, {who} will {what} by {day}.").format(
            why=why, who=who, what=what, day=day
        )
    return _("{who} will {what} by {day}.").format(who=sentence_start(who), what=what, day=day)


def full_stop(text: str) -> str:
    """Return a sentence with its full stop, unless it ends in a mark of its own."""
    text = text.rstrip()
    return text if text[-1:] in ".!?…" else f"{text}."


def promise_short(promise: MadePromise, owners: str) -> str:
    """Return the promise without its reason."""
    return _("{who} will {what} by {day}.").format(
        who=sentence_start(promise.owner.shown(owners)),
        what=lower_start(promise.what.rstrip(" .")),
        day=near_day(promise.day),
    )


def with_another_department() -> str:
    return _("together with another department")


def readback_week(readback: ReadbackScreen) -> str:
    """Return what we do this week, as a sentence of its own."""
    return sentence_start(this_week(readback.behavior))


def starting_line(readback: ReadbackScreen) -> str:
    """Return the offer to freeze the baseline for the promise, or that it is frozen; "" without."""
    if readback.freezable is None:
        return ""
    month = month_name(readback.freezable)
    if readback.frozen:
        return _(
            "Our starting line: the months up to {month}. "
            "The chart will tell us when later months leave it."
        ).format(month=month)
    return _("L: make the months up to {month} our starting line.").format(month=month)


# --- check -----------------------------------------------------------------------------------


def check_headline() -> str:
    return _("How was this huddle? Worth it?")


def thumb_words() -> tuple[str, str]:
    """Return what a thumb up says, and a thumb down."""
    return _("Yes"), _("Not today")


def word_label() -> str:
    return _("One thing to do differently next time")


# --- together --------------------------------------------------------------------------------


def together_headline() -> str:
    return _("All three shifts have spoken. Here is the list.")


def together_topic(together: TogetherScreen) -> str:
    """Return what all of them were asked."""
    asked = question_words(together.question)
    return " · ".join(part for part in (together.topic, asked) if part)


def together_more(together: TogetherScreen) -> str:
    """Return how many lines are not shown, "" when all are."""
    more = together.count - len(together.lines)
    if more <= 0:
        return ""
    return ngettext("{count} more line is saved.", "{count} more lines are saved.", more).format(
        count=number(more)
    )


# --- close -----------------------------------------------------------------------------------


def close_headline(close: CloseScreen) -> str:
    return _("Time. Saved.") if close.time_up else _("Thank you.")


def jumped_line(close: CloseScreen) -> str:
    """Return why the huddle came here by itself, "" where it did not."""
    if not close.time_up or close.left_at is None:
        return ""
    return _("Time was up at “{step}”, so we stop here. Every line is kept.").format(
        step=step_title(close.left_at)
    )


def tell_us_line(close: CloseScreen) -> str:
    """Return on which day whoever owns the promise is asked how it went, "" without a promise."""
    if close.promise is None or close.next is None:
        return ""
    who = sentence_start(close.promise.owner.shown(close.owners))
    day = weekday(close.next)
    if close.near:
        return _("{who}, on {weekday} you tell us how it went.").format(weekday=day, who=who)
    return _("{who}, next {weekday} you tell us how it went.").format(weekday=day, who=who)


def left_behind(close: CloseScreen) -> str:
    """Return what this huddle came to, in one sentence."""
    parts = []
    if close.promise is not None:
        parts.append(_("1 promise made"))
    if close.done:
        told = ngettext("{n} promise delivered", "{n} promises delivered", close.done)
        parts.append(told.format(n=number(close.done)))
    if close.lines:
        told = ngettext("{n} idea saved", "{n} ideas saved", close.lines)
        parts.append(told.format(n=number(close.lines)))
    if close.parked:
        parts.append(_("this topic is saved for next time"))
    return f"{sentence_start(', '.join(parts))}." if parts else ""


def next_shifts(close: CloseScreen) -> str:
    """Return which shifts of a relay are asked next, "" without a relay."""
    if close.waiting is None:
        return ""
    if not close.waiting:
        return _("All three shifts have spoken.")
    if len(close.waiting) > 1:
        return _("Next, the other two shifts get the same question.")
    return {
        "day": _("Next, the day shift gets the same question."),
        "evening": _("Next, the evening shift gets the same question."),
        "night": _("Next, the night shift gets the same question."),
    }.get(close.waiting[0], "")


def saved_line(close: CloseScreen) -> str:
    if close.rehearsal:
        return _("This was a rehearsal: nothing is saved.")
    return _("Everything is saved.")
