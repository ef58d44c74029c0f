"""Turn the rows of a published file into figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from models.files.cms.layout import PublishedLayout
from models.files.content import Problem, PublishedFigure
from models.files.questionnaires import SUMMARY_STAR, PublishedId, clean_id, meaning
from models.language import N_, _
from models.survey import month_number

CENTURY = 2_000
"""Of years written with two digits: nothing was published before."""

MONTHS_PUBLISHED = 12
"""Figures are published over four quarters."""

_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?:\s.*)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T\s].*)?")
_DAMAGED = re.compile(r"#{2,}")


@dataclass(frozen=True, slots=True)
class PublishedSpan:
    """The months a figure covers, both included; `assumed` where one end had been lost."""

    first: int
    last: int
    assumed: bool = False


def published_span(start: str, end: str) -> PublishedSpan | str:
    """Return the months from `start` to `end`, or the reason why they cannot be told.

    A date that a spreadsheet had turned into "########" is set twelve months from the other
    one, the span of all published HCAHPS figures.
    """
    first, last = _month(start), _month(end)
    if first is None and last is not None and _DAMAGED.fullmatch(start):
        return PublishedSpan(last - MONTHS_PUBLISHED + 1, last, assumed=True)
    if last is None and first is not None and _DAMAGED.fullmatch(end):
        return PublishedSpan(first, first + MONTHS_PUBLISHED - 1, assumed=True)
    if first is None or last is None:
        return _("the start date isn't a date") if first is None else _("the end date isn't a date")
    if last < first:
        return _("the end date is before the start date")
    return PublishedSpan(first, last)


def _month(text: str) -> int | None:
    """Return the month number of 7/31/2024, 7/31/24 or 2024-07-31, with or without a time."""
    if match := _AMERICAN.fullmatch(text):
        month, day, year = (int(part) for part in match.groups())
        year += CENTURY if year < 100 else 0
    elif match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    else:
        return None
    try:
        return month_number(date(year, month, day))
    except ValueError:
        return None


_ABSENT = {"not applicable", ""}
_HELD_BACK = {"not available", "na"}
_NUMBERS = {
    "percent": re.compile(r"(\d+(?:\.\d+)?)\s*%?"),
    "linear": re.compile(r"(\d+(?:\.\d+)?)"),
    "star": re.compile(r"(\d+(?:\.\d+)?)(?:\s+out of 5)?(?:\s+stars?)?"),
}
"""How figures are written. Points such as "4 out of 10" are none of them."""
_FACILITY_ID = re.compile(r"[0-9A-Z]{1,6}")
_STATE = re.compile(r"[A-Z]{2}")
_STATE_IN_ADDRESS = re.compile(r",\s*([A-Z]{2})\b")
_LIMITS = {"percent": (0.0, 100.0), "linear": (0.0, 100.0), "star": (1.0, 5.0)}
_MEANT = {
    "percent": N_("not a percentage from 0 to 100"),
    "linear": N_("not a linear mean from 0 to 100"),
    "star": N_("not a number of stars from 1 to 5"),
}
_FOOTNOTES = {"percent": "percent_note", "linear": "percent_note", "star": "star_note"}


class Place(NamedTuple):
    """Whose figure it is; fields as in PublishedFigure."""

    level: str
    area: str
    name: str
    state: str


class _Rejected(Exception):
    def __init__(self, role: str, value: str, reason: str) -> None:
        super().__init__(role)
        self.role, self.value, self.reason = role, value, reason


@dataclass(slots=True)
class PublishedRows:
    """Reads rows one after another, and counts what its file's notes have to say.

    `months` are those of all figures where the rows do not tell them.
    `held_back`: figures that the publisher withheld or had not. `spans_assumed`: rows of which
    a date had been lost. `ids_padded`: rows whose facility id had lost its leading zeros.
    `unknown_ids`: ids with figures but without a measure or question of ours.
    """

    layout: PublishedLayout
    by_stem: Mapping[str, tuple[str, str]]
    nation: Place
    sheet_name: str | None = None
    months: PublishedSpan | None = None
    held_back: int = 0
    spans_assumed: int = 0
    ids_padded: int = 0
    unknown_ids: set[str] = field(default_factory=set)
    _ids: dict[str, PublishedId | None] = field(default_factory=dict)
    _spans: dict[tuple[str, str], PublishedSpan | str] = field(default_factory=dict)

    def figures(self, number: int, cells: Sequence[str]) -> list[PublishedFigure] | Problem:
        """Return the figures of one row (none where it has none), or why it stays out."""
        try:
            return self._figures(number, cells)
        except _Rejected as rejected:
            return Problem(
                row=number,
                column=self.layout.header(rejected.role),
                value=rejected.value,
                reason=rejected.reason,
                sheet=self.sheet_name,
                rejects_row=True,
            )

    def _figures(self, number: int, cells: Sequence[str]) -> list[PublishedFigure]:
        published = self._published_id(cells)
        values = self._values(cells)
        if not values:
            return []
        place, span = self._place(cells), self._span(cells)
        if not (published.measure or published.item or published.id == SUMMARY_STAR):
            self.unknown_ids.add(published.id)
        completes = self.layout.cell(cells, "completes")
        return [
            PublishedFigure(
                row=number,
                level=place.level,
                area=place.area,
                area_name=place.name,
                state=place.state,
                published_id=published.id,
                measure=published.measure,
                item=published.item,
                statistic=published.percent_statistic if role == "percent" else role,
                value=value,
                first_month=span.first,
                last_month=span.last,
                completes="" if completes.casefold() in _HELD_BACK else completes,
                footnote=self._footnote(cells, role),
            )
            for role, value in values
        ]

    def _published_id(self, cells: Sequence[str]) -> PublishedId:
        spelled = self.layout.cell(cells, "id")
        if spelled not in self._ids:
            known = clean_id(spelled)
            self._ids[spelled] = None if known is None else meaning(known, self.by_stem)
        published = self._ids[spelled]
        if published is None:
            raise _Rejected("id", spelled, _("not an HCAHPS measure ID"))
        return published

    def _values(self, cells: Sequence[str]) -> list[tuple[str, float]]:
        """Return (percent, linear or star; value) of the cells that hold a figure."""
        values: list[tuple[str, float]] = []
        held_back = False
        for role, (low, high) in _LIMITS.items():
            text = self.layout.cell(cells, role)
            plain = text.casefold()
            if plain in _ABSENT or plain in _HELD_BACK:
                held_back |= plain in _HELD_BACK
                continue
            match = _NUMBERS[role].fullmatch(plain)
            value = float(match[1]) if match else -1.0
            if not low <= value <= high or (role == "star" and not value.is_integer()):
                raise _Rejected(role, text, _(_MEANT[role]))
            values.append((role, value))
        self.held_back += held_back and not values
        return values

    def _span(self, cells: Sequence[str]) -> PublishedSpan:
        if self.months is not None:
            return self.months
        dates = self.layout.cell(cells, "start"), self.layout.cell(cells, "end")
        if dates not in self._spans:
            self._spans[dates] = published_span(*dates)
        span = self._spans[dates]
        if isinstance(span, str):
            role = "end" if span.startswith("the end") else "start"
            raise _Rejected(role, dates[role == "end"], span)
        self.spans_assumed += span.assumed
        return span

    def _place(self, cells: Sequence[str]) -> Place:
        if self.layout.level == "nation":
            return self.nation
        state = self.layout.cell(cells, "state").upper()
        if self.layout.level == "state":
            if not _STATE.fullmatch(state):
                raise _Rejected("state", state, _("not a state's two letters"))
            return Place("state", state, state, state)
        facility = self.layout.cell(cells, "facility").upper()
        if not _FACILITY_ID.fullmatch(facility):
            raise _Rejected("facility", facility, _("not a six-character hospital ID"))
        self.ids_padded += len(facility) < 6
        if "state" not in self.layout.columns:
            found = _STATE_IN_ADDRESS.search(self.layout.cell(cells, "location"))
            state = found[1] if found else ""
        return Place("hospital", facility.zfill(6), self.layout.cell(cells, "name"), state)

    def _footnote(self, cells: Sequence[str], role: str) -> str:
        text = self.layout.cell(cells, _FOOTNOTES[role])
        return "" if text.casefold() in _HELD_BACK else text
