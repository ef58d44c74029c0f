"""Did it work? What evidence says of units that changed, did not, or changed with everybody."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from models.analysis.evidence import evidence, evidence_plan
from models.analysis.evidence.results import BETTER, Evidence, EvidencePlan
from models.store.database.database import Database
from models.survey import Unit, month_number
from tests.benchmarks.simulations.scenario import Outcome, Scenario, percents
from tests.benchmarks.simulations.store import MEASURE, add_hospitals, simulated_store
from tests.models.analysis.time_series import FIRST
from ui.text.evidence import evidence_sentence, plan_sentence, warning_sentence

HISTORY = 18
"""Months of answers before an action begins, unless a scenario has fewer."""
TOTAL = 36
LOOKS = (3, 6, 12, 30)
LONG = 200
"""Repetitions from which a share is compared with its target without allowing for chance."""


def scenarios() -> list[Scenario]:
    """Return the rows about evidence."""
    return [
        Scenario(
            "evidence-word",
            "Evidence: the word when a unit fell and the rest fell more",
            "n = 100 a month, p .70 → .61, rest of 11 units .70 → .49, 18 + 12 months",
            "“Better”",
            "never “better”",
            word_of_a_fall,
            60,
            6,
            1201,
        ),
        Scenario(
            "evidence-worst-quarter",
            "Evidence: acted because it was the worst of 12 in the last quarter, nothing changed",
            "12 units alike, n = 20, p = .70, 3 earlier months; after 3 / 6 / 12 / 30 months",
            "15 / 21 / 23 %, 37 % ever; the warning in 0 of 164",
            "≤ 5 % at each look and ever; warned of always",
            lambda repetitions, seed: worst_of_twelve(repetitions, seed, history=3, chosen=3),
            400,
            12,
            1202,
        ),
        Scenario(
            "evidence-worst-long",
            "The same with 18 earlier months",
            "12 units alike, n = 20, p = .70, 18 earlier months; after 3 / 6 / 12 / 30 months",
            "not counted",
            "≤ 5 % at each look and ever; warned of always",
            lambda repetitions, seed: worst_of_twelve(repetitions, seed, history=18, chosen=3),
            400,
            12,
            1203,
        ),
        Scenario(
            "evidence-worst-year",
            "The same, worst of 12 over the whole year before",
            "12 units alike, n = 20, p = .70, 18 earlier months; after 3 / 6 / 12 / 30 months",
            "not counted",
            "≤ 5 % at each look and ever; warned of always",
            lambda repetitions, seed: worst_of_twelve(repetitions, seed, history=18, chosen=12),
            400,
            12,
            1204,
        ),
        Scenario(
            "evidence-worst-wished",
            "The same where a rise of 15 points was wished for",
            "12 units alike, n = 20, p = .70, 18 earlier months; after 3 / 6 / 12 / 30 months",
            "not counted",
            "≤ 5 % at each look and ever; warned of always",
            lambda repetitions, seed: worst_of_twelve(
                repetitions, seed, history=18, chosen=12, wished=0.15
            ),
            400,
            12,
            1215,
        ),
        Scenario(
            "evidence-mode",
            "Evidence: only the survey mode changed (mail → phone)",
            "n = 20, p .70 → .82 by phone from the day of the action, one unit",
            "33 of 40 “better”, mode never named",
            "0 “better”, mode named first",
            mode_changed,
            200,
            20,
            1205,
        ),
        Scenario(
            "evidence-alone",
            "Evidence: no other unit, hospital-wide rise",
            "n = 50, p .70 → .82, one unit",
            "90 % “better”, no caveat",
            "every “better” says that there is nothing to compare with",
            nothing_to_compare,
            200,
            20,
            1206,
        ),
        *[
            Scenario(
                f"evidence-date-{n}-{share:.0%}".replace("%", ""),
                "Evidence date: told by that day when the change is real",
                f"n = {n} a month, p {share:.2f} → {share + change:.2f}, 18 earlier months, "
                "one other unit alike",
                old,
                "78–85 % (or the share that is said, within 4 points)",
                lambda repetitions, seed, n=n, share=share, change=change: evidence_date(
                    repetitions, seed, n, share, change
                ),
                500,
                40,
                seed,
            )
            for n, share, change, old, seed in (
                (20, 0.60, 0.15, "46 %", 1207),
                (20, 0.80, 0.10, "67–82 %", 1208),
                (40, 0.70, 0.10, "67–82 %", 1209),
                (17, 0.70, 0.15, "67–82 %", 1210),
            )
        ],
        Scenario(
            "evidence-power",
            "Evidence: a real change of 15 points told within a year",
            "n = 50 a quarter, p .70 → .85, 18 earlier months, 5 other units",
            "not counted",
            "≥ 80 %",
            lambda repetitions, seed: real_change(repetitions, seed, 0.15),
            400,
            40,
            1211,
        ),
        Scenario(
            "evidence-power-ten",
            "The same where a rise of only 10 points was wished for",
            "n = 50 a quarter, p .70 → .85, 18 earlier months, 5 other units",
            "not counted",
            "≥ 80 %",
            lambda repetitions, seed: real_change(repetitions, seed, 0.10),
            400,
            40,
            1214,
        ),
        Scenario(
            "evidence-help",
            "Evidence: too short a baseline says what would help",
            "n = 20, p = .70, 3 earlier months, a rise of 15 points wished for",
            "“cannot be seen from this survey alone” in 95 %",
            "every plan without a day names more earlier months",
            what_would_help,
            60,
            12,
            1212,
        ),
        Scenario(
            "evidence-steady",
            "Evidence: “better” or “worse” of a steady unit, not chosen",
            "n = 20, p = .80, 18 earlier months, 5 other units alike",
            "2.5 % a look",
            "≤ 5 % “better”, ≤ 5 % “worse”",
            steady,
            400,
            60,
            1213,
        ),
    ]


def begun_after(history: int) -> date:
    """Return the day an action begins: in the first month after so many months of answers."""
    month = FIRST + history
    return date(month // 12, month % 12 + 1, 10)


def later(day: date, months: int) -> date:
    """Return the day on which so many whole months after a day's month are all in, and one more."""
    month = month_number(day) + months + 1
    return date(month // 12, month % 12 + 1, 1) + timedelta(days=50)


def looked(db: Database, unit: Unit, begun: date, today: date, change: float = 0.1) -> Evidence:
    return evidence(db, unit, MEASURE, begun, change=change, today=today)


def draw(random: np.random.Generator, n: int, shares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    answers = np.full(shares.shape, n)
    return random.binomial(answers, shares), answers


def rising(before: float, after: float, history: int, months: int = TOTAL) -> np.ndarray:
    """Return shares month by month: one up to the month before the action, another after."""
    return np.where(np.arange(months) < history, before, after)


def word_of_a_fall(repetitions: int, seed: int) -> Outcome:
    random = np.random.default_rng(seed)
    shares = np.empty((repetitions, 12, HISTORY + 12))
    shares[:, 0] = rising(0.70, 0.61, HISTORY, HISTORY + 12)
    shares[:, 1:] = rising(0.70, 0.49, HISTORY, HISTORY + 12)
    begun = begun_after(HISTORY)
    with simulated_store() as db:
        units = add_hospitals(db, *draw(random, 100, shares))
        found = [looked(db, of[0], begun, later(begun, 12)) for of in units]
    words = sorted({each.status for each in found})
    better = sum(each.status == BETTER for each in found)
    return Outcome(f"{better} of {repetitions} “better” ({', '.join(words)})", better == 0)


def worst_of_twelve(
    repetitions: int, seed: int, *, history: int, chosen: int, wished: float = 0.1
) -> Outcome:
    """Choose the unit that was worst over the last `chosen` months before; nothing changes."""
    random = np.random.default_rng(seed)
    top, answers = draw(random, 20, np.full((repetitions, 12, history + 31), 0.7))
    worst = top[:, :, history - chosen : history].sum(axis=2).argmin(axis=1)
    begun = begun_after(history)
    with simulated_store() as db:
        units = add_hospitals(db, top, answers)
        rows = [
            [looked(db, of[at], begun, later(begun, months), wished) for months in LOOKS]
            for of, at in zip(units, worst, strict=True)
        ]
    better = np.array([[each.status == BETTER for each in row] for row in rows])
    warned = sum(bool(warning_sentence(row[-1])) for row in rows)
    shares = [*better.mean(axis=0), better.any(axis=1).mean()]
    found = f"{percents(shares[:-1])}, ever {percents(shares[-1:])}; warned of in {warned}"
    return Outcome(f"{found} of {repetitions}", max(shares) <= 0.05 and warned == repetitions)


def mode_changed(repetitions: int, seed: int) -> Outcome:
    random = np.random.default_rng(seed)
    shares = np.broadcast_to(rising(0.70, 0.82, HISTORY), (repetitions, 1, TOTAL))
    modes = ["mail" if month < HISTORY else "phone" for month in range(TOTAL)]
    begun = begun_after(HISTORY)
    with simulated_store() as db:
        units = add_hospitals(db, *draw(random, 20, shares), modes=modes)
        found = [looked(db, of[0], begun, later(begun, 17)) for of in units]
    better = sum(each.status == BETTER for each in found)
    named = sum(names_mode(each) for each in found)
    words = f"{better} of {repetitions} “better”, mode named in {named}"
    return Outcome(words, better == 0 and named == repetitions)


def nothing_to_compare(repetitions: int, seed: int) -> Outcome:
    random = np.random.default_rng(seed)
    shares = np.broadcast_to(rising(0.70, 0.82, HISTORY), (repetitions, 1, TOTAL))
    begun = begun_after(HISTORY)
    with simulated_store() as db:
        units = add_hospitals(db, *draw(random, 50, shares))
        found = [looked(db, of[0], begun, later(begun, 17)) for of in units]
    better = [each for each in found if each.status == BETTER]
    said = sum(says_nothing_to_compare(each) for each in better)
    words = f"{percents([len(better) / repetitions])} “better”, {said} of them with the caveat"
    return Outcome(words, said == len(better) > 0.8 * repetitions)


def evidence_date(repetitions: int, seed: int, n: int, share: float, change: float) -> Outcome:
    """Look on the very day that the plan names, after a change of just the wished size."""
    random = np.random.default_rng(seed)
    months = HISTORY + 25
    shares = np.full((repetitions, 2, months), share)
    shares[:, 0] = rising(share, share + change, HISTORY, months)
    begun = begun_after(HISTORY)
    told, said = [], []
    with simulated_store() as db:
        for unit, _other in add_hospitals(db, *draw(random, n, shares)):
            plan = evidence_plan(db, unit, MEASURE, change=change, started=begun, today=begun)
            if plan.known_by is None:
                continue
            said.append(plan.chance or 0.0)
            found = looked(db, unit, begun, plan.known_by, change)
            told.append(found.status == BETTER)
    if not told:
        return Outcome("no plan named a day", False)
    share_told, meant = float(np.mean(told)), float(np.mean(said))
    words = (
        f"{percents([share_told])} by that day (said: {percents([meant])}; a day named in "
        f"{len(told)} of {repetitions})"
    )
    chance = 0.0 if repetitions >= LONG else 0.8 / repetitions**0.5
    fits = 0.78 - chance <= share_told <= 0.85 + chance or abs(share_told - meant) <= 0.04
    return Outcome(words, fits)


def real_change(repetitions: int, seed: int, wished: float) -> Outcome:
    random = np.random.default_rng(seed)
    shares = np.full((repetitions, 6, HISTORY + 14), 0.7)
    shares[:, 0] = rising(0.70, 0.85, HISTORY, HISTORY + 14)
    top, answers = draw(random, 17, shares)
    answers[:, :, 2::3] = 16
    top = np.minimum(top, answers)
    begun = begun_after(HISTORY)
    with simulated_store() as db:
        units = add_hospitals(db, top, answers)
        a_year_on = date(begun.year + 1, begun.month, begun.day)
        found = [looked(db, of[0], begun, a_year_on, wished) for of in units]
    better = float(np.mean([each.status == BETTER for each in found]))
    return Outcome(f"{percents([better])} “better” within a year", better >= 0.8)


def what_would_help(repetitions: int, seed: int) -> Outcome:
    random = np.random.default_rng(seed)
    begun = begun_after(3)
    with simulated_store() as db:
        units = add_hospitals(db, *draw(random, 20, np.full((repetitions, 1, 3), 0.7)))
        plans = [
            evidence_plan(db, of[0], MEASURE, change=0.15, started=begun, today=begun)
            for of in units
        ]
    helped = sum(names_help(plan) for plan in plans)
    return Outcome(f"{helped} of {repetitions} say what would help", helped == repetitions)


def steady(repetitions: int, seed: int) -> Outcome:
    random = np.random.default_rng(seed)
    begun = begun_after(HISTORY)
    with simulated_store() as db:
        top, answers = draw(random, 20, np.full((repetitions, 6, HISTORY + 13), 0.8))
        units = add_hospitals(db, top, answers)
        found = [looked(db, of[0], begun, later(begun, 12)).status for of in units]
    shares = [found.count(word) / repetitions for word in ("better", "worse")]
    return Outcome(f"{percents(shares)} “better” / “worse”", max(shares) <= 0.05)


# What the answer says besides its word.


def names_mode(found: Evidence) -> bool:
    first = evidence_sentence(found).split(".")[0]
    return "mail" in first and "phone" in first


def says_nothing_to_compare(found: Evidence) -> bool:
    return "no other unit to compare with" in evidence_sentence(found)


def names_help(plan: EvidencePlan) -> bool:
    return "earlier months" in plan_sentence(plan)
