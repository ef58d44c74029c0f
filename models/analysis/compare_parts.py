"""What a comparison is put together from: the page, and its measures before anything is hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.analysis.counts import Gathered, MeasureCounts
from models.analysis.estimates import Measured
from models.analysis.other_side import OtherSide
from models.analysis.questions import Question
from models.store.benchmarks import Published, PublishedFigures
from models.survey import Instrument, Unit


@dataclass(frozen=True)
class Page:
    """What all measures of one comparison share: both sides' counts, unhidden."""

    unit: Unit
    side: OtherSide
    floor: int
    mine: Gathered
    theirs: Gathered
    known: Mapping[str, Sequence[Question]]
    versions: Sequence[Instrument]
    ticks: Sequence[tuple[str, PublishedFigures]]
    goals: Mapping[str, float]


@dataclass(frozen=True)
class Row:
    """One measure with both sides, nothing hidden yet.

    `figure` is what was published for it; `same_question` whether for this very question (True
    where nothing is published: both sides are counted in one definition).
    """

    question: Question
    unit_counts: MeasureCounts
    other_counts: MeasureCounts | None
    figure: Published | None
    same_question: bool | None
    unit: Measured | None
    other: Measured | None

    @property
    def other_n(self) -> int | None:
        """Answers of the other side, None when it is a published figure."""
        return self.other_counts.n if self.other_counts is not None else None
