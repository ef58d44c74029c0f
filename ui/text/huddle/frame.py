"""The huddle's frame in words: titles, keys, what the lead is told, and why a step is left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from babel.dates import format_date, format_skeleton

from models.huddle.agenda import (
    NO_ANSWERS,
    NOTHING_NEW,
    NOTHING_TO_GUESS,
    NOTHING_WORKED,
    OTHER_PACE,
    SHIFTS_WAIT,
    Step,
)
from models.huddle.screens import Cover, KeySet, ReadbackScreen, SeeScreen
from ui.text.formats import number
from ui.text.language import _, current_locale, ngettext

if TYPE_CHECKING:
    from models.huddle.agenda import Skip
    from models.huddle.screens import Owner, StepView


@dataclass(frozen=True, slots=True)
class KeyHelp:
    """One key, or several that do the same, and what it does."""

    keys: str
    does: str


def step_title(step: Step) -> str:
    """Return a step's name, as it stands on top of the screen."""
    return {
        Step.OPEN: _("Open"),
        Step.THANK: _("Thank"),
        Step.PROMISED: _("We promised"),
        Step.WORKED: _("It worked"),
        Step.GUESS: _("Guess"),
        Step.SEE: _("See"),
        Step.HEAR: _("Hear"),
        Step.CHOOSE: _("Choose"),
        Step.DO: _("Do one thing"),
        Step.READBACK: _("Read back"),
        Step.CHECK: _("Huddle check"),
        Step.TOGETHER: _("All three shifts"),
        Step.CLOSE: _("Close"),
    }[step]


def place_words(view: StepView) -> str:
    """Return where a step stands: "5 of 11", "" for one that is left out."""
    if not view.number:
        return ""
    return _("{number} of {count}").format(number=number(view.number), count=number(view.count))


def frame_notes(view: StepView) -> str:
    """Return what kind of huddle it is, and whether the screen is frozen, where that matters."""
    kind = _("rehearsal") if view.rehearsal else shift_words(view.shift)
    frozen = _("Frozen: {key}").format(key="Ctrl+F") if view.frozen else ""
    return " · ".join(part for part in (kind, frozen) if part)


def shift_words(shift: str) -> str:
    """Return whose turn of a relay it is, "" for no relay."""
    return {
        "day": _("day shift"),
        "evening": _("evening shift"),
        "night": _("night shift"),
    }.get(shift, shift)


def skip_words(skip: Skip) -> str:
    """Return why a step is left out, in one sentence."""
    if skip.reason == NO_ANSWERS:
        return _("No survey answers for this unit yet, so we go straight to what we hear.")
    if skip.reason == NOTHING_NEW and skip.day is not None:
        return _("No new answers since {day}, so we go straight to what we hear.").format(
            day=month_and_day(skip.day)
        )
    if skip.reason == NOTHING_TO_GUESS:
        return _("Too few answers to guess a number. We listen to one patient instead.")
    if skip.reason == OTHER_PACE:
        return _("The five-minute huddle leaves this step out.")
    if skip.reason == NOTHING_WORKED:
        return _("The survey can't show yet that a promise worked.")
    if skip.reason == SHIFTS_WAIT:
        return _("This comes up when the last of the three shifts has spoken.")
    return _("No survey answers to look at yet, so we go straight to what we hear.")


# --- keys ------------------------------------------------------------------------------------


def key_sheet(*, typing: bool = False) -> tuple[KeyHelp, ...]:
    """Return what `?` shows: the keys that act everywhere, at most seven rows; `typing`: in a text
    box, where letters are typed."""
    ctrl = "Ctrl+" if typing else ""
    return (
        KeyHelp("PgDn" if typing else "PgDn  →  Space  Enter", _("next")),
        KeyHelp("PgUp" if typing else "PgUp  ←  Backspace", _("back (nothing is lost)")),
        KeyHelp(f"{ctrl}B" if typing else ".  B", _("black screen, and back")),
        KeyHelp(f"{ctrl}F", _("freeze the screen")),
        KeyHelp(f"{ctrl}M", _("five places to look")),
        KeyHelp(f"{ctrl}+  {ctrl}−", _("text size")),
        KeyHelp("Esc", _("leave (everything is saved)")),
    )


