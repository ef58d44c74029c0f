"""What the rules heard in comments, kept so that thousands of them are listed at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.database import upsert
from models.store.tables import CommentHeardRow, CommentRow, CommentThemeRow


@dataclass(frozen=True, slots=True)
class Classification:
    """What the rules heard in a comment: how it sounds, whether it praises an act, its themes."""

    comment_id: int
    tone: str
    specific: bool
    themes: tuple[str, ...]


Facts = tuple[int, int, str, str | None, int | None, str | None]
"""A comment's id, month (0: undated) and state; its tone, whether it praises an act, and its
themes with a space between. The last three are None where the rules were not read yet."""


def comment_facts(c: Connection, unit_id: int | None, rules: str) -> list[Facts]:
    """Return what is known of a unit's comments (None: of all), the latest first."""
    row, heard = CommentRow, CommentHeardRow
    query = (
        sa.select(row.id, row.month, row.state, heard.tone, heard.specific, heard.themes)
        .outerjoin(heard, sa.and_(heard.comment_id == row.id, heard.rules == rules))
        .order_by(row.month.desc(), row.id.desc())
    )
    if unit_id is not None:
        query = query.where(row.unit_id == unit_id)
    return [cast(Facts, tuple(found)) for found in c.execute(query)]


def theme_verdicts(c: Connection, unit_id: int | None) -> dict[int, list[tuple[str, str]]]:
    """Return comment id -> (theme, verdict) of what people decided about a unit's comments."""
    row = CommentThemeRow
    query = sa.select(row.comment_id, row.theme, row.verdict).order_by(row.theme)
    if unit_id is not None:
        query = query.join(CommentRow, CommentRow.id == row.comment_id).where(
            CommentRow.unit_id == unit_id
        )
    verdicts: dict[int, list[tuple[str, str]]] = {}
    for comment_id, theme, verdict in c.execute(query):
        verdicts.setdefault(comment_id, []).append((theme, verdict))
    return verdicts


def unclassified_comments(
    c: Connection, unit_id: int | None, rules: str, *, limit: int
) -> list[tuple[int, str, str]]:
    """Return id, text and question of comments of which these rules were not read, the latest
    first."""
    row, heard = CommentRow, CommentHeardRow
    known = sa.exists().where(heard.comment_id == row.id, heard.rules == rules)
    query = (
        sa.select(row.id, row.text, row.question)
        .where(~known)
        .order_by(row.month.desc(), row.id.desc())
        .limit(limit)
    )
    if unit_id is not None:
        query = query.where(row.unit_id == unit_id)
    return [(comment_id, text, question) for comment_id, text, question in c.execute(query)]


def save_classifications(c: Connection, rules: str, comments: Iterable[Classification]) -> None:
    """Keep what was heard; comments that are gone meanwhile are left out."""
    wanted = {comment.comment_id: comment for comment in comments}
    there = _still_there(c, list(wanted))
    values: list[dict[str, Any]] = [
        {
            "comment_id": comment.comment_id,
            "rules": rules,
            "tone": comment.tone,
            "specific": int(comment.specific),
            "themes": " ".join(comment.themes),
        }
        for comment in wanted.values()
        if comment.comment_id in there
    ]
    if values:
        statement = upsert(c, CommentHeardRow)
        others = {name: statement.excluded[name] for name in values[0] if name != "comment_id"}
        c.execute(
            statement.on_conflict_do_update(index_elements=["comment_id"], set_=others), values
        )


_CHUNK = 500


def _still_there(c: Connection, ids: list[int]) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        found.update(c.scalars(sa.select(CommentRow.id).where(CommentRow.id.in_(part))))
    return found
