"""Find comments by their words, with the index of either database."""

from __future__ import annotations

import re

import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.comments.sorting import STATES, StoredComment, comments_by_id, unit_comments
from models.store.database import WORDS, sanitize
from models.store.tables import CommentRow
from models.survey import Period

__all__ = ["MOST_FOUND", "StoredComment", "search_comments", "unit_comments"]

MOST_FOUND = 500
"""Comments that one search gives at most."""

_WORD = re.compile(r"[^\W_]+")


def search_comments(
    c: Connection,
    words: str,
    *,
    unit_id: int | None = None,
    period: Period = Period(),  # noqa: B008  (frozen)
    states: tuple[str, ...] = STATES,
    limit: int = MOST_FOUND,
) -> list[StoredComment]:
    """Return the comments that hold every word, or words that begin with it, the latest first.

    Capitals do not matter, the words' order neither. Text without a single word finds nothing.
    """
    wanted = _WORD.findall(sanitize(words))
    if not wanted:
        return []
    query = (
        sa.select(CommentRow.id)
        .where(_holds(c, wanted), CommentRow.state.in_(states))
        .order_by(CommentRow.month.desc(), CommentRow.id.desc())
        .limit(limit)
    )
    if unit_id is not None:
        query = query.where(CommentRow.unit_id == unit_id)
    if period.first is not None:
        query = query.where(CommentRow.month >= period.first)
    if period.last is not None:
        query = query.where(CommentRow.month.between(1, period.last))
    ids = list(c.scalars(query))
    found = comments_by_id(c, ids)
    return [found[i] for i in ids]


def matching_comments(c: Connection, words: str, *, unit_id: int | None = None) -> frozenset[int]:
    """Return the ids of all comments that hold every word, or words that begin with it.

    As `search_comments`, without a limit; text without a single word finds nothing.
    """
    wanted = _WORD.findall(sanitize(words))
    if not wanted:
        return frozenset()
    query = sa.select(CommentRow.id).where(_holds(c, wanted))
    if unit_id is not None:
        query = query.where(CommentRow.unit_id == unit_id)
    return frozenset(c.scalars(query))


def _holds(c: Connection, words: list[str]) -> sa.ColumnElement[bool]:
    """Return the condition that a comment holds every word or a longer one."""
    if c.dialect.name == "postgresql":
        query = " & ".join(f"{word}:*" for word in words)
        return sa.text(f"{WORDS} @@ to_tsquery('simple', :words)").bindparams(words=query)  # type: ignore[return-value]
    query = " ".join(f'"{word}"*' for word in words)
    matching = sa.text(
        "SELECT rowid FROM comment_words WHERE comment_words MATCH :words"
    ).bindparams(words=query)
    return CommentRow.id.in_(matching)
