"""Delete comments and surveys for good, with whatever was counted of them or hangs on them.

What is deleted is overwritten in the file (`secure_delete`), so that nobody finds it there later.
Callers hold one write transaction.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.database import get_setting, put_setting, survey_id_secret
from models.store.imports import Key, Recount, refuse_damaged, update_checksums
from models.store.tables import (
    Base,
    BatchRow,
    CommentRow,
    CompositeTallyRow,
    PairTallyRow,
    ResponseRow,
    SetAsideRow,
    SurveyTallyRow,
    TallyRow,
)
from models.store.tallies import StoredInstrument, add_to_facilities, stored_instruments
from models.survey import UNDATED

FORGOTTEN = "forgotten_surveys"
"""Setting with keyed digests of the surveys that were deleted: no file brings them back."""

T = TypeVar("T", int, str)

_CHUNK = 500
_PAIR_COLUMNS = ("both", "both_top", "a_top", "b_top")


@dataclass(frozen=True, slots=True)
class Doomed:
    """What a deletion is about: numbers of comments and of surveys, those included that a later
    import replaced and that would come back with an undo."""

    comments: tuple[int, ...] = ()
    surveys: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.comments or self.surveys)


def old_comments(c: Connection, before: int) -> Doomed:
    """Return the comments about months before a month number. An undated one counts by the month
    it was imported in."""
    comment, batch, aside = CommentRow, BatchRow, SetAsideRow
    imported = {
        row.id: _month_of(row.imported) for row in c.execute(sa.select(batch.id, batch.imported))
    }
    found = [
        row.id
        for row in c.execute(sa.select(comment.id, comment.month, comment.batch_id))
        if (row.month if row.month != UNDATED else imported[row.batch_id]) < before
    ]
    kept_aside = sa.select(aside.row_id, aside.content, aside.from_batch)
    for row in c.execute(kept_aside.where(aside.table == "comment")):
        month = json.loads(row.content)["month"]
        if (month if month != UNDATED else imported[row.from_batch]) < before:
            found.append(row.row_id)
    return Doomed(comments=tuple(sorted(set(found))))


def _month_of(stamp: str) -> int:
    return int(stamp[:4]) * 12 + int(stamp[5:7]) - 1 if stamp else 0


def surveys_with_comments(c: Connection, surveys: Iterable[int]) -> Doomed:
    """Return some surveys and the comments that came with them."""
    ids = sorted(set(surveys))
    comments = [
        row.id
        for some in _chunks(ids)
        for row in c.execute(sa.select(CommentRow.id).where(CommentRow.response_id.in_(some)))
    ]
    aside = SetAsideRow
    wanted = set(ids)
    for row in c.execute(sa.select(aside.row_id, aside.content).where(aside.table == "comment")):
        if json.loads(row.content)["response_id"] in wanted:
            comments.append(row.row_id)
    return Doomed(tuple(sorted(set(comments))), tuple(ids))


def survey_numbers(c: Connection, keys: Iterable[str]) -> list[int]:
    """Return the numbers of the surveys stored under some keys, set aside ones included."""
    wanted = set(keys)
    row, aside = ResponseRow, SetAsideRow
    found = [
        number
        for some in _chunks(sorted(wanted))
        for number in c.scalars(sa.select(row.id).where(row.survey_key.in_(some)))
    ]
    query = sa.select(aside.row_id, aside.content).where(aside.table == "response")
    found += [
        kept.row_id for kept in c.execute(query) if json.loads(kept.content)["survey_key"] in wanted
    ]
    return sorted(set(found))


def discharge_days(c: Connection) -> list[int]:
    """Return every day that a stored survey has, of discharge or of receipt."""
    row = ResponseRow
    days = {
        day
        for column in (row.discharged, row.received)
        for day in c.scalars(sa.select(column).distinct())
        if day is not None
    }
    return sorted(days)


def delete_for_good(c: Connection, doomed: Doomed) -> None:
    """Delete comments and surveys. Raises DatabaseProblem when rows of their imports were damaged
    on disk: deleting would hide that."""
    if c.dialect.name == "sqlite":
        c.exec_driver_sql("PRAGMA secure_delete = ON")
    _delete_surveys(c, doomed.surveys)
    _delete_comments(c, doomed.comments)


def _delete_comments(c: Connection, comments: Sequence[int]) -> None:
    aside = SetAsideRow
    for some in _chunks(comments):
        c.execute(sa.delete(CommentRow).where(CommentRow.id.in_(some)))
        c.execute(
            sa.delete(aside).where(aside.table.in_(("comment", "tie")), aside.row_id.in_(some))
        )


def _delete_surveys(c: Connection, surveys: Sequence[int]) -> None:
    table = Base.metadata.tables[ResponseRow.__tablename__]
    rows = [
        row
        for some in _chunks(surveys)
        for row in c.execute(sa.select(table).where(table.c.id.in_(some)))
    ]
    batches = sorted({row.batch_id for row in rows})
    refuse_damaged(c, batches)
    _remember_forgotten(c, surveys)
    known = {stored.id: stored for stored in stored_instruments(c)}
    for batch, instrument in sorted({(row.batch_id, row.instrument_id) for row in rows}):
        of_it = [
            (row.unit_id, row.month, row.mode, row.answers)
            for row in rows
            if (row.batch_id, row.instrument_id) == (batch, instrument)
        ]
        _take_away(c, batch, _counted(known[instrument], of_it))
    _take_away_aside(c, set(surveys), known)
    for some in _chunks(surveys):
        c.execute(
            sa.update(CommentRow).where(CommentRow.response_id.in_(some)).values(response_id=None)
        )
        c.execute(sa.delete(ResponseRow).where(ResponseRow.id.in_(some)))
        aside = SetAsideRow
        c.execute(sa.delete(aside).where(aside.table == "response", aside.row_id.in_(some)))
    update_checksums(c, batches)


Survey = tuple[int, int, str | None, bytes]
"""Unit, month, mode and packed answers."""


def _counted(
    stored: StoredInstrument, rows: Iterable[tuple[int, int, str | None, bytes]]
) -> Recount:
    """Return what some surveys were counted as."""
    recount = Recount(stored)
    units, months, modes, answers = zip(*rows, strict=True)
    recount.add(units, months, modes, answers)
    return recount


def _take_away(c: Connection, batch: int, recount: Recount) -> None:
    """Take what some surveys of an import were counted as away from its tallies."""
    tallies = recount.tallies()
    if len(tallies):
        add_to_facilities(c, tallies.T, sign=-1)
    for row, keys, sums in _sums(recount):
        _subtract(c, row, batch, keys, sums)


Sums = dict[Key, dict[str, int]]


def _sums(recount: Recount) -> Iterator[tuple[type[Base], tuple[str, ...], Sums]]:
    """Give each table of tallies, the columns that tell its rows apart, and what to take away."""
    answers = {tuple(row[:4]): {"count": row[4]} for row in recount.tallies().tolist()}
    yield TallyRow, ("unit_id", "item_id", "month", "value"), answers
    surveys = {key: {"count": n} for key, n in recount.surveys.items()}
    yield SurveyTallyRow, ("unit_id", "instrument_id", "month", "mode"), surveys
    composites = {key: {"answered": n} for key, n in recount.composites.items()}
    yield CompositeTallyRow, ("unit_id", "instrument_id", "measure", "month"), composites
    pairs: Sums = {}
    for (*key, place), count in recount.pairs.items():
        pairs.setdefault(tuple(key), {})[_PAIR_COLUMNS[int(place)]] = count
    yield PairTallyRow, ("unit_id", "item_a", "item_b", "month"), pairs


def _take_away_aside(
    c: Connection, surveys: Collection[int], known: Mapping[int, StoredInstrument]
) -> None:
    """Take surveys that a later import replaced away from the tallies kept aside with them."""
    aside = SetAsideRow
    replaced: dict[tuple[int, int, int], list[Survey]] = {}
    query = sa.select(aside).where(aside.table == "response", aside.row_id.in_(surveys))
    for kept in c.execute(query):
        v = json.loads(kept.content)
        replaced.setdefault((kept.batch_id, kept.from_batch, v["instrument_id"]), []).append(
            (v["unit_id"], v["month"], v["mode"], bytes.fromhex(v["answers"]))
        )
    for (batch, source, instrument), rows in replaced.items():
        of_both = (aside.batch_id == batch, aside.from_batch == source)
        for row, keys, sums in _sums(_counted(known[instrument], rows)):
            found = c.execute(sa.select(aside).where(*of_both, aside.table == row.__tablename__))
            for kept in found.all():
                values = json.loads(kept.content)
                less = sums.get(tuple(values[name] for name in keys))
                if less is None:
                    continue
                values |= {name: values[name] - count for name, count in less.items()}
                one = aside.id == kept.id
                if values[next(iter(less))] == 0:
                    c.execute(sa.delete(aside).where(one))
                else:
                    content = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
                    c.execute(sa.update(aside).where(one).values(content=content))


def _subtract(
    c: Connection,
    row: type[Base],
    batch: int,
    keys: Sequence[str],
    sums: Mapping[Key, Mapping[str, int]],
) -> None:
    """Take sums away from rows of an import, and delete the rows of which nothing is left."""
    table = Base.metadata.tables[row.__tablename__]
    for key, values in sums.items():
        where = [table.c[name] == part for name, part in zip(keys, key, strict=True)]
        where.append(table.c.batch_id == batch)
        less = {name: table.c[name] - count for name, count in values.items()}
        c.execute(sa.update(table).where(*where).values(less))
        first = table.c[next(iter(values))]
        c.execute(sa.delete(table).where(*where, first == 0))


def _remember_forgotten(c: Connection, surveys: Sequence[int]) -> None:
    """Keep what tells deleted surveys apart, without their ids, so that they stay deleted."""
    row, aside = ResponseRow, SetAsideRow
    names = (row.facility_id, row.instrument_id, row.survey_key)
    told: list[tuple[int, int, str]] = [
        (found.facility_id, found.instrument_id, found.survey_key)
        for some in _chunks(surveys)
        for found in c.execute(sa.select(*names).where(row.id.in_(some)))
    ]
    for some in _chunks(surveys):
        query = sa.select(aside.content).where(aside.table == "response", aside.row_id.in_(some))
        for content in c.scalars(query):
            kept = json.loads(content)
            told.append((kept["facility_id"], kept["instrument_id"], kept["survey_key"]))
    secret = survey_id_secret(c)
    new = {forgotten_mark(secret, *one) for one in told}
    put_setting(c, FORGOTTEN, sorted({*get_setting(c, FORGOTTEN, []), *new}))


def forgotten_mark(secret: bytes, facility: int, instrument: int, survey_key: str) -> str:
    """Return the keyed digest by which a deleted survey is known again."""
    content = f"{facility}\x1f{instrument}\x1f{survey_key}".encode()
    return hmac.digest(secret, content, "sha256")[:15].hex()


def forgotten_surveys(c: Connection) -> frozenset[str]:
    """Return the digests of the surveys that were deleted for good."""
    return frozenset(get_setting(c, FORGOTTEN, []))


def _chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
