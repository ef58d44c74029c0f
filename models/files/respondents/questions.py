"""What a file does not tell for sure, asked on its real values; and what an answer changes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping as ByPlace
from collections.abc import Sequence
from dataclasses import replace

from models.files.aggregates import Span, period_key
from models.files.cells import (
    Order,
    answer_word,
    asks_which,
    date_evidence,
    is_number,
    is_question,
    says_rated,
    whole_number,
)
from models.files.cells import header_words as words
from models.files.columns import (
    answers_of,
    are_places,
    has_unknown_scale,
    header_names,
    known_scales,
    order_question,
)
from models.files.mapping import ColumnMapping, Direction, Mapping, Role, column_key
from models.files.questions import DATES, IGNORE, Choice, Open, Question, QuestionKind
from models.files.respondents import ColumnRoles, Items
from models.files.sheets import Sheet, TableColumn
from models.language import _, ngettext, number
from models.survey import NO_UNIT, Scale

UNIT = "unit"
DATE = "date"
NO_DATE = "none"
SHEET = "sheet"
PERIOD = "period"
ENCODING = "encoding"
VERSION = "questionnaire"
DIRECTION = "direction:"
ORDER = "order:"

ONE_UNIT = "all rows"
"""The answer to the question for the unit that all rows belong to one; "all rows:4 West" names
it, else it is the visible bucket of rows without a unit."""

MOST_UNITS = 12
MOST_QUESTIONS = 3
"""What is asked of one file; columns beyond stay out, and this is said."""

SCALED = "scale:"
NUMBERS = "numbers"
LISTED = 2
"""Columns that a question names; of the others it says how many they are."""

LONGEST_NAME = 40
FEWEST_ALIKE = 3
"""So many columns of the same words, three or more, are answers whatever their headers say."""

_DECIMAL = re.compile(r"-?\d+[.,]\d+")


def with_answer(mapping: Mapping, question: Question, choice: str | Sequence[str]) -> Mapping:
    """Return the mapping with one question answered: the key of a choice, or for an ORDER question
    the keys worst first. KeyError for a choice that is not there."""
    if isinstance(choice, str):
        known = {c.key for c in question.choices} | {IGNORE}
        if choice not in known and not choice.startswith(f"{ONE_UNIT}:"):
            raise KeyError(choice)
    elif not set(choice) <= {c.key for c in question.choices}:
        raise KeyError(question.id)
    if question.kind is QuestionKind.ORDER:
        return _ordered(mapping, question, choice)
    choice = str(choice)
    if question.id == UNIT:
        return _with_unit(mapping, choice)
    if question.id == DATE:
        return _with_date(mapping, question, choice)
    if question.id == DATES:
        return replace(mapping, date_order=Order(choice))
    if question.id == ENCODING:
        return mapping  # which is no matter of columns: `ReadOptions.encoding`
    if question.id == PERIOD:
        return replace(mapping, period=choice)
    if question.id == SHEET:
        return replace(mapping, sheet=choice, header_rows=())
    if question.id == VERSION:
        return replace(mapping, instrument=choice)
    for name in question.columns:
        if choice == IGNORE:
            mapping = mapping.with_role(name, Role.IGNORE)
            continue
        told = mapping.column(name) or ColumnMapping(name, Role.ITEM)
        role = Role.ITEM if told.role is Role.IGNORE else told.role
        told = replace(told, role=role, direction=Direction(choice), answers=(), best=())
        mapping = mapping.with_column(told)
    return mapping


def _ordered(mapping: Mapping, question: Question, choice: str | Sequence[str]) -> Mapping:
    for name in question.columns:
        if isinstance(choice, str):
            mapping = mapping.with_role(name, Role.IGNORE)
            continue
        left = tuple(c.key for c in question.choices if c.key not in choice)
        known = mapping.column(name)
        role = known.role if known is not None and known.role is not Role.IGNORE else Role.ITEM
        answers = tuple((word,) for word in choice)
        told = ColumnMapping(name, role, answers=answers, no_answers=left)
        mapping = mapping.with_column(told)
    return mapping


def _with_unit(mapping: Mapping, choice: str) -> Mapping:
    if not choice.startswith(ONE_UNIT):
        return replace(mapping, unit=None).with_role(choice, Role.UNIT)
    name = " ".join(choice.removeprefix(ONE_UNIT).lstrip(":").split())
    for column in mapping.columns:
        if column.role is Role.UNIT:
            mapping = mapping.with_role(column.name, Role.IGNORE)
    return replace(mapping, unit=name or NO_UNIT)


def _with_date(mapping: Mapping, question: Question, choice: str) -> Mapping:
    """Take one column, or the only one as one kind of date; the others are ignored."""
    for name in question.columns:
        role = Role.DISCHARGE_DATE if choice == name else Role.IGNORE
        if choice in (Role.DISCHARGE_DATE.value, Role.RECEIVED_DATE.value):
            role = Role(choice)
        mapping = mapping.with_role(name, role)
    return mapping


def which_date_question(columns: ColumnRoles) -> Question | None:
    """Ask what day columns of dates hold whose headers do not say it."""
    unsure = columns.roles.unsure_dates
    names = tuple(column.name for column in unsure)
    none = Choice(NO_DATE, _("None of these"), _("The answers will have no month"))
    if len(unsure) > 1:
        text = _("Which column has the discharge or visit date?")
        choices = [Choice(c.name, c.name, _some(c)) for c in unsure]
        return Question(DATE, names, text, (*choices, none))
    if not unsure:
        return None
    seen = next(iter(unsure[0].profile), "")
    choices = [
        Choice(Role.DISCHARGE_DATE.value, _("The discharge or visit date")),
        Choice(Role.RECEIVED_DATE.value, _("The date the answer came in")),
        none,
    ]
    text = _("What does the date in “{names}” mean, such as {seen}?").format(
        names=names[0], seen=seen
    )
    return Question(DATE, names, text, tuple(choices), Role.RECEIVED_DATE.value)


def unit_question(columns: ColumnRoles, items: Items, *, found: bool) -> Question | None:
    """Ask which column is the unit when there is none (`found` False), or another one that is
    called like a unit and divides the rows otherwise."""
    unit = columns.roles.unit
    if columns.obeyed.mapping.unit is not None or columns.units.names_units:
        return None
    said = columns.obeyed.mapping.column(unit.name) if found else None
    if said is not None and said.role is Role.UNIT:
        return None
    named = [column for column in columns.table.named() if not columns.is_added(column)]
    if found:
        rivals = [c for c in named if c is not unit and _is_rival(c, unit, columns)]
        if not rivals:
            return None
        candidates = [unit, *rivals]
    else:
        taken = [columns.roles.survey_id, *columns.roles.identifiers, *columns.roles.counters]
        candidates = [
            column
            for column in named
            if column.place not in items
            and _may_be_unit(column)
            and not any(own is column for own in taken)
        ]
        candidates.sort(key=lambda c: (c.profile.keys() <= {"0", "1"}, c.place))
    choices = [Choice(c.name, c.name, _some(c)) for c in candidates[:MOST_UNITS]]
    choices.append(Choice(ONE_UNIT, _("All rows are for one unit")))
    text = _("Which column has the unit?")
    return Question(UNIT, (unit.name,) if found else (), text, tuple(choices))


def _is_rival(column: TableColumn, unit: TableColumn, columns: ColumnRoles) -> bool:
    """Whether another column is called like a unit, and is not its code, name or group."""
    roles = columns.roles
    taken = (roles.facility, roles.site, roles.discharged, roles.received, roles.mode)
    if any(own is column for own in taken) or column.place in roles.told:
        return False
    if words.rank_in(words.UNIT, column.name) is None or not are_places(column):
        return False
    rows = range(min(len(columns.table), 2_000))
    pairs = set(zip(column.texts(rows), unit.texts(rows), strict=True))
    return len(pairs) > max(len(column.profile), len(unit.profile)) + 1


def _may_be_unit(column: TableColumn) -> bool:
    if not are_places(column) or not 1 <= len(column.profile) <= 200:
        return False
    if column.asked or is_question(column.name) or words.is_comment_header(column.name):
        return False
    if all(known_scales().is_scale_word(text) for text in column.profile):
        return False
    numbers = sum(n for text, n in column.profile.items() if text.replace(".", "").isdecimal())
    decimals = sum(n for text, n in column.profile.items() if _DECIMAL.fullmatch(text))
    if 2 * decimals >= column.filled:
        return False
    is_code = words.rank_in(words.UNIT, column.name) is not None
    return is_code or numbers < 0.5 * column.filled or len(column.profile) > 11


def date_question(
    columns: ColumnRoles, further: Sequence[Sequence[str]], *, complete: bool = True
) -> Question | None:
    """Ask for the order of day and month when all dates fit both ways, also those in `further`
    rows of the file. Where there are more rows still (not `complete`), they may prove it: then
    nobody has to answer yet."""
    width = columns.table.header.width
    whole = [cells for cells in further if len(cells) == width]
    for column in columns.facts.unsure_dates:
        if column.place < width and date_evidence(c[column.place].strip() for c in whole):
            return None
        names = [c.name for c in columns.facts.unsure_dates]
        default = None if complete else Order.MONTH_FIRST.value
        asked = order_question(column.name, column.profile, names, default)
        if asked is not None:
            return asked
    return None


def period_question(spans: Sequence[Span], text: str) -> Question:
    """Ask which of some spans of months the figures of a file cover."""
    choices = tuple(Choice(period_key(span), span.words) for span in spans)
    return Question(PERIOD, (), text, choices)


def sheet_question(sheets: Sequence[Sheet], default: str | None = None) -> Question:
    """Ask which of several sheets is read; none is preselected where nothing tells."""
    choices = tuple(
        Choice(
            s.name or "",
            s.name or "",
            _("{header_names} columns").format(header_names=len(header_names(s))),
        )
        for s in sheets
    )
    text = _("Several sheets have answers. Which one should we read?")
    return Question(SHEET, (), text, choices, default)


def version_question(columns: ColumnRoles) -> Question:
    """Ask which version of HCAHPS it is when neither dates nor answers tell."""
    choices = tuple(
        Choice(
            v.instrument.key,
            v.instrument.name,
            _("{columns} questions found").format(columns=len(v.columns)),
        )
        for v in columns.versions
    )
    return Question(VERSION, (), _("Which version of the questionnaire was used?"), choices)


def questions_of(
    columns: ColumnRoles,
    items: Items,
    still_open: ByPlace[int, Open],
    *,
    has_unit: bool = True,
    refused: bool = False,
    further: Sequence[Sequence[str]] = (),
    complete: bool = True,
    first: Sequence[Question] = (),
) -> tuple[Question, ...]:
    """Return what nobody said of a table, the weightiest first and three at most.

    `still_open` are the places of the columns of which something decisive is not said, `first`
    are questions that go before the others; `refused` that the table is none of survey answers.
    """
    asked = [
        None if refused else unit_question(columns, items, found=has_unit),
        date_question(columns, further, complete=complete),
        *first,
        *direction_questions(columns, items, still_open),
        *word_questions(columns, items, still_open),
        which_date_question(columns),
        *order_questions(columns, items),
    ]
    found = [question for question in asked if question is not None]
    return tuple(found[:MOST_QUESTIONS])


def direction_questions(
    columns: ColumnRoles, items: Items, still_open: ByPlace[int, Open]
) -> list[Question]:
    """Ask which end of bare numbers is best, once for all columns, and the same of words that say
    only how often or how much."""
    groups: dict[tuple[str, ...], list[TableColumn]] = {}
    for column in columns.table.named():
        if still_open.get(column.place) is Open.DIRECTION and column.place in items:
            labels = tuple(a.label for a in items[column.place][1].scale.answers)
            groups.setdefault(labels, []).append(column)
    numbers = {labels: group for labels, group in groups.items() if all(map(is_number, labels))}
    if len(numbers) > 1:
        groups = {labels: group for labels, group in groups.items() if labels not in numbers}
        return [_of_all_numbers(numbers), *(_of_direction(*one) for one in groups.items())]
    return [_of_direction(labels, group) for labels, group in groups.items()]


def _of_direction(labels: tuple[str, ...], group: Sequence[TableColumn]) -> Question:
    names = [column.name for column in group]
    low, high = _ends_given(group, labels) or (labels[0], labels[-1])
    text = _("In {named}, is {high} the best answer or {low}?").format(
        named=_named(names), high=high, low=low
    )
    choices = (
        Choice(
            Direction.HIGHEST.value, _("{high} is best").format(high=high), _how_often(group, high)
        ),
        Choice(Direction.LOWEST.value, _("{low} is best").format(low=low), _how_often(group, low)),
        Choice(IGNORE, _("Not a survey question")),
    )
    # The id goes by the scale, so that an answer holds for a file with fewer values as well.
    return Question(f"{DIRECTION}{labels[0]}-{labels[-1]}", tuple(names), text, choices)


def _of_all_numbers(groups: ByPlace[tuple[str, ...], list[TableColumn]]) -> Question:
    """Ask once for columns of several ranges of numbers."""
    columns = [column for group in groups.values() for column in group]
    names = [column.name for column in columns]
    highest = ", ".join(_in_column(labels[-1], group) for labels, group in groups.items())
    lowest = ", ".join(_in_column(labels[0], group) for labels, group in groups.items())
    text = _("In {named}, is the highest or the lowest number best?").format(named=_named(names))
    choices = (
        Choice(Direction.HIGHEST.value, _("The highest is best"), highest),
        Choice(Direction.LOWEST.value, _("The lowest is best"), lowest),
        Choice(IGNORE, _("Not a survey question")),
    )
    return Question(f"{DIRECTION}{NUMBERS}", tuple(names), text, choices)


def _in_column(answer: str, group: Sequence[TableColumn]) -> str:
    return _("{answer} in {column}").format(answer=answer, column=group[0].name)


def _named(names: Sequence[str]) -> str:
    """Return the names of columns as a question says them."""
    if len(names) == 1:
        return f"“{_shortened(names[0])}”"
    listed = ", ".join(map(_shortened, names[:LISTED]))
    if len(names) > LISTED:
        listed = _("{names} and {n} more").format(names=listed, n=number(len(names) - LISTED))
    return _("{n} columns ({names})").format(n=number(len(names)), names=listed)


def word_questions(
    columns: ColumnRoles, items: Items, still_open: ByPlace[int, Open]
) -> list[Question]:
    """Ask how words are ordered of which only some are on a known scale, and which of them are no
    answers; once for all columns of the same words."""
    groups: dict[frozenset[str], list[TableColumn]] = {}
    for column in columns.table.named():
        if still_open.get(column.place) is Open.WORDS and column.place in items:
            groups.setdefault(_unplaced(column, items[column.place][1].scale), []).append(column)
    found = []
    for group in sorted(groups.values(), key=len, reverse=True):
        first = group[0]
        counts = Counter[str]()
        for column in group:
            counts.update(answers_of(column))
        spellings = _in_order(counts, items[first.place][1].scale)
        choices = tuple(Choice(word, word, _times(counts[word])) for word in spellings)
        names = tuple(column.name for column in group)
        id_ = f"{SCALED}{column_key(first.name)}"
        found.append(Question(id_, names, _order_text(group), choices, None, QuestionKind.ORDER))
    return found


def _unplaced(column: TableColumn, scale: Scale) -> frozenset[str]:
    """Return the answers that have no place on a scale: those by which columns are alike."""
    placed = {answer_word(word) for a in scale.answers for word in (a.label, *a.words, *a.codes)}
    return frozenset(
        word for text in answers_of(column) if (word := answer_word(text)) not in placed
    )


def _in_order(counts: ByPlace[str, int], scale: Scale) -> list[str]:
    """Return words, those of a scale from worst to best, then the others; numbers by size."""
    if all(map(is_number, counts)):
        return sorted(counts, key=int)
    values = {answer_word(text): value for text, value in scale.by_text.items()}
    return sorted(counts, key=lambda text: (values.get(answer_word(text), 255), -counts[text]))


def _times(n: int) -> str:
    return ngettext("{n} time", "{n} times", n).format(n=number(n))


def _order_text(group: Sequence[TableColumn]) -> str:
    more = len(group) - 1
    if not more:
        return _("What's the order of the answers to “{name}”, from worst to best?").format(
            name=group[0].name
        )
    return _(
        "What's the order of the answers to “{name}” and {n} more, from worst to best?"
    ).format(name=group[0].name, n=number(more))


def _numbers_of(column: TableColumn) -> list[str]:
    """Return the cells that begin with a number."""
    return [text for text in answers_of(column) if text[:1].isdecimal() or text[:1] == "-"]


def _ends_given(columns: Sequence[TableColumn], labels: Sequence[str]) -> tuple[str, str] | None:
    """Return the first and last of a scale's labels that are given in some of the columns; None
    where there are no two."""
    numbers = {whole_number(text) for column in columns for text in _numbers_of(column)}
    given = [label for label in labels if label in numbers]
    return (given[0], given[-1]) if len(given) > 1 else None


def _shortened(name: str) -> str:
    """Return a column's name, a long one cut in its middle, where names of a grid are the same."""
    if len(name) <= LONGEST_NAME:
        return name
    half = LONGEST_NAME // 2
    return f"{name[:half].rstrip()} … {name[-half:].lstrip()}"


