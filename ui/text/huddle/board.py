"""The words of the wall screen between two huddles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_time

from ui.text.formats import months_name, number, sentence_start
from ui.text.huddle.frame import lower_start, near_day, weekday
from ui.text.language import _, current_locale, ngettext

if TYPE_CHECKING:
    from models.huddle.screens import Board, BoardPromise, BoardResult, BoardStory


def board_title(page: str) -> str:
    """Return the name of a page of the wall screen."""
    return {
        "promise": _("We promised"),
        "story": _("What we tried"),
        "thanks": _("From a patient, to all of us."),
        "results": _("How we are doing"),
        "next": _("Next huddle"),
    }[page]


def board_promise(promise: BoardPromise, owners: str) -> str:
    """Return who does what by when."""
    who = sentence_start(promise.owner.shown(owners))
    what, day = lower_start(promise.what.rstrip(" .")), near_day(promise.due)
    if not who:
        return _("We promised: {what}, by {day}.").format(what=what, day=day)
    return _("{who} will {what} by {day}.").format(who=who, what=what, day=day)


def board_reason(promise: BoardPromise) -> str:
    """Return what a promise is for, "" where nobody said."""
    if not promise.so_that:
        return ""
    return _("Why: {reason}").format(reason=lower_start(promise.so_that))


def board_count(promise: BoardPromise) -> str:
    """Return how often a promise was kept this week."""
    if not promise.done:
        return _("Not counted yet this week. Press + each time we do it.")
    return ngettext("Done {n} time this week.", "Done {n} times this week.", promise.done).format(
        n=number(promise.done)
    )


def board_tried(story: BoardStory) -> str:
    return _("We tried: {what}").format(what=lower_start(story.tried))


def board_result(result: BoardResult) -> str:
    """Return one result in a line: the measure, ours, and the rest of the hospital's."""
    if result.others is None:
        return _("{measure}: {ours} of 100").format(measure=result.label, ours=number(result.ours))
    return _("{measure}: {ours} of 100, rest of hospital {others}").format(
        measure=result.label, ours=number(result.ours), others=number(result.others)
    )


def board_signal(result: BoardResult) -> str:
    """Return whether a result differs by more than chance, "" where it does not."""
    return {"above": _("ahead"), "below": _("behind")}.get(result.signal, "")


def board_months(board: Board) -> str:
    """Return which patients the results are of."""
    first, last = board.months
    told = _("Patients who gave the best answer")
    if first is None or last is None:
        return told
    return f"{told} · {months_name(first, last)}"


def board_next(board: Board) -> str:
    """Return when the next huddle is likely to be."""
    time = format_time(board.next.time(), "short", locale=current_locale())
    return _("{weekday}, about {time}").format(weekday=weekday(board.next.date()), time=time)


def board_keys(*, counts: bool) -> str:
    """Return the quiet line of keys at the foot."""
    parts = [_("+  we did it once more")] if counts else []
    parts += [_("F5  start the huddle"), _("Esc  leave")]
    return "   ·   ".join(parts)


def no_board() -> str:
    """Return what stands on the wall screen of a unit that has nothing to show yet."""
    return _("Nothing to show yet. The first huddle makes a promise.")
