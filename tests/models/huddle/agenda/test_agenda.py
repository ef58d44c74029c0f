"""“Your huddle is ready”: what it is about, and what returns to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from models.analysis.estimates.results import (
    Comparison,
    Difference,
    Estimate,
    Fairness,
    MeasureComparison,
    PatientGap,
)
from models.huddle.agenda.agenda import prepare
from models.huddle.agenda.choices import measure_choices
from models.huddle.agenda.evidence import ask_survey_where_due
from models.huddle.agenda.novelty import set_leaders
from models.huddle.agenda.plan import NOTHING_NEW, Plan, Skip, plan_from_json
from models.huddle.agenda.planning import make_plan
from models.huddle.agenda.promises import promises_over_limit
from models.huddle.agenda.questions import FOUNDING, question_grid, questions_in_turn
from models.huddle.agenda.relay import plan_sitting, start_relay
from models.huddle.agenda.steps import Step
from models.huddle.masking.masking import Masker
from models.huddle.screens.pairs import pairs_about
from models.huddle.screens.room import Room, load_room
from models.huddle.screens.screens import view_of_step
from models.huddle.screens.view import HearScreen
from models.huddle.session.keys import named
from models.huddle.session.live import LiveHuddle
from models.huddle.session.state import State
from models.importing.importer import store_survey_file
from models.store.actions.actions import (
    add_action,
    escalate_action,
    finish_action,
    get_action,
    put_off_action,
)
from models.store.actions.links import add_outcome
from models.store.actions.new_action import NewAction
from models.store.comments.sorting import HIDDEN, PARKED, STARRED, set_comment_state, unit_comments
from models.store.database.database import Database
from models.store.huddles.huddles import questions_asked
from models.store.huddles.ideas import add_idea
from models.store.huddles.journal import start_huddle, update_huddle
from models.store.huddles.missions import add_behavior, add_promise, choose_behavior, map_measure
from models.survey import Period, Unit
from tests.models.huddle.hospital import (
    DAY,
    NOW,
    compared,
    confirm_praise,
    fill,
    planned,
    ready,
    start,
)
from tests.models.huddle.rooms import type_text
from tests.models.importing.blocks import HCAHPS_2025, respondents, survey_file
from ui.text.evidence import evidence_sentence

FAIR = Fairness(True, True, True, True, True)


@pytest.fixture
def unit(database: Database) -> Unit:
    return fill(database)


def measure(
    key: str, difference: float | None, *, n: int = 40, too_few: bool = False, fair: bool = True
) -> MeasureComparison:
    share = None if too_few else 0.7
    gap = None if too_few else PatientGap(n, round(0.7 * n), 30, 2, f"{key}_item", "Item", "Always")
    return MeasureComparison(
        key,
        key.title(),
        key,
        "item",
        Estimate(n, share, too_few=too_few),
        Estimate(300, 0.8),
        Difference(difference),
        gap,
        gap,
        FAIR if fair else replace(FAIR, same_question=False),
        "",
    )


def comparison(*measures: MeasureComparison) -> Comparison:
    return Comparison(
        "4 West",
        "Riverside",
        "rest",
        "the rest",
        Period(),
        Period(),
        40,
        300,
        measures,
        FAIR,
        "",
        11,
        0.0,
    )


def keys(
    *measures: MeasureComparison, discussed: dict[str, str] | None = None, bright: bool = False
) -> list[str]:
    found = measure_choices(comparison(*measures), discussed or {}, DAY, bright=bright)
    return [choice.measure for choice in found]


def days_ago(days: int) -> str:
    return (datetime(2025, 9, 15, 8) - timedelta(days=days)).isoformat()


def test_that_the_largest_fair_gap_comes_first() -> None:
    assert keys(measure("a", -0.05), measure("b", -0.2), measure("c", 0.1)) == ["b", "a", "c"]


def test_that_an_unfair_gap_comes_after_every_fair_one() -> None:
    assert keys(measure("a", -0.05), measure("b", -0.5, fair=False)) == ["a", "b"]


@pytest.mark.parametrize(("days", "first"), [(27, "a"), (28, "b")])
def test_that_a_measure_rests_four_weeks(days: int, first: str) -> None:
    found = keys(measure("a", -0.05), measure("b", -0.2), discussed={"b": days_ago(days)})
    assert found[0] == first


def test_that_what_was_discussed_longest_ago_returns_first_when_all_were() -> None:
    discussed = {"a": days_ago(3), "b": days_ago(20)}
    assert keys(measure("a", -0.2), measure("b", -0.1), discussed=discussed) == ["b", "a"]


def test_that_a_bright_spot_is_the_largest_lead_and_only_a_lead() -> None:
    lead = keys(measure("a", -0.2), measure("b", 0.1), measure("c", 0.3), bright=True)
    assert lead[:2] == ["c", "a"]
    assert keys(measure("a", -0.2), measure("b", -0.1), bright=True) == ["a", "b"]


def test_that_too_few_answers_come_last_and_none_not_at_all() -> None:
    few, none = measure("a", None, n=4, too_few=True), measure("b", None, n=0, too_few=True)
    assert keys(few, none, measure("c", -0.1)) == ["c", "a"]


def test_that_the_unit_itself_counts_when_there_is_nobody_to_compare_with() -> None:
    found = measure_choices(comparison(measure("a", None)), {}, DAY)
    assert (found[0].difference, found[0].too_few) == (None, False)


def test_that_no_comparison_leaves_no_measure(database: Database, unit: Unit) -> None:
    agenda = prepare(database, unit, None, DAY)
    assert agenda.measure is None
    assert agenda.no_measure
    plan = make_plan(database, agenda, None)
    assert plan.no_measure == agenda.no_measure
    assert agenda.swap_measure() == agenda


def test_that_a_huddle_is_ready_from_the_data_alone(database: Database, unit: Unit) -> None:
    agenda, _comparison = ready(database, unit)
    assert agenda.measure is not None
    assert agenda.measure.item == "nurse_explain"
    assert agenda.praise is not None
    assert agenda.praise.specific
    assert "[name]" in agenda.praise.quote
    assert agenda.question in FOUNDING


def test_that_every_choice_can_be_swapped_and_comes_round_again(
    database: Database, unit: Unit
) -> None:
    agenda, _comparison = ready(database, unit)
    assert agenda.swap_praise().praise != agenda.praise
    assert agenda.swap_measure().measure != agenda.measure
    assert agenda.swap_question().question != agenda.question
    round_again = agenda
    for _ in agenda.measures:
        round_again = round_again.swap_measure()
    assert round_again.measure == agenda.measure


def test_that_the_plan_has_the_patients_of_the_item(database: Database, unit: Unit) -> None:
    plan = planned(database, unit)
    shown = plan.measure
    assert shown is not None
    gap = next(m.item_gap for m in compared(database, unit).measures if m.measure == shown.measure)
    assert gap is not None
    assert (shown.of, shown.top, shown.at_other_rate) == (gap.of, gap.top, gap.at_other_rate)
    assert shown.wording.startswith("How often did nurses explain")
    assert shown.answer == "Always"
    assert shown.trend == ()  # nothing before these months
    assert len(plan.said) == 2


def test_that_the_room_sees_praise_only_when_a_person_confirmed_it(
    database: Database, unit: Unit
) -> None:
    agenda, _comparison = ready(database, unit)
    assert agenda.praise is not None
    plan = planned(database, unit)
    assert plan.praise is None
    assert plan.praise_waits
    confirm_praise(database, unit)
    plan = planned(database, unit)
    assert plan.praise == agenda.praise.comment_id
    assert not plan.praise_waits


def test_that_praise_is_read_out_once(database: Database, unit: Unit) -> None:
    confirm_praise(database, unit)
    first = planned(database, unit).praise
    assert first is not None
    start(database, planned(database, unit))
    agenda, _comparison = ready(database, unit)
    assert first not in [praise.comment_id for praise in agenda.praises]


def test_that_hidden_comments_stay_away_and_parked_ones_come_first(
    database: Database, unit: Unit
) -> None:
    with database.write() as c:
        stored = {s.text[:9]: s.id for s in unit_comments(c, unit.id)}
        set_comment_state(c, stored["Nobody ex"], HIDDEN, now=NOW)
        set_comment_state(c, stored["Everyone "], STARRED, now=NOW)
        set_comment_state(c, stored["Nurses di"], PARKED, now=NOW)
    agenda, _comparison = ready(database, unit)
    assert agenda.said()[0] == stored["Nurses di"]
    assert stored["Nobody ex"] not in [c.comment_id for c in agenda.comments]
    assert agenda.praises[0].comment_id == stored["Everyone "]


def test_that_a_parked_comment_is_parked_until_it_was_heard(database: Database, unit: Unit) -> None:
    with database.write() as c:
        parked = unit_comments(c, unit.id)[0].id
        set_comment_state(c, parked, PARKED, now=NOW)
    huddle = start(database, planned(database, unit))
    huddle.press(named("End"))
    huddle.press(named("Escape"))
    with database.read() as c:
        assert unit_comments(c, unit.id, states=(PARKED,)) == []


# --- founding questions ------------------------------------------------------------------------


def test_that_the_question_asked_least_about_the_item_is_next() -> None:
    asked = {("x", "communication"): 2, ("x", "process"): 1, ("x", "improve"): 1}
    assert questions_in_turn("x", asked)[0] == "patient"


def test_that_questions_rotate_over_items_too() -> None:
    assert questions_in_turn("y", {("x", "communication"): 1})[0] == "process"


def test_that_the_grid_shows_what_was_asked(database: Database, unit: Unit) -> None:
    plan = planned(database, unit)
    start(database, plan)
    with database.read() as c:
        grid = question_grid(["nurse_explain", "quiet"], questions_asked(c, unit.id))
    assert grid["nurse_explain"][plan.question] == 1
    assert sum(grid["quiet"].values()) == 0


# --- promises, ideas, rota ---------------------------------------------------------------------


def why(database: Database, unit: Unit, today: date = DAY) -> list[tuple[str, str]]:
    agenda = prepare(database, unit, None, today)
    return [(found.action.what, found.why) for found in agenda.actions]


def test_that_overdue_promises_come_first_then_answers_then_the_oldest(
    database: Database, unit: Unit
) -> None:
    def add(what: str, *, days: int, created: int, evidence: int | None = None) -> int:
        return add_action(
            database,
            NewAction(
                unit.id,
                what,
                due=DAY + timedelta(days=days),
                evidence_due=None if evidence is None else DAY + timedelta(days=evidence),
            ),
            now=NOW - timedelta(days=created),
        ).id

    add("new", days=14, created=0)
    add("old", days=14, created=9)
    add("late", days=-1, created=20)
    add("later still", days=-5, created=20)
    done = add("done and due for an answer", days=-40, created=60, evidence=-1)
    finish_action(database, done, now=NOW)
    finish_action(database, add("done", days=-40, created=60, evidence=30), now=NOW)
    assert why(database, unit) == [
        ("later still", "overdue"),
        ("late", "overdue"),
        ("done and due for an answer", "answer_due"),
        ("old", "open"),
        ("new", "open"),
    ]


def test_that_what_was_put_off_returns_on_its_day(database: Database, unit: Unit) -> None:
    action = add_action(database, NewAction(unit.id, "Carts"), now=NOW).id
    until = DAY + timedelta(days=30)
    put_off_action(database, action, "no money until October", until, now=NOW)
    assert why(database, unit) == []
    assert why(database, unit, until) == [("Carts", "look_again")]


def test_that_what_was_passed_on_goes_on_waiting(database: Database, unit: Unit) -> None:
    action = add_action(database, NewAction(unit.id, "Carts"), now=NOW).id
    escalate_action(database, action, "wheels", now=NOW)
    assert why(database, unit) == [("Carts", "open")]


def test_that_what_was_passed_on_comes_back_on_the_day_of_the_answer(
    database: Database, unit: Unit
) -> None:
    action = add_action(database, NewAction(unit.id, "Carts"), now=NOW).id
    reply = DAY + timedelta(days=10)
    escalate_action(database, action, "wheels", now=NOW, to="Director", reply_due=reply)
    assert why(database, unit, reply - timedelta(days=1)) == []
    assert why(database, unit, reply) == [("Carts", "reply_due")]
    assert why(database, unit, reply + timedelta(days=30)) == [("Carts", "reply_due")]
    with database.read() as c:
        item = get_action(c, action)
    assert not item.is_overdue(reply)
    assert item.is_overdue(reply + timedelta(days=1))


def test_that_at_most_five_promises_are_looked_at(database: Database, unit: Unit) -> None:
    for n in range(7):
        add_action(database, NewAction(unit.id, f"Promise {n}"), now=NOW)
    agenda = prepare(database, unit, None, DAY)
    assert len(agenda.looked_at) == 5
    swapped = agenda.swap_action(0)
    assert swapped.actions[-1] == agenda.actions[0]
    assert swapped.looked_at[0] == agenda.actions[1]
    with database.read() as c:
        assert promises_over_limit(c, unit.id) == 7


def test_that_an_idea_jumps_to_the_agenda_after_seven_days(database: Database, unit: Unit) -> None:
    with database.write() as c:
        add_idea(c, unit.id, "hooks for gowns", now=NOW)
    assert prepare(database, unit, None, DAY + timedelta(days=6)).ideas == ()
    found = prepare(database, unit, None, DAY + timedelta(days=7)).ideas
    assert [idea.text for idea in found] == ["hooks for gowns"]
    assert found[0].age_days(DAY + timedelta(days=9)) == 9


def test_that_it_is_the_turn_of_who_led_longest_ago(database: Database, unit: Unit) -> None:
    with database.write() as c:
        set_leaders(c, unit.id, ["Ana", "Bo", "Ana", ""])
    assert planned(database, unit).leader == "Ana"
    start(database, planned(database, unit))
    assert planned(database, unit).leader == "Bo"
    start(database, planned(database, unit))
    assert planned(database, unit).leader == "Ana"


def held(db: Database, unit: Unit, days_before: int, *, bright: bool = False) -> None:
    with db.write() as c:
        huddle = start_huddle(
            c,
            unit.id,
            "full",
            {},
            now=NOW - timedelta(days=days_before),
            values={"measure": "nurses", "bright": int(bright)},
        )
        update_huddle(c, huddle, {"ended": "x", "seconds": 500})


def test_that_each_third_huddle_looks_at_a_bright_spot(database: Database, unit: Unit) -> None:
    bright = []
    for _ in range(6):
        agenda, _comparison = ready(database, unit)
        leads = any((m.difference or 0) > 0 for m in agenda.measures)
        assert leads
        bright.append(agenda.bright)
        held(database, unit, 40, bright=agenda.bright)
    assert bright == [False, False, True, False, False, True]


# --- mission in the plan -----------------------------------------------------------------------


def test_that_the_plan_knows_the_promise_and_this_weeks_behavior(
    database: Database, unit: Unit
) -> None:
    with database.write() as c:
        promise = add_promise(c, "Nobody goes home confused", now=NOW)
        map_measure(c, "nurses", promise)
        add_behavior(c, promise, unit.id, "Teach back", now=NOW)
        second = add_behavior(c, promise, unit.id, "Sit down", now=NOW)
    plan = planned(database, unit)
    assert plan.promise == promise
    assert plan.behavior == second - 1
    with database.write() as c:
        choose_behavior(c, unit.id, DAY, second)
    assert planned(database, unit).behavior == second


# --- the survey's answer -----------------------------------------------------------------------


@pytest.fixture
def late_evidence(database: Database, unit: Unit) -> int:
    action = add_action(
        database,
        NewAction(unit.id, "Teach back", measure="nurses", due=date(2025, 5, 10), evidence_due=DAY),
        now=NOW,
    )
    finish_action(database, action.id, now=NOW)
    return action.id


def finish(huddle: LiveHuddle) -> None:
    huddle.press(named("End"))
    huddle.press(named("Escape"))


def test_that_the_survey_is_asked_once_and_told_once(
    database: Database, unit: Unit, late_evidence: int
) -> None:
    early = ask_survey_where_due(
        database, unit, today=DAY - timedelta(days=1), now=NOW, sentence=evidence_sentence
    )
    assert early == ()
    answers = ask_survey_where_due(database, unit, today=DAY, now=NOW, sentence=evidence_sentence)
    assert [a.action_id for a in answers] == [late_evidence]
    assert answers[0].sentence
    agenda, _comparison = ready(database, unit)
    told = agenda.actions[0]
    assert (told.why, told.outcome) == ("answer_due", answers[0])
    finish(start(database, planned(database, unit)))
    next_agenda, _comparison = ready(database, unit)
    again = ask_survey_where_due(
        database, unit, today=DAY, now=NOW + timedelta(days=1), sentence=evidence_sentence
    )
    if answers[0].know_by is None:
        assert again == ()
        assert late_evidence not in [a.action.id for a in next_agenda.actions]


def test_that_an_answer_that_was_heard_is_no_longer_due_in_the_room(
    database: Database, unit: Unit
) -> None:
    due = DAY + timedelta(days=14)
    action = add_action(
        database,
        NewAction(unit.id, "Teach back", measure="nurses", due=due, evidence_due=DAY),
        now=NOW,
    )
    with database.write() as c:
        add_outcome(c, action.id, "better", "Better: 80 %.", now=NOW)

    def shown() -> tuple[bool, str]:
        plan = planned(database, unit)
        with database.read() as c:
            (action,) = load_room(c, plan).actions
        return action.evidence, action.answer

    assert shown() == (True, "Better: 80 %.")
    finish(start(database, planned(database, unit)))
    assert shown() == (False, "Better: 80 %.")


# --- replayed ----------------------------------------------------------------------------------


def test_that_what_we_said_about_an_item_is_replayed_the_next_time(
    database: Database, unit: Unit
) -> None:
    first = start(database, planned(database, unit))
    while first.state.step != "hear":
        first.press(named("PageDown"))
    for key in [*type_text("we explain at the door"), named("Enter")]:
        first.press(key)
    finish(first)
    plan = planned(database, unit)
    agenda, comparison = ready(database, unit)
    again = make_plan(database, agenda.take_measure("nurses"), comparison)
    assert again.measure is not None
    assert again.measure.item == "nurse_explain"
    with database.read() as c:
        room = load_room(c, again)
        found = pairs_about(c, unit.id, "nurse_explain", Masker(), Masker())
        assert pairs_about(c, unit.id, "", Masker(), Masker()) == ()
    assert room.last_time == (9, "we explain at the door")
    assert found[0].we_said == ("we explain at the door",)
    assert len(found[0].patients_said) == 2
    assert plan.measure != again.measure
    hear = view_of_step(Step.HEAR, State(), again, room).content
    assert isinstance(hear, HearScreen)
    assert hear.last_time == room.last_time


# --- no new data -------------------------------------------------------------------------------


def as_far_as(huddle: LiveHuddle, step: Step) -> None:
    while huddle.state.step is not step:
        huddle.press(named("PageDown"))


def next_about_nurses(database: Database, unit: Unit, *, day: date = DAY) -> Plan:
    agenda, comparison = ready(database, unit, day)
    return make_plan(database, agenda.take_measure("nurses"), comparison)


def test_that_numbers_the_room_has_seen_are_not_guessed_again(
    database: Database, unit: Unit
) -> None:
    huddle = start(database, next_about_nurses(database, unit))
    as_far_as(huddle, Step.SEE)
    finish(huddle)
    plan = next_about_nurses(database, unit, day=DAY + timedelta(days=7))
    why = Skip(NOTHING_NEW, DAY)
    assert plan.skipped == {Step.GUESS: why, Step.SEE: why}
    assert Step.HEAR in plan.steps
    assert Step.SEE not in plan.steps
    hear = view_of_step(Step.HEAR, State(), plan, Room()).content
    assert isinstance(hear, HearScreen)
    assert hear.skipped == why
    assert plan_from_json(plan.to_json()).skipped == plan.skipped


def test_that_a_new_survey_brings_guess_and_see_back(database: Database, unit: Unit) -> None:
    huddle = start(database, next_about_nurses(database, unit))
    as_far_as(huddle, Step.SEE)
    finish(huddle)
    answers = dict.fromkeys(("nurse_respect", "nurse_listen", "nurse_explain"), 4)
    block = respondents(
        [("4 West", "2025-06-20", answers)],
        ids=["9001"],
        facility="Riverside",
        instrument=HCAHPS_2025,
    )
    store_survey_file(database, survey_file(block))
    assert next_about_nurses(database, unit).skipped == {}


def test_that_a_huddle_left_before_the_numbers_has_shown_none(
    database: Database, unit: Unit
) -> None:
    huddle = start(database, next_about_nurses(database, unit))
    as_far_as(huddle, Step.GUESS)
    huddle.press(named("Escape"))
    assert next_about_nurses(database, unit).skipped == {}


def test_that_another_measure_is_guessed_all_the_same(database: Database, unit: Unit) -> None:
    huddle = start(database, next_about_nurses(database, unit))
    as_far_as(huddle, Step.SEE)
    finish(huddle)
    plan = planned(database, unit)
    assert plan.measure is not None
    assert plan.measure.measure != "nurses"
    assert plan.skipped == {}


def test_that_every_shift_of_a_relay_sees_the_numbers_itself(
    database: Database, unit: Unit
) -> None:
    first = next_about_nurses(database, unit)
    relay = start_relay(database, first, now=NOW)
    huddle = start(database, plan_sitting(database, first, relay, "day"))
    as_far_as(huddle, Step.SEE)
    finish(huddle)
    again = next_about_nurses(database, unit)
    assert again.skipped
    assert plan_sitting(database, again, relay, "night").skipped == {}
