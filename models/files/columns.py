"""What each column of a respondent table is, told by its header and its content."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from models.errors import FileRefused, UsageProblem
from models.files import header_words as words
from models.files.answers import BLANK_SPELLINGS, BLANK_WORDS, whole_number
from models.files.content import ReadOptions
from models.files.dates import Order, parse_date
from models.files.scales import known_scales
from models.files.table import Table, TableColumn

MAX_LISTED = 60
MODES_AT_MOST = 15

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"\+?1?[-.\s]?\(?\d{3}\)?[-.\s]\d{3}[-.\s]\d{4}")
_LOCATION_LEVEL = re.compile(r"(?:location|level|hierarchy|org(?:anisation)? level) (\d)")


@dataclass(slots=True)
class Roles:
    """Which column is what; None and empty where the file has none.

    `questions` are the columns that may be items, `about_patient` those about the patient, the
    stay or the file, `identifiers` the names of columns that may tell who the patient is: their
    cells are never handed on.
    """

    unit: TableColumn
    facility: TableColumn | None = None
    site: TableColumn | None = None
    discharged: TableColumn | None = None
    received: TableColumn | None = None
    year: TableColumn | None = None
    month: TableColumn | None = None
    survey_id: TableColumn | None = None
    mode: TableColumn | None = None
    comments: list[TableColumn] = field(default_factory=list)
    questions: list[TableColumn] = field(default_factory=list)
    about_patient: list[TableColumn] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class _Chooser:
    """Hands out the columns of a table, each at most once."""

    def __init__(self, table: Table, where: str, taken: Collection[int]) -> None:
        self.table = table
        self.where = where
        self.free = [column for column in table.named() if column.place not in taken]

    def by_name(self, name: str | None, option: str) -> TableColumn | None:
        """Return the column the user named. Raises UsageProblem when there is none."""
        if name is None:
            return None
        key = words.header_key(name)
        for column in self.table.named():
            if column.name == name or words.header_key(column.name) == key:
                self._take(column)
                return column
        raise UsageProblem(
            "unknown_column",
            f"There is no column named {name}.",
            where=self.where,
            hint=f"Choose {option} among: {column_list(self.table)}",
        )

    def best(
        self, names: tuple[str, ...], fits: Callable[[TableColumn], bool]
    ) -> TableColumn | None:
        """Return the free column with the most telling header whose content fits."""
        ranked = [(words.rank_in(names, column.name), column) for column in self.free]
        for _, column in sorted(
            ((rank, column) for rank, column in ranked if rank is not None),
            key=lambda pair: (pair[0], pair[1].place),
        ):
            if fits(column):
                self._take(column)
                return column
        return None

    def all_that(self, fits: Callable[[TableColumn], bool]) -> list[TableColumn]:
        found = [column for column in self.free if fits(column)]
        for column in found:
            self._take(column)
        return found

    def _take(self, column: TableColumn) -> None:
        self.free = [other for other in self.free if other is not column]


def column_list(table: Table) -> str:
    """Return the names of the columns as a list to read."""
    names = [column.name for column in table.named()]
    more = f" and {len(names) - MAX_LISTED} more" if len(names) > MAX_LISTED else ""
    return ", ".join(names[:MAX_LISTED]) + more


def decide_roles(
    table: Table, options: ReadOptions, where: str, items: Collection[int] = ()
) -> Roles:
    """Decide what the columns are. `items` are places already known to be questions.

    Raises UsageProblem when a column named by the user does not exist, and FileRefused when no
    column can be the unit.
    """
    chooser = _Chooser(table, where, items)
    unit = chooser.by_name(options.unit_column, "--unit-column")
    facility = chooser.by_name(options.facility_column, "--facility-column")
    discharged = chooser.by_name(options.date_column, "--date-column")
    counters = chooser.all_that(lambda column: is_row_counter(column, len(table)))
    unit = unit or chooser.best(words.UNIT, _is_place) or _finest_location(chooser)
    if unit is None:
        raise _no_unit(table, where)
    roles = Roles(unit)
    roles.facility = facility or chooser.best(words.FACILITY, _is_place)
    roles.site = chooser.best(words.SITE, _is_place)
    roles.discharged = discharged or chooser.best(words.DISCHARGED, is_date_column)
    roles.received = chooser.best(words.RECEIVED, is_date_column)
    if roles.discharged is None:
        _choose_year_and_month(roles, chooser)
    roles.survey_id = chooser.best(words.SURVEY_ID, lambda column: is_unique(column, len(table)))
    roles.mode = chooser.best(words.MODE, _is_short_list)
    roles.identifiers = [column.name for column in chooser.all_that(_is_identifier)]
    roles.comments = chooser.all_that(is_comment)
    roles.about_patient = chooser.all_that(
        lambda column: (
            words.is_about_patient(column.name)
            or words.rank_in(words.LANGUAGE, column.name) is not None
        )
    )
    chooser.all_that(_is_bookkeeping)
    roles.questions = chooser.free
    roles.notes = _notes(roles, counters)
    return roles


def _choose_year_and_month(roles: Roles, chooser: _Chooser) -> None:
    year = chooser.best(words.YEAR, lambda column: _whole_numbers(column, 1990, 2100))
    month = chooser.best(words.MONTH, lambda column: _whole_numbers(column, 1, 12))
    if year is not None and month is not None:
        roles.year, roles.month = year, month


def _no_unit(table: Table, where: str) -> FileRefused:
    return FileRefused(
        "no_unit",
        "No column tells which unit (ward) an answer belongs to.",
        where=where,
        hint=f"Name it with --unit-column. Columns: {column_list(table)}",
    )


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


def _is_place(column: TableColumn) -> bool:
    """Whether the cells can be names or codes of places: not all different, no dates, short."""
    distinct = len(column.profile)
    if distinct == 0 or (distinct > 40 and distinct > 0.5 * column.filled):
        return False
    return not is_date_column(column) and _mean_length(column) <= 80


def _is_short_list(column: TableColumn) -> bool:
    return 0 < len(column.profile) <= MODES_AT_MOST and _mean_length(column) <= 40


def _whole_numbers(column: TableColumn, low: int, high: int) -> bool:
    numbers = [whole_number(word) for word in column.profile]
    return bool(numbers) and all(n is not None and low <= int(n) <= high for n in numbers)


def _finest_location(chooser: _Chooser) -> TableColumn | None:
    """Return the last of columns such as location_1, location_2, location_3."""
    levels = [
        (int(match[1]), column)
        for column in chooser.free
        if (match := _LOCATION_LEVEL.fullmatch(words.header_key(column.name)))
    ]
    for _, column in sorted(levels, key=lambda level: level[0], reverse=True):
        if _is_place(column):
            chooser.all_that(lambda other: any(other is level for _, level in levels))
            return column
    return None


def _is_identifier(column: TableColumn) -> bool:
    if words.is_identifier(column.name):
        return True
    sample = list(column.profile)[:200]
    telling = sum(1 for text in sample if _EMAIL.fullmatch(text) or _PHONE.fullmatch(text))
    return bool(sample) and telling > 0.5 * len(sample)


def is_comment(column: TableColumn) -> bool:
    """Whether the cells are free text: said so by the header and not contradicted, or evident."""
    texts = {text: n for text, n in column.profile.items() if text.casefold() not in BLANK_WORDS}
    if not texts:
        return False
    filled = sum(texts.values())
    length = sum(len(text) * count for text, count in texts.items()) / filled
    varied = len(texts) / filled
    if words.COMMENT.search(words.header_key(column.name)):
        telling = length >= 12 and varied >= 0.3
    else:
        telling = filled >= 5 and length >= 40 and varied >= 0.8
    return telling and not _are_answers(texts)


def _are_answers(texts: Collection[str]) -> bool:
    """Whether texts are mostly words of some answer scale."""
    known = known_scales()
    sample = list(texts)[:100]
    return sum(known.is_scale_word(text) for text in sample) > 0.5 * len(sample)


def _is_bookkeeping(column: TableColumn) -> bool:
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


def _notes(roles: Roles, counters: Sequence[TableColumn]) -> list[str]:
    notes = [f"Units are taken from the column {roles.unit.name}."]
    if roles.facility is not None:
        notes.append(f"Facilities are taken from the column {roles.facility.name}.")
    if roles.discharged is not None:
        notes.append(f"Months are those of the column {roles.discharged.name}.")
    elif roles.received is not None:
        notes.append(f"Months are those of the column {roles.received.name} (received).")
    elif roles.month is None:
        notes.append("No date was found: these answers count only when no period is asked for.")
    if counters:
        names = ", ".join(column.name for column in counters)
        notes.append(f"A row counter is no survey id: {names}.")
    if roles.identifiers:
        names = ", ".join(roles.identifiers)
        notes.append(f"Left out because they may tell who the patient is: {names}.")
    return notes
