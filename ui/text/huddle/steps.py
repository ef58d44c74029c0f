"""The words of the huddle's first half: open, thank, promised, it worked, guess, see, hear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.huddle.screens import NO_COMMENTS, NONE_LEFT
from models.huddle.session import DONE, KEPT, OBSTACLE, STOPPED
from ui.text.formats import month_name, months_name, number, percent
from ui.text.huddle.frame import (
    lens_words,
    lower_start,
    month_of_year,
    near_day,
    owner_inside,
    question_words,
    role_words,
    skip_words,
)
from ui.text.language import _, ngettext

if TYPE_CHECKING:
    from models.huddle.agenda import FairMark
    from models.huddle.screens import (
        Asked,
        Guess,
        HearScreen,
        PromisedRow,
        PromisedScreen,
        RoomIdea,
        SeeScreen,
        Streak,
        TooFewScreen,
        WorkedScreen,
    )

# --- open ------------------------------------------------------------------------------------


def process_line() -> str:
    return _("We look at the process, not at people.")


def relay_line() -> str:
    return _("Same question for all three shifts. One shared list.")


def asked_line(wish: str) -> str:
    """Return what the last huddle wanted otherwise, "" without it."""
    return _("Last time you asked for: {wish}").format(wish=wish) if wish else ""


def streak_line(streak: Streak | None) -> str:
    """Return how many weeks in a row had a huddle, and what keeps that up; "" below two."""
    if streak is None:
        return ""
    return _("{weeks} weeks in a row. One more by {day} keeps it going.").format(
        weeks=number(streak.weeks), day=near_day(streak.until)
    )


def promise_parts(measure: str, promise: str, behavior: str) -> tuple[str, ...]:
    """Return the promise line in its parts: what patients answered, what we promise, what we do
    this week. What is missing is left out."""
    return tuple(part for part in (measure, promise, this_week(behavior)) if part)


ARROW = "  →  "
"""Between the parts of the promise line where they stand on one line."""


def this_week(behavior: str) -> str:
    """Return a behavior as what the team does this week, "" without one.

    >>> this_week("Close doors after nine"), this_week("We knock first")
    ('this week we close doors after nine', 'this week we knock first')
    """
    words = behavior.strip()
    if words[:3].lower() == "we ":
        words = words[3:].lstrip()
    if not words:
        return ""
    return _("this week we {act}").format(act=f"{words[:1].lower()}{words[1:]}")


# --- thank -----------------------------------------------------------------------------------


def quoted(words: str) -> str:
    """Return somebody's words in quotation marks."""
    return f"“{words}”"


def from_a_patient() -> str:
    return _("From a patient, to all of us.")


def no_praise(waits: bool) -> tuple[str, str]:
    """Return what is said where no patient's thanks can be read out; `waits`: nobody has
    confirmed the ones there are."""
    if waits:
        return (
            _("Who saw somebody do something good this week?"),
            _("A patient's thank-you waits. Choose it on the Huddle page before you start."),
        )
    return (
        _("Who saw somebody do something good this week?"),
        _("No words of thanks to read out today."),
    )


# --- we promised -----------------------------------------------------------------------------


def no_promises() -> str:
    return _("No open promises. Today we make one.")


def promise_mark(row: PromisedRow) -> str:
    """Return a promise's state in a word or two, "" for one that is simply open."""
    decided = {
        DONE: _("done"),
        KEPT: _("still on"),
        OBSTACLE: _("asked for help"),
        STOPPED: _("stopped"),
    }.get(row.mark, "")
    action = row.action
    if decided:
        return decided
    if action.reply_due:
        return _("no reply yet")
    if action.evidence:
        return _("results are in")
    if action.put_off:
        return _("back again")
    return _("overdue") if action.overdue else ""


def promise_note(row: PromisedRow, owners: str) -> str:
    """Return who keeps a promise and by when, or what the survey has answered."""
    action = row.action
    who = action.owner.shown(owners)
    if action.answer and not action.reply_due:
        return action.answer
    if action.reply_due:
        whom = action.passed_to.shown(owners)
        with_whom = _("with {name}").format(name=whom) if whom else who
        return _joined(with_whom, _("reply due {day}").format(day=near_day(action.reply_due)))
    if action.put_off:
        return _joined(who, _("put off until {day}").format(day=near_day(action.due)))
    return _joined(who, _("by {day}").format(day=near_day(action.due)))


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def reason_label(promised: PromisedScreen) -> str:
    """Return what the box for a reason asks."""
    return _("Why do we stop it?") if promised.asking == STOPPED else _("What's in the way?")


# --- it worked -------------------------------------------------------------------------------


def worked_headline(worked: WorkedScreen) -> str:
    """Return the rise, in patients of a hundred."""
    return _("Then {before} of 100 patients, now {after}.").format(
        before=number(worked.before), after=number(worked.after)
    )


def then_mark(worked: WorkedScreen) -> str:
    return _("then {count}").format(count=number(worked.before))


