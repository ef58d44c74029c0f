"""Which scale the answers of a column are on, told by the whole column and its neighbors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from models.files.cells import BLANK_WORDS, answer_word, is_question, leading_number, whole_number
from models.files.columns.assigner import NOTHING_TOLD, Told
from models.files.columns.scale_overrides import scale_from_mapping
from models.files.columns.scales import KnownScales, values_by_word
from models.files.sheets import TableColumn
from models.survey import Scale

MIN_COVERED = 0.35
"""A word scale must hold this share of a column's answers; the others are no answers."""

MIN_IN_RANGE = 0.95
"""A range must hold this share of a column's numbers, codes such as 99 not counted."""

FREQUENT = 0.02
MAX_OTHER_WORDS = 8
WORDS_OF_A_SCALE = range(2, 9)
LONGEST_ANSWER = 60
SMALL = 200
"""Below so many answers, a best answer that never occurs says little; the neighbors decide."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A column whose answers are on a scale. `scale.no_answers` holds what else is in it.

    `assumed` are frequent words off the scale that no list names as "no answer", with counts.
    """

    column: TableColumn
    scale: Scale
    assumed: tuple[tuple[str, int], ...] = ()


def find_scales(
    columns: Sequence[TableColumn], known: KnownScales, told: Told = NOTHING_TOLD
) -> list[Finding]:
    """Return the columns, in their order, whose answers are on a known scale or range.

    Where several scales fit, the one that most of the columns use wins; what is told of a
    column goes before, unless most of its answers are on another scale.
    """
    fitting = {column.place: fitting_scales(column, known) for column in columns}
    votes = Counter(scales[0].key for scales in fitting.values() if scales)
    found = []
    for column in columns:
        scales = sorted(fitting[column.place], key=lambda scale: -votes[scale.key])
        scale = scale_from_mapping(told.get(column.place), scales)
        if scale is None or (scales and not _is_used(column, scale)):
            scale = next(iter(scales), None)
        if scale is not None:
            found.append(with_no_answers(column, scale, known))
    return found


def _is_used(column: TableColumn, scale: Scale) -> bool:
    """Whether most answers of a column are on a scale. One that is told from an earlier file may
    have given way to another."""
    answers, values = answers_of(column), values_by_word(scale)
    on_it = sum(count for text, count in answers.items() if _is_on(text, scale, values))
    return 2 * on_it >= sum(answers.values())


def answers_of(column: TableColumn) -> dict[str, int]:
    """Return a column's different cells and counts, without the words for blank."""
    return {
        text: count for text, count in column.profile.items() if text.casefold() not in BLANK_WORDS
    }


def fitting_scales(column: TableColumn, known: KnownScales) -> list[Scale]:
    """Return the scales a column may be on, the likeliest first; empty when there is none."""
    answers = answers_of(column)
    if not answers or len(answers) > 60:
        return []
    numbers = Counter[int]()
    for text, count in answers.items():
        number = whole_number(text) or leading_number(text)
        if number is not None:
            numbers[int(number)] += count
    if numbers.total() >= 0.5 * sum(answers.values()):
        return _fitting_ranges(column, answers, numbers, known)
    return _fitting_words(column, answers, known)


def _fitting_words(
    column: TableColumn, answers: Mapping[str, int], known: KnownScales
) -> list[Scale]:
    by_word = Counter[str]()
    for text, count in answers.items():
        by_word[answer_word(text)] += count
    total = by_word.total()
    rated = []
    for place, scale in enumerate(known.words):
        values = known.word_values[place]
        covered = sum(count for word, count in by_word.items() if word in values)
        seen = {values[word] for word in by_word if word in values}
        enough = len(seen) >= 2 or (bool(seen) and _is_asked(column))
        if enough and covered >= MIN_COVERED * total:
            rated.append((-covered, len(scale.answers) - len(seen), place, scale))
    if not rated:
        return []
    most = min(rated)[0]
    best = [scale for covered, _, _, scale in sorted(rated, key=lambda r: r[:3]) if covered == most]
    is_yes_no = best[0].key == "yes_no"
    return [] if is_yes_no and not _is_asked(column) else best


def _is_asked(column: TableColumn) -> bool:
    return column.asked or is_question(column.name)


