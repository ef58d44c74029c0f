"""Which scale the answers of a column are on, told by the whole column and its neighbors."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from difflib import get_close_matches

from models.files.cells import (
    BLANK_WORDS,
    answer_word,
    are_logged,
    header_key,
    is_number,
    is_question,
    leading_number,
    says_counted,
    says_rated,
    whole_number,
    without_number,
)
from models.files.columns.assigner import NOTHING_TOLD, Told
from models.files.columns.scale_overrides import scale_from_mapping, scale_of_answers
from models.files.columns.scales import Family, KnownScales, number_range, values_by_word
from models.files.mapping import ColumnMapping
from models.files.sheets import TableColumn
from models.survey import Answer, Scale, plain

MIN_COVERED = 0.35
"""A word scale must hold this share of a column's answers."""

MIN_IN_RANGE = 0.95
"""A range must hold this share of a column's numbers, codes such as 99 not counted."""

FREQUENT = 0.02
TELLING = 0.005
"""From this share of the answers on, what a word means could change a number."""

WORDS_OF_A_SCALE = range(2, 9)
LONGEST_ANSWER = 60
SMALL = 200
"""Below so many answers, a best answer that never occurs says little; the neighbors decide."""

BATTERY = 3
"""From so many columns of one range on, numbers are answers whatever the headers say."""

SATISFIED = "satisfaction"
"""How the keys of scales begin whose words say by themselves that somebody was asked."""

SHORT_RANGE = 7
FARTHEST_BELOW = -5
"""No scale goes so far below zero: -66, -77 are codes."""

DIFFERENT_AT_MOST = 60
LONGEST_NAME = 500

_LAST_PART = re.compile(r"([\s_.-]*\(?\d+[a-z]?\)?|[\s_.-]+[a-z])$")
_ENDS = re.compile(
    r"(?<!\d)-?\d{1,2}\s*=\s*[^\W\d_]|(?<!\d)[01]\s*(?:[-–—]|to|t/m|tot|bis|a|à|do|al)\s*(?:3|4|5|6|7|10)(?!\d)"
)
_PARTED = re.compile(r"\s+[–-]\s+|\s*[\[:|]\s*")


@dataclass(frozen=True, slots=True)
class Finding:
    """A column whose answers are on a scale. `scale.no_answers` holds what else is in it.

    `assumed` are frequent words off the scale that no list names as "no answer", with counts:
    as long as there are some, the order of all words is open.
    """

    column: TableColumn
    scale: Scale
    assumed: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Battery:
    """Columns asked alike: the numbers that occur in them, whether they are surely asked, and how
    many there are."""

    numbers: frozenset[int] = frozenset()
    asked: bool = False
    beside: int = 1


ALONE = Battery()


def find_scales(
    columns: Sequence[TableColumn], known: KnownScales, told: Told = NOTHING_TOLD
) -> list[Finding]:
    """Return the columns, in their order, whose answers are on a known scale or range.

    Where several scales fit, the one that most of the columns use wins; what is told of a
    column goes before, unless most of its answers are on another scale.
    """
    seen = [_without_told(column, told.get(column.place)) for column in columns]
    batteries = find_batteries(seen, known)
    fitting = {
        column.place: fitting_scales(column, known, batteries.get(column.place, ALONE))
        for column in seen
    }
    votes = Counter(scales[0].key for scales in fitting.values() if scales)
    found = []
    for column in columns:
        scales = sorted(fitting[column.place], key=lambda scale: -votes[scale.key])
        scale = scale_from_mapping(told.get(column.place), scales)
        if scale is None or (scales and not _is_used(column, scale)):
            scale = next(iter(scales), None)
        if scale is not None:
            scale = _with_told(scale, told.get(column.place))
            found.append(with_no_answers(column, scale, known))
    return _with_zeros_alike(found, known, told)


