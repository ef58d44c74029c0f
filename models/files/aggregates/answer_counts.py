"""Tables of how often each answer was given, made tables of the best answer and its number.

They come wide (a column for each answer, "Very satisfied", "Satisfied" …) and long (a row for each
answer, with its count). The rows handed on say of each unit, question and month how many answered
and how many gave the best answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from models.errors import FileRefused, Where
from models.files.aggregates import words as aggregates_words
from models.files.cells import answer_word, header_key, header_words, rank_in, without_accents
from models.files.columns import fitting_scales, is_direction_open, known_scales
from models.files.content import no_progress
from models.files.questions import LeftOut, LeftOutColumn
from models.files.sheets import MemorySheet, Row, Sheet, TableColumn
from models.survey import Box, Scale

HEADER_WITHIN = 20
FEWEST_ANSWERS = 3
FEWEST_WORDS = 2

MEASURE, TOP, NUMBER = "Measure", "Top box count", "n"
_DIMENSIONS = (
    header_words.UNIT,
    header_words.FACILITY,
    header_words.SITE,
    aggregates_words.PERIOD,
    aggregates_words.YEAR,
    aggregates_words.START,
    aggregates_words.END,
)
_COUNT = re.compile(
    r"(?:(?:total |number of |no of |n of )?(?:responses|respondents|answers|patients))|counts?|"
    r"n|number|freq(?:uency)?|anzahl|haufigkeit|cantidad|frecuencia|nombre|effectif|aantal|"
    r"liczba|quantidade|numero"
)
_TOTALS = frozenset(["total", "all", "overall", "base", "total responses", "all responses", "sum"])
_WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.0+)?")


Key = tuple[str, ...]
Counted = tuple[str, str]
"""An answer, and how often it was given as the file writes it."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Where a table keeps its counts. `kept` are the columns of places, months and questions,
    under the names they keep; `answers` leads from a column to the answer that it counts (wide),
    else `answer` and `count` are columns."""

    header_row: int
    kept: tuple[tuple[int, str], ...]
    answers: dict[int, str]
    answer: int = -1
    count: int = -1


class FigureSheet(MemorySheet):
    """Rows of figures made of counts. `unclear` are the questions of which nothing says which
    answer is the best: their counts are left out."""

    unclear: tuple[LeftOutColumn, ...] = ()


def as_figures(sheet: Sheet, where: Where, named: Collection[str] = ()) -> FigureSheet | None:
    """Return a table of answer counts with a row for each unit, question and month; None for any
    other sheet. The columns that a person `named` are kept. Raises FileRefused where nothing says
    which answers are the best: its rows must not be taken for patients."""
    for place, (header, cells) in enumerate(sheet.head[:HEADER_WITHIN]):
        names = [" ".join(cell.split()) for cell in cells]
        below = [row for _, row in sheet.head[place + 1 :]]
        found = _wide(header, names, below, named) or _long(header, names, below, named)
        if found is not None:
            rows, unclear = _figures(found, *_groups(sheet, found))
            if unclear and not rows:
                raise FileRefused("counts_unclear", where=where)
            above = [row for row in sheet.head if row[0] < header]
            rows = [*above, (header, _header(found)), *rows]
            made = FigureSheet(sheet.name, sheet.hidden, rows)
            made.unclear = unclear
            return made
    return None


def _wide(
    header: int, names: Sequence[str], below: Sequence[Sequence[str]], named: Collection[str]
) -> _Table | None:
    answers = {n: name for n, name in enumerate(names) if known_scales().is_scale_word(name)}
    if len(answers) < FEWEST_ANSWERS or _scale(MEASURE, list(answers.values())) is None:
        return None
    cells = [text for row in below for n in answers if (text := _cell(row, n))]
    whole = [text for text in cells if _WHOLE.fullmatch(text)]
    if 2 * len(whole) < len(cells) or not any(text not in ("0", "1") for text in whole):
        return None
    return _Table(header, _kept(names, answers, named), answers)


def _long(
    header: int, names: Sequence[str], below: Sequence[Sequence[str]], named: Collection[str]
) -> _Table | None:
    keys = [without_accents(header_key(name)) for name in names]
    counts = [n for n, key in enumerate(keys) if _COUNT.fullmatch(key)]
    if len(counts) != 1 or not below:
        return None
    count = counts[0]
    if sum(_WHOLE.fullmatch(_cell(row, count)) is not None for row in below) < 0.8 * len(below):
        return None
    known = known_scales()
    for answer in range(len(names)):
        words = [text for row in below if (text := _cell(row, answer)) and not _is_total(text)]
        rated = sum(map(known.is_scale_word, words))
        if answer == count or rated < 0.9 * len(words) or len(set(words)) < FEWEST_WORDS:
            continue
        found = _Table(header, _kept(names, (answer, count), named), {}, answer, count)
        groups = Counter(tuple(_cell(row, n) for n, _ in found.kept) for row in below)
        pairs = {(*(_cell(row, n) for n, _ in found.kept), _cell(row, answer)) for row in below}
        if len(pairs) == len(below) and len(groups) < len(below):
            return found
    return None


def _kept(
    names: Sequence[str], counted: Collection[int], named: Collection[str]
) -> tuple[tuple[int, str], ...]:
    """Return the columns that tell place, months and question, under the names they keep."""
    free = [n for n in range(len(names)) if n not in counted and names[n]]
    said = {header_key(name) for name in named}
    places = {
        n
        for n in free
        if header_key(names[n]) in said
        or any(rank_in(words, names[n]) is not None for words in _DIMENSIONS)
    }
    ranked = [
        (rank, n)
        for n in free
        if n not in places and (rank := rank_in(aggregates_words.MEASURE, names[n])) is not None
    ]
    question = [(min(ranked)[1], MEASURE)] if ranked else []
    return (*((n, names[n]) for n in sorted(places)), *question)


def _is_total(answer: str) -> bool:
    return header_key(answer) in _TOTALS


def _cell(cells: Sequence[str], place: int) -> str:
    return " ".join(cells[place].split()) if place < len(cells) else ""


def _scale(question: str, answers: Sequence[str]) -> Scale | None:
    """Return the scale that answers are on; None where nothing says which end is the best."""
    known = known_scales()
    words = [text for text in dict.fromkeys(answers) if not known.is_no_answer(text)]
    column = TableColumn(question, 0, pd.Series(words * FEWEST_ANSWERS, dtype="str"))
    column.asked = True
    scale = next(iter(fitting_scales(column, known)), None)
    if scale is None or is_direction_open(column, scale, known):
        return None
    placed = {answer_word(text) for text in scale.by_text}
    enough = len(words) >= FEWEST_WORDS and all(answer_word(word) in placed for word in words)
    return scale if enough else None


def _whole(text: str) -> int | None:
    return int(text.split(".")[0].replace(",", "")) if _WHOLE.fullmatch(text) else None


def best_of_answers(names: Sequence[str]) -> str | None:
    """Return which of some names is the best answer where they are the answers of one scale, None
    for other names.

    >>> best_of_answers(["Good", "Very good", "Poor"]), best_of_answers(["Food", "Nurses", "Good"])
    ('Very good', None)
    """
    known = known_scales()
    if len(names) < FEWEST_ANSWERS or not all(map(known.is_scale_word, names)):
        return None
    scale = _scale(MEASURE, names)
    values = {} if scale is None else {answer_word(t): v for t, v in scale.by_text.items()}
    placed = [name for name in names if answer_word(name) in values]
    return max(placed, key=lambda name: values[answer_word(name)], default=None)


def _summed(scale: Scale, counts: Sequence[Counted]) -> tuple[str, str]:
    """Return how many gave the best answer and how many any; what was held back is no figure."""
    values = {answer_word(text): value for text, value in scale.by_text.items()}
    top = total = 0
    for answer, text in counts:
        value = values.get(answer_word(answer))
        if value not in scale.by_value:
            continue
        if text and not _WHOLE.fullmatch(text):
            return text, text
        number = int(text.split(".")[0].replace(",", "")) if text else 0
        total += number
        top += number if scale.by_value[value].box is Box.TOP else 0
    return str(top), str(total)


def _figures(
    found: _Table, groups: dict[Key, list[Counted]], first: dict[Key, int]
) -> tuple[list[Row], tuple[LeftOutColumn, ...]]:
    """Return rows of figures, made of what places, months and questions have in counts; and the
    questions without a best answer, with the number of their rows."""
    names = [name for _, name in found.kept]
    at = names.index(MEASURE) if MEASURE in names else None
    answers: dict[str, list[str]] = {}
    for key, counts in groups.items():
        question = MEASURE if at is None else key[at]
        answers.setdefault(question, []).extend(answer for answer, _ in counts)
    scales = {question: _scale(question, words) for question, words in answers.items()}
    own = _unit_in(names)
    rows: list[Row] = []
    unclear = Counter[str]()
    for key, counts in groups.items():
        question = MEASURE if at is None else key[at]
        scale = scales[question]
        if scale is None:
            unclear[question] += len(counts)
            continue
        row = [*key, *_summed(scale, counts)]
        row += [scale.top_label] if at is None else []
        rows.append((first[key], [*row, *([] if own is None else [key[own]])]))
    left = (LeftOutColumn(name, LeftOut.DIRECTION, count) for name, count in unclear.items())
    return rows, tuple(left)


def _header(found: _Table) -> list[str]:
    names = [name for _, name in found.kept]
    added = [] if MEASURE in names else [MEASURE]
    return [*names, TOP, NUMBER, *added, *([] if _unit_in(names) is None else ["Unit"])]


def _unit_in(names: Sequence[str]) -> int | None:
    """Return the column of the places that are the units of a table without any: its trusts."""
    if any(rank_in(header_words.UNIT, name) is not None for name in names):
        return None
    for words in (header_words.SITE, header_words.FACILITY):
        ranked = [(rank, n) for n, name in enumerate(names)
                  if (rank := rank_in(words, name)) is not None]  # fmt: skip
        if ranked:
            return min(ranked)[1]
    return None


def _groups(sheet: Sheet, found: _Table) -> tuple[dict[Key, list[Counted]], dict[Key, int]]:
    """Return the counts of each place, month and question, and the first source row of each."""
    groups: dict[Key, list[Counted]] = {}
    first: dict[Key, int] = {}
    for number, cells in sheet.rows(no_progress):
        if number <= found.header_row:
            continue
        counts = [(answer, _cell(cells, n)) for n, answer in found.answers.items()]
        if not found.answers:
            counts = [(_cell(cells, found.answer), _cell(cells, found.count))]
            if _is_total(counts[0][0]):
                continue
        key = tuple(_cell(cells, n) for n, _ in found.kept)
        if any(text for _, text in counts):
            first.setdefault(key, number)
            groups.setdefault(key, []).extend(counts)
    return groups, first
