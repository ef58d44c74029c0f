"""The database as pandas DataFrames, for notebooks and scripts.

    from models.store.database.database import open_database
    from models.export import frames

    db = open_database("throughline.db")
    frames.results(db)

`SCHEMA` names every column with its dtype and meaning; `docs/data-dictionary.md` is made from it.
`surveys`, `answers` and `tallies` hold what the database holds, single surveys included: they are
for work at the desk. `results` and `shared_tallies` may leave it: no count below the small-cell
floor is in them, nor can one be subtracted out.
Dates are `datetime64`, months are text such as "2026-07", shares 0-1, missing values NA.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from models.analysis.comparison import CSV_COLUMNS, compare, comparison_rows
from models.analysis.estimates import known_questions
from models.analysis.sharing import shared_counts
from models.export.frame_schema import SCHEMA
from models.store.database import Database, small_cell_floor
from models.store.tallies import stored_instruments
from models.store.units import list_units
from models.store.views import read_view
from models.survey import UNDATED, Period, Unit, parse_month, quarter_of

if TYPE_CHECKING:
    import pandas as pd

UNDATED_QUARTER = "undated"


def surveys(db: Database) -> pd.DataFrame:
    """Return one row per returned survey. Single surveys: not to be passed on."""
    return _view(db, "surveys")


def answers(db: Database, unit: Unit | None = None) -> pd.DataFrame:
    """Return one row per answer, of one unit when it is given. Blank cells have no row; "not
    applicable" and "no answer" have one without a box. Single surveys: not to be passed on."""
    return _view(db, "answers", unit)


def tallies(db: Database, unit: Unit | None = None) -> pd.DataFrame:
    """Return how many patients gave each answer, per unit, question and month. Counts are as
    they are, however small: not to be passed on."""
    return _view(db, "tallies", unit)


def actions(db: Database) -> pd.DataFrame:
    """Return one row per action item, with its owner."""
    return _view(db, "actions")


def huddles(db: Database) -> pd.DataFrame:
    """Return one row per huddle. Guess and truth are patients of `guess_of`."""
    return _view(db, "huddles")


def measures(db: Database) -> pd.DataFrame:
    """Return which questions make up which measure, one row per question of a measure."""
    return _view(db, "measures")


def results(
    db: Database,
    units: Sequence[Unit] | None = None,
    *,
    period: Period | None = None,
    against: str = "rest",
    today: date | None = None,
) -> pd.DataFrame:
    """Return one row per unit and measure: its share of best answers and the other side's, with
    95% intervals, the difference and whether it is more than chance.

    All open units with surveys unless some are given. Months are whole quarters that can no
    longer fill up on `today` (the day it is, unless given), so that no small cell can be
    subtracted out (`models.analysis.sharing`). Values below the small-cell floor are NA, and so
    are their numbers of answers. Raises what `compare` raises.
    """
    import pandas as pd

    when, day = period or Period(), today or date.today()
    chosen = list(units) if units is not None else _open_units(db)
    rows = [row for unit in chosen for row in _result_rows(db, unit, against, when, day)]
    return _typed(pd.DataFrame(rows, columns=list(SCHEMA["results"])), "results")


def shared_tallies(
    db: Database, *, period: Period | None = None, today: date | None = None
) -> pd.DataFrame:
    """Return tallies that may be passed on: per unit, question and quarter, with counts below the
    small-cell floor NA, and others where these could be computed from the total.

    Quarters that can still fill up on `today` are left out; one with too few answers is joined
    with the next (`models.analysis.sharing`).
    """
    found = _view(db, "tallies")
    found = found[found["box"].notna()]
    spans = _spans(db, period or Period(), today or date.today())
    cells = zip(found["unit_id"], found["item_id"], found["month"], strict=True)
    found = found.assign(quarter=[spans.get((u, i), {}).get(_month_number(m)) for u, i, m in cells])
    found = found[found["quarter"].notna()]
    cell = ["unit", "facility", "questionnaire", "item", "quarter"]
    keys = [*cell, "value", "answer", "box"]
    summed = found.groupby(keys, dropna=False, sort=True)["count"].sum().reset_index()
    groups = summed.groupby(cell, dropna=False, sort=False)["count"]
    summed["answers"] = groups.transform("sum")
    with db.read() as c:
        floor = small_cell_floor(c)
    summed["count"] = groups.transform(
        lambda counts: counts.mask(hidden_counts(counts.tolist(), floor))
    )
    return _typed(summed[list(SCHEMA["shared_tallies"])].copy(), "shared_tallies")


