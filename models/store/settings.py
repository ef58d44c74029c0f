"""Settings of this organization, kept with its data so that they travel with the file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.engine import insert_or_update
from models.store.goals import ORGANIZATION, goals, set_goal
from models.store.tables import SettingRow, UnitRow
from models.store.text import storable

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

_FLOOR = "small_cell_floor"
_MY_UNITS = "my_units"


def get_setting(c: Connection, key: str, default: Any = None) -> Any:
    """Return a setting (anything JSON can say), or `default` when it was never set."""
    value = c.scalar(sa.select(SettingRow.value).where(SettingRow.key == key))
    return default if value is None else json.loads(value)


def put_setting(c: Connection, key: str, value: Any) -> None:
    """Keep a setting. `value` is anything JSON can say; TypeError otherwise."""
    text = json.dumps(_clean(value), ensure_ascii=False)
    insert_or_update(c, SettingRow, {"key": key, "value": text})


def small_cell_floor(c: Connection) -> int:
    """Return the fewest answers of which a result is shown: 1 to 1,000, 11 if never set."""
    return int(get_setting(c, _FLOOR, DEFAULT_FLOOR))


def set_small_cell_floor(c: Connection, floor: int) -> None:
    """Set the fewest answers of which a result is shown. Raises UsageProblem outside 1-1,000."""
    if not 1 <= floor <= HIGHEST_FLOOR:
        raise UsageProblem(
            "floor-out-of-range",
            f"The fewest answers to show is a number from 1 to {HIGHEST_FLOOR:,}.",
            hint=f"{DEFAULT_FLOOR} is the number that published results use.",
        )
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
        return storable(value)
    if isinstance(value, dict):
        return {storable(str(key)): _clean(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(inner) for inner in value]
    return value
