"""Rename and merge units, so that next month's file still finds them under the old name."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.database import my_units, one_line, record, set_my_units, upsert
from models.store.huddles import move_unit_huddles
from models.store.tables import (
    MOVED_WITH_UNIT,
    ActionRow,
    Base,
    CommentRow,
    CompositeTallyRow,
    CountSourceRow,
    GoalRow,
    PairTallyRow,
    ResponseRow,
    SetAsideRow,
    SurveyTallyRow,
    TallyRow,
    UnitAliasRow,
    UnitRow,
)
from models.survey import NO_UNIT, is_no_unit

_TALLIES: tuple[type[Base], ...] = (
    TallyRow,
    PairTallyRow,
    SurveyTallyRow,
    CompositeTallyRow,
)


_FOLLOWING: tuple[type[Base], ...] = (
    ResponseRow,
    CommentRow,
    ActionRow,
    UnitAliasRow,
    SetAsideRow,
)

EVERYTHING_OF_A_UNIT: tuple[type[Base], ...] = (
    *_TALLIES,
    *_FOLLOWING,
    CountSourceRow,
    GoalRow,
    *MOVED_WITH_UNIT,
)
"""What a merge moves, beside the few tables of `move_unit_huddles` that keep one row of two."""


def rename_unit(c: Connection, unit_id: int, name: str) -> None:
    """Give a unit another name. Files that still use the old one find it under that as well, but
    for "No unit": surveys of later files that name no unit stay without one.

    Raises UsageProblem for an empty name, and for one that another unit of the same facility
    and site has or had.
    """
    unit = _row(c, unit_id)
    new = one_line(name)
    if not new:
        raise UsageProblem("empty-name")
    if new == unit.name:
        return
    _refuse_taken_name(c, unit, new)
    c.execute(
        sa.delete(UnitAliasRow).where(
            UnitAliasRow.unit_id == unit_id,
            UnitAliasRow.site == unit.site,
            UnitAliasRow.name == new,
            UnitAliasRow.from_month == 0,
        )
    )
    c.execute(sa.update(UnitRow).where(UnitRow.id == unit_id).values(name=new))
    detail = {"unit": unit_id, "field": "name", "before": unit.name, "after": new}
    record(c, "unit.changed", detail)
    _leave_alias(c, unit, unit_id)


def merge_units(c: Connection, unit_id: int, into_id: int) -> None:
    """Move everything of one unit into another of the same facility, and remove the first.

    Its name, and every name it had, lead to the other unit from now on; only "No unit" does not:
    that this file's surveys without a unit belong there says nothing about the next one's.
    Tallies of the same month and batch add up; the facility's sums stay as they are. The imports
    concerned are digested anew. This cannot be taken back. Raises UsageProblem for a unit and
    itself, and for units of two facilities, DatabaseProblem when rows of those imports were
    damaged on disk.
    """
    from models.store.imports import refuse_damaged, update_checksums  # with numpy: takes a while

    unit, into = _row(c, unit_id), _row(c, into_id)
    if unit_id == into_id:
        raise UsageProblem("merge-with-itself")
    if unit.facility_id != into.facility_id:
        raise UsageProblem("merge-across-facilities")
    batches = _batches_of(c, unit_id)
    refuse_damaged(c, batches)
    for table in _TALLIES:
        _add_up(c, table, unit_id, into_id)
    _move_count_sources(c, unit_id, into_id)
    for moved in _FOLLOWING:
        of_unit = Base.metadata.tables[moved.__tablename__].c.unit_id == unit_id
        c.execute(sa.update(moved).where(of_unit).values(unit_id=into_id))
    _move_choices(c, unit_id, into_id)
    move_unit_huddles(c, unit_id, into_id)
    update_checksums(c, batches)
    c.execute(sa.delete(UnitRow).where(UnitRow.id == unit_id))
    detail = {"unit": unit_id, "name": unit.name, "into": into_id, "into_name": into.name}
    record(c, "unit.merged", detail)
    _leave_alias(c, unit, into_id)


def _batches_of(c: Connection, unit_id: int) -> list[int]:
    tables: tuple[type[Base], ...] = (*_TALLIES, ResponseRow, CountSourceRow)
    columns = [Base.metadata.tables[table.__tablename__].c for table in tables]
    found = sa.union(*(sa.select(x.batch_id).where(x.unit_id == unit_id) for x in columns))
    return sorted(c.scalars(found))


def _row(c: Connection, unit_id: int) -> sa.Row[int, int, str, str]:
    row = c.execute(
        sa.select(UnitRow.id, UnitRow.facility_id, UnitRow.site, UnitRow.name).where(
            UnitRow.id == unit_id
        )
    ).one_or_none()
    if row is None:
        raise UsageProblem("unit-gone")
    return row


def _refuse_taken_name(c: Connection, unit: sa.Row[int, int, str, str], name: str) -> None:
    if is_no_unit(name):
        raise UsageProblem("name-of-no-unit", name=NO_UNIT)
    for table, owner in ((UnitRow, UnitRow.id), (UnitAliasRow, UnitAliasRow.unit_id)):
        others = c.execute(
            sa.select(table.name).where(
                table.facility_id == unit.facility_id, table.site == unit.site, owner != unit.id
            )
        )
        if any(row.name.casefold() == name.casefold() for row in others):
            raise UsageProblem("name-taken", name=name)


def _leave_alias(c: Connection, old: sa.Row[int, int, str, str], unit_id: int) -> None:
    """Let the old name lead to the unit; that of surveys without a unit leads nowhere, so that
    those of later files are seen again."""
    if is_no_unit(old.name):
        return
    values = {
        "facility_id": old.facility_id,
        "site": old.site,
        "name": old.name,
        "from_month": 0,
    }
    own = {"unit_id": unit_id, "created_by_batch": None}
    statement = upsert(c, UnitAliasRow).values(**values, **own)
    c.execute(statement.on_conflict_do_update(index_elements=list(values), set_=own))


def _add_up(c: Connection, table: type[Base], unit_id: int, into_id: int) -> None:
    """Move a unit's tallies, adding to those of the other unit with the same other keys."""
    columns = table.__table__.columns
    keys = [column.name for column in columns if column.primary_key]
    counts = [column.name for column in columns if not column.primary_key]
    moved = sa.select(
        sa.literal(into_id).label("unit_id"),
        *(column for column in columns if column.name != "unit_id"),
    ).where(columns["unit_id"] == unit_id)
    order = ["unit_id", *(column.name for column in columns if column.name != "unit_id")]
    statement = upsert(c, table).from_select(order, moved)
    sums = {name: columns[name] + statement.excluded[name] for name in counts}
    c.execute(statement.on_conflict_do_update(index_elements=keys, set_=sums))
    c.execute(sa.delete(table).where(columns["unit_id"] == unit_id))