def without_logged(
    findings: Sequence[Finding],
    columns: Sequence[TableColumn],
    names: Sequence[str],
    known: KnownScales,
    told: Told,
) -> list[Finding]:
    """Return findings without those that only describe things, events or measurements.

    `names` are the headers of the whole table. Nothing of a list of things is an answer; where
    columns only count something, the only one in words is none either: the state of a thing, say.
    """
    if any(one.column.place in told for one in findings):
        return list(findings)
    if are_logged(names):
        return [one for one in findings if one.scale.key.startswith(SATISFIED)]
    words = [one for one in findings if not is_number(one.scale.answers[0].label)]
    if len(words) == 1 and is_log_of(columns, known):
        return [one for one in findings if one is not words[0]]
    return list(findings)


def _without_told(column: TableColumn, said: ColumnMapping | None) -> TableColumn:
    """Return a column as if the codes that are told to be no answers did not stand in it."""
    if said is None or said.tells_scale or not said.no_answers:
        return column
    off = {plain(word) for word in said.no_answers}
    kept = {
        text: n
        for text, n in column.profile.items()
        if plain(text) not in off and (whole_number(text) or "") not in off
    }
    seen = copy(column)
    seen.profile = kept
    return seen


def _with_told(scale: Scale, said: ColumnMapping | None) -> Scale:
    """Return a scale with the codes that are told to be no answers, where nothing else is told."""
    if said is None or said.tells_scale or not said.no_answers:
        return scale
    return replace(scale, no_answers=tuple(dict.fromkeys((*scale.no_answers, *said.no_answers))))


def _with_zeros_alike(findings: Sequence[Finding], known: KnownScales, told: Told) -> list[Finding]:
    """Return findings where a 0 is open in all columns of one range or in none: what it means in
    one, it means in those beside."""
    open_ranges = {f.scale.key for f in findings if any(text == "0" for text, _ in f.assumed)}
    found = []
    for one in findings:
        rest = tuple(text for text in one.scale.no_answers if text != "0")
        is_told = one.column.place in told
        if one.scale.key in open_ranges and len(rest) < len(one.scale.no_answers) and not is_told:
            scale = replace(one.scale, no_answers=rest)
            one = with_no_answers(one.column, scale, known, open_zero=True)
        found.append(one)
    return found


def find_batteries(columns: Sequence[TableColumn], known: KnownScales) -> dict[int, Battery]:
    """Return, by the columns' places, what columns of numbers share with those asked alike:
    named with one beginning, or of one short range."""
    cores = {}
    for column in columns:
        core = core_numbers(column, known)
        if core and min(core) >= -3 and max(core) <= 10 and not says_counted(column.name):
            cores[column.place] = frozenset(core)
    by_stem: dict[str, list[int]] = {}
    by_ends: dict[tuple[int, int], list[int]] = {}
    for column in columns:
        if column.place in cores:
            seen = cores[column.place]
            by_stem.setdefault(name_stem(column.name), []).append(column.place)
            by_ends.setdefault((min(seen), max(seen)), []).append(column.place)
    found: dict[int, Battery] = {}
    is_log = is_log_of(columns, known)
    for (first, last), places in by_ends.items():
        if len(places) >= BATTERY and 2 < last - first < SHORT_RANGE and not is_log:
            found |= dict.fromkeys(places, Battery(frozenset((first, last)), True))
        elif not is_log:
            found |= dict.fromkeys(places, Battery(beside=len(places)))
    for stem, places in by_stem.items():
        if stem and len(places) > 1:
            numbers = frozenset().union(*(cores[place] for place in places))
            asked = len(places) >= BATTERY and max(numbers) - min(numbers) >= 2
            asked = asked or all(found[p].asked for p in places if p in found)
            found |= dict.fromkeys(places, Battery(numbers, asked, len(places)))
    return found


def is_log_of(columns: Sequence[TableColumn], known: KnownScales) -> bool:
    """Whether columns are those of a log: some count things, and none asks for anything. Then
    others of one range, and words of one column, may count and describe things too."""
    if any(is_question(column.name) or says_rated(column.name) for column in columns):
        return False
    return any(says_counted(column.name) and core_numbers(column, known) for column in columns)


