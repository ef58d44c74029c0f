"""Surveys whose answers stand in several rows each, put together."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.files.cells import BLANK_WORDS, rank_in
from models.files.cells import header_words as words
from models.files.columns.roles import Roles
from models.files.columns.scale_inference import find_scales
from models.files.columns.scales import known_scales
from models.files.sheets import Table, TableColumn
from models.language import _, number

MOST_PARTS = 6
FEWEST_QUESTIONS = 2


def join_split_rows(table: Table, roles: Roles) -> None:
    """Make one row of the rows that share a survey id, where no question is answered in two of
    them: they are parts of one survey. Where one is, each row counts, as before."""
    column = next((c for c in roles.bookkeeping if _is_id(c)), None)
    if roles.survey_id is not None or column is None:
        return
    ids = pd.Series(column.texts(range(len(table))))
    codes, names = pd.factorize(ids)
    if (ids == "").any() or len(names) == len(ids) or np.bincount(codes).max() > MOST_PARTS:
        return
    found = find_scales(roles.questions, known_scales(), roles.told)
    given = [_filled(one.column) for one in found]
    if len(given) < FEWEST_QUESTIONS:
        return
    first = [np.bincount(codes[filled], minlength=len(names)) for filled in given]
    parts = [set(np.flatnonzero(filled).tolist()) for filled in given]
    if max(int(counts.max()) for counts in first) > 1 or all(p == parts[0] for p in parts):
        return
    rows = len(table)
    for own in table.columns:
        own.keep(_places(own, codes, len(names)))
    starts = np.full(len(names), rows)
    np.minimum.at(starts, codes, np.arange(rows))
    table.rows = table.rows[starts]
    roles.survey_id = column
    roles.bookkeeping = [other for other in roles.bookkeeping if other is not column]
    roles.notes.append(
        _(
            "The rows with one {name} are parts of one survey: {rows} rows, {surveys} surveys."
        ).format(name=column.name, rows=number(rows), surveys=number(len(names)))
    )


def _is_id(column: TableColumn) -> bool:
    return rank_in(words.SURVEY_ID, column.name) is not None


def _filled(column: TableColumn) -> NDArray[np.bool_]:
    says = [word.strip().casefold() not in BLANK_WORDS for word in column.words]
    filled: NDArray[np.bool_] = column.mapped(says, np.bool_)
    return filled


def _places(column: TableColumn, codes: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """Return, for each survey, its first row in which a column is filled, else its first."""
    places = np.full(count, len(codes))
    np.minimum.at(places, codes, np.arange(len(codes)))
    filled = np.flatnonzero(_filled(column))[::-1]
    places[codes[filled]] = filled
    return places
