"""A unit's measure by groups of its patients: how they answered, how they came, age, language.

Read from single surveys, as sums do not know the groups. The groups are tested as a whole, and
only those that may be shown take part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.analysis.counts import NOTHING, Gathered, MeasureCounts, measure_counts
from models.analysis.estimates import SIGNAL_LEVEL, Measured, measured
from models.analysis.questions import Question, asked_questions, known_questions
from models.analysis.results import Comparison
from models.analysis.subgroup_counts import added, counts_of
from models.analysis.subgroup_floor import hidden_cells
from models.analysis.subgroup_traits import NOT_TOLD, TRAITS, Split, splits
from models.analysis.subgroups_results import Subgroup, Subgroups
from models.analysis.subgroups_words import NOTHING_KNOWN, subgroups_verdict
from models.analysis.words import joined
from models.errors import UsageProblem
from models.statistics.homogeneity import chi_square_tail, homogeneity_p
from models.statistics.multiplicity import benjamini_hochberg
from models.statistics.proportions import normal_quantile, two_proportion_p
from models.store import tallies
from models.store.database import Connection, Database
from models.store.instruments import StoredInstrument, stored_instruments
from models.store.responses import Responses, read_responses
from models.store.tallies import Crowd
from models.survey import Period

Asked = list[tuple[Responses, list[Split]]]


def subgroups(
    db: Database,
    comparison: Comparison,
    measures: Sequence[str],
    by: Sequence[str] = TRAITS,
) -> tuple[Subgroups, ...]:
    """Return measures of a comparison's unit by traits of its patients, over its period.

    Traits that the questionnaire does not ask are left out. A measure of which only counts are
    known comes once, without groups, and its verdict says so. Raises UsageProblem for a trait
    that does not exist.
    """
    unknown = [each for each in by if each not in TRAITS]
    if unknown:
        raise UsageProblem(
            "unknown-trait",
            f"There is no grouping “{unknown[0]}”.",
            hint=f"Choose one of: {', '.join(TRAITS)}.",
        )
    wanted = [m.measure for m in comparison.measures if m.measure in measures]
    found: list[Subgroups] = []
    with db.read() as c:
        stored = stored_instruments(c)
        unit = comparison.unit_id
        months = tallies.answered_months(c, Crowd.of(unit), comparison.period)
        asked = asked_questions(known_questions(stored), months)
        read: dict[int, tuple[Responses, list[Split]]] = {}
        for key in wanted:
            if key not in asked:
                continue
            question = asked[key][0]
            for one in stored:
                if one.id in question.instruments and one.id not in read:
                    read[one.id] = _read(c, one, unit, comparison.period, by)
            parts = [read[i] for i in question.instruments]
            found += _of_measure(question, parts, by, comparison.floor)
    adjusted = benjamini_hochberg([table.p for table in found])
    return tuple(_told(table, p) for table, p in zip(found, adjusted, strict=True))


def _read(
    c: Connection, one: StoredInstrument, unit: int, period: Period, by: Sequence[str]
) -> tuple[Responses, list[Split]]:
    surveys = read_responses(c, one, period=period, unit=unit, with_modes=True)
    return surveys, splits(surveys, by)


def _of_measure(question: Question, parts: Asked, by: Sequence[str], floor: int) -> list[Subgroups]:
    label = question.measure.label
    if not any(len(surveys) for surveys, _splits in parts):
        return [Subgroups(question.key, label, each, "", (), 0, NOTHING_KNOWN) for each in by]
    traits = dict.fromkeys((s.by, s.trait) for _surveys, found in parts for s in found)
    tables = [_table(question, parts, each, trait, floor) for each, trait in traits]
    return [table for table in tables if table.groups]


def _told(table: Subgroups, p: float | None) -> Subgroups:
    """Return a table with its finding, after correction for all tables asked for together."""
    if not table.groups:
        return table
    found = replace(table, p_adjusted=p, differ=p is not None and p <= SIGNAL_LEVEL)
    return replace(found, verdict=subgroups_verdict(found))


def _table(question: Question, parts: Asked, by: str, trait: str, floor: int) -> Subgroups:
    """Return a measure by one trait; surveys of a questionnaire without it are not told."""
    counted: dict[str, Gathered] = {}
    for surveys, found in parts:
        split = next((s for s in found if (s.by, s.trait) == (by, trait)), None)
        if split is None:
            continue
        for place, label in enumerate(split.labels):
            mine = counts_of(question, surveys, split.places == place)
            counted[label] = added(counted.get(label, NOTHING), mine)
    counted[NOT_TOLD] = counted.pop(NOT_TOLD, NOTHING)  # stands last
    sides = {
        label: counts
        for label, gathered in counted.items()
        if (counts := measure_counts(question, gathered)).n
    }
    if set(sides) <= {NOT_TOLD}:
        sides = {}
    hidden = hidden_cells([_cell(counts) for counts in sides.values()], floor)
    labels = list(sides)
    shown = {
        label: share
        for place, label in enumerate(labels)
        if place not in hidden and (share := measured(sides[label])) is not None
    }
    secret = [labels[place] for place in sorted(hidden)]
    rest = _together(question, [counted[label] for label in secret]) if shown else None
    tested = [share for label, share in shown.items() if label != NOT_TOLD]
    if rest is not None and secret != [NOT_TOLD]:
        tested.append(rest)
    return Subgroups(
        measure=question.key,
        label=question.measure.label,
        by=by,
        trait=trait,
        groups=tuple(_group(label, shown.get(label)) for label in labels),
        n=sum(counts.n for counts in sides.values()),
        verdict="",
        p=_test(tested),
        together=_group(joined(secret), rest) if rest is not None else None,
    )


def _together(question: Question, hidden: Sequence[Gathered]) -> Measured | None:
    """Return hidden groups as one, None where there are none."""
    total = NOTHING
    for gathered in hidden:
        total = added(total, gathered)
    return measured(measure_counts(question, total))


def _cell(counts: MeasureCounts) -> tuple[int, int]:
    """Return answers and best answers of a group; of a composite as its items let be told.

    A composite's groups give themselves away only where all items have all best answers or none.
    """
    if counts.is_item:
        return counts.n, counts.items[0].top
    answers, best = (sum(item.n for item in counts.items), sum(i.top for i in counts.items))
    if best in (0, answers):
        return counts.n, counts.n if best else 0
    return counts.n, min(max(1, round(counts.n * best / answers)), max(1, counts.n - 1))


def _group(label: str, found: Measured | None) -> Subgroup:
    if found is None:
        return Subgroup(label, hidden=True)
    return Subgroup(label, found.n, found.share, found.low, found.high)


def _test(sides: Sequence[Measured]) -> float | None:
    """Return the chance that groups alike differ this much, None with fewer than two.

    Two groups of an item by the N-1 chi-square or Fisher's test, more by Pearson's chi-square; of
    a composite by the sum of squares over their variances (Cochran's Q).
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
    weights = [1 / _variance(side) for side in sides]
    total = sum(weights)
    mean = sum(w * side.share for w, side in zip(weights, sides, strict=True)) / total
    q = sum(w * (side.share - mean) ** 2 for w, side in zip(weights, sides, strict=True))
    return chi_square_tail(q, len(sides) - 1)


def _variance(side: Measured) -> float:
    """Return a share's variance; where answers show none, that of its interval's width."""
    if side.variance:
        return side.variance
    assert side.low is not None
    assert side.high is not None
    return ((side.high - side.low) / (2 * normal_quantile())) ** 2
