"""A small hospital for tests of the huddle: two units, answers, comments full of names."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from models.analysis.comparison.unit_comparison import compare
from models.analysis.estimates.results import Comparison
from models.huddle.agenda.agenda import Agenda, prepare
from models.huddle.agenda.plan import Plan
from models.huddle.agenda.planning import make_plan
from models.huddle.session.live import LiveHuddle, start_live_huddle
from models.importing.importer import store_survey_file
from models.store.actions.actions import add_action
from models.store.actions.new_action import NewAction
from models.store.comments.sorting import STARRED, set_comment_state
from models.store.database.database import Database
from models.store.huddles.missions import (
    add_behavior,
    add_promise,
    map_measure,
    set_mission_sentence,
)
from models.store.units.names import set_unit_names
from models.store.units.units import find_unit
from models.survey import Period, Unit, parse_month
from tests.models.importing.blocks import HCAHPS_2025, respondents, survey_file

DAY = date(2025, 9, 15)
NOW = datetime(2025, 9, 15, 7, 15, tzinfo=UTC)
PERIOD = Period(parse_month("2025-04"), parse_month("2025-06"))

PRAISE = (
    "Keandra sat with me and explained every pill before I went home. Thank you Keandra Boone!",
    "Everyone was wonderful.",
)
CRITICISM = (
    "Nobody explained my medicine, Dr. Petrosyan never came and I waited hours in room 412.",
    "Nurses did not listen. Call my son Zoltan at 555-123-4567.",
)
NAMES = ("Keandra", "Boone", "Petrosyan", "Zoltan", "Marisela", "Okonkwo", "555-123-4567", "412")


def fill(db: Database, *, surveys: int = 40, comments: bool = True) -> Unit:
    """Import surveys of 4 West (worse at explaining) and 5 East; return 4 West."""
    chance = random.Random(4)
    rows, words = [], []
    for place in range(surveys * 2):
        west = place % 2 == 0
        day = f"2025-{chance.choice(['04', '05', '06'])}-{chance.randint(1, 28):02d}"
        share = 0.5 if west else 0.9
        values = {
            key: 4 if chance.random() < (share if key == "nurse_explain" else 0.8) else 3
            for key in ("nurse_respect", "nurse_listen", "nurse_explain", "quiet", "clean")
        }
        rows.append(("4 West" if west else "5 East", day, values))
    if comments:
        words = [(2 * n, "comment", text) for n, text in enumerate((*PRAISE, *CRITICISM))]
    block = respondents(
        rows,
        ids=[str(1000 + n) for n in range(len(rows))],
        facility="Riverside",
        instrument=HCAHPS_2025,
        comments=words,
    )
    store_survey_file(db, survey_file(block))
    with db.read() as c:
        return find_unit(c, "4 West")


def fill_earlier_months(db: Database) -> None:
    """Import the nine months before `fill`'s of 4 West, twenty surveys each."""
    rows = [
        ("4 West", f"{month // 12}-{month % 12 + 1:02d}-15", {"nurse_explain": 3 + (n > 8)})
        for month in range(parse_month("2024-07"), parse_month("2025-04"))
        for n in range(20)
    ]
    ids = [str(5000 + n) for n in range(len(rows))]
    block = respondents(rows, ids=ids, facility="Riverside", instrument=HCAHPS_2025)
    store_survey_file(db, survey_file(block))


def fill_with_names(db: Database, unit: Unit) -> None:
    """Put names of people wherever a name can be: mission, behaviors, promises, owners."""
    with db.write() as c:
        set_unit_names(c, unit.id, ["Keandra Boone", "Marisela"])
        set_mission_sentence(c, "The needs of the patient come first, says Dr. Petrosyan")
        promise = add_promise(c, "Nobody goes home confused, ask Marisela", now=NOW)
        map_measure(c, "nurses", promise)
        add_behavior(c, promise, unit.id, "Teach back like Keandra does", now=NOW)
    for n, owner in enumerate(("Keandra Boone", "Marisela", "Ngozi Okonkwo", "night team")):
        add_action(
            db,
            NewAction(
                unit.id,
                f"Keandra and Dr. Petrosyan check room 412, round {n}",
                owner=owner,
                due=DAY - timedelta(days=n),
            ),
            now=NOW,
        )


def confirm_praise(db: Database, unit: Unit, day: date = DAY) -> None:
    """Star the praise that comes first, as a lead does who has read it."""
    praise = ready(db, unit, day)[0].praise
    assert praise is not None
    with db.write() as c:
        set_comment_state(c, praise.comment_id, STARRED, now=NOW)


def compared(db: Database, unit: Unit, period: Period = PERIOD) -> Comparison:
    return compare(db, unit, "rest", period)


def ready(db: Database, unit: Unit, day: date = DAY) -> tuple[Agenda, Comparison]:
    comparison = compared(db, unit)
    return prepare(db, unit, comparison, day), comparison


def planned(db: Database, unit: Unit, **options: object) -> Plan:
    agenda, comparison = ready(db, unit)
    return make_plan(db, agenda, comparison, seed=3, **options)  # type: ignore[arg-type]


class Clock:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def start(db: Database, plan: Plan, clock: Clock | None = None) -> LiveHuddle:
    return start_live_huddle(db, plan, now=lambda: NOW, clock=clock or Clock())
