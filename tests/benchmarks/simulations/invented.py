"""Invented surveys of the HCAHPS questionnaire whose truth is known, as counts of measures."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from models.analysis.estimates import MeasureCounts, Question, known_questions
from models.analysis.estimates.counts import ItemCounts
from models.statistics.composite_variance import PairSums
from models.store.tallies import StoredInstrument
from models.survey import Box
from models.survey.catalog import built_in_instruments

Answers = NDArray[np.bool_]

TOGETHER = 0.45
"""Correlation of a patient's answers behind the questions."""

_SKIPPED = ("bathroom_help", "help_right_away", "med_for", "side_effects")
"""Questions that half the patients skip."""


class Questionnaire:
    """HCAHPS of 2025: its measures, and how often each question gets the best answer."""

    def __init__(self) -> None:
        instrument = next(i for i in built_in_instruments() if i.key == "hcahps-2025")
        ids = {item.key: place for place, item in enumerate(instrument.items)}
        stored = StoredInstrument(1, instrument, ids)
        self.questions: list[Question] = [q[0] for q in known_questions([stored]).values()]
        keys = dict.fromkeys(item.key for q in self.questions for item in q.items)
        self.place = {key: at for at, key in enumerate(keys)}
        self.shares = np.linspace(0.58, 0.86, len(keys))
        self._asked = np.array([0.5 if key in _SKIPPED else 0.96 for key in keys])

    def surveys(
        self, random: np.random.Generator, n: int, shares: NDArray[np.float64] | None = None
    ) -> tuple[Answers, Answers]:
        """Return n surveys: best answers and answers given, surveys x questions."""
        wanted = self.shares if shares is None else shares
        edge = np.array([NormalDist().inv_cdf(float(share)) for share in wanted])
        mood = random.standard_normal((n, 1))
        alone = random.standard_normal((n, len(wanted)))
        best = np.sqrt(TOGETHER) * mood + np.sqrt(1 - TOGETHER) * alone < edge
        return best, random.random((n, len(wanted))) < self._asked

    def counts(self, question: Question, best: Answers, given: Answers) -> MeasureCounts:
        """Return what surveys answered to a measure, as comparisons count it."""
        places = [self.place[item.key] for item in question.items]
        items = tuple(
            ItemCounts(item, _counts(item.scale.answers, best[:, at] & given[:, at], given[:, at]))
            for at, item in zip(places, question.items, strict=True)
        )
        if question.measure.kind == "item":
            return MeasureCounts(question, items, 0, {}, False)
        pairs = {}
        for i, a in enumerate(places):
            for j, b in enumerate(places[i + 1 :], i + 1):
                both = given[:, a] & given[:, b]
                if both.any():
                    top = (both & best[:, a] & best[:, b], both & best[:, a], both & best[:, b])
                    pairs[i, j] = PairSums(int(both.sum()), *(int(each.sum()) for each in top))
        surveys = int(given[:, places].any(axis=1).sum())
        return MeasureCounts(question, items, surveys, pairs, False)


def _counts(answers: Sequence[object], best: Answers, given: Answers) -> tuple[int, ...]:
    """Return counts along a scale: best answers on one top answer, all others on one below."""
    top = [at for at, answer in enumerate(answers) if getattr(answer, "box", None) is Box.TOP]
    other = [at for at in range(len(answers)) if at not in top]
    found = [0] * len(answers)
    found[top[0]] = int(best.sum())
    found[other[0]] = int(given.sum()) - int(best.sum())
    return tuple(found)
