"""Huddles as the command line prints them."""

from __future__ import annotations

from typing import Any

from models.store.database import Connection
from models.store.huddles import HuddleRecord, list_huddles


def huddles_json(c: Connection, unit_id: int | None = None) -> list[dict[str, Any]]:
    """Return huddles, the latest first, of one unit when it is given.

    `seconds` and `ended` are null while one is not over, `measure` is null without one;
    `lines` and `actions` are counts.
    """
    return [_huddle_json(huddle) for huddle in list_huddles(c, unit_id)]


def _huddle_json(huddle: HuddleRecord) -> dict[str, Any]:
    return {
        "id": huddle.id,
        "unit": huddle.unit,
        "kind": huddle.kind,
        "started": huddle.started,
        "ended": huddle.ended,
        "seconds": huddle.seconds,
        "measure": huddle.measure or None,
        "question": huddle.question or None,
        "lines": huddle.lines,
        "actions": huddle.actions,
    }