def _how_often(columns: Sequence[TableColumn], answer: str) -> str:
    given = sum(c.profile.get(answer, 0) for c in columns)
    total = sum(c.filled for c in columns)
    if not total:
        return ""
    return _("{n}% of the answers we checked").format(n=round(100 * given / total))


def order_questions(columns: ColumnRoles, items: Items) -> list[Question]:
    """Ask, once for all columns of the same words, how answers on no known scale are ordered."""
    groups: dict[frozenset[str], list[TableColumn]] = {}
    for column in columns.roles.questions:
        if column.place not in items and has_unknown_scale(column) and not asks_which(column.name):
            groups.setdefault(frozenset(answers_of(column)), []).append(column)
    groups = {w: group for w, group in groups.items() if _may_be_answers(w, group, columns)}
    found = []
    for group in groups.values():
        first = group[0]
        counts = sorted(answers_of(first).items(), key=lambda pair: -pair[1])
        choices = tuple(Choice(word, word, _times(n)) for word, n in counts)
        names = tuple(column.name for column in group)
        words = answers_of(first)
        # Faces and stars are answers, and so are words of which some are known as such.
        graded = any(known_scales().is_graded(word) or not _has_letters(word) for word in words)
        default = IGNORE if items and not graded else None
        id_ = f"{ORDER}{column_key(first.name)}"
        found.append(Question(id_, names, _order_text(group), choices, default, QuestionKind.ORDER))
    return found


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _may_be_answers(
    answers: frozenset[str], group: Sequence[TableColumn], columns: ColumnRoles
) -> bool:
    """Whether words are answered: below a question, or the same ones in several columns."""
    asked = any(
        is_question(column.name)
        or says_rated(column.name)
        or column.asked
        or column.place in columns.roles.told
        for column in group
    )
    return asked or (len(group) >= FEWEST_ALIKE and len(answers) >= FEWEST_ALIKE)


def _some(column: TableColumn) -> str:
    names = list(column.profile)[:3]
    more = ", …" if len(column.profile) > 3 else ""
    return f"{', '.join(names)}{more}"
