"""The papers of the huddle by their names: what each needs is read in a job, then painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from models.errors import UsageProblem
from models.survey import Unit
from ui.text.language import _

if TYPE_CHECKING:
    from models.huddle.agenda import Plan
    from models.store.database import Connection, Database
    from models.store.huddles import Relay
    from ui.charts.canvas import Style
    from ui.report.paper import Paper

Print = Callable[["Style", "Paper"], bytes]
"""Paints what was read into a PDF."""

WALL, YOU_SAID, CARD, SLIPS, RELAY, NOTE = "wall", "you-said", "card", "slips", "relay", "note"
YEAR = "year"
KINDS = (WALL, YOU_SAID, CARD, SLIPS, RELAY, NOTE, YEAR)

MOST_SAID = 2
"""Lines of what patients said on a note."""


@dataclass(frozen=True)
class PaperRequest:
    """What a paper is about. `plan` is the huddle as swapped (None: as it prepares itself);
    `threads` are the actions whose threads hang on the wall (empty: those that were hung, else
    the wall's own choice);
    `action` is the escalated one of a note, `year` a calendar year ("": the last twelve months)."""

    unit: Unit
    plan: Plan | None = None
    threads: tuple[int, ...] = ()
    action: int | None = None
    year: str = ""


def read_paper(db: Database, kind: str, wanted: PaperRequest, now: datetime) -> Print:
    """Read what a paper says. Raises UsageProblem when there is nothing to print, and for a
    unit or an action that is gone; ValueError for a kind that does not exist."""
    if kind == WALL:
        return _wall(db, wanted, now)
    if kind == YOU_SAID:
        return _you_said(db, wanted, now)
    if kind == NOTE:
        return _note(db, wanted, now)
    if kind == YEAR:
        return _year(db, wanted, now)
    if kind in (CARD, SLIPS, RELAY):
        return _of_plan(db, kind, wanted, now)
    raise ValueError("there is no such paper")


def _wall(db: Database, wanted: PaperRequest, now: datetime) -> Print:
    from models.huddle.threads import list_threads, pinned_threads, wall_page
    from ui.report.wall import wall_pdf

    with db.read() as c:
        labels = _labels(c)
        hung = wanted.threads or pinned_threads(c, wanted.unit.id)
    page = wall_page(wanted.unit, list_threads(db, wanted.unit), now.date(), hung)
    if not page.threads:
        raise UsageProblem("no-threads-on-wall")
    return lambda style, paper: wall_pdf(page, lambda key: labels.get(key, key), style, paper)


def _you_said(db: Database, wanted: PaperRequest, now: datetime) -> Print:
    from models.huddle.threads import list_threads, you_said
    from ui.report.you_said import you_said_pdf

    threads = list_threads(db, wanted.unit)
    if wanted.threads:
        threads = tuple(t for t in threads if t.action_id in wanted.threads)
    pairs = you_said(threads)
    if not pairs:
        raise UsageProblem("nothing-public")
    unit, day = wanted.unit, now.date()
    return lambda style, paper: you_said_pdf(unit, pairs, day, style, paper)


def _note(db: Database, wanted: PaperRequest, now: datetime) -> Print:
    from models.huddle.threads import SAID, escalation_note, list_threads
    from ui.report.director_note import director_note_pdf

    if wanted.action is None:
        raise UsageProblem("note-without-action")
    with db.read() as c:
        note = escalation_note(c, wanted.action)
    if note.action.status != "escalated":
        raise UsageProblem("not-passed-on")
    threads = [t for t in list_threads(db, wanted.unit) if t.action_id == note.action.id]
    said = [line.text for t in threads for line in t.part(SAID) if line.room]
    day = now.date()
    return lambda style, paper: director_note_pdf(note, said[:MOST_SAID], day, style, paper)


def _year(db: Database, wanted: PaperRequest, now: datetime) -> Print:
    from models.huddle.reports import year_view
    from ui.report.year import year_pdf

    view = year_view(db, wanted.unit, wanted.year, now.date())
    if view.years and wanted.year not in ("", view.chosen):
        raise UsageProblem("no-huddle-in-year", year=wanted.year, years=tuple(view.years))
    if not view.page.held:
        raise UsageProblem("no-huddle-in-time")
    return lambda style, paper: year_pdf(view, style, paper)


def _of_plan(db: Database, kind: str, wanted: PaperRequest, now: datetime) -> Print:
    from models.huddle.reports import huddle_card, relay_card, slip
    from models.huddle.screens import load_room
    from models.store.huddles import list_relays
    from ui.report.huddle_card import huddle_card_pdf
    from ui.report.relay_card import relay_card_pdf
    from ui.report.slips import slips_pdf

    with db.read() as c:
        relay = next((r for r in list_relays(c, wanted.unit.id) if r.waiting), None)
    plan = _plan(db, wanted, now, relay if kind == RELAY else None)
    with db.read() as c:
        room = load_room(c, plan)
    if kind == SLIPS:
        paper_slip = slip(plan)
        return lambda style, paper: slips_pdf(paper_slip, style, paper)
    if kind == RELAY:
        for_shift = relay_card(plan, room, relay)
        return lambda style, paper: relay_card_pdf(for_shift, style, paper)
    card = huddle_card(plan, room)
    return lambda style, paper: huddle_card_pdf(card, style, paper)


def _plan(db: Database, wanted: PaperRequest, now: datetime, relay: Relay | None) -> Plan:
    """Return the plan that was swapped, or the one that prepares itself; for a relay's card the
    one about its topic."""
    from ui.present import HuddleRequest, make_huddle_plan

    if wanted.plan is not None and relay is None:
        return wanted.plan
    wish = HuddleRequest(wanted.unit.id, rehearsal=True)
    if relay is not None and relay.measure:
        wish = replace(wish, relay=relay.id)
    return make_huddle_plan(db, wanted.unit, wish, now)


def _labels(c: Connection) -> dict[str, str]:
    from models.store.tallies import stored_instruments

    return {m.key: _(m.label) for s in stored_instruments(c) for m in s.instrument.measures}
