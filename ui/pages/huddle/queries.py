"""What the huddle's preparation asks of the data and writes to them, each one job."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from models.survey import Unit

if TYPE_CHECKING:
    from models.analysis.estimates import Comparison
    from models.huddle.agenda import Agenda, JoinedLine, Plan
    from models.huddle.reports import YearView
    from models.store.actions import ActionItem
    from models.store.database import Connection, Database
    from models.store.huddles import HuddleRecord, Idea, Relay
    from ui.base.jobs import Progress


DAYS_TO_READ_TOGETHER = 14
"""So long the lines of a relay that every shift has answered stand on the page."""


@dataclass(frozen=True)
class GridRow:
    """How often each founding question was asked about an item, in the order of `FOUNDING`."""

    item: str
    label: str
    asked: tuple[int, ...]


@dataclass(frozen=True)
class Ready:
    """A unit's next huddle as prepared.

    `period` names the months that are compared, "" without answers. `ideas` are all that nobody
    acts on yet, masked, the oldest first. `advice` is said when enough promises are open. `left`
    is a huddle that was begun and not ended. `relay` is the one that waits for a shift, or has
    been answered lately: `together` are its lines then. `shift` works now. `survey_due`: the
    survey should be asked about a promise whose day of evidence has come.
    """

    agenda: Agenda
    comparison: Comparison | None
    period: str
    grid: tuple[GridRow, ...]
    ideas: tuple[Idea, ...]
    leaders: tuple[str, ...]
    advice: str
    left: HuddleRecord | None
    relay: Relay | None
    relay_label: str
    shift: str
    survey_due: bool
    together: tuple[JoinedLine, ...]


@dataclass(frozen=True)
class Wanted:
    """How the huddle is wanted: `kind` full or short, `shift` a relay's sitting ("": none)."""

    kind: str = "full"
    leader: str = ""
    rehearsal: bool = False
    shift: str = ""


def read_ready(db: Database, _progress: Progress, *, unit: Unit, now: datetime) -> Ready:
    """Prepare a unit's next huddle. Works without answers, mission, comments and promises."""
    from models.analysis.comparison import compare
    from models.analysis.estimates import default_period
    from models.huddle.agenda import leaders, prepare_on, promises_over_limit, shift_at
    from ui.text.huddle.frame import over_limit_advice

    today = now.date()
    choice = default_period(db, unit, today)
    comparison = None
    if choice.surveys:  # the room sees it
        comparison = compare(db, unit, "rest", choice.period, shared_on=today)
    with db.read() as c:
        agenda = prepare_on(c, unit, comparison, today)
        relay = _relay(c, unit, today)
        return Ready(
            agenda=agenda,
            comparison=comparison,
            period=choice.label if choice.surveys else "",
            grid=_grid(agenda),
            ideas=_ideas(c, unit),
            leaders=leaders(c, unit.id),
            advice=over_limit_advice(promises_over_limit(c, unit.id)),
            left=_left(c, unit, now),
            relay=relay,
            relay_label=_relay_label(agenda, relay),
            shift=shift_at(now),
            survey_due=_survey_due(agenda, today),
            together=_together(c, unit, relay),
        )


def read_plan(
    db: Database,
    _progress: Progress,
    *,
    agenda: Agenda,
    comparison: Comparison | None,
    wanted: Wanted,
    relay: Relay | None = None,
) -> Plan:
    """Plan the huddle with what the agenda has chosen; with a relay about its measure.

    Raises UsageProblem when the unit is gone.
    """
    from models.huddle.agenda import make_plan

    if relay is not None and relay.measure:
        agenda = agenda.take_measure(relay.measure)
    return make_plan(
        db,
        agenda,
        comparison,
        kind=wanted.kind,
        shift=wanted.shift,
        leader=wanted.leader,
        rehearsal=wanted.rehearsal,
    )


def write_answers(
    db: Database, _progress: Progress, *, unit: Unit, today: date, now: datetime
) -> None:
    """Ask the survey about the promises whose day of evidence has come, and keep its answers."""
    from models.huddle.agenda import ask_survey_where_due
    from ui.text.evidence import evidence_sentence

    ask_survey_where_due(db, unit, today=today, now=now, sentence=evidence_sentence)


def write_leaders(
    db: Database, _progress: Progress, *, unit_id: int, names: tuple[str, ...]
) -> None:
    """Keep who leads a unit's huddles in turn."""
    from models.huddle.agenda import set_leaders

    with db.write() as c:
        set_leaders(c, unit_id, names)


def write_idea(
    db: Database, _progress: Progress, *, unit_id: int, text: str, now: datetime
) -> None:
    """Keep an idea. Raises UsageProblem for no words."""
    from models.store.huddles import add_idea

    with db.write() as c:
        add_idea(c, unit_id, text, now=now)


