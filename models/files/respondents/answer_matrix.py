"""The answers of rows to the items of one questionnaire, as stored values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.files.cells import UNKNOWN, AnswerReader
from models.files.content import MAX_PROBLEMS, Problem, Progress, SurveyFile
from models.files.questionnaires import SKIP_CODE, Version
from models.files.sheets import Table, TableColumn
from models.language import _
from models.survey import BLANK, NO_ANSWER, NOT_APPLICABLE, Instrument, Item, group_trait_of


@dataclass(slots=True)
class AnswerMatrix:
    """Stored values, rows x items of `instrument`. `set_aside` counts answers to questions that
    the question before them rules out."""

    instrument: Instrument
    values: NDArray[np.uint8]
    set_aside: int = 0


def note_many(file: SurveyFile, places: NDArray[np.int64], make: Callable[[int], Problem]) -> None:
    """Note a problem for each place, without making those that are not kept."""
    kept = max(0, MAX_PROBLEMS - len(file.problems))
    for place in places[:kept].tolist():
        file.note_problem(make(place))
    more = len(places) - kept
    if more > 0:
        problem = make(int(places[-1]))
        file.problems_total += more
        file.rows_rejected += more * problem.rejects_row
        file.cells_blanked += more * (problem.column is not None and not problem.rejects_row)


def read_answers(
    version: Version,
    rows: NDArray[np.int64],
    table: Table,
    sheet: str | None,
    file: SurveyFile,
    progress: Progress,
) -> AnswerMatrix:
    """Read the answers of some rows (places in the table) to one questionnaire.

    A cell that is no answer of its item becomes BLANK and a problem. An answer that the
    screener's rules out becomes NOT_APPLICABLE; a blank screener leaves what depends on it.
    """
    instrument = version.instrument
    values = np.full((len(rows), len(instrument.items)), BLANK, np.uint8)
    everything = len(rows) == len(table)
    for done, (key, column) in enumerate(version.columns.items()):
        progress(_("Reading answers"), done / len(version.columns))
        item = instrument.item(key)
        reader = AnswerReader(item, SKIP_CODE if instrument.family == "hcahps" else None)
        cells: NDArray[Any] = column.mapped(reader.values(column.words), np.uint8)
        mine = cells if everything else cells[rows]
        unknown = np.flatnonzero(mine == UNKNOWN)
        if len(unknown):
            note_many(file, unknown, _no_answer_of(item, column, rows, table, sheet))
            mine = np.where(mine == UNKNOWN, BLANK, mine)
        values[:, instrument.position[key]] = mine
    return AnswerMatrix(instrument, values, forward_clean(values, instrument))


def _no_answer_of(
    item: Item, column: TableColumn, rows: NDArray[np.int64], table: Table, sheet: str | None
) -> Callable[[int], Problem]:
    known = ", ".join(answer.label for answer in item.scale.answers[:11])
    telling = group_trait_of(item.scale) is not None  # an age in years is named nowhere

    def problem(place: int) -> Problem:
        row = int(rows[place])
        reason = _("not a valid answer ({known})").format(known=known)
        value = None if telling else column.text(row)
        return Problem(int(table.rows[row]), column.name, value, reason, sheet)

    return problem


def forward_clean(values: NDArray[np.uint8], instrument: Instrument) -> int:
    """Make answers NOT_APPLICABLE that their screener rules out; return how many there were."""
    set_aside = 0
    for place, item in enumerate(instrument.items):
        if item.screener is None or item.screener.item not in instrument.position:
            continue
        screener = values[:, instrument.position[item.screener.item]]
        skipped = np.isin(screener, item.screener.skips)
        answered = ~np.isin(values[skipped, place], (BLANK, NOT_APPLICABLE, NO_ANSWER))
        set_aside += int(answered.sum())
        values[skipped, place] = NOT_APPLICABLE
    return set_aside