def name_stem(name: str) -> str:
    """Return what the names of a battery have in common; "" for a name without such a part.

    >>> name_stem("PYT_1"), name_stem("mast12"), name_stem("Care [Nurses]"), name_stem("Age")
    ('pyt', 'mast', 'care', '')
    """
    name = name[:LONGEST_NAME]
    head = _PARTED.split(name, maxsplit=1)
    if len(head) > 1:
        return header_key(head[0])
    stem = _LAST_PART.sub("", name.strip().casefold())
    return header_key(stem) if stem != name.strip().casefold() else ""


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


def number_in(text: str, known: KnownScales) -> int | None:
    """Return the number that a cell is, in figures or as a word; None for any other cell."""
    number = whole_number(text)
    return int(number) if number is not None else known.number_words.get(answer_word(text))


def core_numbers(column: TableColumn, known: KnownScales) -> Counter[int]:
    """Return how often each number is given in a column that holds mostly numbers, without codes
    such as 99; nothing for any other column."""
    answers = answers_of(column)
    if not answers or len(answers) > DIFFERENT_AT_MOST:
        return Counter()
    numbers = _numbers(answers, known)
    if numbers.total() < 0.5 * sum(answers.values()):
        return Counter()
    return _core(numbers, known)


def _numbers(answers: Mapping[str, int], known: KnownScales) -> Counter[int]:
    numbers = Counter[int]()
    for text, count in answers.items():
        number = number_in(text, known)
        if number is None and (front := leading_number(text)) is not None:
            number = int(front)
        if number is not None:
            numbers[number] += count
    return numbers


def _core(numbers: Counter[int], known: KnownScales) -> Counter[int]:
    if _is_balanced(numbers):
        return Counter(numbers)
    return Counter(
        {n: count for n, count in numbers.items() if not is_code_off_range(n, numbers, known)}
    )


def _is_balanced(numbers: Mapping[int, int]) -> bool:
    """Whether numbers go as far below zero as above: a scale from -2 to 2, and no codes."""
    total = sum(numbers.values())
    usual = [n for n, count in numbers.items() if count >= 0.005 * total]
    below = [n for n in usual if n < 0]
    return len(below) >= 2 and 2 <= max(usual) <= 3 and -min(below) == max(usual)


def fitting_scales(
    column: TableColumn, known: KnownScales, battery: Battery = ALONE
) -> list[Scale]:
    """Return the scales a column may be on, the likeliest first; empty when there is none."""
    answers = answers_of(column)
    if not answers or len(answers) > DIFFERENT_AT_MOST:
        return []
    total = sum(answers.values())
    bare = sum(count for text, count in answers.items() if number_in(text, known) is not None)
    numbers = _numbers(answers, known)
    if 2 * bare < total:
        words = _fitting_words(column, answers, known)
        if words or 2 * numbers.total() < total:
            return words
    return _fitting_ranges(column, answers, numbers, known, battery)


def _fitting_words(
    column: TableColumn, answers: Mapping[str, int], known: KnownScales
) -> list[Scale]:
    by_word = Counter[str]()
    for text, count in answers.items():
        by_word[answer_word(text)] += count
    total = by_word.total()
    # A column with nothing but the answer that its header ends with is one choice of several.
    is_choice = len(by_word) == 1 and answer_word(column.name).endswith(next(iter(by_word)))
    rated = []
    for place, scale in enumerate(known.words):
        values = known.word_values[place]
        covered = sum(count for word, count in by_word.items() if word in values)
        seen = {values[word] for word in by_word if word in values}
        enough = len(seen) >= 2 or (bool(seen) and _is_asked(column) and not is_choice)
        if enough and covered >= MIN_COVERED * total and not _pools(by_word, values):
            rated.append((-covered, len(scale.answers) - len(seen), place, scale))
    most = min(rated, key=lambda r: r[:3])[0] if rated else 0
    best = [scale for covered, _, _, scale in sorted(rated, key=lambda r: r[:3]) if covered == most]
    unexplained = {
        text: count for text, count in answers.items() if not known.is_surely_no_answer(text)
    }
    if not best or any(answer_word(text) not in values_by_word(best[0]) for text in unexplained):
        graded = _graded(answers, unexplained, best, known)
        best = [graded, *best] if graded is not None else best
    is_yes_no = bool(best) and len(best[0].answers) == 2
    asked = _is_asked(column) or says_rated(column.name)
    return [] if is_yes_no and not asked else best


