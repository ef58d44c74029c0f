"""The sample hospital's huddles: invented words on the sample's own numbers, held on past days."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from models.analysis.comparison import compare
from models.analysis.evidence import Evidence
from models.huddle.agenda import (
    Plan,
    ask_survey_where_due,
    evidence_due,
    make_plan,
    prepare,
    set_leaders,
)
from models.huddle.session import SaveAction, apply_effect
from models.huddle.threads import (
    PARTS,
    SAID,
    TRIED,
    BrightSpot,
    card_text,
    escalate,
    take_in,
    tick_line,
)
from models.store.actions import (
    ActionLink,
    action_of_huddle,
    change_action,
    finish_action,
    link_action,
    list_actions,
    put_off_action,
    record_completion,
    set_huddle,
    stop_action,
)
from models.store.comments import STARRED, set_comment_state
from models.store.database import Connection, Database, utc_text
from models.store.huddles import (
    DROPPED,
    FULL,
    add_behavior,
    add_promise,
    huddle_lines,
    keep_line_as_idea,
    list_huddles,
    list_ideas,
    map_measure,
    mission,
    set_idea_state,
    set_mission_sentence,
    start_huddle,
    update_huddle,
    write_lines,
)
from models.store.units import find_unit
from models.survey import Period, Unit, month_number, resources_folder

STARTS = time(12, 15, tzinfo=UTC)
WAIT = timedelta(days=56)
"""By then nearly all surveys of a month are back, so the huddle looks at the quarter before."""

DAYS_UNTIL_DROPPED = 30

ROLES = "nurse,aide,housekeeping"
Told = dict[str, Any]


def hold_sample_huddles(
    db: Database, facility: str, unit_name: str, sentence: Callable[[Evidence], str]
) -> int:
    """Hold the sample's huddles in its unit, and return how many; 0 when it has any already.

    `sentence` puts what the survey answers in words. The mission is set only where there is
    none. Everything is invented but the numbers, which are the sample's own. The same data give
    the same huddles.
    """
    told = tomllib.loads((resources_folder() / "sample" / "huddles.toml").read_text("utf-8"))
    with db.read() as c:
        unit = find_unit(c, unit_name, facility)
        held = bool(list_huddles(c, unit.id))
    if held:
        return 0
    huddles = sorted(told["huddles"], key=lambda huddle: str(huddle["day"]))
    _set_mission(db, unit, told, date.fromisoformat(huddles[0]["day"]))
    for place, huddle in enumerate(huddles):
        _Sitting(db, unit, huddle, place, told["leaders"]).hold()
    last = date.fromisoformat(huddles[-1]["day"])
    for card in told["taken_in"]:
        _take_in(db, unit, card)
    _drop_old_ideas(db, unit, last)
    _confirm_praise(db, unit, last)  # so that the next huddle has some
    ask_survey_where_due(
        db, unit, today=last, now=datetime.combine(last, STARTS), sentence=sentence
    )
    return len(huddles)


def _set_mission(db: Database, unit: Unit, told: Told, day: date) -> None:
    now = datetime.combine(day, STARTS)
    with db.write() as c:
        set_leaders(c, unit.id, told["leaders"])
        found = mission(c)
        if found.sentence or found.promises:
            return
        set_mission_sentence(c, told["mission"])
        for promise in told["promises"]:
            promise_id = add_promise(c, promise["text"], now=now)
            for measure in promise["measures"]:
                map_measure(c, measure, promise_id)
            for behavior in promise["behaviors"]:
                add_behavior(c, promise_id, unit.id, behavior, now=now)


def _drop_old_ideas(db: Database, unit: Unit, last: date) -> None:
    """Drop what nobody took up in two months, as teams do."""
    with db.write() as c:
        for idea in list_ideas(c, unit.id):
            if idea.age_days(last) > DAYS_UNTIL_DROPPED:
                set_idea_state(c, idea.id, DROPPED, now=datetime.combine(last, STARTS))


def _confirm_praise(db: Database, unit: Unit, day: date) -> None:
    """Star the thanks that a huddle of this day is offered first, as its lead would."""
    praise = prepare(db, unit, None, day).praise
    if praise is not None:
        with db.write() as c:
            set_comment_state(c, praise.comment_id, STARRED, now=datetime.combine(day, STARTS))


def _take_in(db: Database, unit: Unit, told: Told) -> None:
    """Take in another unit's bright spot, as handed over on its day."""
    made = date.fromisoformat(told["made"])
    parts = [tuple(told[part]) for part in PARTS]
    spot = BrightSpot(told["unit"], unit.facility, told["measure"], made, *parts)
    take_in(db, unit, card_text(spot), now=datetime.combine(made, STARTS))