def step_keys(view: StepView) -> tuple[KeyHelp, ...]:
    """Return the keys that act in a step and do something now."""
    if view.keys is KeySet.REASON:
        return (
            KeyHelp("Enter", _("save the reason")),
            KeyHelp("Backspace", _("in an empty box: go back")),
        )
    if view.keys is KeySet.THEIRS:
        return (
            KeyHelp("Space", _("ours, or another department's")),
            KeyHelp("Tab", _("next box")),
            KeyHelp("Enter", _("save")),
        )
    return _own_keys(view) if view.keys is KeySet.STEP else ()


def _own_keys(view: StepView) -> tuple[KeyHelp, ...]:
    found = {
        Step.OPEN: (KeyHelp("1–9", _("who is here today")),),
        Step.PROMISED: (
            KeyHelp("D", _("done")),
            KeyHelp("K", _("still on")),
            KeyHelp("O", _("stuck: ask for help")),
            KeyHelp("S", _("stop it (say why)")),
            KeyHelp("N", _("names or roles")),
        ),
        Step.GUESS: (
            KeyHelp("0–9", _("our guess")),
            KeyHelp("−", _("and the highest in the room")),
            KeyHelp("Enter", _("show it")),
        ),
        Step.SEE: (KeyHelp("T", _("over time")), KeyHelp("%", _("percentages"))),
        Step.HEAR: (
            KeyHelp("Enter", _("one more line")),
            KeyHelp("Ctrl+R", _("show the lines")),
            KeyHelp("Ctrl+M", _("blame-free: five places to look")),
            KeyHelp("Tab", _("leave the text box")),
        ),
        Step.CHOOSE: (
            KeyHelp("0–9", _("fingers for the highlighted line")),
            KeyHelp("↑ ↓", _("another line")),
            KeyHelp("Backspace", _("correct")),
        ),
        Step.DO: (
            KeyHelp("Enter", _("next empty box, then save")),
            KeyHelp("Tab", _("next box")),
            KeyHelp("Ctrl+N", _("name or role")),
            KeyHelp("Ctrl+W", _("how big a change")),
        ),
        Step.READBACK: (KeyHelp("L", _("our starting line, and back")),),
        Step.CHECK: (
            KeyHelp("+  −", _("thumbs up or down")),
            KeyHelp("0–9", _("how many")),
            KeyHelp("Tab", _("one thing to do differently")),
        ),
    }.get(view.step, ())
    if isinstance(view.content, SeeScreen) and not view.content.has_trend:
        return tuple(key for key in found if key.keys != "T")
    if isinstance(view.content, ReadbackScreen) and view.content.freezable is None:
        return ()
    outlook = getattr(view.content, "outlook", None)
    if view.step is Step.DO and outlook is None:  # without a measure there is nothing to aim at
        return tuple(key for key in found if key.keys != "Ctrl+W")
    return found


def next_key(view: StepView) -> KeyHelp:
    """Return the key that goes on from a step."""
    if view.step is Step.CLOSE:
        return KeyHelp("Esc", _("leave (everything is saved)"))
    return KeyHelp("PgDn", _("next"))


KEYS_APART = "   ·   "


def key_line(view: StepView) -> str:
    """Return one quiet line for the foot: the keys of this step; for a lead who is new the next
    key first, and the key for all of them."""
    keys = list(step_keys(view))
    if view.guided:
        sheet = KeyHelp("F1" if view.typing else "?", _("all keys"))
        keys = [next_key(view), *keys[:2], sheet]
    return KEYS_APART.join(f"{key.keys}  {key.does}" for key in keys)


def park_line(view: StepView) -> str:
    """Return the offer to save a late topic for next time."""
    keys = "Ctrl+P" if view.typing else "P"
    return _("Almost out of time. {keys} saves this for next time.").format(keys=keys)


def lens_words(lens: str) -> str:
    """Return one of the five places to look, "" for none."""
    return {
        "time": _("time and workload"),
        "supplies": _("supplies and space"),
        "handoff": _("handoff and information"),
        "know_how": _("know-how"),
        "rule": _("another department or rule"),
    }.get(lens, "")


