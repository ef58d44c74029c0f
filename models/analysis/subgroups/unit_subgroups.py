"""A unit's measure by groups of its patients: how they answered, how they came, age, language.

Read from single surveys, as sums do not know the groups. The groups are tested as a whole, and
only those that may be shown take part.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.analysis.estimates import (
    NOTHING,
    SIGNAL_LEVEL,
    Comparison,
    Gathered,
    Measured,
    Question,
    asked_questions,
    joined,
    known_questions,
    measure_counts,
    measured,
)
from models.analysis.sharing import shared_counts
from models.analysis.subgroups.counts import (
    GroupCounts,
    GroupedSurveys,
    added,
    count_groups,
    grouped,
)
from models.analysis.subgroups.reference_group import Parts, cell_of, labels_beside
from models.analysis.subgroups.results import Reference, Subgroup, Subgroups
from models.analysis.subgroups.stratifiers import NOT_TOLD, TRAITS, splits
from models.analysis.subgroups.suppression import suppressed_cells
from models.errors import UsageProblem
from models.language import _
from models.statistics.composite_variance import common_variances
from models.statistics.homogeneity import chi_square_tail, homogeneity_p
from models.statistics.multiplicity import benjamini_hochberg
from models.statistics.power import noticeable_among
from models.statistics.proportions import two_proportion_p
from models.store.database import Connection, Database
from models.store.tallies import (
    StoredInstrument,
    UnitSelection,
    read_responses,
    stored_instruments,
    tallies,
)
from models.store.units import facility_of
from models.survey import Period

BySurvey = list[tuple[frozenset[int], list[GroupedSurveys]]]
"""By questionnaire, the units that have surveys, and the surveys by each trait."""
REST = "rest"


@dataclass(frozen=True)
class _Asking:
    """Of whom groups are asked: a unit, beside the rest of its hospital where that is compared."""

    unit: int
    floor: int
    rest_label: str = ""


def subgroups(
    db: Database,
    comparison: Comparison,
    measures: Sequence[str],
    by: Sequence[str] = TRAITS,
) -> tuple[Subgroups, ...]:
    """Return measures of a comparison's unit by traits of its patients, over its period.

    In a comparison with the rest of the hospital the others' share stands beside each group, as
    far as no unit's hidden group can be computed from the pages of all. With anybody else it does
    not: two comparisons together would tell what either hides. Groups of a comparison that may
    leave the desk stand alone, and only those with enough answers in each block of months.
    Traits that the questionnaire does not ask are left out. A measure of which only counts are
    known comes once, without groups. Raises UsageProblem for a trait
    that does not exist.
    """
    unknown = [each for each in by if each not in TRAITS]
    if unknown:
        raise UsageProblem("unknown-trait", trait=unknown[0], traits=tuple(TRAITS))
    wanted = [m.measure for m in comparison.measures if m.measure in measures]
    found: list[Subgroups] = []
    with db.read() as c:
        stored = stored_instruments(c)
        unit = comparison.unit_id
        known = None
        if comparison.shared is not None:
            known = shared_counts(c, [unit], comparison.shared.on)
        with_rest = comparison.against == REST and known is None
        facility = facility_of(c, unit) if with_rest else None
        asking = _Asking(unit, comparison.floor, comparison.other_label if with_rest else "")
        months = tallies.answered_months(c, UnitSelection.of(unit), comparison.period)
        asked = asked_questions(known_questions(stored), months)
        read: dict[int, tuple[frozenset[int], list[GroupedSurveys]]] = {}
        for key in wanted:
            if key not in asked:
                continue
            question = asked[key][0]
            for one in stored:
                if one.id in question.instruments and one.id not in read:
                    read[one.id] = _read(c, one, unit, facility, comparison.period, by)
            parts = [read[i] for i in question.instruments]
            blocks = known.blocks(unit, question) if known is not None else ()
            pieces = [
                [_read(c, one, unit, None, block, by) for one in stored if one.id in read]
                for block in blocks
                if comparison.period.contains_all(block)
            ]
            found += _of_measure(question, parts, by, asking, pieces)
    adjusted = benjamini_hochberg([table.p for table in found])
    return tuple(_corrected(table, p) for table, p in zip(found, adjusted, strict=True))


def _read(
    c: Connection,
    one: StoredInstrument,
    unit: int,
    facility: int | None,
    period: Period,
    by: Sequence[str],
) -> tuple[frozenset[int], list[GroupedSurveys]]:
    """Read the surveys of a unit, of its whole hospital when that is given."""
    only = unit if facility is None else None
    surveys = read_responses(c, one, period=period, unit=only, facility=facility, with_modes=True)
    return frozenset(np.unique(surveys.units).tolist()), grouped(surveys, splits(surveys, by))


def _of_measure(
    question: Question,
    parts: BySurvey,
    by: Sequence[str],
    asking: _Asking,
    blocks: Sequence[BySurvey],
) -> list[Subgroups]:
    label = _(question.measure.label)
    if not any(asking.unit in units for units, _grouped in parts):
        return [Subgroups(question.key, label, each, "", (), 0) for each in by]
    traits = dict.fromkeys((g.split.by, g.split.trait) for _units, found in parts for g in found)
    tables = [
        _table(question, parts, each, trait, asking, _small(question, blocks, each, trait, asking))
        for each, trait in traits
    ]
    return [table for table in tables if table.groups]


def _corrected(table: Subgroups, p: float | None) -> Subgroups:
    """Return a table after correction for all tables asked for together."""
    if not table.groups:
        return table
    return replace(table, p_adjusted=p, differ=p is not None and p <= SIGNAL_LEVEL)


def _small(
    question: Question, blocks: Sequence[BySurvey], by: str, trait: str, asking: _Asking
) -> frozenset[str]:
    """Return the groups that are hidden in some block of months, and so in their sum."""
    small: set[str] = set()
    for parts in blocks:
        counted = _counted(_having(question, parts, by, trait), asking.unit, own=True)
        sides = {label: measure_counts(question, found) for label, found in counted.items()}
        labels = list(sides)
        cells = [cell_of(counts) for counts in sides.values()]
        small |= {labels[place] for place in suppressed_cells(cells, asking.floor)}
    return frozenset(small)


def _having(question: Question, parts: BySurvey, by: str, trait: str) -> list[GroupCounts]:
    return [
        count_groups(question, one)
        for units, found in parts
        if units
        for one in found
        if (one.split.by, one.split.trait) == (by, trait)
    ]


def _table(
    question: Question,
    parts: BySurvey,
    by: str,
    trait: str,
    asking: _Asking,
    small: frozenset[str] = frozenset(),
) -> Subgroups:
    """Return a measure by one trait; surveys of a questionnaire without it are not told.

    `small` groups are hidden besides those with too few answers.
    """
    having = _having(question, parts, by, trait)
    counted = _counted(having, asking.unit, own=True)
    sides = {
        label: counts
        for label, gathered in counted.items()
        if (counts := measure_counts(question, gathered)).n
    }
    if set(sides) <= {NOT_TOLD}:
        sides = {}
    hidden = suppressed_cells([cell_of(counts) for counts in sides.values()], asking.floor)
    labels = list(sides)
    hidden |= {place for place, label in enumerate(labels) if label in small}
    shown = {
        label: share
        for place, label in enumerate(labels)
        if place not in hidden and (share := measured(sides[label])) is not None
    }
    secret = [labels[place] for place in sorted(hidden)]
    together = _together(question, [counted[label] for label in secret]) if shown else None
    tested = [share for label, share in shown.items() if label != NOT_TOLD]
    if together is not None and secret != [NOT_TOLD]:
        tested.append(together)
    others = _others(question, having, list(counted), asking) if shown else {}
    return Subgroups(
        measure=question.key,
        label=_(question.measure.label),
        by=by,
        trait=trait,
        groups=tuple(_group(label, shown.get(label), others.get(label)) for label in labels),
        n=sum(counts.n for counts in sides.values()),
        p=_test(tested),
        noticeable=_noticeable(tested),
        together=_group(joined(secret), together) if together is not None else None,
        rest_label=asking.rest_label,
    )


def _counted(parts: Parts, unit: int, *, own: bool) -> dict[str, Gathered]:
    """Return what each group of a unit answered, or of the other units; the not told are last."""
    counted: dict[str, Gathered] = {}
    for part in parts:
        wanted = (np.array(part.by.units) == unit) == own
        for place, label in enumerate(part.by.labels):
            found = part.gathered(wanted, place)
            counted[label] = added(counted.get(label, NOTHING), found)
    counted[NOT_TOLD] = counted.pop(NOT_TOLD, NOTHING)
    return counted


def _others(
    question: Question, parts: Parts, labels: Sequence[str], asking: _Asking
) -> dict[str, Reference]:
    """Return the other units' share of the groups beside which it may stand."""
    if not asking.rest_label:
        return {}
    allowed = labels_beside(parts, labels, asking.unit, asking.floor)
    found = {}
    for label, gathered in _counted(parts, asking.unit, own=False).items():
        share = measured(measure_counts(question, gathered)) if label in allowed else None
        if share is not None:
            found[label] = Reference(share.n or 0, share.share, share.low, share.high)
    return found


