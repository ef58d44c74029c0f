"""What else changed when an action began, and whether it began at a low."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from models.analysis.comparison import TOLERATED, mode_distance
from models.analysis.estimates import Gathered, Question, measure_counts
from models.analysis.evidence.results import CASE_MIX, MODE, QUESTIONNAIRE, Changed, LowStart, Mix
from models.statistics.homogeneity import homogeneity_p
from models.statistics.shrinkage import Shrinkage, shrink_shares
from models.store.database import Connection
from models.store.tallies import (
    StoredInstrument,
    UnitSelection,
    answers_of_facility,
    item_answer_counts,
    survey_modes,
)
from models.survey import Period, Unit

SURE = 0.01
"""A difference of mixes with a p-value below this is no chance."""
FEWEST_UNITS = 3
"""Units with answers from which one can be the lowest of them."""
QUARTER = 3

MOST_ANSWERS = 12
"""Answers of a question about the patient; with more, each is too rare to compare mixes."""

Shares = Mapping[int, tuple[float, int]]
"""Unit id -> (share 0-1, answers)."""


def changes_beside_care(
    c: Connection,
    unit: Unit,
    questions: Sequence[Question],
    stored: Sequence[StoredInstrument],
    before: Period,
    after: Period,
) -> tuple[Changed, ...]:
    """Return what is not care and differs between two periods: the questionnaire, how patients
    were asked, and who they were.

    Mixes differ when their total variation distance is above a tenth and chance would bring
    that less than once in a hundred.
    """
    crowd = UnitSelection.of(unit.id)
    asking = {i for question in questions for i in question.instruments}
    sides = [
        {i: modes for i, modes in survey_modes(c, crowd, period).items() if i in asking}
        for period in (before, after)
    ]
    names = {one.id: one.instrument.name for one in stored}
    found = [
        _changed(QUESTIONNAIRE, "", *_pair(_by_instrument(side, names) for side in sides)),
        _changed(MODE, "", *_pair(_by_mode(side) for side in sides)),
        *_case_mix(c, crowd, [one for one in stored if one.id in asking], before, after),
    ]
    return tuple(each for each in found if each is not None)


def unit_shares(
    c: Connection, unit: Unit, question: Question, period: Period, floor: int
) -> dict[int, tuple[float, int]]:
    """Return the shares of the units of a facility that have at least `floor` answers."""
    answers = answers_of_facility(c, unit.facility_id, question.item_ids, period)
    found = {}
    for unit_id, of_unit in answers.items():
        items = measure_counts(question, Gathered(of_unit, {}, {}, {}, {}, frozenset())).items
        used = [item for item in items if item.n]
        n = max((item.n for item in used), default=0)
        if n >= floor:
            found[unit_id] = (sum(item.top / item.n for item in used) / len(used), n)
    return found


def low_start(
    unit: Unit, year: Shares, quarter: Shares, quarters: Sequence[float | None]
) -> LowStart:
    """Return what was at its low when an action began.

    The unit: lowest of three or more over the year or the quarter before. The measure: the
    last of its `quarters` (oldest first, None without a value) below every other.
    """
    ranked = [shares for shares in (year, quarter) if len(shares) >= FEWEST_UNITS]
    lowest = [shares for shares in ranked if _is_lowest(unit.id, shares)]
    known = [share for share in quarters[:-1] if share is not None]
    last = quarters[-1] if quarters else None
    fell = last is not None and bool(known) and last < min(known)
    return LowStart(bool(lowest), fell, max((len(shares) for shares in lowest), default=0))


def steadied_baseline(unit: Unit, shares: Shares, design: float) -> tuple[float, float] | None:
    """Return a unit's share drawn toward its facility's units and its variance, None where it
    lies at or above their middle or there are too few units to know how they differ.

    A unit is often chosen because it was low; a share drawn to the common one does not care how
    it was chosen. Source: best linear unbiased prediction, `models.statistics.shrinkage`; Efron
    2011, J Am Stat Assoc 106:1602, on selection bias.
    """
    if unit.id not in shares or len(shares) < FEWEST_UNITS:
        return None
    if shares[unit.id][0] >= median(share for share, _n in shares.values()):
        return None
    order = sorted(shares)
    n = [shares[one][1] / design for one in order]
    found = shrink_shares([shares[one][0] * shares[one][1] / design for one in order], n)
    return None if found is None else _blup(found, order.index(unit.id))


def _blup(found: Shrinkage, place: int) -> tuple[float, float] | None:
    share, variance = found.shares[place], found.variances[place]
    if share is None or variance is None:
        return None
    kept = found.tau2 / (found.tau2 + variance)
    logit_variance = kept * variance + (1 - kept) ** 2 * found.se**2
    return share, logit_variance * (share * (1 - share)) ** 2


def _is_lowest(unit: int, shares: Shares) -> bool:
    """Tell whether no unit lies lower and at least one higher; where all are equal nobody is the
    lowest."""
    if unit not in shares:
        return False
    own, every = shares[unit][0], [share for share, _n in shares.values()]
    return own == min(every) < max(every)


def _case_mix(
    c: Connection,
    crowd: UnitSelection,
    stored: Sequence[StoredInstrument],
    before: Period,
    after: Period,
) -> list[Changed | None]:
    """Compare who answered, question by question about the patients."""
    about = [
        (item.label, one.item_ids[item.key], item.scale)
        for one in stored
        for item in one.instrument.items
        if item.about_patient
        and item.key in one.item_ids
        and len(item.scale.answers) <= MOST_ANSWERS
    ]
    if not about:
        return []
    ids = {item_id for _label, item_id, _scale in about}
    sides = [item_answer_counts(c, crowd, ids, period) for period in (before, after)]
    mixes: dict[str, list[dict[str, int]]] = {}
    for label, item_id, scale in about:
        of_label = mixes.setdefault(label, [{}, {}])
        for mix, side in zip(of_label, sides, strict=True):
            for answer in scale.answers:
                n = side.get(item_id, {}).get(answer.value, 0)
                mix[answer.label] = mix.get(answer.label, 0) + n
    return [
        _changed(CASE_MIX, label, first, second, tests=len(mixes))
        for label, (first, second) in mixes.items()
    ]


def _changed(
    what: str, item: str, before: Mapping[str, int], after: Mapping[str, int], tests: int = 1
) -> Changed | None:
    """Return what differs between two mixes, None where they are alike, empty or unknown."""
    for mix in (before, after):
        total = sum(mix.values())
        if total == 0 or mix.get("", 0) > TOLERATED * total:
            return None
    p = homogeneity_p(before, after)
    if p is None or p >= SURE / tests or mode_distance(before, after) <= TOLERATED:
        return None
    return Changed(what, item, _mix(before), _mix(after))


def _pair(mixes: Iterable[dict[str, int]]) -> tuple[dict[str, int], dict[str, int]]:
    before, after = mixes
    return before, after


def _mix(counts: Mapping[str, int]) -> Mix:
    total = sum(counts.values())
    shares = ((name, n / total) for name, n in counts.items() if n)
    return tuple(sorted(shares, key=lambda pair: (-pair[1], pair[0])))


def _by_instrument(
    side: Mapping[int, Mapping[str, int]], names: Mapping[int, str]
) -> dict[str, int]:
    found: dict[str, int] = {}
    for instrument, modes in side.items():
        name = names.get(instrument, "")
        found[name] = found.get(name, 0) + sum(modes.values())
    return found


def _by_mode(side: Mapping[int, Mapping[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for modes in side.values():
        for mode, n in modes.items():
            found[mode] = found.get(mode, 0) + n
    return found
