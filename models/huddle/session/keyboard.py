"""From a key to what it does. Pure: the clock comes in, and what to write goes out."""

from __future__ import annotations

from models.huddle.agenda import Plan, Step
from models.huddle.session.keys import BACK, NEXT, Key
from models.huddle.session.state import (
    FIRST_NAME,
    LARGEST_SIZE,
    LENSES,
    ROLE,
    SMALLEST_SIZE,
    State,
)
from models.huddle.session.step_keys import STEP_HANDLERS
from models.huddle.session.text_editing import edit, in_text_box
from models.huddle.session.transaction import Change, KeyTransaction, ShowOwners

PLUS = frozenset("+=")
MINUS = frozenset("-_−")


def press(state: State, plan: Plan, key: Key, at_ms: int, *, alone: bool = False) -> Change:
    """Return what a key does at a time on the huddle's own clock (milliseconds since its start).

    `alone`: there is only the room's screen, so that while it is frozen nothing can be typed
    that nobody sees. Never raises. A huddle that was left takes F5 only, one that ended takes
    nothing.
    """
    turn = KeyTransaction(state, plan, at_ms)
    if state.ended:
        return turn.change()
    if state.left:
        if key.name == "F5":
            turn.do("resumed")
        return turn.change()
    _keep_time(turn)
    if not (alone and turn.state.freeze and not turn.state.black and _is_unseen(key)):
        _route(turn, key)
    return turn.change()


_WHILE_FROZEN = ("PageDown", "PageUp", "Home", "End", "Escape", "F5")


def _is_unseen(key: Key) -> bool:
    """Tell whether a key would change something behind a frozen picture."""
    return key.name not in _WHILE_FROZEN and key.letter not in ("F", "B", ".")


def tick(state: State, plan: Plan, at_ms: int) -> Change:
    """Return what the passing of time does: the offer to park, and the close at the hard stop."""
    turn = KeyTransaction(state, plan, at_ms)
    if not (state.ended or state.left):
        _keep_time(turn)
    return turn.change()


def close_now(state: State, plan: Plan, at_ms: int) -> Change:
    """Return what ending a huddle does that nobody came back to: it loses no line."""
    turn = KeyTransaction(state, plan, at_ms)
    if not state.ended:
        if state.left:
            turn.do("resumed")
        turn.go(Step.CLOSE)
        turn.do("ended")
    return turn.change()


def can_park(state: State, plan: Plan) -> bool:
    """Tell whether the topic can be put aside now: it was offered, and is not through yet."""
    steps = plan.steps
    through = steps.index(Step.READBACK)
    return state.park_offered and not state.parked and steps.index(state.step) < through


def _keep_time(turn: KeyTransaction) -> None:
    state, pace = turn.state, turn.plan.pace
    seconds = turn.at_ms / 1000
    if state.step is Step.CLOSE:
        return
    if seconds >= pace.stop_s and not state.auto_closed:
        turn.do("auto_closed")
        turn.go(Step.CLOSE)
        return
    steps = turn.plan.steps
    late = seconds >= max(pace.park_s, pace.ends_s(state.step))
    open_topic = steps.index(state.step) < steps.index(Step.READBACK)
    if late and open_topic and not state.park_offered and not state.parked:
        turn.do("park_offered", on=True)


def _route(turn: KeyTransaction, key: Key) -> None:
    if key.name in ("Escape", "F5") and turn.state.freeze:
        turn.do("freeze", on=False)
    elif key.name == "Escape":
        _leave(turn)
    elif turn.state.black:
        _while_black(turn, key)
    elif key.name == "F5":
        return
    elif key.ctrl:
        _command(turn, key.letter)
    elif not (_in_overlay(turn, key) or _first_in_box(turn, key)):
        handler = STEP_HANDLERS.get(turn.state.step)
        if not (handler is not None and handler(turn, key)):
            _everywhere(turn, key)


def _leave(turn: KeyTransaction) -> None:
    if turn.state.step is Step.CLOSE:
        turn.do("ended")
        return
    if turn.state.step is Step.DO:
        turn.save_action()
    turn.do("left")


_EDITING = ("Typed", "Backspace", "WordBack", "Delete", "Space")


