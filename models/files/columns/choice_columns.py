"""A question with a column for each of its answers, made one column again.

Survey tools write such columns as "How was the food? – Good" or "How was the food? [Good]", filled
in the rows that chose the answer: with the answer itself, or with a mark against a blank or 0.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from models.files.cells import BLANK_WORDS, answer_word
from models.files.columns.scales import KnownScales, known_scales
from models.files.sheets import Table, TableColumn

FEWEST = 3
"""So many columns of answers are one question; two may be two questions."""

SEVERAL = 0.02
"""Where a larger part of the rows chose several answers, the answers are no scale."""

LONGEST_NAME = 500

_PARTS = re.compile(
    r"(.+?)(?:\s+[–-]\s+|\s*[:|>]+\s+|\s*[\[(]\s*(?:choice\s*=\s*)?)([^\[\]]+?)[\])]?\s*"
)
_MARKS = frozenset(["1", "1.0", "x", "yes", "true", "checked", "selected", "✓", "✔"])
_NO_MARKS = BLANK_WORDS | {"0", "0.0", "no", "false", "unchecked", "not selected"}


def join_choices(table: Table) -> None:
    """Make one column of the columns of each question whose answers stand side by side.

    The others of them lose their name and are no columns of the table any more.
    """
    known = known_scales()
    parts = {column.place: _parts(column.name) for column in table.named()}
    for stem, columns in groupby(table.named(), lambda column: parts[column.place][0]):
        group = list(columns)
        if not stem or len(group) < FEWEST:
            continue
        choices = [parts[column.place][1] for column in group]
        if _are_of_one_scale(choices, known):
            joined = _joined(stem, choices, group)
            if joined is not None:
                table.columns[group[0].place] = joined
                for column in group[1:]:
                    column.part_of, column.name = stem, ""


def question_of(name: str) -> str:
    """Return the question of which a header names one answer, "" for other headers."""
    return _parts(name)[0]


def _parts(name: str) -> tuple[str, str]:
    """Return the question and the answer that a header names; nothing for other headers.

    >>> _parts("How was the food? [Very good]"), _parts("Ward")
    (('How was the food?', 'Very good'), ('', ''))
    """
    match = _PARTS.fullmatch(name[:LONGEST_NAME])
    return (match[1].strip(), match[2].strip()) if match else ("", "")


def _are_of_one_scale(choices: Sequence[str], known: KnownScales) -> bool:
    """Whether texts are different answers of one scale, but for those that are no answer."""
    words = [answer_word(text) for text in choices if not known.is_surely_no_answer(text)]
    if len(words) < FEWEST or len(set(words)) < len(words):
        return False
    kinds = [*known.word_values, *(family.grades for family in known.families)]
    return any(len({kind.get(word) for word in words} - {None}) == len(words) for kind in kinds)


def _joined(
    name: str, choices: Sequence[str], columns: Sequence[TableColumn]
) -> TableColumn | None:
    """Return a column with the answer that each row chose; None where cells hold something else,
    or many rows chose several."""
    marks = [_marks(column, choice) for column, choice in zip(columns, choices, strict=True)]
    marked = np.array([one for one in marks if one is not None])
    several = marked.sum(axis=0) > 1 if len(marked) else marked
    if len(marked) < len(marks) or not marked.any() or several.sum() > SEVERAL * marked.sum():
        return None
    codes = np.where(marked.any(axis=0), marked.argmax(axis=0) + 1, 0)
    words = ["", *choices]
    for row in np.flatnonzero(several).tolist():  # no answer of the scale: reported as such
        words.append(" + ".join(choices[n] for n in np.flatnonzero(marked[:, row]).tolist()))
        codes[row] = len(words) - 1
    names, codes = np.unique(np.array(words, object)[codes], return_inverse=True)
    cells = pd.Categorical.from_codes(codes, pd.Index(names, dtype="str"), validate=False)
    joined = TableColumn(name, columns[0].place, pd.Series(cells, index=columns[0].cells.index))
    joined.asked = any(column.asked for column in columns)
    return joined


def _marks(column: TableColumn, choice: str) -> NDArray[np.bool_] | None:
    """Return which cells choose an answer; None where a cell neither chooses it nor is none."""
    word = answer_word(choice)
    marks = []
    for text in column.words:
        plain = text.strip().casefold()
        is_mark = plain in _MARKS or answer_word(text) == word
        if not is_mark and plain not in _NO_MARKS:
            return None
        marks.append(is_mark)
    found: NDArray[np.bool_] = column.mapped(marks, np.bool_)
    return found
