"""Goal lines: the share of best answers that a unit or the organization wants to reach."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.engine import insert_or_update
from models.store.tables import GoalRow

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
    if top_box is None:
        c.execute(sa.delete(GoalRow).where(GoalRow.unit_id == unit_id, GoalRow.measure == measure))
        return
    if not 0 <= top_box <= 1:
        raise UsageProblem(
            "goal-out-of-range",
            "A goal is a share of patients between 0 and 100 percent.",
            hint="Give a number such as 80 percent.",
        )
    insert_or_update(
        c, GoalRow, {"unit_id": unit_id, "measure": measure, "top_box": float(top_box)}
    )
