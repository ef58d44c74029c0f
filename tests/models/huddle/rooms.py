"""Rooms for tests: plans of several kinds, and every key there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.huddle.agenda.plan import FairMark, MeasurePlan, Outlook, Plan, TrendPoint
from models.huddle.session.keyboard import press
from models.huddle.session.keys import NAMED, Key, ctrl, named, typed
from models.huddle.session.state import State

DAY = date(2026, 9, 2)

MEASURE = MeasurePlan(
    measure="nurses",
    label="Communication with Nurses",
    item="nurse_explain",
    item_label="Nurses explained understandably",
    wording="How often did nurses explain things in a way you could understand?",
    answer="Always",
    of=24,
    top=17,
    at_other_rate=19,
    unit_top_box=17 / 24,
    other_top_box=0.79,
    other_label="the rest of Riverside",
    unit_n=24,
    other_n=310,
    period="Jul-Sep 2026",
    verdict="Two patients: that could be chance.",
    fair=(
        FairMark("same_question", True),
        FairMark("same_period", True),
        FairMark("same_mode", None, "The file does not say how patients were asked."),
        FairMark("enough_answers", True),
        FairMark("unit_excluded", True),
    ),
    trend=(TrendPoint("2026-07", 9, 0.7), TrendPoint("2026-08", 15, 0.72, complete=False)),
    per_month=8.0,
    freezable=2026 * 12 + 6,
    outlooks=(Outlook(5, None), Outlook(10, 18), Outlook(15, 8), Outlook(20, 5, room=False)),
)

FULL = Plan(
    unit_id=1,
    unit="4 West",
    day=DAY,
    seed=7,
    measure=MEASURE,
    praise=1,
    said=(2, 3),
    question="improve",
    actions=(11, 12, 13),
    shift="day",
)
NO_DATA = replace(FULL, measure=None, no_measure="", praise=None, said=(), actions=())
TOO_FEW = replace(
    FULL,
    measure=replace(MEASURE, of=None, top=None, at_other_rate=None, too_few=True),
    instead=2,
)
SHORT = replace(FULL, kind="short")
RELAY = replace(FULL, relay=1, earlier=(57, 58), earlier_votes=(3, 0), shift="night")
PLANS = {"full": FULL, "no data": NO_DATA, "too few": TOO_FEW, "short": SHORT, "relay": RELAY}

LETTERS = "bBfFmMrRpPhHdDkKoOsStT%?+-=._aé1234567890 "
EVERY_KEY = [
    *(named(name) for name in NAMED),
    *(typed(letter) for letter in LETTERS if letter != " "),
    *(ctrl(letter) for letter in "bBrRmMfFpPhHwW+-tT.x1"),
    typed("a pasted\nline"),
    typed(""),
    Key("Insert"),
    Key("MediaPlay"),
]


def run(plan: Plan, *keys: Key | str, state: State | None = None, at_s: float = 1) -> State:
    """Press keys one second apart, from the start or from a state, and return the state."""
    now = state if state is not None else State()
    for place, key in enumerate(keys):
        real = key if isinstance(key, Key) else named(key)
        now = press(now, plan, real, round(1000 * (at_s + place * 0.1))).state
    return now


def type_text(text: str) -> list[Key]:
    """Return the keys that type a text, one by one."""
    return [typed(letter) for letter in text]


def to_step(plan: Plan, step: str) -> State:
    """Return a new huddle that went on to a step."""
    state = State()
    while state.step != step:
        before = state.step
        state = run(plan, "PageDown", state=state)
        assert state.step != before, f"{step} is not reached"
    return state
