"""Whose turn it is to lead, by a list that the unit keeps."""

from __future__ import annotations

from collections.abc import Sequence

from models.store.database import Connection
from models.store.huddles import HuddleRecord
from models.store.settings import get_setting, put_setting
from models.store.text import one_line

_KEY = "huddle_leaders:{unit}"


def leaders(c: Connection, unit_id: int) -> tuple[str, ...]:
    """Return who leads a unit's huddles in turn, in the order they were given."""
    return tuple(str(name) for name in get_setting(c, _KEY.format(unit=unit_id), []))


def set_leaders(c: Connection, unit_id: int, names: Sequence[str]) -> None:
    """Keep who leads a unit's huddles; empty names are left out, doubles kept once."""
    kept = [name for name in dict.fromkeys(one_line(name) for name in names) if name]
    put_setting(c, _KEY.format(unit=unit_id), kept)


def next_leader(c: Connection, unit_id: int, held: Sequence[HuddleRecord]) -> str:
    """Return whose turn it is: who led longest ago, never before first. "" without a list.

    `held` are the unit's huddles, the latest first.
    """
    names = leaders(c, unit_id)
    led = [huddle.leader for huddle in held]
    ago = {name: led.index(name) if name in led else len(led) for name in names}
    return max(names, key=lambda name: (ago[name], -names.index(name))) if names else ""
