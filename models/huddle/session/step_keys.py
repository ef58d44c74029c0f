"""Keys that act in one step only. A handler returns False for a key that is none of its."""

from __future__ import annotations

from collections.abc import Callable

from models.huddle.agenda import Step
from models.huddle.session.keys import Key
from models.huddle.session.state import DONE, KEPT, OBSTACLE, ROLES, STOPPED
from models.huddle.session.text_editing import in_text_box
from models.huddle.session.transaction import GUESSES, KeyTransaction

_DIGITS = frozenset("0123456789")
_MOST_THUMBS = 99
_MOST_FINGERS = 99
_DO_BOXES = ("who", "what", "due", "theirs", "so_that")


def _open(turn: KeyTransaction, key: Key) -> bool:
    if key.text not in _DIGITS or not key.text or key.text == "0":
        return False
    turn.do("role_present", role=ROLES[int(key.text) - 1])
    return True


def _promised(turn: KeyTransaction, key: Key) -> bool:
    if turn.state.asking:
        return _reason(turn, key)
    actions = turn.plan.actions
    if key.name in ("Up", "Down") and actions:
        spot = turn.state.spot + (1 if key.name == "Down" else -1)
        if 0 <= spot < len(actions):
            turn.do("spot", to=spot)
        return True
    if not actions or key.letter not in ("D", "K", "O", "S"):
        return False
    if key.letter == "D":
        turn.mark(DONE)
    elif key.letter == "K":
        turn.mark(KEPT)
    else:
        asked = OBSTACLE if key.letter == "O" else STOPPED
        turn.focus(f"why:{actions[turn.state.spot]}", asking=asked)
    return True


def _reason(turn: KeyTransaction, key: Key) -> bool:
    """Handle the box a reason is typed in. Backspace in the empty box takes the key back."""
    if key.name == "Enter":
        turn.mark_asked()
        return True
    if key.name in ("Backspace", "Left"):
        turn.focus("")
        return True
    return key.name in ("Space", "Right", "Tab", "Backtab", "Up", "Down")


def _guess(turn: KeyTransaction, key: Key) -> bool:
    """Type the guess; a dash or Tab goes to the room's highest, and back to its lowest."""
    most = turn.plan.measure.guess_of if turn.plan.measure is not None else None
    if turn.state.seen or most is None:
        return key.text in _DIGITS and bool(key.text)
    box = turn.state.focus if turn.state.focus in GUESSES else GUESSES[0]
    digits = turn.state.text(box)
    if key.text and key.text in _DIGITS:
        wanted = str(int(digits + key.text))
        if int(wanted) <= most:
            turn.write(box, wanted)
        return True
    if key.name in ("Tab", "Backtab", "Up", "Down") or key.text in _TO:
        other = GUESSES[0] if box == GUESSES[1] else GUESSES[1]
        if turn.state.text(GUESSES[0]):
            turn.focus(other)
        return True
    if key.name == "Backspace" and (digits or box == GUESSES[1]):
        if digits:
            turn.write(box, digits[:-1])
        else:
            turn.focus(GUESSES[0])
        return True
    return False


_TO = ("-", "–", "−")


def _see(turn: KeyTransaction, key: Key) -> bool:
    if key.letter == "T":
        turn.do("trend", on=not turn.state.trend)
    elif key.letter == "%":
        turn.do("percent", on=not turn.state.percent)
    else:
        return False
    return True


def _hear(turn: KeyTransaction, key: Key) -> bool:
    state = turn.state
    if key.name in ("Tab", "Backtab"):
        turn.focus("" if state.focus else "line")
    elif key.name == "Enter" and state.focus == "line" and turn.commit_line():
        pass
    elif key.name in ("Up", "Down") and state.revealed:
        last = max(0, len(state.order) - 1)
        turn.do("spot", to=min(max(0, state.spot + (1 if key.name == "Down" else -1)), last))
    elif key.name in ("Up", "Down"):
        choices = ("", *state.roles)
        place = choices.index(state.role) if state.role in choices else 0
        turn.do("role", to=choices[(place + (1 if key.name == "Down" else -1)) % len(choices)])
    else:
        return False
    return True