def _pools(by_word: Mapping[str, int], values: Mapping[str, int]) -> bool:
    """Whether two words of a column, both given often, would be one answer of a scale."""
    total = sum(by_word.values())
    often = [values[w] for w, n in by_word.items() if w in values and n >= max(3, FREQUENT * total)]
    return len(set(often)) < len(often) and not _differ_in_form(by_word, values)


def _differ_in_form(by_word: Mapping[str, int], values: Mapping[str, int]) -> bool:
    """Whether words of one answer only differ in an ending or a short word: "Yes" and "Y"."""
    grouped: dict[int, list[str]] = {}
    for word in by_word:
        if word in values:
            grouped.setdefault(values[word], []).append(word)
    return all(
        word[:1] == words[0][:1] and (len(word) < 3 or words[0][:3] in word or word[:3] in words[0])
        for words in grouped.values()
        for word in words
    )


def _graded(
    answers: Mapping[str, int],
    unexplained: Mapping[str, int],
    fixed: Sequence[Scale],
    known: KnownScales,
) -> Scale | None:
    """Return the scale of graded words that holds the answers, with those of the best fixed scale
    that are of its kind; None when no family of words has most of them."""
    words = {answer_word(text): text for text in answers}
    rated = []
    for family in known.families:
        held = {word: text for word, text in words.items() if word in family.grades}
        covered = sum(unexplained.get(text, 0) for text in held.values())
        grades = {family.grades[word] for word in held}
        given = {word: answers[text] for word, text in held.items()}
        if _pools(Counter(given), family.grades):
            continue
        if len(grades) >= 2 and 2 * covered > sum(unexplained.values()):
            rated.append((covered, len(grades), family, held))
    if not rated:
        return None
    covered, _, family, held = max(rated, key=lambda r: r[:2])
    known_best = max((_covered(unexplained, scale) for scale in fixed), default=-1)
    if covered <= known_best:
        return None
    spellings: dict[int, list[str]] = {}
    for word, text in held.items():
        spellings.setdefault(family.grades[word], []).append(without_number(text))
    # The answers of a fixed scale that nobody gave belong to it where it has the others as well.
    strange = [word for word in held if not fixed or word not in values_by_word(fixed[0])]
    for answer in fixed[0].answers if fixed and len(strange) <= 1 else ():
        grade = family.grades.get(answer_word(answer.label))
        if grade is not None and grade not in spellings:
            spellings[grade] = [answer.label]
    scale = scale_of_answers([tuple(dict.fromkeys(spellings[g])) for g in sorted(spellings)])
    return replace(scale, key=f"{family.key}_{len(scale.answers)}")


def _covered(answers: Mapping[str, int], scale: Scale) -> int:
    values = values_by_word(scale)
    return sum(count for text, count in answers.items() if answer_word(text) in values)


def family_of(scale: Scale, known: KnownScales) -> Family | None:
    """Return the family of graded words that a scale's answers are of, None without one."""
    words = [answer_word(answer.label) for answer in scale.answers]
    for family in known.families:
        if all(word in family.grades for word in words):
            return family
    return None


def _is_asked(column: TableColumn) -> bool:
    return column.asked or is_question(column.name) or is_question(column.label)


