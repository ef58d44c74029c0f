"""Questions that came back under their old header, worded or answered in another way.

Such a question is a new one: its answers say nothing about the earlier ones. What cannot be told
(a file without wordings, a month in which an answer happens to be missing) counts as unchanged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from models.files.cells import answer_word, header_key, leading_number, whole_number
from models.files.columns import KnownScales, answers_of, fitting_scales, is_code_off_range
from models.files.content import ChangedQuestion
from models.files.sheets import TableColumn
from models.survey import Item, Scale

WORDING, SCALE = "wording", "scale"

NOTICEABLE = 0.05
"""Off the known scale, this share of the answers is no slip."""

NEVER_SEEN = 50
"""Answers among which the upper end of a scale never occurs when it was made shorter."""

_TAGS = re.compile(r"<[^>]*>|&[a-z]+;")
_NUMBER = re.compile(r"^\s*(?:q|question|item)?\s*\d+[a-z]?\s*[-.:)]\s*", re.IGNORECASE)


def is_changed(column: TableColumn, item: Item, known: KnownScales) -> bool:
    """Whether a column's question is not the item's, as far as that can be told."""
    return is_reworded(column.label, column.name, item) or is_rescaled(column, item.scale, known)


def is_reworded(label: str, header: str, item: Item) -> bool:
    """Whether a column has a text that is not the item's. Capitals, signs, tags and a number in
    front make no difference; without a text on either side nothing can be told."""
    headers = {header_key(text) for text in (header, item.key, *item.columns)}
    if header_key(label) in headers or header_key(item.wording) in headers | {""}:
        return False
    return _plain(label) != _plain(item.wording)


def is_rescaled(column: TableColumn, scale: Scale, known: KnownScales) -> bool:
    """Whether the answers of a column are on another scale than the one given."""
    answers = answers_of(column)
    if not answers:
        return False
    if all(answer.label.lstrip("-").isdecimal() for answer in scale.answers):
        return _is_other_range(answers, scale, known)
    covered = _covered(answers, scale)
    best = max((_covered(answers, one) for one in fitting_scales(column, known)), default=0)
    return best - covered >= NOTICEABLE * sum(answers.values())


def scale_words(scale: Scale) -> str:
    """Return the answers of a scale for people: "1 to 5", "Never, Sometimes, Always"."""
    labels = [answer.label for answer in scale.answers]
    if all(label.lstrip("-").isdecimal() for label in labels):
        return f"{labels[0]} to {labels[-1]}"
    return ", ".join(labels)


def _is_other_range(answers: Mapping[str, int], scale: Scale, known: KnownScales) -> bool:
    numbers = Counter[int]()
    for text, count in answers.items():
        number = whole_number(text) or leading_number(text)
        if number is not None:
            numbers[int(number)] += count
    core = Counter(
        {n: count for n, count in numbers.items() if not is_code_off_range(n, numbers, known)}
    )
    if not core:
        return False
    ends = [int(answer.label) for answer in scale.answers]
    first, last = min(ends), max(ends)
    outside = sum(count for n, count in core.items() if not first <= n <= last)
    if outside >= NOTICEABLE * core.total():
        return True
    highest = max(core)
    enough = NEVER_SEEN if last - highest > 1 else 2 * NEVER_SEEN
    return 3 <= highest <= 7 and highest < last and core.total() >= enough


def change(column: TableColumn, before: Item, now: Item) -> ChangedQuestion:
    """Return what became of a column that answered one item and answers another now."""
    coded = bool(column.code) and _plain(column.label) != _plain(before.wording)
    if coded or is_reworded(column.label, column.name, before):
        texts = (WORDING, before.wording, column.label)
    else:
        texts = (SCALE, scale_words(before.scale), scale_words(now.scale))
    return ChangedQuestion(column.name, now.key, before.key, *texts)


def _covered(answers: Mapping[str, int], scale: Scale) -> int:
    words = {answer_word(text) for text in scale.by_text}
    return sum(count for text, count in answers.items() if answer_word(text) in words)


def _plain(wording: str) -> str:
    text = _NUMBER.sub("", _TAGS.sub(" ", wording))
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