def _choose(turn: KeyTransaction, key: Key) -> bool:
    state = turn.state
    if in_text_box(state):
        if key.name in ("Enter", "Backspace", "Tab", "Up", "Down"):
            turn.focus("")
            return True
        return False
    last = len(state.order) - 1
    if key.text and key.text in _DIGITS and state.order:
        _type_fingers(turn, state.order[min(state.spot, last)], key.text)
        return True
    if key.name in ("Enter", "Tab") and _next_without_votes(turn):
        return True
    if key.name == "Backspace" and state.votes:
        line = state.votes[-1].line
        spot = state.order.index(line) if line in state.order else state.spot
        turn.do("unvote", spot=spot)
        return True
    if key.name in ("Up", "Down") and state.order:
        spot = min(max(0, state.spot + (1 if key.name == "Down" else -1)), last)
        if spot != state.spot:
            turn.do("spot", to=spot)
        return True
    return False


def _type_fingers(turn: KeyTransaction, line: str, digit: str) -> None:
    """Add a digit to the fingers of the marked line: 1 then 2 is twelve. No other line changes."""
    votes = turn.state.votes
    if votes and votes[-1].line == line:
        fingers = int(f"{votes[-1].fingers}{digit}")
        if fingers <= _MOST_FINGERS:
            turn.do("vote_fingers", fingers=fingers)
    else:
        turn.do("vote", line=line, fingers=int(digit), spot=turn.state.spot)


def _next_without_votes(turn: KeyTransaction) -> bool:
    """Mark the next line that has no fingers yet. False when the marked one has none itself, or
    every line has some: the key then goes on."""
    state = turn.state
    asked = {vote.line for vote in state.votes}
    if state.spot >= len(state.order) or state.order[state.spot] not in asked:
        return False
    later = range(state.spot + 1, len(state.order))
    after = next((n for n in later if state.order[n] not in asked), None)
    if after is None:
        return False
    turn.do("spot", to=after)
    return True


def _do(turn: KeyTransaction, key: Key) -> bool:
    state = turn.state
    if key.name in ("Tab", "Backtab", "Up", "Down"):
        place = _DO_BOXES.index(state.focus) if state.focus in _DO_BOXES else 0
        by = 1 if key.name in ("Tab", "Down") else -1
        turn.focus(_DO_BOXES[(place + by) % len(_DO_BOXES)])
        if turn.state.focus == "so_that":  # a line that was chosen is written over, or kept
            turn.move_cursor(len(turn.state.text("so_that")), anchor=0)
        return True
    if state.focus == "theirs" and key.name in ("Space", "Left", "Right"):
        turn.do("theirs", on=not state.theirs)
        return True
    if key.name == "Enter" and (state.text("who").strip() or state.text("what").strip()):
        _finish_sentence(turn)
        return True
    return False


def _finish_sentence(turn: KeyTransaction) -> None:
    """Go on to the next empty box of the sentence; save it when who and what are there."""
    state = turn.state
    for box in ("who", "what"):
        if not state.text(box).strip():
            if state.focus == box:
                turn.tell_missing()
            turn.focus(box)
            return
    if turn.due() is None:
        turn.focus("due")
    elif not turn.tell_missing():
        turn.go_by(1)


def _check(turn: KeyTransaction, key: Key) -> bool:
    state = turn.state
    if key.name in ("Tab", "Backtab"):
        turn.focus("" if state.focus else "word")
        return True
    if in_text_box(state) and key.text not in ("+", "=", "-", "_", "−"):
        return False
    if key.text in ("+", "=") or key.text in ("-", "_", "−"):
        turn.do("thumb", sign="+" if key.text in ("+", "=") else "-")
    elif key.text and key.text in _DIGITS:
        _type_thumbs(turn, key.text)
    elif key.name == "Backspace" and state.thumbs:
        digits = state.thumbs[-1].digits
        if digits:
            turn.do("thumb_digits", digits=digits[:-1])
        else:
            turn.do("thumb_back")
    else:
        return False
    return True


def _type_thumbs(turn: KeyTransaction, digit: str) -> None:
    thumbs = turn.state.thumbs
    if not thumbs:
        turn.do("thumb", sign="+", digits=digit)
    elif int(thumbs[-1].digits + digit) <= _MOST_THUMBS:
        turn.do("thumb_digits", digits=thumbs[-1].digits + digit)


STEP_HANDLERS: dict[Step, Callable[[KeyTransaction, Key], bool]] = {
    Step.OPEN: _open,
    Step.PROMISED: _promised,
    Step.GUESS: _guess,
    Step.SEE: _see,
    Step.HEAR: _hear,
    Step.CHOOSE: _choose,
    Step.DO: _do,
    Step.CHECK: _check,
}