def _fitting_ranges(
    column: TableColumn, answers: Mapping[str, int], numbers: Counter[int], known: KnownScales
) -> list[Scale]:
    others = sum(
        count
        for text, count in answers.items()
        if whole_number(text) is None
        and leading_number(text) is None
        and not known.is_no_answer(text)
    )
    codes = {code for code in numbers if is_code_off_range(code, numbers, known)}
    core = Counter({number: n for number, n in numbers.items() if number not in codes})
    if not core or others > (1 - MIN_IN_RANGE) * (core.total() + others):
        return []
    longest = max(_ends(scale)[1] for scale in known.ranges)
    usual = [n for n, times in core.items() if times >= 0.005 * core.total() and n <= longest]
    if not usual:
        return []
    fitting = []
    for scale in known.ranges:
        first, last = _ends(scale)
        inside = sum(n for number, n in core.items() if first <= number <= last)
        if inside >= MIN_IN_RANGE * core.total():
            fitting.append(scale)
    lowest = min((number for number in core if number >= 0), default=0)
    own = [s for s in fitting if _ends(s)[0] <= lowest and _ends(s)[1] >= max(usual)]
    if not own or not _is_telling(column, usual, _ends(own[0])[1]):
        return []
    if core.total() >= SMALL:
        return own[:1]
    return own[:1] + [scale for scale in fitting if scale is not own[0]]


def is_code_off_range(code: int, numbers: Mapping[int, int], known: KnownScales) -> bool:
    """Whether a number is a code such as 99, 9 or 0 that lies off the scale of the others."""
    if str(code) in known.no_answer_codes:
        return True
    total = sum(numbers.values())
    last = max((number for number in numbers if 0 < number < 8 or number == 10), default=0)
    if code in (8, 9):
        return 0 < last <= 5 and numbers[code] <= 0.3 * total
    short = 3 <= last <= 5 or (last <= 7 and total >= SMALL and not {8, 9} & set(numbers))
    return code == 0 and short and numbers[0] <= 0.1 * total


def _ends(scale: Scale) -> tuple[int, int]:
    return int(scale.answers[0].label), int(scale.answers[-1].label)


def _is_telling(column: TableColumn, usual: Sequence[int], last: int) -> bool:
    """Whether numbers look like ratings: a numbered question, or three and more of five levels."""
    if max(usual) < 2 or set(usual) <= {0, 1}:
        return False
    if _is_asked(column):
        return max(usual) > 2
    return last >= 5 and len(usual) >= 3


def with_no_answers(column: TableColumn, scale: Scale, known: KnownScales) -> Finding:
    """Add to a scale what a column holds beside its answers and is none.

    These are the listed words and codes, and other words frequent in the column, unless they
    are nearly spelled like an answer. The rest stays unknown and is reported cell by cell.
    """
    values = values_by_word(scale)
    answers = answers_of(column)
    off = {text: n for text, n in answers.items() if not _is_on(text, scale, values)}
    is_range = scale.answers[0].label.isdigit()
    numbers = Counter[int]()
    for text, count in answers.items():
        if (number := whole_number(text)) is not None:
            numbers[int(number)] += count
    listed, assumed = [], []
    for text, count in off.items():
        number = whole_number(text)
        if number is not None:
            if is_code_off_range(int(number), numbers if is_range else {}, known):
                listed.append(number)
        elif known.is_no_answer(text):
            listed.append(text)
        elif _is_frequent(count, answers) and not _is_misspelled(text, values):
            assumed.append((text, count))
    if len(assumed) > MAX_OTHER_WORDS:
        assumed = []
    no_answers = (*scale.no_answers, *listed, *(text for text, _ in assumed))
    return Finding(
        column, replace(scale, no_answers=tuple(dict.fromkeys(no_answers))), tuple(assumed)
    )


def _is_on(text: str, scale: Scale, values: Mapping[str, int]) -> bool:
    if answer_word(text) in values:
        return True
    number = whole_number(text) or leading_number(text)
    return number is not None and number in scale.by_text


def _is_frequent(count: int, answers: Mapping[str, int]) -> bool:
    return count >= max(3, FREQUENT * sum(answers.values()))


def _is_misspelled(text: str, values: Mapping[str, int]) -> bool:
    return bool(get_close_matches(answer_word(text), values, n=1, cutoff=0.85))


def has_unknown_scale(column: TableColumn) -> bool:
    """Whether a column's few words, each given often, may be answers in an order nobody knows."""
    answers = answers_of(column)
    if len(answers) not in WORDS_OF_A_SCALE or max(map(len, answers)) > LONGEST_ANSWER:
        return False
    with_letters = sum(any(letter.isalpha() for letter in text) for text in answers)
    return with_letters == len(answers) and sum(answers.values()) >= 3 * len(answers)