def _fitting_ranges(
    column: TableColumn,
    answers: Mapping[str, int],
    numbers: Counter[int],
    known: KnownScales,
    battery: Battery,
) -> list[Scale]:
    others = sum(
        count
        for text, count in answers.items()
        if number_in(text, known) is None
        and leading_number(text) is None
        and not known.is_no_answer(text)
    )
    core = _core(numbers, known)
    if 0 in battery.numbers and 0 in numbers:
        core[0] = numbers[0]
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
    lowest, highest = _usual_ends(core, usual, battery)
    own = [s for s in fitting if _ends(s)[0] <= lowest and _ends(s)[1] >= highest]
    own.sort(key=lambda scale: _ends(scale)[0] < min(0, lowest))
    if _are_flags(column, usual):
        return [number_range(0, 1)]
    if _are_yes_no_codes(column, usual, battery):
        return [number_range(1, 2)]
    if not own or not _is_telling(column, usual, _ends(own[0])[1], battery):
        return []
    own[:1] = [_with_spellings(own[0], answers, known)]
    if core.total() >= SMALL or battery.numbers:
        return own[:1]
    return own[:1] + [scale for scale in fitting if _ends(scale) != _ends(own[0])]


def _usual_ends(core: Mapping[int, int], usual: Sequence[int], battery: Battery) -> tuple[int, int]:
    """Return the lowest and highest number of a column and of those asked alike. A number below
    zero belongs to a scale that goes as far above."""
    balanced = _is_balanced(core) or any(n < 0 for n in battery.numbers)
    low = min((n for n in core if balanced or n >= 0), default=0)
    ends = [low, max(usual), *battery.numbers]
    return min(ends), max(ends)


def _with_spellings(scale: Scale, answers: Mapping[str, int], known: KnownScales) -> Scale:
    """Return a range whose answers are also known by the number words that a column holds."""
    spelled: dict[str, list[str]] = {}
    for text in answers:
        number = known.number_words.get(answer_word(text))
        if number is not None:
            spelled.setdefault(str(number), []).append(text)
    if not spelled:
        return scale
    made: list[Answer] = [
        replace(answer, words=tuple(spelled.get(answer.label, ()))) for answer in scale.answers
    ]
    return replace(scale, answers=tuple(made))


def is_code_off_range(code: int, numbers: Mapping[int, int], known: KnownScales) -> bool:
    """Whether a number is a code such as 99, 9 or 0 that lies off the scale of the others."""
    if str(code) in known.no_answer_codes or code < FARTHEST_BELOW:
        return True
    total = sum(numbers.values())
    last = max((number for number in numbers if 0 < number < 8 or number == 10), default=0)
    if code in (8, 9):
        return 0 < last <= 5 and numbers[code] <= 0.3 * total
    short = 3 <= last <= 5 or (last <= 7 and total >= SMALL and not {8, 9} & set(numbers))
    return code == 0 and short and numbers[0] <= 0.1 * total


def _ends(scale: Scale) -> tuple[int, int]:
    return int(scale.answers[0].label), int(scale.answers[-1].label)


def _is_telling(column: TableColumn, usual: Sequence[int], last: int, battery: Battery) -> bool:
    """Whether numbers look like ratings: of a numbered question, of a battery, or three and more
    of at least five levels under a header that does not count something."""
    levels = set(usual)
    if max(levels) < 2 or levels <= {0, 1}:
        return False
    if column.asked:
        return max(levels) > 2 or min(levels) < 0
    names = (column.name, column.label)
    if any(map(says_counted, names)):
        return False
    if battery.asked:
        return True
    if any(is_question(n) or says_rated(n) or _says_ends(n) for n in names):
        return max(levels) > 2 or min(levels) < 0
    alike = 5 <= last <= SHORT_RANGE and len(levels) >= 3 and {1, 5} <= levels
    return alike and battery.beside > 1


def _says_ends(name: str) -> bool:
    """Whether a header names the ends of a scale: "(0-10)", "1 to 5", "1 = best"."""
    return _ENDS.search(name) is not None


def _are_flags(column: TableColumn, usual: Sequence[int]) -> bool:
    """Whether 0 and 1 answer a question, and are no choice among several."""
    asked = is_question(column.name) or says_rated(column.name) or column.asked
    return set(usual) == {0, 1} and asked and not _PARTED.search(column.name)


def _are_yes_no_codes(column: TableColumn, usual: Sequence[int], battery: Battery) -> bool:
    """Whether 1 and 2 answer one of several questions that have no other answers."""
    alike = battery.beside >= BATTERY and battery.numbers == {1, 2}
    return alike and set(usual) == {1, 2} and is_question(column.name)


