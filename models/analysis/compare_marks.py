"""The fairness marks of one measure of a comparison."""

from __future__ import annotations

from collections.abc import Mapping

from models.analysis import fairness
from models.analysis.compare_parts import Page, Row
from models.analysis.fairness import Mark
from models.analysis.questions import Question
from models.analysis.results import Fairness
from models.analysis.words import sentence_start

PUBLISHED_MODE: Mark = (
    None,
    "Published figures are adjusted for how and whom was asked; the unit’s are as answered.",
)
PUBLISHED_UNIT: Mark = (None, "The published figures may hold this unit’s own patients.")


def marks_of(page: Page, row: Row) -> Fairness:
    """Return the five marks of a measure."""
    if page.side.is_published:
        return _marks_with_published(page, row)
    question = row.question
    return fairness.fairness(
        _same_question(page, row),
        _same_period(page, question),
        fairness.same_mode(_modes(question, page.mine.modes), _modes(question, page.theirs.modes)),
        fairness.enough_answers(row.unit_counts.n, row.other_n or 0, page.floor, page.side.label),
        (True, ""),
        earlier=page.side.kind == "earlier",
    )


def _same_question(page: Page, row: Row) -> Mark:
    """Both sides hold one definition; the mark fails when the other side answered only others."""
    if row.other_n:
        return True, ""
    others = page.known[row.question.key]
    if any(q.months(page.theirs.months) for q in others if q is not row.question):
        label = sentence_start(page.side.label)
        return False, f"{label} answered another version of this question."
    return None, "The other side has no answers to this question."


def _same_period(page: Page, question: Question) -> Mark:
    mine, theirs = question.months(page.mine.months), question.months(page.theirs.months)
    if page.side.kind == "earlier" and mine and theirs:
        return False, f"Other months on purpose: compared with {page.side.label}."
    return fairness.same_months(mine, theirs, page.unit.name, page.side.label)


def _marks_with_published(page: Page, row: Row) -> Fairness:
    n = row.unit_counts.n
    figure = row.figure
    if figure is None or figure.top is None:
        nothing: Mark = (None, f"No figure published for {page.side.label}.")
        return fairness.fairness(
            nothing,
            nothing,
            PUBLISHED_MODE,
            fairness.enough_of_unit(n, page.floor),
            PUBLISHED_UNIT,
            earlier=False,
        )
    reason = {
        True: "",
        False: "The published figure is for another version of this question.",
        None: "Whether the published figure is for this very question is not known.",
    }[row.same_question]
    return fairness.fairness(
        (row.same_question, reason),
        fairness.published_months(row.question.months(page.mine.months), figure.window),
        PUBLISHED_MODE,
        fairness.enough_published(n, figure, page.side.kind, page.floor),
        PUBLISHED_UNIT,
        earlier=False,
    )


def _modes(question: Question, modes: Mapping[int, Mapping[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for instrument in question.instruments:
        for mode, n in modes.get(instrument, {}).items():
            found[mode] = found.get(mode, 0) + n
    return found