def write_confirmed(
    db: Database, _progress: Progress, *, comment_id: int, confirmed: bool, now: datetime
) -> None:
    """Confirm a patient's thanks for the room, by a star, or take that back."""
    from models.store.comments import NEW, STARRED, set_comment_state

    with db.write() as c:
        set_comment_state(c, comment_id, STARRED if confirmed else NEW, now=now)


def write_promise_of_idea(
    db: Database, _progress: Progress, *, unit: Unit, idea_id: int, now: datetime
) -> ActionItem:
    """Make a promise of an idea. Raises UsageProblem when it is not open any more."""
    from models.huddle.threads import act_on_idea

    return act_on_idea(db, unit, idea_id, now=now)


def write_item_words(db: Database, _progress: Progress, *, item: str, words: str) -> None:
    """Keep what a question asks whose name in the file is only a code."""
    from models.huddle.agenda import set_item_words

    with db.write() as c:
        set_item_words(c, item, words)


def write_idea_dropped(db: Database, _progress: Progress, *, idea_id: int, now: datetime) -> None:
    """Drop an idea; it is kept, but nobody is reminded of it."""
    from models.store.huddles import DROPPED, set_idea_state

    with db.write() as c:
        set_idea_state(c, idea_id, DROPPED, now=now)


def write_relay(
    db: Database,
    progress: Progress,
    *,
    agenda: Agenda,
    comparison: Comparison | None,
    now: datetime,
) -> int:
    """Ask the agenda's topic of every shift; returns the relay's id."""
    from models.huddle.agenda import start_relay

    plan = read_plan(db, progress, agenda=agenda, comparison=comparison, wanted=Wanted())
    return start_relay(db, plan, now=now)


def write_card(
    db: Database,
    _progress: Progress,
    *,
    relay_id: int,
    shift: str,
    lines: tuple[tuple[str, int], ...],
    now: datetime,
) -> int:
    """Keep a card that was written by hand as a shift's sitting. UsageProblem as `type_in_card`."""
    from models.huddle.agenda import type_in_card

    return type_in_card(db, relay_id, shift, lines, now=now)


def _grid(agenda: Agenda) -> tuple[GridRow, ...]:
    from models.huddle.agenda import FOUNDING, question_grid

    labels = {m.item: m.item_label for m in agenda.measures if m.item}
    asked = dict(agenda.asked)
    grid = question_grid(tuple(labels), asked)
    return tuple(
        GridRow(item, labels[item], tuple(row[key] for key in FOUNDING))
        for item, row in grid.items()
    )


def _left(c: Connection, unit: Unit, now: datetime) -> HuddleRecord | None:
    """Return the huddle that was begun lately and never ended."""
    from models.store.huddles import unfinished_huddle
    from ui.present import GO_ON_WITHIN

    found = unfinished_huddle(c, unit.id)
    if found is None or now - datetime.fromisoformat(found.started) > GO_ON_WITHIN:
        return None
    return found


def _survey_due(agenda: Agenda, today: date) -> bool:
    from models.huddle.agenda import answer_is_due

    return any(answer_is_due(a.action, a.outcome, today) for a in agenda.actions)


def _ideas(c: Connection, unit: Unit) -> tuple[Idea, ...]:
    from models.huddle.comments import unit_masker
    from models.store.huddles import list_ideas

    masker = unit_masker(c, unit, guess_names=False)
    return tuple(replace(idea, text=masker.shown(idea.text)) for idea in list_ideas(c, unit.id))


def _relay(c: Connection, unit: Unit, today: date) -> Relay | None:
    """Return the relay that waits for a shift, else one that was answered lately."""
    from models.store.database import local_day
    from models.store.huddles import list_relays

    found = list_relays(c, unit.id)
    since = today - timedelta(days=DAYS_TO_READ_TOGETHER)
    return next((r for r in found if r.closed is None or local_day(r.closed) >= since), None)


def _relay_label(agenda: Agenda, relay: Relay | None) -> str:
    """Return the question of the survey that a relay is about, "" for one without a measure."""
    if relay is None:
        return ""
    labels = {m.measure: m.item_label or m.label for m in agenda.measures}
    return labels.get(relay.measure, relay.measure)


def _together(c: Connection, unit: Unit, relay: Relay | None) -> tuple[JoinedLine, ...]:
    """Return the lines of a relay that every shift has answered, masked."""
    from models.huddle.agenda import joined_lines
    from models.huddle.comments import unit_masker

    if relay is None or relay.waiting:
        return ()
    masker = unit_masker(c, unit, guess_names=False)
    lines = joined_lines(c, relay.id)
    return tuple(replace(line, text=masker.shown(line.text)) for line in lines)


LATEST = "12-months"
"""The last twelve months, as `models.huddle.reports.year` names them."""


def read_year(
    db: Database, _progress: Progress, *, unit: Unit, chosen: str, today: date
) -> YearView:
    """Read a unit's last twelve months, or a calendar year."""
    from models.huddle.reports import year_view

    return year_view(db, unit, chosen, today)
