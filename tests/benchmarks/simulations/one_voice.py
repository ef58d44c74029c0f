"""One finding, one voice: all answers about a simulated unit are walked and held together.

Two outputs for the same unit, measure, months and group never differ in direction or signal.
Those that look at other months or another group name them.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.analysis.comparison.detail import measure_detail
from models.analysis.comparison.unit_comparison import compare
from models.analysis.estimates import Comparison
from models.analysis.evidence.action_evidence import evidence
from models.analysis.evidence.results import BETTER, NO_CLEAR_CHANGE, WORSE
from models.analysis.funnel.unit_funnel import Funnel, funnel
from models.analysis.priorities.unit_priorities import priorities
from models.analysis.trend.unit_trend import trend
from models.huddle.agenda import make_plan, prepare
from models.store.actions import NewAction
from models.store.actions.writes import insert_action
from models.store.database.database import Database, open_database
from models.survey import Instrument, Item, Measure, Period, Unit
from tests.benchmarks.simulations.scenario import Outcome, Scenario
from tests.models.analysis.build import Hospital, Survey
from tests.models.analysis.packed import add_surveys
from tests.models.analysis.time_series import FREQUENCY, RATING
from ui.cli.commands import run
from ui.text.evidence import evidence_sentence
from ui.text.formats import months_name
from ui.text.priorities import priorities_verdict
from ui.text.trend import trend_verdict
from ui.text.units import funnel_verdict

FIRST = 2025 * 12
MONTHS = 21
TODAY = date(2026, 11, 24)
STARTED = date(2025, 10, 10)
WHEN = Period(FIRST + 18, FIRST + 20)
SIZES = (5, 9, 14, 22, 35, 50)
"""Answers a month of the units of a hospital."""

CARE = Instrument(
    key="one-voice",
    name="Care",
    family="care",
    items=(
        Item("quiet", "Quiet at night", FREQUENCY),
        Item("listen", "Nurses listen", FREQUENCY),
        Item("explain", "Nurses explain", FREQUENCY),
        Item("rating", "Overall rating", RATING),
    ),
    measures=(
        Measure("quietness", "Quietness", ("quiet",)),
        Measure("nurses", "Nurses", ("listen", "explain")),
        Measure("rating", "Overall rating", ("rating",)),
    ),
)


def scenarios() -> list[Scenario]:
    """Return the row about answers that contradict each other."""
    return [
        Scenario(
            "one-voice",
            "One voice: answers for the same unit, measure, months and group that differ",
            f"hospitals of {len(SIZES)} units, {SIZES[0]} to {SIZES[-1]} answers a month, "
            f"{MONTHS} months; levels, changes and an action differ",
            "2 points here, 3 points there",
            "0",
            _walked,
            34,
            1,
            29,
        )
    ]


def _walked(repetitions: int, seed: int) -> Outcome:
    found: list[str] = []
    walked = 0
    for repetition in range(repetitions):
        random = np.random.default_rng([seed, repetition])
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "hospital.db"
            database = open_database(path)
            try:
                units = _hospital(database, random)
                for unit in units:
                    found += _of_unit(database, path, unit)
                    walked += 1
            finally:
                database.close()
    first = f"; {found[0]}" if found else ""
    return Outcome(f"{len(found)} in {walked} units{first}", not found)


def _hospital(database: Database, random: np.random.Generator) -> list[Unit]:
    """Store units of different sizes, levels and changes, each with an action."""
    hospital, units, surveys = Hospital(database), [], []
    for number, size in enumerate(SIZES):
        unit = hospital.unit(f"Ward {number}")
        units.append(unit)
        level = random.normal(0, 0.5, 3)
        change = random.choice([0.0, 0.0, -1.0, 1.0])
        for month in range(MONTHS):
            n = int(random.poisson(size))
            mood = random.normal(0, 0.7, (n, 1)) + random.normal(0, 0.7, (n, 4))
            mood[:, 0] += level[0] + change * (month >= 10)
            mood[:, 1:3] += level[1]
            mood[:, 3] += level[2] + mood[:, :3].mean(axis=1)
            surveys += [_survey(unit, FIRST + month, row) for row in mood]
    add_surveys(hospital, CARE, surveys)
    with database.write() as c:
        for unit in units:
            due = STARTED + timedelta(days=14)
            action = NewAction(
                unit_id=unit.id, what="Quiet hours", owner="M.", due=due, measure="quietness"
            )
            began = datetime(STARTED.year, STARTED.month, STARTED.day, 7, tzinfo=UTC)
            insert_action(c, action, now=began)
    return units


def _survey(unit: Unit, month: int, mood: NDArray[np.float64]) -> Survey:
    answers = {
        key: int(np.clip(round(3.3 + value), 1, 4))
        for key, value in zip(("quiet", "listen", "explain"), mood[:3], strict=True)
    }
    return Survey(unit, month, {**answers, "rating": int(np.clip(round(8.5 + mood[3]), 0, 10)) + 1})


def _of_unit(database: Database, path: Path, unit: Unit) -> Iterator[str]:
    """Give every contradiction between the answers about a unit."""
    results = compare(database, unit, "rest", WHEN)
    yield from _results_and_print(database, unit, results)
    yield from _results_and_priorities(database, unit, results)
    yield from _results_and_huddle(database, unit, results)
    yield from _results_and_command_line(path, unit, results)
    for m in results.measures:
        yield from _against_all_units(funnel(database, m.measure, period=WHEN), unit, results)
        yield from _over_time(database, unit, m.measure)


def _results_and_print(database: Database, unit: Unit, results: Comparison) -> Iterator[str]:
    """What leaves the desk says the same, or names other months or another group."""
    shared = compare(database, unit, "rest", WHEN, shared_on=TODAY)
    assert shared.shared is not None
    same = shared.period == results.period and not shared.shared.units
    by_key = {m.measure: m for m in results.measures}
    for m in shared.measures:
        own = by_key[m.measure]
        if same and m.difference.signal != own.difference.signal:
            signals = f"{own.difference.signal} here, {m.difference.signal} there"
            yield f"{unit.name} {m.measure}: {signals}"
        if same and m.unit.top_box != own.unit.top_box:
            yield f"{unit.name} {m.measure}: another share in print"
    for m in results.measures:
        if measure_detail(database, results, m.measure, today=TODAY).comparison != m:
            yield f"{unit.name} {m.measure}: the panel differs from the chart"


def _results_and_priorities(database: Database, unit: Unit, results: Comparison) -> Iterator[str]:
    found = priorities(database, unit, period=WHEN, repeats=20)
    by_key = {m.measure: m.difference for m in results.measures}
    for item in found.items:
        own = by_key[item.measure]
        if (item.gap, item.signal, item.noticeable) != (own.top_box, own.signal, own.noticeable):
            yield f"{unit.name} {item.measure}: priorities say {item.signal}, results {own.signal}"
        if item.quadrant == "fix_first" and own.signal != "below":
            yield f"{unit.name} {item.measure}: comes first without a real gap"
    ranked = {item.measure for item in found.items}
    real = any(by_key[key].signal == "below" for key in ranked)
    quiet = ("No reliable gaps", "Too few answers", "No other unit")
    if real == priorities_verdict(found).startswith(quiet):
        yield f"{unit.name}: priorities' sentence contradicts the gaps"
    some = any(d.signal in ("above", "below") for d in by_key.values())
    if results.verdict.startswith("No clear differences") and some:
        yield f"{unit.name}: {results.verdict}"


def _results_and_huddle(database: Database, unit: Unit, results: Comparison) -> Iterator[str]:
    shared = compare(database, unit, "rest", WHEN, shared_on=TODAY)
    plan = make_plan(database, prepare(database, unit, shared, TODAY), shared, seed=1).measure
    if plan is None or plan.too_few:
        return
    m = next(m for m in shared.measures if m.measure == plan.measure)
    if plan.verdict != m.verdict or plan.unit_top_box != m.unit.top_box:
        yield f"{unit.name} {plan.measure}: the huddle says {plan.verdict}, results {m.verdict}"
    if (plan.signal, plan.noticeable) != (m.difference.signal, m.difference.noticeable):
        yield f"{unit.name} {plan.measure}: the huddle's signal is {plan.signal}"
    if (plan.first_month, plan.last_month) != (shared.period.first, shared.period.last):
        yield f"{unit.name}: the huddle's months are {plan.period}"


def _results_and_command_line(path: Path, unit: Unit, results: Comparison) -> Iterator[str]:
    told = _command(path, "compare", "--unit", unit.name, "--from", "2026-07", "--to", "2026-09")
    if told["verdict"] != results.verdict:
        yield f"{unit.name}: {told['verdict']} / {results.verdict}"
    signals = {m["measure"]: m["difference"]["signal"] for m in told["measures"]}
    for m in results.measures:
        if signals[m.measure] != m.difference.signal:
            yield f"{unit.name} {m.measure}: {signals[m.measure]} on the command line"


def _command(path: Path, *arguments: str) -> Any:
    out, err = io.StringIO(), io.StringIO()
    moment = datetime(TODAY.year, TODAY.month, TODAY.day, 7, tzinfo=UTC)
    run([*arguments, "--json", "--db", str(path)], out=out, err=err, now=lambda: moment)
    return json.loads(out.getvalue())


def _against_all_units(found: Funnel, unit: Unit, results: Comparison) -> Iterator[str]:
    """Another group, the units as a whole, may dare less or more, and never says the opposite."""
    row = next((each for each in found.units if each.unit_id == unit.id), None)
    m = next(m for m in results.measures if m.measure == found.measure)
    if row is None:
        return
    if row.top_box is not None and row.top_box != m.unit.top_box:
        yield f"{unit.name} {m.measure}: another share among all units"
    if {row.signal, m.difference.signal} >= {"above", "below"}:
        yield f"{unit.name} {m.measure}: {row.signal} among all units, {m.difference.signal} here"
    named = row.name in funnel_verdict(found)
    if named != (row.signal in ("above", "below")) and found.differ:
        yield f"{unit.name} {m.measure}: {funnel_verdict(found)}"
    if "unit" not in funnel_verdict(found).lower() and not named:
        yield f"{m.measure}: all units name no group: {funnel_verdict(found)}"


def _over_time(database: Database, unit: Unit, measure: str) -> Iterator[str]:
    """Over time and evidence look at other months than Results, and at each other's: all name
    theirs."""
    line = trend(database, unit, measure, today=TODAY)
    said = trend_verdict(line)
    if line.points and not _names_months(said):
        yield f"{unit.name} {measure}: no months in “{said}”"
    found = evidence(database, unit, measure, STARTED, today=TODAY)
    sentence = evidence_sentence(found)
    if found.status in (BETTER, WORSE, NO_CLEAR_CHANGE):
        for side in (found.before, found.after):
            months = months_name(side.period.first or 0, side.period.last or 0)
            if months not in sentence:
                yield f"{unit.name} {measure}: no {months} in “{sentence}”"
        rose = (found.after.top_box or 0) - (found.before.top_box or 0)
        if (found.status == BETTER and rose <= 0) or (found.status == WORSE and rose >= 0):
            yield f"{unit.name} {measure}: {sentence}"


def _names_months(said: str) -> bool:
    names: Sequence[str] = [str(year) for year in (2025, 2026)]
    return any(name in said for name in names) or said.startswith("Too few surveys")
