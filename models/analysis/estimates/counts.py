"""What a crowd answered over a period, measure by measure, before anything is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from models.analysis.estimates.measure_items import AskedItem, Months, Question
from models.statistics.composite_variance import PairSums
from models.statistics.exact_tests import ImpossibleCounts
from models.store.database import Connection
from models.store.tallies import PairCounts, UnitSelection, tallies
from models.survey import Box, Period

ValueCounts = Mapping[int, Mapping[int, int]]
"""Item id -> stored value -> number of answers."""


@dataclass(frozen=True)
class Gathered:
    """Everything that one comparison reads of one side, in a handful of grouped queries."""

    answers: ValueCounts
    months: Months
    pairs: Mapping[tuple[int, int], PairCounts]
    composites: Mapping[tuple[int, str], int]
    modes: Mapping[int, Mapping[str, int]]
    counted: frozenset[int]
    """Questionnaires with counts whose surveys are not at hand."""

    @property
    def surveys(self) -> int:
        return sum(sum(modes.values()) for modes in self.modes.values())


NOTHING = Gathered({}, {}, {}, {}, {}, frozenset())


@dataclass(frozen=True)
class ItemCounts:
    """The answers to one item: `counts` go along the answers of its scale, worst first."""

    item: AskedItem
    counts: tuple[int, ...]

    @cached_property
    def n(self) -> int:
        """Answers in the denominator, "don't know" included where the scale says so."""
        return sum(self.counts)

    def of_box(self, box: Box) -> int:
        answers = zip(self.item.scale.answers, self.counts, strict=True)
        return sum(count for answer, count in answers if answer.box is box)

    @cached_property
    def top(self) -> int:
        return self.of_box(Box.TOP)

    def share(self, box: Box) -> float | None:
        """Return the share of a box, 0-1; None without answers."""
        return self.of_box(box) / self.n if self.n else None

    @property
    def mean(self) -> float | None:
        """The mean worth, 0-100, of the answers that have a place on the scale."""
        n = 0
        total = 0.0
        for answer, count in zip(self.item.scale.answers, self.counts, strict=True):
            if answer.linear is not None:
                n += count
                total += count * answer.linear
        return total / n if n else None


@dataclass(frozen=True)
class MeasureCounts:
    """The answers to the items of one measure.

    `surveys` that answered at least one item; `pairs` by places of items (i < j).
    `only_counts`: some answers are known as counts alone, so `pairs` and `surveys` lack them.
    """

    question: Question
    items: tuple[ItemCounts, ...]
    surveys: int
    pairs: Mapping[tuple[int, int], PairSums]
    only_counts: bool

    @property
    def is_item(self) -> bool:
        return self.question.measure.kind == "item"

    @cached_property
    def n(self) -> int:
        """Answers of an item; of a composite the surveys with at least one item answered.

        Where surveys are not at hand, at least as many as answered its most answered item.
        """
        most = max((item.n for item in self.items), default=0)
        return most if self.is_item else max(self.surveys, most)


def gather(c: Connection, crowd: UnitSelection, period: Period) -> Gathered:
    """Read what a crowd answered over a period."""
    return Gathered(
        answers=tallies.answer_counts(c, crowd, period),
        months=tallies.answered_months(c, crowd, period),
        pairs=tallies.pair_counts(c, crowd, period),
        composites=tallies.composite_surveys(c, crowd, period),
        modes=tallies.survey_modes(c, crowd, period),
        counted=tallies.counted_instruments(c, crowd, period),
    )


def measure_counts(question: Question, gathered: Gathered) -> MeasureCounts:
    """Return the answers to a measure's items, pooled over its questionnaires."""
    items = tuple(item_counts(item, gathered.answers) for item in question.items)
    if question.measure.kind == "item":
        return MeasureCounts(question, items, 0, {}, False)
    surveys = sum(
        gathered.composites.get((instrument, question.key), 0)
        for instrument in question.instruments
    )
    pairs = pair_sums(question, gathered.pairs)
    only_counts = not gathered.counted.isdisjoint(question.instruments)
    return MeasureCounts(
        question, items, surveys, pairs, only_counts or _lacks_surveys(items, surveys, pairs)
    )


def item_counts(item: AskedItem, answers: ValueCounts) -> ItemCounts:
    """Return an item's answers, added up over the questionnaires that ask it.

    Raises ImpossibleCounts where fewer than none gave an answer.
    """
    counts = [0] * len(item.scale.answers)
    for item_id, scale in item.sources:
        by_value = answers.get(item_id)
        if by_value:
            for place, answer in enumerate(scale.answers):
                counts[place] += by_value.get(answer.value, 0)
    if min(counts, default=0) < 0:
        raise ImpossibleCounts("fewer than no answers")
    return ItemCounts(item, tuple(counts))


def pair_sums(
    question: Question, stored: Mapping[tuple[int, int], PairCounts]
) -> dict[tuple[int, int], PairSums]:
    """Return the pair sums of a composite by places of its items, over its questionnaires."""
    found: dict[tuple[int, int], PairSums] = {}
    places = range(len(question.items))
    for i in places:
        for j in places[i + 1 :]:
            sums = PairSums(0, 0, 0, 0)
            sources = zip(question.items[i].sources, question.items[j].sources, strict=True)
            for (id_i, _scale_i), (id_j, _scale_j) in sources:
                sums = _plus(sums, stored.get((id_i, id_j)), stored.get((id_j, id_i)))
            if sums.both:
                found[i, j] = sums
    return found


def _plus(sums: PairSums, forward: PairCounts | None, backward: PairCounts | None) -> PairSums:
    both, both_top, i_top, j_top = sums.both, sums.both_top, sums.i_top, sums.j_top
    if forward is not None:
        both, both_top = both + forward.both, both_top + forward.both_top
        i_top, j_top = i_top + forward.a_top, j_top + forward.b_top
    if backward is not None:
        both, both_top = both + backward.both, both_top + backward.both_top
        i_top, j_top = i_top + backward.b_top, j_top + backward.a_top
    return PairSums(both, both_top, i_top, j_top)


def _lacks_surveys(
    items: tuple[ItemCounts, ...], surveys: int, pairs: Mapping[tuple[int, int], PairSums]
) -> bool:
    """Say whether there are answers that no counted survey can have given.

    Surveys with an answer are at least as many as answered any one item, and at least all
    answers less all pairs of answers (Bonferroni).
    """
    answers = sum(item.n for item in items)
    together = sum(sums.both for sums in pairs.values())
    most = max((item.n for item in items), default=0)
    return surveys < max(most, answers - together)
