"""Published HCAHPS figures with a row per hospital, state or nation and a column per figure.

The columns are called by measure id ("H_COMP_1_A_P"), by sentence ("Percent of patients who
reported that their nurses "Always" communicated well", files of about 2013), or by measure and
"Performance Rate" (value-based purchasing, whose points "4 out of 10" are no figures of patients).
They are handed on as the rows of the long layout.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.files.aggregates import hcahps_key
from models.files.cms.layout import HEADER_WITHIN, columns_by_role, plain_name
from models.files.content import Progress
from models.files.questionnaires import clean_id
from models.files.questions import LeftOut, LeftOutColumn
from models.files.sheets import Row, Sheet, SheetFrame
from models.survey import built_in_instruments

MIN_FIGURES = 3
"""So many columns of figures make a table one of published figures."""

_FIGURE = re.compile(r"-?\d{1,3}(\.\d+)?\s*%?|\d{1,3} out of \d{1,3}")

LONG = ("Facility ID", "Facility Name", "State", "Location", "Measure ID", "Answer Percent",
        "Patient Survey Star Rating", "Linear Mean Value", "Number of Completed Surveys",
        "Start Date", "End Date")  # fmt: skip
_KEPT = ("facility", "name", "state", "location")
_PLACES = {"_STAR_RATING": 6, "_LINEAR_SCORE": 7}
_PERCENT = 5

_SENTENCES = (
    (r"nurses .*communicated well", "H_COMP_1"),
    (r"doctors .*communicated well", "H_COMP_2"),
    (r"received help as soon as", "H_COMP_3"),
    (r"pain was .*well controlled", "H_COMP_4"),
    (r"explained about medicines", "H_COMP_5"),
    (r"information about what to do during their recovery", "H_COMP_6"),
    (r"understood their care", "H_COMP_7"),
    (r"room and bathroom (was|were) ", "H_CLEAN_HSP"),
    (r"area around their room was ", "H_QUIET_HSP"),
    (r"rating of |rated ", "H_HSP_RATING"),
    (r"recommend the hospital|recommend this hospital", "H_RECMND"),
)
_ANSWERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "H_COMP_6": ((r"\bnot given\b|\bno\b", "_N_P"), (r"\bgiven\b|\byes\b", "_Y_P")),
    "H_COMP_7": ((r"disagree", "_D_SD"), (r"strongly agree", "_SA"), (r"agree", "_A")),
    "H_HSP_RATING": ((r"\b9 or 10\b", "_9_10"), (r"\b7 or 8\b", "_7_8"),
                     (r"\b6 or lower\b", "_0_6")),
    "H_RECMND": ((r"\bdefinitely (would )?recommend|yes.*definitely", "_DY"),
                 (r"\bnot recommend|\bno\b", "_DN"), (r"probably", "_PY")),
}  # fmt: skip
_OFTEN = ((r"sometimes", "_SN_P"), (r"usually", "_U_P"), (r"always", "_A_P"))
_RATE = re.compile(r"(.+?)\s+performance rate", re.IGNORECASE)
LONGEST_NAME = 2_000
"""No longer cell names a column of figures."""


def published_id_of(header: str) -> str | None:
    """Return the published id of a column of figures, None for any other column.

    >>> published_id_of('Patients who reported that their doctors "Usually" communicated well.')
    'H_COMP_2_U_P'
    >>> published_id_of("Communication with Nurses Performance Rate")
    'H_COMP_1_A_P'
    """
    if len(header) > LONGEST_NAME:
        return None
    known = clean_id(header)
    if known is not None:
        return known
    if rate := _RATE.fullmatch(header.strip()):
        return _top_id(hcahps_key(rate[1]))
    text = " ".join(re.sub(r"[^\w\s]", " ", header.casefold()).split())
    if "patients" not in text:
        return None
    for pattern, stem in _SENTENCES:
        if re.search(pattern, text):
            answers = _ANSWERS.get(stem, _OFTEN)
            return next((stem + end for words, end in answers if re.search(words, text)), None)
    return None


def _top_id(measure: str | None) -> str | None:
    measures = [m for i in built_in_instruments() for m in i.measures]
    stems = {m.key: m.published_as for m in measures if m.published_as}
    stem = stems.get(measure or "", "")
    endings = {"H_HSP_RATING": "_9_10", "H_RECMND": "_DY", "H_COMP_6": "_Y_P", "H_COMP_7": "_SA"}
    return stem + endings.get(stem, "_A_P") if stem else None


@dataclass(frozen=True, slots=True)
class _Layout:
    header_row: int
    roles: dict[str, int]
    figures: dict[int, str]


def unpivot(sheet: Sheet) -> Sheet | None:
    """Return a wide sheet of published figures in the long layout, None for any other sheet."""
    for number, cells in sheet.head[:HEADER_WITHIN]:
        ids = ((place, published_id_of(cell)) for place, cell in enumerate(cells))
        figures = {place: found for place, found in ids if found is not None}
        roles = columns_by_role([plain_name(cell) for cell in cells])
        is_wide = "id" not in roles and bool({"facility", "state", "start"} & set(roles))
        if is_wide and len(figures) >= MIN_FIGURES:
            return LongSheet(sheet, _Layout(number, roles, figures))
    return None


class LongSheet(Sheet):
    """The rows of a wide sheet, one for each figure, all with the number of their row."""

    def __init__(self, base: Sheet, layout: _Layout) -> None:
        self.name, self.hidden, self.complete = base.name, base.hidden, base.complete
        self._base, self._layout = base, layout
        dates = [role in layout.roles for role in ("start", "end")]
        names = [*LONG[:-2], *(name for name, has in zip(LONG[-2:], dates, strict=True) if has)]
        self._names = names if "facility" in layout.roles else self._without_facility(names)
        self.head = list(self._long(base.head))

    def rows(self, progress: Progress) -> Iterator[Row]:
        yield from self._long(self._base.rows(progress))

    def frame(
        self, after: int, width: int, plain: Collection[int], progress: Progress
    ) -> SheetFrame:
        raise NotImplementedError("published figures are read row by row")

    def unclaimed(self, progress: Progress) -> tuple[LeftOutColumn, ...]:
        """Return the columns of figures that are none of a measure, with how many they hold."""
        layout = self._layout
        counts: Counter[int] = Counter()
        names: Sequence[str] = ()
        for number, cells in self._base.rows(progress):
            if number == layout.header_row:
                names = cells
            elif number > layout.header_row:
                counts.update(n for n, cell in enumerate(cells) if _FIGURE.fullmatch(cell.strip()))
        known = {*layout.roles.values(), *layout.figures}
        left = [(_RATE.fullmatch(name.strip()) is None, place) for place, name in enumerate(names)]
        return tuple(
            LeftOutColumn(" ".join(names[place].split()), LeftOut.FIGURES, counts[place])
            for _, place in sorted(left)  # rates first, then what belongs to them
            if place not in known and counts[place]
        )

    def _without_facility(self, names: Sequence[str]) -> list[str]:
        hidden = {LONG[0], LONG[1]} | (set() if "state" in self._layout.roles else {LONG[2]})
        return ["" if name in hidden else name for name in names]

    def _long(self, rows: Iterable[Row]) -> Iterator[Row]:
        layout = self._layout
        yield layout.header_row, self._names
        for number, cells in rows:
            if number <= layout.header_row:
                continue
            place = [self._cell(cells, role) for role in _KEPT]
            end = [self._cell(cells, role) for role in ("completes", "start", "end")]
            for column, published in layout.figures.items():
                cell = cells[column].strip() if column < len(cells) else ""
                figures = ["", "", ""]
                at = next((p for e, p in _PLACES.items() if published.endswith(e)), _PERCENT)
                figures[at - _PERCENT] = cell
                yield number, [*place, published, *figures, *end]

    def _cell(self, cells: Sequence[str], role: str) -> str:
        place = self._layout.roles.get(role)
        return cells[place].strip() if place is not None and place < len(cells) else ""
