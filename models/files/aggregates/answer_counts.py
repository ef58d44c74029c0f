"""Tables of how often each answer was given, made tables of the best answer and its number.

They come wide (a column for each answer, "Very satisfied", "Satisfied" …) and long (a row for each
answer, with its count). The rows handed on say of each unit, question and month how many answered
and how many gave the best answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from models.errors import FileRefused, Where
from models.files.aggregates import words as aggregates_words
from models.files.aggregates.values import printed_share
from models.files.cells import answer_word, header_key, header_words, rank_in, without_accents
from models.files.columns import (
    fitting_scales,
    is_direction_open,
    known_scales,
    number_range,
    scale_of_answers,
)
from models.files.content import no_progress
from models.files.questions import LeftOut, LeftOutColumn
from models.files.sheets import MemorySheet, Row, Sheet, TableColumn
from models.survey import Box, Scale, plain

HEADER_WITHIN = 20
LONGEST_NAME = 500
"""No row with a longer cell holds the names of such columns."""
FEWEST_ANSWERS = 3
FEWEST_WORDS = 2

MEASURE, TOP, NUMBER = "Measure", "Top box count", "n"
TOP_SHARE = "Top box %"
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
_NUMBERED = re.compile(
    r"(?:(?P<stem>ratings?|rated|scores?|scored|answers?|responses?|points?|values?|count|n) )?"
    r"(?P<number>\d{1,2})(?: ?(?:stars?|points?))?"
)
_STARS = re.compile(r"\bstars?\b")
MOST_POINTS = 10

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
    base: int = -1
    """The column of how many answered, where `count` holds shares and no counts."""


class _Groups(NamedTuple):
    """The counts or shares of each place, month and question, the first source row of each, and
    how many answered where there are shares."""

    counts: dict[Key, list[Counted]]
    first: dict[Key, int]
    bases: dict[Key, str]


class FigureSheet(MemorySheet):
    """Rows of figures made of counts. `unclear` are the questions of which nothing says which
    answer is the best: their counts are left out."""

    unclear: tuple[LeftOutColumn, ...] = ()


def as_figures(sheet: Sheet, where: Where, named: Collection[str] = ()) -> FigureSheet | None:
    """Return a table of answer counts with a row for each unit, question and month; None for any
    other sheet. The columns that a person `named` are kept. Raises FileRefused where nothing says
    which answers are the best: its rows must not be taken for patients."""
    for place, (header, cells) in enumerate(sheet.head[:HEADER_WITHIN]):
        if any(len(cell) > LONGEST_NAME for cell in cells):
            continue
        names = [" ".join(cell.split()) for cell in cells]
        below = [row for _, row in sheet.head[place + 1 :]]
        found = _wide(header, names, below, named) or _long(header, names, below, named)
        if found is not None and found.answers.keys() == numbered_answers(names).keys() != set():
            full = sum(map(bool, names))
            if any(sum(map(bool, row)) >= full for _, row in sheet.head[:place]):
                continue  # a row of answers such as 1, 2, 3 below a header of its own
        if found is not None:
            rows, unclear = _figures(found, _groups(sheet, found))
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
    numbered = numbered_answers(names)
    if len(answers) < FEWEST_ANSWERS or _scale(MEASURE, list(answers.values())) is None:
        answers = {n: names[n] for n in numbered}
    if not answers:
        return None
    cells = [text for row in below for n in answers if (text := _cell(row, n))]
    whole = [text for text in cells if _WHOLE.fullmatch(text)]
    if 2 * len(whole) < len(cells) or not any(text not in ("0", "1") for text in whole):
        return None
    found = _Table(header, _kept_in_rows(names, answers, named, below), answers)
    if answers.keys() == numbered.keys() and not _are_counts(found, below, max(numbered.values())):
        return None
    return found


def numbered_answers(names: Sequence[str]) -> dict[int, int]:
    """Return the numbers of columns that are named as the answers of one scale of numbers, by
    their places; empty for other names.

    >>> numbered_answers(["Ward", "1 star", "2 stars", "3 stars"])
    {1: 1, 2: 2, 3: 3}
    """
    by_stem: dict[str, dict[int, int]] = {}
    for place, name in enumerate(names):
        if match := _NUMBERED.fullmatch(header_key(name)):
            by_stem.setdefault(match["stem"] or "", {})[place] = int(match["number"])
    for numbers in by_stem.values():
        values = sorted(numbers.values())
        in_turn = values == list(range(values[0], values[0] + len(values)))
        if (
            in_turn
            and len(values) >= FEWEST_ANSWERS
            and values[0] <= 1 <= MOST_POINTS >= values[-1]
        ):
            return numbers
    return {}


def _are_counts(found: _Table, below: Sequence[Sequence[str]], highest: int) -> bool:
    """Whether cells below numbered answers count them, and are no answers: each row is of another
    place or month, and some cells are beyond the scale."""
    rows = [tuple(_cell(row, n) for n, _ in found.kept) for row in below if any(row)]
    counts = [_whole(_cell(row, n)) for row in below for n in found.answers]
    apart = bool(found.kept) and len(set(rows)) == len(rows)
    return apart and any((count or 0) > highest for count in counts)


def _long(
    header: int, names: Sequence[str], below: Sequence[Sequence[str]], named: Collection[str]
) -> _Table | None:
    keys = [without_accents(header_key(name)) for name in names]
    counts = [n for n, key in enumerate(keys) if _COUNT.fullmatch(key) and _are_whole(below, n)]
    if not 1 <= len(counts) <= 2 or not below:
        return None
    shares = [n for n, name in enumerate(names) if n not in counts and _is_share(name, below, n)]
    if len(shares) > 1:
        return None
    known = known_scales()
    for answer in range(len(names)):
        words = [text for row in below if (text := _cell(row, answer)) and not _is_total(text)]
        rated = sum(map(known.is_scale_word, words))
        if answer in counts or rated < 0.9 * len(words) or len(set(words)) < FEWEST_WORDS:
            continue
        kept = _kept_in_rows(names, (answer, *counts, *shares), named, below, answer)
        groups = Counter(tuple(_cell(row, n) for n, _ in kept) for row in below)
        pairs = {(*(_cell(row, n) for n, _ in kept), _cell(row, answer)) for row in below}
        if len(pairs) < len(below) or len(groups) == len(below):
            continue
        bases = [n for n in counts if _is_base(below, n, kept)]
        own = [n for n in counts if n not in bases]
        if len(own) == 1:
            return _Table(header, kept, {}, answer, own[0])
        if len(bases) == 1 and shares and not own:
            return _Table(header, kept, {}, answer, shares[0], bases[0])
    return None


def _are_whole(below: Sequence[Sequence[str]], place: int) -> bool:
    """Whether nearly all cells of a column are whole numbers."""
    whole = sum(_WHOLE.fullmatch(_cell(row, place)) is not None for row in below)
    return whole >= 0.8 * len(below)


def _is_share(name: str, below: Sequence[Sequence[str]], place: int) -> bool:
    """Whether a column holds percents or shares, by its name and its cells."""
    value = aggregates_words.value_words([name])
    cells = [text for row in below if (text := _cell(row, place))]
    figures = sum(printed_share(text) is not None for text in cells)
    told = value is not None and value.role in ("percent", "share") and not value.rest
    return told and bool(cells) and figures >= 0.8 * len(cells)


def _is_base(below: Sequence[Sequence[str]], place: int, kept: Sequence[tuple[int, str]]) -> bool:
    """Whether a column tells how many answered in all: the same in each answer's row of several
    places or questions."""
    numbers: dict[Key, list[str]] = {}
    for row in below:
        numbers.setdefault(tuple(_cell(row, n) for n, _ in kept), []).append(_cell(row, place))
    return all(len(set(found)) == 1 for found in numbers.values()) and any(
        len(found) > 1 for found in numbers.values()
    )


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


def _kept_in_rows(
    names: Sequence[str],
    counted: Collection[int],
    named: Collection[str],
    below: Sequence[Sequence[str]],
    answer: int = -1,
) -> tuple[tuple[int, str], ...]:
    """Return the columns that tell place, months and question. Where several rows are alike in
    these and no header names the question, the only column of words that tells them apart does."""
    kept = _kept(names, counted, named)
    if any(name == MEASURE for _, name in kept):
        return kept
    places = [n for n, _ in kept] + [answer] * (answer >= 0)
    rows = [row for row in below if any(_cell(row, n) for n in counted)]
    if len({tuple(_cell(row, n) for n in places) for row in rows}) == len(rows):
        return kept
    telling = [
        n
        for n in range(len(names))
        if n not in counted
        and n not in places
        and not any(_WHOLE.fullmatch(_cell(row, n)) for row in rows)
        and len({tuple(_cell(row, k) for k in (*places, n)) for row in rows}) == len(rows)
    ]
    return (*kept, (telling[0], MEASURE)) if len(telling) == 1 else kept


def _is_total(answer: str) -> bool:
    return header_key(answer) in _TOTALS


def _cell(cells: Sequence[str], place: int) -> str:
    return " ".join(cells[place].split()) if place < len(cells) else ""


def _scale(question: str, answers: Sequence[str], *, whole: bool = True) -> Scale | None:
    """Return the scale that answers are on; None where nothing says which end is the best. Answers
    that are the `whole` scale end with their best one, as Agree; else it may be one nobody gave.
    """
    known = known_scales()
    words = [text for text in dict.fromkeys(answers) if not known.is_no_answer(text)]
    if numbers := numbered_answers(words):
        return _star_scale(words, numbers)
    column = TableColumn(question, 0, pd.Series(words * FEWEST_ANSWERS, dtype="str"))
    column.asked = True
    scale = next(iter(fitting_scales(column, known)), None)
    if scale is None or is_direction_open(column, scale, known):
        return None
    placed = {answer_word(text): value for text, value in scale.by_text.items()}
    if len(words) < FEWEST_WORDS or not all(answer_word(word) in placed for word in words):
        return None
    values = {word: placed[answer_word(word)] for word in words}
    if any(scale.by_value[value].box is Box.TOP for value in values.values()):
        return scale
    return (
        scale_of_answers([[word] for word in sorted(values, key=lambda word: values[word])])
        if whole
        else None
    )


def _star_scale(names: Sequence[str], numbers: dict[int, int]) -> Scale | None:
    """Return the scale of answers named as stars; None for other numbers, since nothing says which
    of them is the best."""
    if not all(_STARS.search(header_key(name)) for name in names):
        return None
    scale = number_range(min(numbers.values()), max(numbers.values()))
    spelled = {str(number): names[place] for place, number in numbers.items()}
    made = (replace(answer, label=spelled[answer.label]) for answer in scale.answers)
    return replace(scale, answers=tuple(made))


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


def _values(scale: Scale, counts: Sequence[Counted]) -> list[tuple[int, str]]:
    """Return the values of answers that are on a scale, each with its count or share as written."""
    by_word = {answer_word(text): value for text, value in scale.by_text.items()}
    found = (
        (scale.by_text.get(plain(answer), by_word.get(answer_word(answer))), text)
        for answer, text in counts
    )
    return [(value, text) for value, text in found if value in scale.by_value]


def _shared(scale: Scale, counts: Sequence[Counted], base: str) -> tuple[str, str]:
    """Return the share of the best answer, as printed, and how many answered. Where a scale has
    several best answers, their shares are added up."""
    best = [text for value, text in _values(scale, counts) if scale.by_value[value].box is Box.TOP]
    shares = [share for text in best if (share := printed_share(text)) is not None]
    if len(best) == 1 or len(shares) < len(best):
        return best[0], base
    digits = max((share.digits for share in shares), default=0)
    return f"{sum(share.number for share in shares):.{digits}f}", base


def _summed(scale: Scale, counts: Sequence[Counted]) -> tuple[str, str]:
    """Return how many gave the best answer and how many any; what was held back is no figure."""
    top = total = 0
    for value, text in _values(scale, counts):
        if text and not _WHOLE.fullmatch(text):
            return text, text
        number = int(text.split(".")[0].replace(",", "")) if text else 0
        total += number
        top += number if scale.by_value[value].box is Box.TOP else 0
    return str(top), str(total)


def _figures(found: _Table, read: _Groups) -> tuple[list[Row], tuple[LeftOutColumn, ...]]:
    """Return rows of figures, made of what places, months and questions have in counts; and the
    questions without a best answer, with the number of their rows."""
    groups, first, bases = read.counts, read.first, read.bases
    names = [name for _, name in found.kept]
    at = names.index(MEASURE) if MEASURE in names else None
    answers: dict[str, list[str]] = {}
    for key, counts in groups.items():
        question = MEASURE if at is None else key[at]
        answers.setdefault(question, []).extend(answer for answer, _ in counts)
    scales = {
        question: _scale(question, words, whole=bool(found.answers))
        for question, words in answers.items()
    }
    own = _unit_in(names)
    rows: list[Row] = []
    unclear = Counter[str]()
    for key, counts in groups.items():
        question = MEASURE if at is None else key[at]
        scale = scales[question]
        if scale is None:
            unclear[question] += len(counts)
            continue
        base = bases.get(key)
        row = [*key, *(_summed(scale, counts) if base is None else _shared(scale, counts, base))]
        row += [scale.top_label] if at is None else []
        rows.append((first[key], [*row, *([] if own is None else [key[own]])]))
    left = (LeftOutColumn(name, LeftOut.DIRECTION, count) for name, count in unclear.items())
    return rows, tuple(left)


def _header(found: _Table) -> list[str]:
    names = [name for _, name in found.kept]
    added = [] if MEASURE in names else [MEASURE]
    top = TOP if found.base < 0 else TOP_SHARE
    return [*names, top, NUMBER, *added, *([] if _unit_in(names) is None else ["Unit"])]


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


def _groups(sheet: Sheet, found: _Table) -> _Groups:
    """Return the counts or shares of each place, month and question."""
    groups: dict[Key, list[Counted]] = {}
    first: dict[Key, int] = {}
    bases: dict[Key, str] = {}
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
            if found.base >= 0:
                bases.setdefault(key, _cell(cells, found.base))
    return _Groups(groups, first, bases)
