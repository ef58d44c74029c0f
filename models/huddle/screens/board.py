"""What the wall screen shows between two huddles, as frozen values that are safe for the room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.analysis.comparison import compare
from models.analysis.estimates import Comparison, default_period
from models.huddle.agenda import Plan, as_spoken, next_meeting, prepare
from models.huddle.comments import cut, unit_masker
from models.huddle.screens.owners import Owner
from models.huddle.screens.room import MOST_WHAT, load_room
from models.huddle.threads import CHANGED, END_BETTER, TRIED, Thread, list_threads, wall_page
from models.store.actions import OPEN, doing_by_week, list_actions
from models.store.database import Database
from models.store.huddles import CARD, list_huddles, week_of
from models.survey import Unit

MOST_PROMISES = 3
MOST_RESULTS = 5


@dataclass(frozen=True, slots=True)
class BoardPromise:
    """An open promise with how often it was done this week."""

    action_id: int
    what: str
    so_that: str
    owner: Owner
    due: date
    done: int


@dataclass(frozen=True, slots=True)
class BoardStory:
    """The thread that moved: what we tried, and what changed. `better`: the survey says so."""

    tried: str
    changed: str
    better: bool


@dataclass(frozen=True, slots=True)
class BoardResult:
    """Of a hundred patients, how many gave a measure's best answer, and how many at the rest of
    the hospital (None: nothing fair to compare with); `signal` as in a comparison."""

    label: str
    ours: int
    others: int | None
    signal: str


@dataclass(frozen=True)
class Board:
    """The pages of the wall screen. `thanks` is one patient's praise, "" without any; `months` the
    first and the last month of the results."""

    unit: str
    unit_id: int
    promises: tuple[BoardPromise, ...]
    story: BoardStory | None
    thanks: str
    results: tuple[BoardResult, ...]
    months: tuple[int | None, int | None]
    next: datetime
    owners: str


def load_board(db: Database, unit: Unit, now: datetime) -> Board:
    """Return what a unit's wall screen shows now (local time, with its zone)."""
    today = now.date()
    choice = default_period(db, unit, today)
    comparison = None
    if choice.surveys:
        comparison = compare(db, unit, "rest", choice.period, shared_on=today)
    agenda = prepare(db, unit, comparison, today)
    with db.read() as c:
        waiting = [a for a in list_actions(c, unit_id=unit.id) if a.status == OPEN]
        newest = sorted(waiting, key=lambda a: a.created, reverse=True)[:MOST_PROMISES]
        plan = Plan(unit.id, unit.name, today, seed=0, actions=tuple(a.id for a in newest))
        room = load_room(c, plan, now)
        week = week_of(today)
        promises = tuple(
            BoardPromise(
                action.id,
                action.what,
                action.so_that,
                action.owner,
                action.due,
                doing_by_week(c, unit.id, action_id=action.id).get(week, 0),
            )
            for action in room.actions
        )
        held = [h for h in list_huddles(c, unit.id) if h.kind != CARD]
        masker = unit_masker(c, unit)
    page = wall_page(unit, list_threads(db, unit), today)
    thanks = agenda.confirmed_praise
    return Board(
        unit=unit.name,
        unit_id=unit.id,
        promises=promises,
        story=_story(page.threads),
        thanks=cut(masker.shown(thanks.quote), 2 * MOST_WHAT) if thanks else "",
        results=_results(comparison),
        months=(choice.period.first, choice.period.last) if comparison else (None, None),
        next=next_meeting(held, now),
        owners=room.owners,
    )


def _story(threads: tuple[Thread, ...]) -> BoardStory | None:
    """Return the first thread of the wall that says what was tried."""
    for thread in threads:
        tried = [line.text for line in thread.part(TRIED)]
        changed = [line.text for line in thread.part(CHANGED)]
        if tried:
            better = thread.ending.end == END_BETTER
            return BoardStory(tried[0], changed[0] if changed else "", better)
    return None


def _results(comparison: Comparison | None) -> tuple[BoardResult, ...]:
    """Return the results that may be shown, those that differ most first."""
    measures = comparison.measures if comparison is not None else ()
    shown = [m for m in measures if m.unit.top_box is not None and not m.unit.too_few]
    shown.sort(key=lambda m: (m.difference.signal == "none", -abs(m.difference.top_box or 0.0)))
    return tuple(
        BoardResult(
            as_spoken(m.label),
            round(100 * (m.unit.top_box or 0.0)),
            None if m.other.top_box is None or m.fair.failed else round(100 * m.other.top_box),
            m.difference.signal if not m.fair.failed else "",
        )
        for m in shown[:MOST_RESULTS]
    )