class _Sitting:
    """One huddle of the file: planned on its day, and what became of its promise."""

    def __init__(
        self, db: Database, unit: Unit, told: Told, place: int, leaders: Sequence[str]
    ) -> None:
        self._db = db
        self._unit = unit
        self._told = told
        self._place = place
        self._leader = leaders[place % len(leaders)]
        self._day = date.fromisoformat(told["day"])
        self._now = datetime.combine(self._day, STARTS)

    def hold(self) -> None:
        plan = self._plan()
        with self._db.write() as c:
            huddle_id = self._start(c, plan)
            taken = bool(self._told.get("action") or self._told.get("adopts"))
            measure = plan.measure.measure if plan.measure else ""
            for number in range(2 if taken else 1, len(self._told["lines"]) + 1):
                keep_line_as_idea(
                    c, huddle_id, number, self._unit.id, measure, parked=False, now=self._now
                )
        action_id = self._promise(plan, huddle_id)
        if action_id is not None:
            self._count(action_id)
            if self._told.get("public"):
                heard = 1 if plan.said else 0  # a patient's words, rather than the survey's
                for part, number in ((SAID, heard), (TRIED, 0)):
                    tick_line(self._db, action_id, part, number, room=True, public=True)

    def _plan(self) -> Plan:
        first = month_number(self._day - WAIT) // 3 * 3 - 3
        comparison = compare(self._db, self._unit, "rest", Period(first, first + 2))
        if self._told.get("praise"):
            _confirm_praise(self._db, self._unit, self._day)
        agenda = prepare(self._db, self._unit, comparison, self._day)
        agenda = agenda.take_measure(self._told["measure"])
        while agenda.question != self._told["question"]:
            agenda = agenda.swap_question()
        kind = self._told.get("kind", FULL)
        plan = make_plan(
            self._db, agenda, comparison, kind=kind, leader=self._leader, seed=self._place
        )
        heard = [x.comment_id for x in agenda.comments if self._told.get("hear", "…") in x.quote]
        if heard:
            plan = replace(plan, said=(heard[0], *(i for i in plan.said if i != heard[0]))[:2])
        if plan.measure is None or not self._told.get("bright"):
            return plan
        return replace(plan, measure=replace(plan.measure, bright=True))

    def _start(self, c: Connection, plan: Plan) -> int:
        measure = plan.measure
        seconds = round(self._told["minutes"] * 60)
        up, down = self._told.get("thumbs", (0, 0))
        values: Told = {
            "leader": plan.leader,
            "measure": measure.measure if measure else "",
            "item": measure.item if measure else "",
            "question": plan.question,
            "bright": int(measure.bright) if measure else 0,
            "praise": plan.praise,
        }
        huddle_id = start_huddle(
            c, self._unit.id, plan.kind, plan.to_json(), now=self._now, values=values
        )
        lines = enumerate(self._told["lines"], start=1)
        write_lines(c, huddle_id, {n: {"text": text, "votes": votes} for n, (text, votes) in lines})
        ended = self._now + timedelta(seconds=seconds)
        guess = self._guess(plan)
        update_huddle(
            c,
            huddle_id,
            {
                "ended": utc_text(ended),
                "seconds": seconds,
                "at_ms": 1000 * seconds,
                "step": "close",
                "roles": ROLES,
                "thumbs_up": up,
                "thumbs_down": down,
                **guess,
            },
        )
        return huddle_id

    def _guess(self, plan: Plan) -> Told:
        measure = plan.measure
        if measure is None or measure.truth is None or measure.guess_of is None:
            return {}
        if "off" not in self._told:
            return {}
        guess = min(max(0, measure.truth + self._told["off"]), measure.guess_of)
        return {"guess": guess, "guess_of": measure.guess_of, "truth": measure.truth}

    def _promise(self, plan: Plan, huddle_id: int) -> int | None:
        """Make the huddle's promise, or say that one the sample has was made here."""
        if "adopts" in self._told:
            return self._adopt(plan, huddle_id)
        made = self._told.get("action")
        if made is None:
            return None
        what = self._told["lines"][0][0]
        due = date.fromisoformat(made["due"])
        effect = SaveAction(what, made["who"], due, made.get("theirs", False), "", "line:1")
        apply_effect(self._db, huddle_id, plan, effect, self._now)
        with self._db.read() as c:
            action_id = action_of_huddle(c, huddle_id)
        if action_id is not None:
            self._decide(action_id, made)
        return action_id

    def _adopt(self, plan: Plan, huddle_id: int) -> int | None:
        with self._db.write() as c:
            found = [
                a for a in list_actions(c, unit_id=self._unit.id) if a.what == self._told["adopts"]
            ]
            for action in found:
                set_huddle(c, action.id, huddle_id)
                shown = mission(c).promise_for(action.measure)
                link_action(
                    c,
                    ActionLink(
                        action.id,
                        promise_id=shown.id if shown else None,
                        comment_id=plan.said[0] if plan.said else None,
                        line_id=huddle_lines(c, [huddle_id])[0].id,
                        item=plan.measure.item if plan.measure else "",
                        question=plan.question,
                    ),
                )
        for action in found:
            measure = plan.measure
            months = measure.outlook(action.target).months if measure else None
            show = evidence_due(action.due, months)
            change_action(self._db, action.id, evidence_due=show, now=self._now)
        return found[0].id if found else None

    def _decide(self, action_id: int, made: Told) -> None:
        """Do what became of the promise, each on its own day."""
        db = self._db
        if "to" in made:
            reply = date.fromisoformat(made["reply"])
            escalate(db, action_id, made["to"], made["why"], reply, now=self._at(made["due"]))
        if "not_now" in made:
            until = date.fromisoformat(made["not_now"])
            put_off_action(db, action_id, made["why"], until, now=self._at(made["due"]))
        if "done" in made:
            finish_action(db, action_id, now=self._at(made["done"]))
        if "stopped" in made:
            stop_action(db, action_id, made["why"], now=self._at(made["stopped"]))

    def _count(self, action_id: int) -> None:
        counted = self._told.get("counted") or (self._told.get("action") or {}).get("counted", ())
        with self._db.write() as c:
            for week, times in enumerate(counted, start=1):
                day = self._day + timedelta(weeks=week)
                now = datetime.combine(day, STARTS)
                record_completion(c, self._unit.id, day, times, now=now, action_id=action_id)

    def _at(self, day: str) -> datetime:
        return datetime.combine(date.fromisoformat(day), STARTS)
