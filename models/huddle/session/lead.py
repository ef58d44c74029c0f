"""The lead's own view, for a second screen only: notes, the next step, unmasked words.

With one screen nothing of this is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.huddle.agenda import Plan, Step
from models.huddle.session.state import State
from models.huddle.wording import blame
from models.store.actions import list_actions
from models.store.comments import comments_by_id
from models.store.database import Connection


@dataclass(frozen=True, slots=True)
class Private:
    """Words of the plan that only the lead may see: never drawn on the room's screen."""

    praise: str = ""
    said: tuple[str, ...] = ()
    instead: str = ""
    owners: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LeadView:
    """The lead's screen: `typed` is what stands in the box as it is, `unmasked` the comments of
    this step, `blamed` the part of the typed line that blames somebody, "" when none does.
    `left_s` are the seconds until the next step should begin, negative when late."""

    step: Step
    next: Step | None
    left_s: int
    unmasked: tuple[str, ...]
    typed: str
    blamed: str
    black: bool
    frozen: bool


def load_private(c: Connection, plan: Plan) -> Private:
    """Return the unmasked words of a plan; comments that are gone are left out."""
    ids = [i for i in (plan.praise, *plan.said, plan.instead) if i is not None]
    texts = {i: comment.text for i, comment in comments_by_id(c, ids).items()}
    owners = {a.id: a.owner for a in list_actions(c, unit_id=plan.unit_id)}
    return Private(
        texts.get(plan.praise or 0, ""),
        tuple(texts[i] for i in plan.said if i in texts),
        texts.get(plan.instead or 0, ""),
        tuple((i, owners[i]) for i in plan.actions if owners.get(i)),
    )


def lead_view(state: State, plan: Plan, private: Private, at_ms: int | None = None) -> LeadView:
    """Return the lead's own screen for a state of the huddle."""
    at_ms = state.at_ms if at_ms is None else at_ms
    steps = plan.steps
    place = steps.index(state.step)
    after = steps[place + 1] if place + 1 < len(steps) else None
    typed = state.text(state.focus)
    found = blame(typed)
    return LeadView(
        state.step,
        after,
        plan.pace.ends_s(state.step) - at_ms // 1000,
        _unmasked(state.step, private),
        typed,
        typed[found.start : found.end] if found else "",
        state.black,
        state.freeze,
    )


def _unmasked(step: Step, private: Private) -> tuple[str, ...]:
    if step is Step.THANK:
        return (private.praise,) if private.praise else ()
    if step is Step.HEAR:
        return private.said
    if step is Step.SEE:
        return (private.instead,) if private.instead else ()
    return tuple(owner for _id, owner in private.owners) if step is Step.PROMISED else ()