def worked_measure(worked: WorkedScreen) -> str:
    """Return what rose, and in which months."""
    first, last = worked.months
    if not last:
        return worked.measure
    return f"{worked.measure} · {months_name(first, last)}"


def worked_promise(worked: WorkedScreen) -> str:
    """Return what we promised, and who kept it."""
    if not worked.what:
        return ""
    promised = _("We promised: {what}").format(what=lower_start(worked.what))
    who = owner_inside(worked.owner, worked.owners)
    return f"{promised} · {_('kept by {name}').format(name=who)}" if who else promised


def worked_thanks() -> str:
    """Return what the rise is, without a claim about its cause."""
    return _("That is more than luck. Thank you, all of you.")


def worked_more(more: int) -> str:
    """Return how many other promises worked, "" for none."""
    if not more:
        return ""
    return ngettext("{n} other promise worked too.", "{n} other promises worked too.", more).format(
        n=number(more)
    )


# --- guess -----------------------------------------------------------------------------------


def guess_headline(asked: Asked) -> str:
    """Return the question to guess about."""
    if asked.per_hundred:
        return _("Out of 100 patients, how many {said}?").format(said=_said(asked))
    return _("How many of our last {count} patients {said}?").format(
        count=number(asked.of), said=_said(asked)
    )


def _said(asked: Asked) -> str:
    """Return what patients did who gave the best answer: said a word, or chose a number; a file
    of shares may not tell what the answer was."""
    if asked.answer == _("Best answer"):
        return _("gave the best answer")
    if asked.answer[:1].isdigit():
        return _("chose {answer}").format(answer=asked.answer)
    return _("said {answer}").format(answer=asked.answer)


def we_guess() -> str:
    return _("We guess")


def out_of(count: int) -> str:
    return _("of {count}").format(count=number(count))


def guess_to() -> str:
    """Return the word between the lowest and the highest guess."""
    return _("to")


# --- see -------------------------------------------------------------------------------------


def see_headline(see: SeeScreen, top: int) -> str:
    """Return how many patients gave the best answer. `top` is the number so far."""
    said, of = _said(see.asked), see.asked.of
    if see.percent:
        return _("{share} {said}.").format(share=percent(top / of), said=said)
    if see.asked.per_hundred:
        return _("{top} out of 100 patients {said}.").format(top=number(top), said=said)
    return _("{top} of our last {of} patients {said}.").format(
        top=number(top), of=number(of), said=said
    )


def others_line(see: SeeScreen) -> str:
    """Return how many it would be at the rate of the rest of the hospital, "" without one."""
    if see.others is None:
        return ""
    if see.percent:
        return _("The rest of the hospital: {share}.").format(
            share=percent(see.others / see.asked.of)
        )
    return _("If we were like the rest of the hospital: about {count}.").format(
        count=number(see.others)
    )


def guess_line(guess: Guess | None, truth: int) -> str:
    """Return how near the guess came, "" without one."""
    if guess is None:
        return ""
    said = _near(guess, truth)
    return f"{said} {_('Our closest guess yet!')}" if guess.closest else said


def _near(guess: Guess, truth: int) -> str:
    if guess.high is not None:
        return _near_span(guess.low, guess.high, truth)
    away = abs(guess.low - truth)
    if not away:
        return _("We guessed {guess}: exactly right.").format(guess=number(guess.low))
    if guess.low > truth:
        told = _("We guessed {guess}: {away} too high.")
    else:
        told = _("We guessed {guess}: {away} too low.")
    return told.format(guess=number(guess.low), away=number(away))


def _near_span(low: int, high: int, truth: int) -> str:
    if low <= truth <= high:
        told = _("We guessed {low} to {high}: right in between.")
    elif low > truth:
        told = _("We guessed {low} to {high}: too high.")
    else:
        told = _("We guessed {low} to {high}: too low.")
    return told.format(low=number(low), high=number(high))


def finding_line(see: SeeScreen) -> str:
    """Return how large the gap is in patients, and whether chance explains it."""
    if see.others is None or see.signal not in ("none", "above", "below"):
        return ""
    size = _gap_size(see)
    if see.signal == "none":
        return f"{size} {_('That could be chance.')}"
    better = see.signal == "above"
    if better == (see.gap > 0):  # the other questions of the measure weigh more than this one
        if better:
            return _("Over all {count} questions, we're ahead. This is not chance.").format(
                count=number(see.questions)
            )
        return _("Over all {count} questions, we're behind. This is not chance.").format(
            count=number(see.questions)
        )
    sure = _("This is not chance.") if better else _("That is more than bad luck.")
    return f"{size} {sure}"


def _gap_size(see: SeeScreen) -> str:
    away = abs(see.gap)
    if not away:
        return _("No gap here.")
    if see.percent:
        told = _("{points} points below.") if see.gap > 0 else _("{points} points above.")
        return told.format(points=percent(away / see.asked.of, sign=False))
    if see.gap > 0:
        told = ngettext("{count} patient short.", "{count} patients short.", away)
    else:
        told = ngettext("{count} patient more.", "{count} patients more.", away)
    return told.format(count=number(away))


