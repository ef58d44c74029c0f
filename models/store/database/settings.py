"""Settings of this organization, kept with its data so that they travel with the file."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.database.audit import record
from models.store.database.damage import damaged
from models.store.database.engine import insert_or_update
from models.store.database.policy import current_policy
from models.store.database.sanitize_text import sanitize
from models.store.tables import GoalRow, SettingRow, UnitRow

ORGANIZATION = 0
"""In place of a unit's id: the goal of everybody who has none of their own."""


def goals(c: Connection, unit_id: int = ORGANIZATION) -> dict[str, float]:
    """Return the goals that hold for a unit: measure key to top-box share (0-1).

    A unit's own goal goes before the organization's. Measures without a goal are missing.
    """
    rows = c.execute(
        sa.select(GoalRow.measure, GoalRow.top_box)
        .where(GoalRow.unit_id.in_([ORGANIZATION, unit_id]))
        .order_by(GoalRow.unit_id)
    )
    return {row.measure: row.top_box for row in rows}


def own_goals(c: Connection, unit_id: int = ORGANIZATION) -> dict[str, float]:
    """Return the goals set for just this unit (`ORGANIZATION`: for everybody)."""
    rows = c.execute(sa.select(GoalRow.measure, GoalRow.top_box).where(GoalRow.unit_id == unit_id))
    return {row.measure: row.top_box for row in rows}


def set_goal(c: Connection, unit_id: int, measure: str, top_box: float | None) -> None:
    """Set a unit's goal for a measure (`ORGANIZATION`: everybody's), or take it away with None.

    Raises UsageProblem when `top_box` is no share between 0 and 1.
    """
    if top_box is not None and not 0 <= top_box <= 1:
        raise UsageProblem("goal-out-of-range")
    before = own_goals(c, unit_id).get(measure)
    if before != top_box:
        detail = {"goal": measure, "unit": unit_id, "before": before, "after": top_box}
        record(c, "setting.changed", detail)
    if top_box is None:
        c.execute(sa.delete(GoalRow).where(GoalRow.unit_id == unit_id, GoalRow.measure == measure))
        return
    insert_or_update(
        c, GoalRow, {"unit_id": unit_id, "measure": measure, "top_box": float(top_box)}
    )


__all__ = [
    "DEFAULT_FLOOR",
    "ORGANIZATION",
    "get_setting",
    "goals",
    "my_units",
    "put_setting",
    "set_goal",
    "set_my_units",
    "set_small_cell_floor",
    "small_cell_floor",
]

DEFAULT_FLOOR = 11
"""Fewest answers of which a result is shown, unless the organization says otherwise."""

HIGHEST_FLOOR = 1_000

AUDITED = (
    "small_cell_floor",
    "my_units",
    "organization",
    "default_facility",
    "benchmark_ticks",
    "second_backup_folder",
    "labels",
)
"""Settings that people choose; the audit trail keeps them before and after. Others hold what a
huddle showed, digests and secrets."""

_FLOOR = "small_cell_floor"
_MY_UNITS = "my_units"


def get_setting(c: Connection, key: str, default: Any = None) -> Any:
    """Return a setting (anything JSON can say), or `default` when it was never set.

    Raises DatabaseProblem for one that was damaged on disk.
    """
    value = c.scalar(sa.select(SettingRow.value).where(SettingRow.key == key))
    try:
        return default if value is None else json.loads(value)
    except ValueError:
        raise damaged("setting") from None


def put_setting(c: Connection, key: str, value: Any) -> None:
    """Keep a setting. `value` is anything JSON can say; TypeError otherwise."""
    text = json.dumps(_clean(value), ensure_ascii=False)
    if key in AUDITED:
        before = get_setting(c, key)
        if before != _clean(value):
            detail = {"setting": key, "before": before, "after": _clean(value)}
            record(c, "setting.changed", detail)
    insert_or_update(c, SettingRow, {"key": key, "value": text})


def small_cell_floor(c: Connection) -> int:
    """Return the fewest answers of which a result is shown: 1 to 1,000, 11 if never set, and never
    fewer than the administrator of this computer allows."""
    return max(int(get_setting(c, _FLOOR, DEFAULT_FLOOR)), current_policy().least_floor)


def set_small_cell_floor(c: Connection, floor: int) -> None:
    """Set the fewest answers of which a result is shown. Raises UsageProblem outside 1-1,000, and
    below what the administrator of this computer allows."""
    if not 1 <= floor <= HIGHEST_FLOOR:
        raise UsageProblem("floor-out-of-range", highest=HIGHEST_FLOOR, usual=DEFAULT_FLOOR)
    if floor < current_policy().least_floor:
        raise UsageProblem("floor-below-policy", least=current_policy().least_floor)
    put_setting(c, _FLOOR, int(floor))


def my_units(c: Connection) -> tuple[int, ...]:
    """Return the ids of the units that were marked as mine, in the order they were given.

    Units that no longer exist are left out.
    """
    ids = [int(i) for i in get_setting(c, _MY_UNITS, [])]
    there = set(c.scalars(sa.select(UnitRow.id).where(UnitRow.id.in_(ids))))
    return tuple(i for i in ids if i in there)


def set_my_units(c: Connection, unit_ids: Iterable[int]) -> None:
    """Remember the units that are mine, each once, first come first kept."""
    put_setting(c, _MY_UNITS, list(dict.fromkeys(int(i) for i in unit_ids)))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return sanitize(value)
    if isinstance(value, dict):
        return {sanitize(str(key)): _clean(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner) for inner in value]
    return value


SECRET_BYTES = 32

_SURVEY_ID = "survey_id_secret"


def survey_id_secret(c: Connection) -> bytes:
    """Return the key under which ids that tell who a patient is are digested.

    It is random, made once with the database, and stays with it and its copies: another key
    would know none of the stored surveys again. It is shown nowhere.
    """
    kept = get_setting(c, _SURVEY_ID)
    if kept is None:
        kept = base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
        put_setting(c, _SURVEY_ID, kept)
    return base64.b64decode(kept)
