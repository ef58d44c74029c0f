"""What a report consists of, before it becomes slides, a workbook, a page or a web page.

Sentences come from `ui.text`; numbers from the frozen results of `models.analysis`. Shares are
fractions 0-1, means 0-100. Nothing here knows a file format.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

BARS, LINE, SCATTER = "bars", "line", "scatter"
"""Kinds of charts: one bar per category, a line over periods, points at numbers of answers."""

UNIT, OTHER, CENTER, LIMIT, GOAL = "unit", "other", "center", "limit", "goal"
"""What a series stands for; it decides how the series is drawn."""

TEXT, COUNT, SHARE, POINTS, SCORE, PROBABILITY, DAY = (
    "text",
    "count",
    "share",
    "points",
    "score",
    "probability",
    "day",
)
"""Kinds of table columns: words, whole numbers, shares 0-1, differences of shares, means 0-100,
p values, days."""

Cell = str | int | float | date | None
"""One value of a table. None: there is none. Words stand for what may not be shown."""


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart. `values` holds one value per category, None for a gap.

    `low` and `high` are the ends of the intervals, empty for a series without any. `labels` name
    a scatter's points; `signals` says per point above, below or nothing.
    """

    name: str
    values: tuple[float | None, ...]
    role: str = UNIT
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    labels: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that every office program can draw. `description` says it in words, for people
    who can't see it. A scatter has no categories: `x` holds the place of each of its rows, which
    all series share."""

    kind: str
    series: tuple[Series, ...]
    description: str
    categories: tuple[str, ...] = ()
    x: tuple[float, ...] = ()
    x_title: str = ""
    y_title: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its heading and what its values are."""

    title: str
    kind: str = TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One thing the report says: a slide, a heading of the printed report, a bookmark.

    `title` is the finding as a sentence, `topic` what it is about, `detail` the months and the
    number of surveys. `caveats` go into a slide's notes and below a printed chart. `level` is 1
    for a unit's or hospital's own section and 2 for what belongs to it.
    """

    topic: str
    title: str
    detail: str = ""
    chart: Chart | None = None
    table: Table | None = None
    lines: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    level: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `language` is a tag such as en-US; `foot` the line below each page."""

    title: str
    subtitle: str
    language: str
    made: date
    sections: tuple[Section, ...]
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook: words above a table, and charts of some of its cells."""

    name: str
    heading: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    charts: tuple[SheetChart, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetChart:
    """A native chart over a sheet's own cells, so that it follows when they change.

    Columns and rows are numbers from 0 within the table; `rows` are the first and the last.
    """

    kind: str
    title: str
    description: str
    category: int
    series: tuple[SheetSeries, ...]
    rows: tuple[int, int]


@dataclass(frozen=True, slots=True)
class SheetSeries:
    """One series of a sheet's chart: a column, the columns of its interval, and its role."""

    column: int
    role: str = UNIT
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Workbook:
    """Sheets in order. `guide` are the headings and paragraphs of the sheet that explains."""

    title: str
    language: str
    made: date
    guide_name: str
    guide: tuple[tuple[str, str], ...]
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colors as six hexadecimal digits, taken from the program's light theme."""

    ink: str
    mute: str
    rule: str
    unit: str
    unit_soft: str
    other: str
    other_soft: str
    above: str
    below: str
    ground: str