def fair_line(see: SeeScreen) -> str:
    """Return what the five marks come to, which months these are, and how many answers; without
    anybody to compare with no mark counts."""
    if see.others is None:
        return " · ".join(part for part in (_months(see), _answers(see)) if part)
    failed = [mark for mark in see.fair if mark.holds is False]
    unknown = any(mark.holds is None for mark in see.fair)
    fair = _("Looks fair; some checks unknown") if unknown else _("Fair comparison")
    if failed:
        fair = _unfair(failed[0])
    return " · ".join(part for part in (fair, _months(see), _answers(see)) if part)


def _unfair(mark: FairMark) -> str:
    why = {
        "same_question": _("some questions were asked differently"),
        "same_period": _("the months are not the same"),
        "same_mode": _("patients were surveyed in different ways"),
        "unit_excluded": _("we are part of the average"),
        "enough_answers": _("too few answers"),
    }.get(mark.name, "")
    return _("Not a fair comparison: {reason}").format(reason=why)


def _months(see: SeeScreen) -> str:
    first, last = see.months
    return "" if first is None or last is None else months_name(first, last)


def _answers(see: SeeScreen) -> str:
    ours, theirs = see.answers
    if ours is None:
        return ""
    if theirs is None or see.others is None:
        return ngettext("{count} answer", "{count} answers", ours).format(count=number(ours))
    return _("{ours} and {theirs} answers").format(ours=number(ours), theirs=number(theirs))


def our_promise(promise: str) -> str:
    """Return the promise that a measure belongs to, "" without one."""
    return _("Our promise: {promise}").format(promise=promise) if promise else ""


def too_few_line(few: TooFewScreen) -> str:
    """Return why no number is shown."""
    told = _("Too few answers to show a number yet.")
    if few.quote:
        return f"{told} {_('We listen to one patient.')}"
    return f"{told} {_('Today we listen to each other.')}"


def others_mark() -> str:
    return _("rest of hospital")


def guess_mark(guess: str) -> str:
    return _("we guessed {count}").format(count=guess)


def span_short(period: str) -> str:
    """Return a point of the trend as its tick names it: "Jul 2026", "2026 Q3"."""
    year, _dash, part = period.rpartition("..")[2].partition("-")
    if part.isdigit() and year.isdigit():
        return month_name(int(year) * 12 + int(part) - 1)
    return f"{year} {part}".strip()


# --- hear ------------------------------------------------------------------------------------


def hear_headline(hear: HearScreen) -> str:
    """Return the question that the room answers."""
    return question_words(hear.question) or new_colleague()


def new_colleague() -> str:
    return _("What would you tell a new colleague about this?")


def hear_topic(hear: HearScreen) -> str:
    """Return what the lines are about; where the numbers were left out, why."""
    why = skip_words(hear.skipped) if hear.skipped is not None else ""
    if hear.topic and why:
        return f"{hear.topic}. {why}"
    return hear.topic or why


def hear_columns() -> tuple[str, str]:
    """Return the heads of the two columns."""
    return _("Patients say"), _("We say")


def no_comment_line(hear: HearScreen) -> str:
    """Return why nothing stands on the patients' side, "" where something does."""
    if not hear.no_comment:
        return ""
    if hear.no_comment == NO_COMMENTS:
        return _("No comments from patients yet.")
    if hear.no_comment == NONE_LEFT:
        return _("No other comment about this to read out.")
    return _("No recent comments about this.")


def hear_idle(hear: HearScreen) -> tuple[str, ...]:
    """Return what stands on our side before anybody has spoken: a hint, or what we said before,
    and an idea that waits."""
    hint = new_colleague() if hear.silent and question_words(hear.question) else ""
    if not hint and hear.last_time is not None:
        month, words = hear.last_time
        hint = _("In {month} we said: {words}").format(month=month_of_year(month), words=words)
    idea = idea_line(hear.idea) if hear.idea is not None else ""
    return tuple(part for part in (hint, idea) if part)


def idea_line(idea: RoomIdea) -> str:
    """Return an idea that waits, with its age."""
    if not idea.days:
        return _("Idea: {words}").format(words=idea.text)
    told = ngettext("Idea, {days} day old: {words}", "Idea, {days} days old: {words}", idea.days)
    return told.format(days=number(idea.days), words=idea.text)


def lines_so_far(count: int) -> str:
    return ngettext("{count} line so far", "{count} lines so far", count).format(
        count=number(count)
    )


def more_lines(count: int) -> str:
    """Return how many lines stand beyond those that are shown, and the keys that show them."""
    return _("{count} more").format(count=number(count)) + "  ↑ ↓"


def line_label(hear: HearScreen) -> str:
    """Return what the box for a line asks, with the role and the lens it is for."""
    label = _("Call it out, or type it in one line")
    if hear.role:
        label = _("As {role}").format(role=role_words(hear.role))
    return f"{label} · {lens_words(hear.lens)}" if hear.lens else label


def line_hint(*, hidden: bool) -> str:
    return _("hidden until we show all") if hidden else ""


def lens_question() -> str:
    return _("What gets in our way?")
