"""What the cells of a column look like: places, dates, ids, numbers, free text."""

from __future__ import annotations

import re
from collections.abc import Collection

from models.files.cells import (
    BLANK_SPELLINGS,
    BLANK_WORDS,
    Order,
    answer_word,
    parse_date,
    whole_number,
)
from models.files.cells import header_words as words
from models.files.columns.scales import known_scales
from models.files.sheets import TableColumn

MODES_AT_MOST = 15

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_FACTOR = re.compile(r"\d{1,4}([.]\d+)?")
_PHONE = re.compile(r"\+?1?[-.\s]?\(?\d{3}\)?[-.\s]\d{3}[-.\s]\d{4}")


def is_row_counter(column: TableColumn, rows: int) -> bool:
    """Whether the column counts its rows from 0 or 1. Such a column is never a survey id."""
    first = whole_number(column.text(0)) if rows else None
    if first not in ("0", "1"):
        return False
    return all(
        text == str(number) or whole_number(text) == str(number)
        for number, text in enumerate(column.texts(range(rows)), int(first))
    )


def is_unique(column: TableColumn, rows: int) -> bool:
    """Whether every row has its own value in this column."""
    return column.all_different() and BLANK_SPELLINGS.isdisjoint(column.texts(range(rows)))


def is_date_column(column: TableColumn) -> bool:
    """Whether most filled cells are dates in some order of day and month."""
    sample = list(column.profile.items())[:2_000]
    total = sum(count for _, count in sample)
    dates = sum(
        count
        for word, count in sample
        if parse_date(word, Order.MONTH_FIRST, serials=True)
        or parse_date(word, Order.DAY_FIRST, serials=True)
    )
    return total > 0 and dates >= 0.6 * total


def are_places(column: TableColumn) -> bool:
    """Whether the cells can be names or codes of places: not all different, no dates, short.
    Names that come up again and again may be longer, since comments don't."""
    distinct = len(column.profile)
    if distinct == 0 or (distinct > 40 and distinct > 0.5 * column.filled):
        return False
    longest = 160 if 3 * distinct <= column.filled else 80
    return not is_date_column(column) and _mean_length(column) <= longest


def is_short_list(column: TableColumn) -> bool:
    """Whether the cells are a few short words, as modes of answering are."""
    return 0 < len(column.profile) <= MODES_AT_MOST and _mean_length(column) <= 40


def are_numbers_within(column: TableColumn, low: int, high: int) -> bool:
    """Whether all filled cells are whole numbers from `low` to `high`."""
    numbers = [whole_number(word) for word in column.profile]
    return bool(numbers) and all(n is not None and low <= int(n) <= high for n in numbers)


def are_weights(column: TableColumn) -> bool:
    """Whether the header says weight and the cells are factors around 1, not kilograms."""
    if words.WEIGHT.fullmatch(words.header_key(column.name)) is None:
        return False
    sample = list(column.profile)[:500]
    numbers = [float(text) for text in sample if _FACTOR.fullmatch(text)]
    if not numbers or len(numbers) < len(sample):
        return False
    return 0.1 <= sum(numbers) / len(numbers) <= 10 and any(n != int(n) for n in numbers)


def are_identifiers(column: TableColumn) -> bool:
    """Whether header or cells (e-mail, phone) may tell who the patient is."""
    if words.is_identifier(column.name):
        return not _are_answers(column.profile)
    sample = list(column.profile)[:200]
    telling = sum(1 for text in sample if _EMAIL.fullmatch(text) or _PHONE.fullmatch(text))
    return bool(sample) and telling > 0.5 * len(sample)


MANY_TEXTS = 20
"""So many different texts under a comment's header are comments, however often each comes."""


def is_comment(column: TableColumn) -> bool:
    """Whether the cells are free text: said so by the header and not contradicted, or evident."""
    texts = {text: n for text, n in column.profile.items() if text.casefold() not in BLANK_WORDS}
    if not texts:
        return False
    filled = sum(texts.values())
    length = sum(len(text) * count for text, count in texts.items()) / filled
    varied = len(texts) / filled
    if words.is_comment_header(column.name):
        telling = _are_sentences(texts, length) and (varied >= 0.3 or len(texts) >= MANY_TEXTS)
        telling = telling or (words.says_comments(column.name) and _are_said(texts))
    else:
        telling = filled >= 5 and length >= 40 and varied >= 0.8
    return telling and not _are_answers(texts)


def _are_sentences(texts: Collection[str], length: float) -> bool:
    """Whether texts are long, or mostly of several words."""
    return length >= 12 or (length >= 8 and 2 * sum(" " in text for text in texts) >= len(texts))


def _are_said(texts: Collection[str]) -> bool:
    """Whether texts are no list of single words to choose from."""
    return any(" " in text for text in texts) and not all(map(whole_number, texts))


def _are_answers(texts: Collection[str]) -> bool:
    """Whether texts are mostly words of some answer scale."""
    known = known_scales()
    sample = list(texts)[:100]
    return sum(known.is_scale_word(text) for text in sample) > 0.5 * len(sample)


def is_bookkeeping(column: TableColumn) -> bool:
    """Whether the header names a place, date, id or mode that another column already gives."""
    lists = (
        words.UNIT,
        words.FACILITY,
        words.SITE,
        words.DISCHARGED,
        words.RECEIVED,
        words.SURVEY_ID,
        words.MODE,
    )
    if any(words.rank_in(names, column.name) is not None for names in lists):
        return True
    return re.search(r" (id|code|no|number|key)$", words.header_key(column.name)) is not None


def _mean_length(column: TableColumn) -> float:
    total = sum(len(text) * count for text, count in column.profile.items())
    return total / column.filled if column.filled else 0.0


def is_rated_in_words(column: TableColumn) -> bool:
    """Whether most cells are words that say by themselves what is good, such as Very satisfied."""
    valued = {word for one in known_scales().families if one.is_valued for word in one.grades}
    rated = sum(count for text, count in column.profile.items() if answer_word(text) in valued)
    return len(column.profile) >= 2 and 2 * rated >= column.filled


MIN_SCORES = 0.2
"""From this share of numbers with decimals on, a column holds averages."""

HIGHEST_SCORE = 10.0

_DECIMAL = re.compile(r"-?\d{1,3}[.,]\d+")
_NUMBER = re.compile(r"-?\d{1,3}([.,]\d+)?")


def are_scores(column: TableColumn) -> bool:
    """Whether a column holds averages of answers: numbers with decimals on a short scale."""
    answers = {t: n for t, n in column.profile.items() if t.casefold() not in BLANK_WORDS}
    total = sum(answers.values())
    numbers = {t: n for t, n in answers.items() if _NUMBER.fullmatch(t)}
    decimals = sum(n for t, n in numbers.items() if _DECIMAL.fullmatch(t) and not whole_number(t))
    if not total or sum(numbers.values()) < 0.9 * total or decimals < MIN_SCORES * total:
        return False
    values = [float(text.replace(",", ".")) for text in numbers]
    return words.says_rated(column.name) and min(values) >= 0 and max(values) <= HIGHEST_SCORE