def _spans(db: Database, period: Period, today: date) -> dict[tuple[int, int], dict[int, str]]:
    """Return (unit id, item id) -> month -> name of the quarters with which it is passed on.

    Questions of a measure go together, so that none can be computed from the measure's share.
    """
    found: dict[tuple[int, int], dict[int, str]] = {}
    with db.read() as c:
        known = shared_counts(c, [each.unit.id for each in list_units(c)], today)
        questions = known_questions(stored_instruments(c))
    composites_last = sorted(
        (q for of_key in questions.values() for q in of_key), key=lambda q: len(q.items)
    )
    for unit in known.answers:
        for question in composites_last:
            blocks = [b for b in known.blocks(unit, question) if period.contains_all(b)]
            named = {
                month: _quarters(block)
                for block in blocks
                for month in range(block.first or 0, (block.last or 0) + 1)
            }
            for item_id in question.item_ids:
                found[unit, item_id] = named
    return found


def hidden_counts(counts: Sequence[int], floor: int) -> list[bool]:
    """Return which counts of one question must be hidden when its total is known.

    Those from 1 to below the floor; then the next smallest ones, until what is hidden adds up to
    the floor and can't be computed from the total. All, when the total itself is below it.

    >>> hidden_counts([3, 40, 25], 11), hidden_counts([0, 40, 25], 11)
    ([True, False, True], [False, False, False])
    """
    hidden = [0 < count < floor for count in counts]
    if sum(counts) < floor:
        return [True] * len(hidden)
    for place in sorted(range(len(hidden)), key=lambda k: counts[k]):
        kept = [count for count, is_hidden in zip(counts, hidden, strict=True) if is_hidden]
        if not kept or (len(kept) > 1 and sum(kept) >= floor):
            break
        if not hidden[place] and counts[place] > 0:
            hidden[place] = True
    return hidden


def _result_rows(
    db: Database, unit: Unit, against: str, period: Period, today: date
) -> list[dict[str, Any]]:
    comparison = compare(db, unit, against, period, shared_on=today)
    rows = []
    for row in comparison_rows(comparison):
        for side in ("unit", "other"):
            if row[f"{side}_n"] is not None and 0 < row[f"{side}_n"] < comparison.floor:
                row[f"{side}_n"] = None
        place = {"unit": unit.name, "facility": unit.facility, "against": against}
        months = comparison.period.to_json()
        rows.append({**place, **months, **{name: row[name] for name in CSV_COLUMNS}})
    return rows


def _open_units(db: Database) -> list[Unit]:
    with db.read() as c:
        found = list_units(c)
    return [
        each.unit
        for each in found
        if each.responses and each.unit.closed_on is None and not each.unit.is_unassigned
    ]


def _view(db: Database, name: str, unit: Unit | None = None) -> pd.DataFrame:
    import pandas as pd

    with db.read() as c:
        columns, rows = read_view(c, name, unit_id=unit.id if unit is not None else None)
    return _typed(pd.DataFrame(rows, columns=list(columns)), name)


def _typed(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Give every column the dtype that the schema names."""
    import pandas as pd

    for column, (dtype, _meaning) in SCHEMA[name].items():
        if dtype == "datetime64":
            frame[column] = pd.to_datetime(frame[column], errors="coerce", utc=False)
        elif dtype == "datetime64, UTC":
            frame[column] = pd.to_datetime(frame[column], errors="coerce", utc=True)
        else:
            frame[column] = frame[column].astype(dtype)
    return frame


def _quarters(block: Period) -> str:
    """Return the quarters of a block: 2026-Q3, or 2026-Q2..2026-Q3."""
    if block.first == UNDATED:
        return UNDATED_QUARTER
    ends = [quarter_of(month) for month in (block.first or 0, block.last or 0)]
    first, last = (f"{q.first // 12}-Q{q.first % 12 // 3 + 1}" for q in ends if q.first)
    return first if first == last else f"{first}..{last}"


def _month_number(month: str | None) -> int:
    """Return the number of a month such as "2026-07", that of no date for none."""
    return parse_month(month) if isinstance(month, str) else UNDATED