def _while_black(turn: KeyTransaction, key: Key) -> None:
    """Only the keys that bring the picture back act; what is typed still goes into the box."""
    in_box = in_text_box(turn.state)
    back = key.text == "." or (key.letter == "B" and (key.ctrl or not in_box))
    if back:
        turn.do("black", on=False)
    elif in_box and not key.ctrl and (key.name in _EDITING):
        edit(turn, key)


def _in_overlay(turn: KeyTransaction, key: Key) -> bool:
    """Handle the key sheet and the five lenses; any other key closes them and acts."""
    if turn.state.sheet:
        turn.do("sheet", on=False)
        return key.text == "?" or key.name == "F1"
    if turn.state.lenses:
        turn.do("lenses", on=False)
        if key.text in _LENS_DIGITS:
            _choose_lens(turn, _LENS_DIGITS[key.text])
            return True
        return key.letter == "M" and not in_text_box(turn.state)
    return False


_LENS_DIGITS = {str(place): lens for place, lens in enumerate(LENSES, start=1)}


def _choose_lens(turn: KeyTransaction, lens: str) -> None:
    state = turn.state
    if state.step is Step.HEAR and state.focus == "line":
        turn.do("draft_lens", to=lens)
        return
    line = state.line(state.order[state.spot]) if state.spot < len(state.order) else None
    if state.step is Step.CHOOSE and line is not None:
        turn.do("line_lens", number=line.number, lens=lens)
        turn.focus(line.key)
        return
    turn.do("lens", to=lens)


def _first_in_box(turn: KeyTransaction, key: Key) -> bool:
    if not in_text_box(turn.state):
        return False
    empty = not turn.state.text(turn.state.focus)
    votes = turn.state.step is Step.CHECK and (key.text in PLUS or key.text in MINUS)
    if empty and key.text and votes:
        return False
    if empty and key.text == ".":
        turn.do("black", on=True)
        return True
    return edit(turn, key)


def _everywhere(turn: KeyTransaction, key: Key) -> None:
    if key.name in NEXT:
        if turn.state.step is not Step.DO or not turn.tell_missing():
            turn.go_by(1)
    elif key.name in BACK:
        turn.go_by(-1)
    elif key.name == "Home":
        turn.go(turn.plan.steps[0])
    elif key.name == "End":
        turn.go(turn.plan.steps[-1])
    elif key.name == "F1":
        turn.do("sheet", on=True)
    elif key.letter:
        _command(turn, key.letter)


_WITH_OWNERS = (Step.PROMISED, Step.WORKED, Step.DO, Step.READBACK, Step.CLOSE)


def _show_owners(turn: KeyTransaction) -> None:
    """Show owners in the room by role instead of by first name, or the other way round."""
    style = FIRST_NAME if turn.state.owners == ROLE else ROLE
    turn.do("owners", to=style)
    turn.effect(ShowOwners(style))


def _command(turn: KeyTransaction, letter: str) -> None:
    """Do what a single letter or sign does outside a text box, and with Ctrl inside one."""
    state = turn.state
    if letter in ("B", "."):
        turn.do("black", on=True)
    elif letter == "F":
        turn.do("freeze", on=not state.freeze)
    elif letter == "M":
        turn.do("lenses", on=not state.lenses)
    elif letter == "R" and state.step is Step.HEAR:
        if not state.revealed and (state.lines or not turn.plan.earlier):
            turn.reveal()
    elif letter == "H" and state.step is Step.HEAR:
        turn.do("hide_typing", on=not state.hide_typing)
    elif letter == "N" and state.step in _WITH_OWNERS:
        _show_owners(turn)
    elif letter == "W" and state.step is Step.DO:
        turn.wish_more()
    elif letter == "L" and state.step is Step.READBACK:
        turn.mark_starting_line()
    elif letter == "P" and can_park(state, turn.plan):
        turn.do("park")
        turn.go(Step.CHECK if Step.CHECK in turn.plan.steps else Step.CLOSE)
    elif letter == "?":
        turn.do("sheet", on=True)
    elif letter in PLUS and state.size < LARGEST_SIZE:
        turn.do("size", to=state.size + 1)
    elif letter in MINUS and state.size > SMALLEST_SIZE:
        turn.do("size", to=state.size - 1)