def with_no_answers(
    column: TableColumn, scale: Scale, known: KnownScales, *, open_zero: bool = False
) -> Finding:
    """Add to a scale what a column holds beside its answers and is none.

    These are the listed words and codes, and other short words that are no slip of the pen,
    unless they are nearly spelled like an answer. A 0 below a scale from 1 may be its worst
    answer or none: it is assumed like a word, with `open_zero` (it is frequent in a column asked
    alike) however rare. The rest stays unknown and is reported cell by cell.
    """
    values = values_by_word(scale)
    answers = answers_of(column)
    off = {text: n for text, n in answers.items() if not _is_on(text, scale, values)}
    is_range = all(is_number(answer.label) for answer in scale.answers)
    numbers = Counter[int]()
    for text, count in answers.items():
        if (number := whole_number(text)) is not None:
            numbers[int(number)] += count
    ends_given = _ends_are_given(answers, scale, values)
    listed, assumed = [], []
    for text, count in off.items():
        number = whole_number(text)
        if number == "0" and is_range:
            if open_zero or _is_frequent(count, answers):
                assumed.append((text, count))
            elif is_code_off_range(0, numbers, known):
                listed.append(number)
        elif number is not None:
            if is_code_off_range(int(number), numbers if is_range else {}, known):
                listed.append(number)
        elif known.is_surely_no_answer(text) or (known.is_no_answer(text) and ends_given):
            listed.append(text)
        elif _matters(text, column, is_range=is_range) and not _is_misspelled(text, values):
            assumed.append((text, count))
    no_answers = (*scale.no_answers, *listed, *(text for text, _ in assumed))
    return Finding(
        column, replace(scale, no_answers=tuple(dict.fromkeys(no_answers))), tuple(assumed)
    )


def _ends_are_given(answers: Mapping[str, int], scale: Scale, values: Mapping[str, int]) -> bool:
    """Whether the worst and the best answer of a scale both occur."""
    found = {values.get(answer_word(text)) for text in answers}
    for text in answers:
        number = whole_number(text) or leading_number(text)
        if number is not None:
            found.add(scale.by_text.get(number))
    worst, best = scale.answers[0].value, scale.answers[-1].value
    return {worst, best} <= found


def _is_on(text: str, scale: Scale, values: Mapping[str, int]) -> bool:
    if answer_word(text) in values:
        return True
    number = whole_number(text) or leading_number(text)
    return number is not None and number in scale.by_text


def _is_frequent(count: int, answers: Mapping[str, int]) -> bool:
    return count >= max(3, FREQUENT * sum(answers.values()))


def _matters(text: str, column: TableColumn, *, is_range: bool) -> bool:
    """Whether a cell off the scale is given so often that what it means could change a number, and
    is no slip of the pen."""
    answers = answers_of(column)
    count = answers[text]
    if _is_frequent(count, answers):
        return True
    if is_range or len(text) > LONGEST_ANSWER or header_key(text) == header_key(column.name):
        return False
    return _are_words(text) and count >= max(2, TELLING * sum(answers.values()))


def _are_words(text: str) -> bool:
    return any(map(str.isalpha, text)) and not any(map(str.isdigit, text))


def _is_misspelled(text: str, values: Mapping[str, int]) -> bool:
    return bool(get_close_matches(answer_word(text), values, n=1, cutoff=0.85))


def has_unknown_scale(column: TableColumn) -> bool:
    """Whether a column's few words, each given often, may be answers in an order nobody knows."""
    answers = answers_of(column)
    if len(answers) not in WORDS_OF_A_SCALE or max(map(len, answers)) > LONGEST_ANSWER:
        return False
    with_letters = sum(any(map(_is_telling_sign, text)) for text in answers)
    return with_letters == len(answers) and sum(answers.values()) >= 3 * len(answers)


def _is_telling_sign(sign: str) -> bool:
    """Whether a character is a letter, a face or a star."""
    return sign.isalpha() or unicodedata.category(sign) == "So"
