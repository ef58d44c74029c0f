"""What the actions page asks of the data and writes to them, each one job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from models.errors import UsageProblem
from models.survey import DEFAULT_TARGET
from ui.text.language import _
from ui.widgets.options import Option

if TYPE_CHECKING:
    from models.analysis.trend import FreezeOffer
    from models.store.actions import ActionChange, ActionItem, ActionLink
    from models.store.database import Database
    from models.store.units import UnitSummary
    from ui.base.jobs import Progress
    from ui.pages.base import EvidenceText

ALL_UNITS = 0
"""In place of a unit's id: the items of every unit."""

NO_MEASURE = ""

WAITING = "waiting"
"""The filter for what has not ended: open, passed on, put off."""
OVERDUE = "overdue"
ALL = ""
ENDED = ("done", "stopped")


@dataclass(frozen=True)
class Entry:
    """What was typed. `action_id` is None for a new action item."""

    action_id: int | None
    unit_id: int
    measure: str
    what: str
    owner: str
    due: date
    wish: int = DEFAULT_TARGET


@dataclass(frozen=True)
class Shown:
    """What the page shows. `unit_id` is the unit that the list is about (`ALL_UNITS`: all),
    `own` the one that a new item belongs to unless the user says otherwise (None: ask)."""

    units: Sequence[Option]
    measures: Sequence[Option]
    items: Sequence[ActionItem]
    unit_id: int
    own: int | None
    waiting: int
    overdue: int
    advice: str = ""
    """Said when a unit has as many open promises as it can keep."""
    ideas: int = 0
    oldest_idea_days: int = 0
    """Ideas of the unit that nobody acts on yet, and how long the oldest has waited."""
    has_any: bool = True
    """Whether there is an action in any status."""

    def measure_label(self, key: str) -> str:
        """Return a measure's short name; its key when the data do not have it any more."""
        return next((o.short for o in self.measures if o.key == key), key)

    def measure_name(self, key: str) -> str:
        """Return a measure's full name; its key when the data do not have it any more."""
        return next((o.text for o in self.measures if o.key == key), key)


def read_actions(
    db: Database, _progress: Progress, *, unit_id: int | None, status: str, today: date
) -> Shown:
    """Read the action items of a unit, None for the user's own (else of all units)."""
    from models.huddle.agenda import promises_over_limit
    from models.store.actions import list_actions
    from models.store.database import my_units
    from models.store.huddles import list_ideas
    from models.store.tallies import stored_instruments
    from models.store.units import list_units
    from ui.text.huddle.frame import over_limit_advice

    with db.read() as c:
        units = list_units(c)
        mine = my_units(c)
        there = {summary.unit.id for summary in units}
        if unit_id is None or (unit_id != ALL_UNITS and unit_id not in there):
            unit_id = next(iter(mine), ALL_UNITS)
        items = list_actions(c, unit_id=unit_id or None, today=today)
        advice = over_limit_advice(promises_over_limit(c, unit_id)) if unit_id else ""
        ages = [i.age_days(today) for i in list_ideas(c, unit_id)] if unit_id else []
        measures = {
            measure.key: Option(measure.key, _(measure.label), short=measure.short_label)
            for stored in stored_instruments(c)
            for measure in stored.instrument.measures
        }
    own = unit_id or next(iter(mine), None)
    if own is None and len(units) == 1:
        own = units[0].unit.id
    return Shown(
        units=_unit_options(units, mine),
        measures=list(measures.values()),
        items=[item for item in items if _fits(item, status, today)],
        unit_id=unit_id,
        own=own,
        waiting=sum(item.status not in ENDED for item in items),
        overdue=sum(item.is_overdue(today) for item in items),
        advice=advice,
        ideas=len(ages),
        oldest_idea_days=max(ages, default=0),
        has_any=bool(items),
    )


@dataclass(frozen=True)
class Story:
    """Every change of an action item, the oldest first, and what the survey says of it; whom it
    was passed on to, the promise it serves, the day of the huddle it was born in ("" for none),
    and how often it was done by the Monday of each week."""

    changes: list[ActionChange]
    told: EvidenceText
    link: ActionLink
    promise: str
    huddle_day: str
    doing: dict[date, int]
    freeze: FreezeOffer | None = None
    """The baseline to freeze because the action has begun."""


def read_story(db: Database, progress: Progress, *, item: ActionItem, today: date) -> Story:
    """Read what became of an action item."""
    from models.store.actions import ActionLink, action_history, action_links, doing_by_week
    from models.store.database import local_day
    from models.store.huddles import get_huddle, mission
    from ui.pages.base import read_evidence

    with db.read() as c:
        changes = action_history(c, item.id)
        link = action_links(c, [item.id]).get(item.id, ActionLink(item.id))
        promise = next((p.text for p in mission(c).promises if p.id == link.promise_id), "")
        huddle = (
            local_day(get_huddle(c, item.huddle).started).isoformat()
            if item.huddle is not None
            else ""
        )
        doing = doing_by_week(c, item.unit_id, action_id=item.id)
    told = read_evidence(db, progress, item=item, today=today)
    return Story(changes, told, link, promise, huddle, doing, _freeze(db, item, today))