def _move_count_sources(c: Connection, unit_id: int, into_id: int) -> None:
    """Move rows of count tables behind those that the other unit has for the same month;
    occurrences count from 1."""
    other = CountSourceRow.__table__.alias().c
    taken = (
        sa.select(sa.func.coalesce(sa.func.max(other.occurrence), 0))
        .where(
            other.unit_id == into_id,
            other.instrument_id == CountSourceRow.instrument_id,
            other.month == CountSourceRow.month,
        )
        .scalar_subquery()
    )
    rows = c.execute(
        sa.select(CountSourceRow.id, (CountSourceRow.occurrence + taken).label("occurrence")).where(
            CountSourceRow.unit_id == unit_id
        )
    ).all()
    for row in rows:
        c.execute(
            sa.update(CountSourceRow)
            .where(CountSourceRow.id == row.id)
            .values(unit_id=into_id, occurrence=row.occurrence)
        )


def _move_choices(c: Connection, unit_id: int, into_id: int) -> None:
    """Move goals where the other unit has none, and the mark that the unit is mine."""
    has = sa.select(GoalRow.measure).where(GoalRow.unit_id == into_id).scalar_subquery()
    c.execute(
        sa.update(GoalRow)
        .where(GoalRow.unit_id == unit_id, GoalRow.measure.not_in(has))
        .values(unit_id=into_id)
        .execution_options(synchronize_session=False)
    )
    c.execute(sa.delete(GoalRow).where(GoalRow.unit_id == unit_id))
    mine = my_units(c)
    if unit_id in mine:
        set_my_units(c, [into_id if i == unit_id else i for i in mine])
