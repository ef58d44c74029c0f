"""What an action was born from, whom it was passed on to, and what the survey answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.actions.items import OPEN
from models.store.database import insert_or_update, one_line, utc_text
from models.store.tables import ActionChangeRow, ActionLinkRow, ActionOutcomeRow, ActionRow


@dataclass(frozen=True, slots=True)
class ActionLink:
    """What was on the screen when an action was born. None or "" where nothing was.

    `theirs`: another department's to do. `bright`: learned from a bright spot.
    """

    action_id: int
    promise_id: int | None = None
    comment_id: int | None = None
    line_id: int | None = None
    item: str = ""
    question: str = ""
    lens: str = ""
    theirs: bool = False
    bright: bool = False
    escalated_to: str = ""
    reply_due: date | None = None


@dataclass(frozen=True, slots=True)
class ActionOutcome:
    """What the survey answered about an action, in one sentence."""

    action_id: int
    at: str
    end: str
    sentence: str
    know_by: date | None


def link_action(c: Connection, link: ActionLink) -> None:
    """Keep what an action was born from, in place of what was kept before."""
    values: dict[str, Any] = {
        "action_id": link.action_id,
        "promise_id": link.promise_id,
        "comment_id": link.comment_id,
        "line_id": link.line_id,
        "item": link.item,
        "question": link.question,
        "lens": link.lens,
        "theirs": int(link.theirs),
        "bright": int(link.bright),
        "escalated_to": one_line(link.escalated_to),
        "reply_due": link.reply_due.isoformat() if link.reply_due else None,
    }
    insert_or_update(c, ActionLinkRow, values)


def action_links(c: Connection, action_ids: Sequence[int]) -> dict[int, ActionLink]:
    """Return what actions were born from; an action that nothing is known of is missing."""
    row = ActionLinkRow
    found = c.execute(sa.select(row).where(row.action_id.in_(list(action_ids))))
    return {
        link.action_id: ActionLink(
            link.action_id,
            link.promise_id,
            link.comment_id,
            link.line_id,
            link.item,
            link.question,
            link.lens,
            bool(link.theirs),
            bool(link.bright),
            link.escalated_to,
            date.fromisoformat(link.reply_due) if link.reply_due else None,
        )
        for link in found
    }


def add_outcome(
    c: Connection,
    action_id: int,
    end: str,
    sentence: str,
    *,
    now: datetime,
    know_by: date | None = None,
) -> None:
    """Keep what the survey answered about an action; earlier answers stay."""
    c.execute(
        sa.insert(ActionOutcomeRow).values(
            action_id=action_id,
            at=utc_text(now),
            end=end,
            sentence=one_line(sentence),
            know_by=know_by.isoformat() if know_by else None,
        )
    )


def last_outcomes(c: Connection, action_ids: Sequence[int]) -> dict[int, ActionOutcome]:
    """Return the latest answer of the survey about each action; without one it is missing."""
    row = ActionOutcomeRow
    rows = c.execute(sa.select(row).where(row.action_id.in_(list(action_ids))).order_by(row.id))
    return {
        found.action_id: ActionOutcome(
            found.action_id,
            found.at,
            found.end,
            found.sentence,
            date.fromisoformat(found.know_by) if found.know_by else None,
        )
        for found in rows
    }


def action_of_huddle(c: Connection, huddle_id: int) -> int | None:
    """Return the one new action of a huddle, None while there is none."""
    found = c.scalar(
        sa.select(ActionRow.id)
        .where(ActionRow.huddle_id == huddle_id)
        .order_by(ActionRow.id)
        .limit(1)
    )
    return int(found) if found is not None else None


def waiting_action_of_line(c: Connection, line_id: int) -> int | None:
    """Return the action that was made of a huddle's line and waits to be done, None without."""
    found = c.scalar(
        sa.select(ActionRow.id)
        .join(ActionLinkRow, ActionLinkRow.action_id == ActionRow.id)
        .where(ActionLinkRow.line_id == line_id, ActionRow.status == OPEN)
        .order_by(ActionRow.id)
        .limit(1)
    )
    return int(found) if found is not None else None


def set_huddle(c: Connection, action_id: int, huddle_id: int) -> None:
    """Say in which huddle an action was born that was written down by itself."""
    c.execute(sa.update(ActionRow).where(ActionRow.id == action_id).values(huddle_id=huddle_id))


def forget_wordings(c: Connection, action_id: int) -> None:
    """Delete earlier wordings of an action from its history: a first wording is not kept."""
    row = ActionChangeRow
    c.execute(sa.delete(row).where(row.action_id == action_id, row.field == "what"))
