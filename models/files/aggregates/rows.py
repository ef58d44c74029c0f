"""The figures of an aggregated table, cell by cell, before anybody counts with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from models.errors import FileRefused, Where
from models.files.aggregates.count_layout import find_month
from models.files.aggregates.file_period import told_period
from models.files.aggregates.layout import AggregateLayout, Figures, is_figure, is_kept_back
from models.files.aggregates.periods import Span, order_of, span_between, span_in, span_of
from models.files.aggregates.values import Share, printed_share, whole_count
from models.files.cells import Order
from models.files.columns import order_question
from models.files.content import Problem, Progress, ReadOptions
from models.files.questions import Question
from models.files.sheets import Sheet
from models.language import _

MOST_REPEATED = 0.05
"""A table in which more figures than this share come again with other values is none of aggregated
figures: its rows are of groups that no known column tells apart."""

_TOTALS = re.compile(
    r"(grand |sub ?|hospital |facility |system |unit )?totals?|.{1,60} (sub ?)?totals?|"
    r"all( (units|wards|departments|clinics|patients|hospitals|trusts|sites))?|"
    r"((hospital|facility|system|trust|unit|department|group) )?(overall|average|mean)|"
    r"(national|state|peer|system|vendor) (average|mean|benchmark|norm)|benchmarks?|target|goal|"
    r"england|national?|state( wide)?"
)
_PRINTED = re.compile(
    r"\b(extracted|printed|created|generated|exported|updated|prepared|run (on|date)|as of)\b"
)
"""A title that says so names the day of the print."""

_CARRIED = ("facility", "site", "unit", "measure")


@dataclass(frozen=True, slots=True)
class Figure:
    """One share with its number of answers; `said` is what its header says of the share."""

    row: int
    column: str
    place: tuple[str, str, str]
    """Facility, site and unit."""
    measure: str
    span: Span
    n: int
    share: Share
    text: str
    said: str


@dataclass(slots=True)
class FiguresRead:
    """Everything a table of aggregated figures holds.

    `kept_back` are (place, span, row) of figures their sender held back. `rows` counts the rows
    with figures, `totals` those left out because they sum up others. `questions` ask for the order
    of day and month where nothing tells it.
    """

    figures: list[Figure] = field(default_factory=list)
    kept_back: list[tuple[tuple[str, str, str], Span, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    questions: tuple[Question, ...] = ()
    rows: int = 0
    totals: int = 0


def read_figures(
    sheet: Sheet,
    layout: AggregateLayout,
    options: ReadOptions,
    progress: Progress,
    *,
    file_name: str,
    where: Where,
    order: Order | None = None,
) -> FiguresRead | None:
    """Read all figures; None when the rows are not those of aggregated figures after all.

    `order` is what was told of day and month. Raises FileRefused when neither rows nor title nor
    file name tell which months they cover.
    """
    rows = [(n, cells) for n, cells in sheet.rows(progress) if n > layout.header_row]
    reader = _Reader(sheet, layout, options)
    days = {role: [layout.cell(cells, role) for _, cells in rows] for role in _DAYS}
    told = order_of({text for texts in days.values() for text in texts})
    reader.order = order or told or Order.MONTH_FIRST
    if (order or told) is None:
        reader.read.questions = tuple(_order_asked(layout, days))
    if not reader.tells_months():
        reader.title = reader.told or _title_span(layout, file_name, where, reader.read.notes)
    for number, cells in rows:
        reader.take(number, cells)
    found = reader.read
    usable = len(found.figures) + len(found.kept_back)
    named = {figure.measure for figure in found.figures}
    if reader.others > MOST_REPEATED * len(found.figures):
        return None
    if usable < len(found.problems) or sum(map(is_figure, named)) > len(named) / 2:
        return None
    found.notes += _notes(found, layout, options)
    return found


_DAYS = ("period", "start", "end")


def _order_asked(layout: AggregateLayout, days: dict[str, list[str]]) -> Iterator[Question]:
    """Give the question for the order of day and month, if there is one."""
    names = {
        role: layout.names[layout.dimensions[role]] for role in days if role in layout.dimensions
    }
    asked = (order_question(name, days[role], [*names.values()]) for role, name in names.items())
    yield from list(filter(None, asked))[:1]


def _title_span(layout: AggregateLayout, file_name: str, where: Where, notes: list[str]) -> Span:
    above = [cell for cell in layout.above if not _PRINTED.search(cell.casefold())]
    spans = [span for cell in above if (span := span_in(cell)) is not None]
    if spans:
        notes.append(
            _("The period ({words}) comes from the table's title.").format(words=spans[0].words)
        )
        return spans[0]
    month, source = find_month(above), _("table's title")
    if month is None:
        month, source = find_month([file_name]), _("file's name")
    if month is None:
        raise FileRefused("no_month", why="shares", where=where)
    span = Span(month, month)
    notes.append(
        _("The month ({words}) comes from the {source}.").format(words=span.words, source=source)
    )
    return span


class _Reader:
    """Takes the rows of a table one after another."""

    def __init__(self, sheet: Sheet, layout: AggregateLayout, options: ReadOptions) -> None:
        self._sheet = sheet.name
        self._layout = layout
        self._options = options
        self._carried: dict[str, str] = {}
        self._seen: dict[tuple[tuple[str, str, str], str, Span], tuple[int, Share]] = {}
        self.others = 0
        self.order = Order.MONTH_FIRST
        self.told = told_period(options)
        self.title: Span | None = None
        self.read = FiguresRead()

    def tells_months(self) -> bool:
        """Whether the columns tell the months of every figure."""
        columns = self._layout.dimensions
        by_row = "period" in columns or "start" in columns or "year" in columns
        return by_row or all(figure.span is not None for figure in self._layout.figures)

    def take(self, number: int, cells: Sequence[str]) -> None:
        texts = [cell for cell in cells if cell.strip()]
        if self.title is not None and len(texts) == 1 and (span := span_in(texts[0])) is not None:
            self.title = self.told or span  # the line above the next block of rows
            return
        filled = [f for f in self._layout.figures if any(_pair(cells, f))]
        if not filled or self._repeats_header(cells):
            return
        place, measure = self._place_and_measure(cells)
        self.read.rows += 1
        if _TOTALS.fullmatch(place[2].casefold()):
            self.read.totals += 1
            return
        span = self._span(cells)
        for figure in filled:
            months = figure.span or span
            if months is None:
                self._problem(
                    number, self._period_column(), _("not a month, quarter or year"), True
                )
                return
            self._figure(number, cells, figure, place, figure.measure or measure, months)

    def _figure(
        self,
        number: int,
        cells: Sequence[str],
        figure: Figures,
        place: tuple[str, str, str],
        measure: str,
        span: Span,
    ) -> None:
        n_text, share_text = _pair(cells, figure)
        if is_kept_back(n_text) or is_kept_back(share_text):
            self.read.kept_back.append((place, span, number))
            return
        n = whole_count(n_text, decimal_comma="," in share_text)
        share = printed_share(share_text)
        names = self._layout.names
        if n is None:
            self._problem(number, (names[figure.n], n_text), _("not a whole number of answers"))
        elif n > 0 and not (place[2] and measure):
            self._problem(number, None, _("has no unit") if measure else _("has no measure"), True)
        elif share is None and n > 0:
            self._problem(number, (names[figure.share], share_text), _("not a percentage"))
        elif share is not None and n > 0:
            key = (place, measure, span)
            if key in self._seen:
                self._problem(number, (names[figure.share], share_text), _("is there twice"))
                self.others += self._seen[key] != (n, share)
                return
            self._seen[key] = (n, share)
            column = names[figure.share]
            self.read.figures.append(
                Figure(number, column, place, measure, span, n, share, share_text, figure.role)
            )

    def _problem(
        self, row: int, cell: tuple[str, str] | None, reason: str, rejects: bool = False
    ) -> None:
        column, value = cell or (None, None)
        self.read.problems.append(Problem(row, column, value, reason, self._sheet, rejects))

    def _period_column(self) -> tuple[str, str] | None:
        return self._period_cell

    _period_cell: tuple[str, str] | None = None

    def _span(self, cells: Sequence[str]) -> Span | None:
        layout = self._layout
        if self.title is not None:
            return self.title
        role = "start" if "start" in layout.dimensions else "period"
        text = layout.cell(cells, role)
        place = layout.dimensions.get(role)
        self._period_cell = None if place is None else (layout.names[place], text)
        if role == "start":
            return span_between(text, layout.cell(cells, "end"), self.order)
        year = layout.cell(cells, "year")
        if text.isdecimal() and 1 <= int(text) <= 12 and year:
            return span_of(f"{year}-{int(text):02d}")
        return (span_of(text, self.order) if text else None) or span_of(f"{text} {year}".strip())

    def _place_and_measure(self, cells: Sequence[str]) -> tuple[tuple[str, str, str], str]:
        """Return place and measure of a row; a blank cell stands for the one above it."""
        found = {}
        for role in _CARRIED:
            found[role] = self._layout.cell(cells, role) or self._carried.get(role, "")
        self._carried = found
        unit = found["unit"] if "unit" in self._layout.dimensions else self._options.unit or ""
        return (found["facility"], found["site"], unit), found["measure"]

    def _repeats_header(self, cells: Sequence[str]) -> bool:
        names = self._layout.names
        pairs = [(cells[f.n], names[f.n]) for f in self._layout.figures if f.n < len(cells)]
        return bool(pairs) and all(cell.strip() and cell.strip() in name for cell, name in pairs)


def _pair(cells: Sequence[str], figure: Figures) -> tuple[str, str]:
    n, share = (cells[p].strip() if p < len(cells) else "" for p in (figure.n, figure.share))
    return n, share


def _notes(found: FiguresRead, layout: AggregateLayout, options: ReadOptions) -> Iterator[str]:
    yield _("Read as % best answer with answer counts.")
    if "unit" in layout.dimensions:
        yield _("Units come from {names}.").format(names=layout.names[layout.dimensions["unit"]])
        if options.unit is not None:
            yield _("The unit you named wasn't needed.")
    if found.totals:
        yield _("Total rows were left out: {totals}.").format(totals=found.totals)
    if found.kept_back:
        yield _("Scores the sender withheld: {kept_back}.").format(kept_back=len(found.kept_back))