def role_words(role: str) -> str:
    """Return a role that can be present."""
    return {
        "nurse": _("nurse"),
        "aide": _("aide"),
        "doctor": _("doctor"),
        "therapist": _("therapist"),
        "pharmacist": _("pharmacist"),
        "housekeeping": _("housekeeping"),
        "unit clerk": _("unit clerk"),
        "case manager": _("case manager"),
        "student": _("student"),
    }.get(role, role)


def question_words(key: str) -> str:
    """Return a founding question, "" for a key that is none."""
    return {
        "communication": _("Where do patients need to hear more from us?"),
        "process": _("How smoothly do the processes work from where you stand?"),
        "improve": _("What could be improved?"),
        "patient": _("If you were the patient, what would you expect?"),
    }.get(key, "")


def lead_prompts(step: Step) -> tuple[str, ...]:
    """Return what the lead says and does at a step, for her own screen."""
    return {
        Step.OPEN: (_("Say the promise aloud."), _("Press a number for each role in the room.")),
        Step.THANK: (_("Read it once, slowly. Say who it was for only if they agree."),),
        Step.PROMISED: (_("One sentence each. D done, K still on, O stuck, S stop."),),
        Step.WORKED: (_("Read it aloud. Thank whoever kept it. Let people clap."),),
        Step.GUESS: (_("Ask the quietest people first. Then take the lowest and highest guess."),),
        Step.SEE: (_("Read the sentence. Say when it could be chance."),),
        Step.HEAR: (
            _("Nobody speaks? Ask what you'd tell a new colleague about this."),
            _("Hear blame? Press M for five blame-free places to look."),
        ),
        Step.CHOOSE: (_("Everyone's fingers up at the same time."),),
        Step.DO: (_("Small enough for two weeks. One name."),),
        Step.READBACK: (_("Whoever owns it reads it aloud."),),
        Step.CHECK: (_("Thumbs now. Then one thing to do differently."),),
        Step.TOGETHER: (_("Read the top line aloud. It belongs to all of us."),),
        Step.CLOSE: (_("Press Esc. It's already saved."),),
    }[step]


def spoken_frame(view: StepView) -> tuple[str, ...]:
    """Return the frame's words for a screen reader; nothing of a screen that is black."""
    if view.cover is Cover.BLACK:
        return ()
    return tuple(filter(None, (step_title(view.step), place_words(view), frame_notes(view))))


def over_limit_advice(count: int) -> str:
    """Return advice where a unit has as many open promises as it can keep, "" before."""
    if not count:
        return ""
    return ngettext(
        "{n} promise is open. Finish or stop one before making another.",
        "{n} promises are open. Finish or stop one before making another.",
        count,
    ).format(n=number(count))


# --- inside a sentence -----------------------------------------------------------------------


def lower_start(text: str) -> str:
    """Return text as it stands inside a sentence: its first word small, unless it must not be.

    >>> lower_start("Park the carts"), lower_start("IV pumps"), lower_start("I check")
    ('park the carts', 'IV pumps', 'I check')
    """
    first = text.partition(" ")[0]
    if len(first) < 2 or not first[1:].islower():
        return text
    return text[:1].lower() + text[1:]


def owner_inside(owner: Owner, style: str) -> str:
    """Return an owner in the middle of a sentence: a role begins small, a name does not."""
    who = owner.shown(style)
    return lower_start(who) if who == owner.role else who


# --- days ------------------------------------------------------------------------------------


def month_and_day(day: date) -> str:
    """Return a day as it is said: "September 2"."""
    return str(format_skeleton("MMMMd", day, locale=current_locale()))


def weekday(day: date) -> str:
    """Return the name of a day of the week."""
    return str(format_date(day, "EEEE", locale=current_locale()))


def near_day(day: date) -> str:
    """Return a day with its weekday, short: "Fri, Dec 4"."""
    return str(format_skeleton("MMMEd", day, locale=current_locale()))


def month_of_year(month: int) -> str:
    """Return a month (1-12) by its name."""
    return str(format_date(date(2000, month, 1), "LLLL", locale=current_locale()))


def month_and_year(day: date) -> str:
    """Return a day's month with its year: "May 2028"."""
    return str(format_skeleton("yMMMM", day, locale=current_locale()))
