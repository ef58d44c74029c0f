"""What each event does to the state of a huddle. Pure: the same events give the same state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from models.huddle.agenda import Step
from models.huddle.session.state import Data, Event, Line, State, Thumbs, Vote


def apply(state: State, event: Event) -> State:
    """Return the state after an event. Events of later versions change nothing."""
    state = replace(state, at_ms=max(state.at_ms, event.at_ms))
    change = _CHANGES.get(event.kind)
    return change(state, event.data) if change is not None else state


def replay(events: Iterable[Event], texts: Mapping[str, str]) -> State:
    """Return the state that events and last wordings lead to, from the very beginning."""
    state = State(texts=dict(texts))
    for event in events:
        state = apply(state, event)
    return replace(state, cursor=len(state.text(state.focus)))


def _step(state: State, data: Data) -> State:
    step = Step(data["to"])
    return replace(
        state,
        step=step,
        focus=data.get("focus", ""),
        spot=data.get("spot", 0),
        sheet=False,
        lenses=False,
        asking="",
        seen=state.seen or step is Step.SEE,
        seen_ms=state.at_ms if step is Step.SEE and not state.seen else state.seen_ms,
        notice="",
        typed_ms=state.at_ms,
        closed_ms=state.at_ms if step is Step.CLOSE else state.closed_ms,
        closed_from=state.step if step is Step.CLOSE else state.closed_from,
    )


def _freeze(state: State, data: Data) -> State:
    on = bool(data["on"])
    return replace(state, freeze=on, frozen=replace(state, frozen=None) if on else None)


def _switch(name: str) -> Callable[[State, Data], State]:
    def change(state: State, data: Data) -> State:
        changed: Data = {name: bool(data["on"])}
        return replace(state, **changed)

    return change


def _value(name: str) -> Callable[[State, Data], State]:
    def change(state: State, data: Data) -> State:
        changed: Data = {name: data["to"]}
        return replace(state, **changed)

    return change


def _focus(state: State, data: Data) -> State:
    return replace(state, focus=data["to"], asking=data.get("asking", ""))


def _role_present(state: State, data: Data) -> State:
    role = data["role"]
    if role in state.roles:
        return replace(state, roles=tuple(r for r in state.roles if r != role))
    return replace(state, roles=(*state.roles, role))


def _mark(state: State, data: Data) -> State:
    marks = {**state.marks, int(data["action"]): data["mark"]}
    return replace(state, marks=marks, asking="", focus="", spot=data["spot"])


def _line(state: State, data: Data) -> State:
    line = Line(data["number"], data["role"], data["shift"], data["lens"])
    order = (*state.order, line.key) if state.revealed else state.order
    return replace(
        state,
        lines=(*state.lines, line),
        order=order,
        spot=len(order) - 1 if state.revealed else state.spot,
        draft_lens="",
        typed_ms=state.at_ms,
    )


def _line_lens(state: State, data: Data) -> State:
    lines = tuple(
        replace(line, lens=data["lens"]) if line.number == data["number"] else line
        for line in state.lines
    )
    return replace(state, lines=lines)


def _reveal(state: State, data: Data) -> State:
    return replace(state, revealed=True, order=tuple(data["order"]))


def _vote(state: State, data: Data) -> State:
    vote = Vote(data["line"], data["fingers"])
    return replace(state, votes=(*state.votes, vote), spot=data["spot"])


def _vote_fingers(state: State, data: Data) -> State:
    last = replace(state.votes[-1], fingers=data["fingers"])
    return replace(state, votes=(*state.votes[:-1], last))


def _unvote(state: State, data: Data) -> State:
    return replace(state, votes=state.votes[:-1], spot=data["spot"])


def _thumb(state: State, data: Data) -> State:
    return replace(state, thumbs=(*state.thumbs, Thumbs(data["sign"], data.get("digits", ""))))


def _thumb_digits(state: State, data: Data) -> State:
    last = replace(state.thumbs[-1], digits=data["digits"])
    return replace(state, thumbs=(*state.thumbs[:-1], last))


def _thumb_back(state: State, _data: Data) -> State:
    return replace(state, thumbs=state.thumbs[:-1])


def _park(state: State, _data: Data) -> State:
    return replace(state, parked=True, park_offered=False)


def _resumed(state: State, _data: Data) -> State:
    return replace(state, left=False)


def _notice(state: State, data: Data) -> State:
    return replace(state, notice=data["to"], noticed=(*state.noticed, data["to"]))


def _flag(name: str) -> Callable[[State, Data], State]:
    def change(state: State, _data: Data) -> State:
        changed: Data = {name: True}
        return replace(state, **changed)

    return change


_CHANGES: dict[str, Callable[[State, Data], State]] = {
    "step": _step,
    "focus": _focus,
    "spot": _value("spot"),
    "black": _switch("black"),
    "freeze": _freeze,
    "size": _value("size"),
    "sheet": _switch("sheet"),
    "lenses": _switch("lenses"),
    "hide_typing": _switch("hide_typing"),
    "role_present": _role_present,
    "role": _value("role"),
    "mark": _mark,
    "guess": _value("guess"),
    "guess_high": _value("guess_high"),
    "notice": _notice,
    "owners": _value("owners"),
    "trend": _switch("trend"),
    "percent": _switch("percent"),
    "line": _line,
    "line_lens": _line_lens,
    "draft_lens": _value("draft_lens"),
    "lens": _value("lens"),
    "reveal": _reveal,
    "vote": _vote,
    "vote_fingers": _vote_fingers,
    "unvote": _unvote,
    "chosen": _value("chosen"),
    "prefilled": _value("prefilled"),
    "theirs": _switch("theirs"),
    "wish": _value("wish"),
    "saved": _flag("saved"),
    "starting_line": _switch("starting_line"),
    "thumb": _thumb,
    "thumb_digits": _thumb_digits,
    "thumb_back": _thumb_back,
    "park_offered": _switch("park_offered"),
    "park": _park,
    "auto_closed": _flag("auto_closed"),
    "left": _flag("left"),
    "resumed": _resumed,
    "ended": _flag("ended"),
}