def _together(question: Question, hidden: Sequence[Gathered]) -> Measured | None:
    """Return hidden groups as one, None where there are none."""
    total = NOTHING
    for gathered in hidden:
        total = added(total, gathered)
    return measured(measure_counts(question, total))


def _group(label: str, found: Measured | None, rest: Reference | None = None) -> Subgroup:
    if found is None:
        return Subgroup(label, hidden=True)
    return Subgroup(label, found.n, found.share, found.low, found.high, rest=rest)


def _noticeable(sides: Sequence[Measured]) -> float | None:
    """Return how far a group of usual size must be from the others to be seen in 4 of 5 cases."""
    variances = _common_variances(sides)
    if variances is None:
        return None
    total = sum(1 / variance for variance in variances)
    errors = [math.sqrt(variance / (1 - 1 / variance / total)) for variance in variances]
    found = noticeable_among(errors)
    return found if found < 1 else None


def _common_variances(sides: Sequence[Measured]) -> list[float] | None:
    """Return the variances of shares if all groups answered alike, None where nothing varies."""
    if len(sides) < 2:
        return None
    if all(side.x is not None for side in sides):
        n = sum(side.n or 0 for side in sides)
        share = sum(side.x or 0 for side in sides) / n
        found: list[float | None] = [share * (1 - share) / (side.n or 1) for side in sides]
    else:
        found = list(common_variances([side.sums for side in sides if side.sums is not None]))
    known = [variance for variance in found if variance]
    return known if len(known) == len(sides) else None


def _test(sides: Sequence[Measured]) -> float | None:
    """Return the chance that groups alike differ this much, None with fewer than two.

    Two groups of an item by the N-1 chi-square or Fisher's test, more by Pearson's chi-square; of
    a composite by the sum of squares over the variances that they would have if all answered
    alike (Cochran's Q).
    """
    if len(sides) < 2:
        return None
    if all(side.x is not None for side in sides):
        if len(sides) == 2:
            a, b = sides
            return two_proportion_p(a.x or 0, a.n or 0, b.x or 0, b.n or 0)
        best = {str(place): side.x or 0 for place, side in enumerate(sides)}
        others = {str(place): (side.n or 0) - (side.x or 0) for place, side in enumerate(sides)}
        return homogeneity_p(best, others)
    variances = common_variances([side.sums for side in sides if side.sums is not None])
    if len(variances) < len(sides) or any(not variance for variance in variances):
        return None
    weights = [1 / variance for variance in variances if variance]
    total = sum(weights)
    mean = sum(w * side.share for w, side in zip(weights, sides, strict=True)) / total
    q = sum(w * (side.share - mean) ** 2 for w, side in zip(weights, sides, strict=True))
    return chi_square_tail(q, len(sides) - 1)