def _freeze(db: Database, item: ActionItem, today: date) -> FreezeOffer | None:
    from models.analysis.trend import freeze_for_action
    from models.store.units import get_unit

    if not item.measure:
        return None
    with db.read() as c:
        unit = get_unit(c, item.unit_id)
    try:
        return freeze_for_action(db, unit, item.measure, item.id, today=today)
    except UsageProblem:
        return None  # a measure that no questionnaire in store has


def write_freeze(
    db: Database, _progress: Progress, *, item: ActionItem, offer: FreezeOffer, day: date
) -> None:
    """Freeze the baseline before an action began."""
    from models.analysis.trend import freeze_reason
    from models.store.tallies import BaselineChange, BaselineKind, decide_baseline

    change = BaselineChange(BaselineKind.FREEZE, offer.month, freeze_reason(offer.what), day)
    with db.write() as c:
        decide_baseline(c, item.unit_id, item.measure, change)


def write_doing(
    db: Database, _progress: Progress, *, item: ActionItem, count: int, now: datetime
) -> int:
    """Count the doing of this week, negative to take back; returns the week's sum.

    Raises UsageProblem when it would fall below 0.
    """
    from models.store.actions import record_completion

    with db.write() as c:
        return record_completion(c, item.unit_id, now.date(), count, now=now, action_id=item.id)


def read_calendar(db: Database, _progress: Progress, *, unit_id: int | None, today: date) -> bytes:
    """Return the due days of a unit's actions (None: of all units) as a calendar file."""
    from models.export.ics import calendar_file
    from models.store.actions import list_actions

    with db.read() as c:
        return calendar_file(list_actions(c, unit_id=unit_id or None, today=today))


def write_entry(db: Database, _progress: Progress, *, entry: Entry, now: datetime) -> ActionItem:
    """Add the action item, or change it. Committed when this returns.

    Raises UsageProblem for an empty line and for a unit or item that is not there any more.
    """
    from models.huddle.agenda import outlook
    from models.store.actions import NewAction, add_action, change_action
    from models.store.units import get_unit

    with db.read() as c:
        unit = get_unit(c, entry.unit_id)
    plan = outlook(db, unit, entry.measure, entry.due, now.date(), target=entry.wish)
    known_by = plan.known_by if plan is not None else None
    if entry.action_id is None:
        new = NewAction(
            entry.unit_id,
            entry.what,
            owner=entry.owner,
            due=entry.due,
            measure=entry.measure,
            evidence_due=known_by,
            target=entry.wish,
        )
        return add_action(db, new, now=now)
    return change_action(
        db,
        entry.action_id,
        what=entry.what,
        owner=entry.owner,
        due=entry.due,
        measure=entry.measure,
        evidence_due=known_by,
        target=entry.wish,
        now=now,
    )


def read_outlook(db: Database, _progress: Progress, *, entry: Entry, today: date) -> str:
    """Return when the survey could show what is typed, "" without a measure."""
    from models.huddle.agenda import outlook
    from models.store.units import get_unit
    from ui.text.evidence import plan_sentence

    with db.read() as c:
        unit = get_unit(c, entry.unit_id)
    plan = outlook(db, unit, entry.measure, entry.due, today, target=entry.wish)
    return plan_sentence(plan) if plan is not None else ""


@dataclass(frozen=True)
class Step:
    """What becomes of an action item: one of done, reopen, stop, escalate, put_off."""

    kind: str
    why: str = ""
    until: date | None = None
    """The day to look again, or by which an answer is awaited."""
    to: str = ""
    """Whom it is passed on to."""


def write_step(
    db: Database, _progress: Progress, *, action_id: int, step: Step, now: datetime
) -> ActionItem:
    """Take a step with an action item. Committed when this returns.

    Raises UsageProblem without a needed reason, or for a day that is not ahead.
    """
    from models.huddle.threads import escalate
    from models.store.actions import actions

    if step.kind == "stop":
        return actions.stop_action(db, action_id, step.why, now=now)
    if step.kind == "escalate":
        return escalate(db, action_id, step.to, step.why, step.until, now=now)
    if step.kind == "put_off":
        return actions.put_off_action(db, action_id, step.why, step.until or now.date(), now=now)
    act = actions.finish_action if step.kind == "done" else actions.reopen_action
    return act(db, action_id, now=now)


def delete(db: Database, _progress: Progress, *, action_id: int, now: datetime) -> None:
    """Delete an action item. Raises UsageProblem when it is not there any more."""
    from models.store.actions import delete_action

    with db.write() as c:
        delete_action(c, action_id, now=now)


def _fits(item: ActionItem, status: str, today: date) -> bool:
    if status == WAITING:
        return item.status not in ENDED
    if status == OVERDUE:
        return item.is_overdue(today)
    return status in (ALL, item.status)


def _unit_options(units: Sequence[UnitSummary], mine: Sequence[int]) -> list[Option]:
    """Return the units, mine first; a closed one says so."""
    order = {unit_id: place for place, unit_id in enumerate(mine)}
    options = []
    for summary in sorted(units, key=lambda s: order.get(s.unit.id, len(order))):
        unit = summary.unit
        place = " · ".join(part for part in (unit.site, unit.facility) if part)
        note = _("closed") if unit.closed_on else _("mine") if unit.id in order else ""
        options.append(Option(unit.id, unit.name, note=note or place, more=place))
    return options
