"""What people decided about comments: sorted, given themes, released to be read out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import UsageProblem
from models.store.database import insert_or_update, one_line, record, utc_text
from models.store.tables import CommentReleaseRow, CommentRow, CommentThemeRow, CommentTriageRow
from models.survey import Period

NEW = ""
STARRED = "starred"
HIDDEN = "hidden"
PARKED = "parked"
STATES = (NEW, STARRED, HIDDEN, PARKED)

ADDED = "added"
REMOVED = "removed"
TAG = "tag"
_THEME = "theme:"
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class StoredComment:
    """A patient's words as they came, never masked: not for a screen that others can see.

    `month` is a month number, 0 for undated. `state` is one of `STATES`. `added`, `removed` and
    `tags` are what people said about its themes; `released` whether names in it may be read out.
    """

    id: int
    unit_id: int
    month: int
    question: str
    text: str
    state: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    released: bool = False


def unit_comments(
    c: Connection,
    unit_id: int | None,
    period: Period = Period(),  # noqa: B008  (frozen)
    *,
    states: Sequence[str] = STATES,
    limit: int | None = None,
) -> list[StoredComment]:
    """Return a unit's comments (None: of all) of a period in some states, the latest first."""
    query = (
        sa.select(CommentRow)
        .where(CommentRow.state.in_(list(states)))
        .order_by(CommentRow.month.desc(), CommentRow.id.desc())
    )
    if unit_id is not None:
        query = query.where(CommentRow.unit_id == unit_id)
    if period.first is not None:
        query = query.where(CommentRow.month >= period.first)
    if period.last is not None:
        query = query.where(CommentRow.month <= period.last, CommentRow.month > 0)
    if limit is not None:
        query = query.limit(limit)
    return _with_decisions(c, list(c.execute(query)))


def comments_by_id(c: Connection, ids: Iterable[int]) -> dict[int, StoredComment]:
    """Return the comments with these ids; those that are gone are missing."""
    wanted = sorted(set(ids))
    found: list[StoredComment] = []
    for start in range(0, len(wanted), _CHUNK):
        query = sa.select(CommentRow).where(CommentRow.id.in_(wanted[start : start + _CHUNK]))
        found += _with_decisions(c, list(c.execute(query)))
    return {comment.id: comment for comment in found}


def get_comment(c: Connection, comment_id: int) -> StoredComment:
    """Return one comment. Raises UsageProblem when it is gone."""
    found = comments_by_id(c, [comment_id]).get(comment_id)
    if found is None:
        raise UsageProblem("unknown-comment")
    return found


def set_comment_state(c: Connection, comment_id: int, state: str, *, now: datetime) -> None:
    """Star, hide or park a comment, or make it new again. ValueError for another state."""
    if state not in STATES:
        raise ValueError("unknown state of a comment")
    before = get_comment(c, comment_id).state
    if before != state:
        _apply_state(c, comment_id, state)
        _note(c, comment_id, "state", before, state, now)


def set_comment_theme(
    c: Connection, comment_id: int, theme: str, verdict: str, *, now: datetime
) -> None:
    """Add a theme the rules missed, remove one they got wrong, or put on a tag of one's own.

    An empty `verdict` takes the decision back. ValueError for another verdict.
    """
    if verdict not in ("", ADDED, REMOVED, TAG):
        raise ValueError("unknown verdict on a theme")
    key = one_line(theme)
    if not key:
        raise UsageProblem("empty-tag")
    get_comment(c, comment_id)
    row = CommentThemeRow
    before = c.scalar(sa.select(row.verdict).where(row.comment_id == comment_id, row.theme == key))
    if (before or "") != verdict:
        _apply_theme(c, comment_id, key, verdict)
        _note(c, comment_id, _THEME + key, before or "", verdict, now)


def used_tags(c: Connection) -> dict[str, int]:
    """Return people's own tags with how many comments carry each, the most used first."""
    row = CommentThemeRow
    count = sa.func.count().label("n")
    rows = c.execute(
        sa.select(row.theme, count)
        .where(row.verdict == TAG)
        .group_by(row.theme)
        .order_by(count.desc(), row.theme)
    )
    return {theme: int(n) for theme, n in rows}


def release_comment(c: Connection, comment_id: int, by: str, *, now: datetime) -> None:
    """Record that somebody lets the names in a comment be read out. Asks nothing."""
    get_comment(c, comment_id)
    c.execute(
        sa.insert(CommentReleaseRow).values(
            comment_id=comment_id, at=utc_text(now), by=one_line(by)
        )
    )
    record(c, "comment.unmasked", {"comment": comment_id, "by": one_line(by)}, now)


def withdraw_release(c: Connection, comment_id: int, *, now: datetime) -> None:
    """Mask the names in a comment again; the record of the release stays."""
    row = CommentReleaseRow
    c.execute(
        sa.update(row)
        .where(row.comment_id == comment_id, row.withdrawn.is_(None))
        .values(withdrawn=utc_text(now))
    )
    record(c, "comment.masked", {"comment": comment_id}, now)


@dataclass(frozen=True, slots=True)
class Release:
    """Who let a comment's names be read out, when, and when that was withdrawn."""

    comment_id: int
    at: str
    by: str
    withdrawn: str | None


def release_in_force(c: Connection, comment_id: int) -> Release | None:
    """Return the release by which a comment's names may be read out now, None when they may not."""
    row = CommentReleaseRow
    query = (
        sa.select(row.comment_id, row.at, row.by, row.withdrawn)
        .where(row.comment_id == comment_id, row.withdrawn.is_(None))
        .order_by(row.id.desc())
        .limit(1)
    )
    found = c.execute(query).first()
    return Release(*found) if found is not None else None


def _with_decisions(c: Connection, rows: list[sa.Row[Any]]) -> list[StoredComment]:
    themes: dict[int, dict[str, list[str]]] = {}
    released: set[int] = set()
    ids = [row.id for row in rows]
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        theme = CommentThemeRow
        for row in c.execute(sa.select(theme).where(theme.comment_id.in_(part))):
            themes.setdefault(row.comment_id, {}).setdefault(row.verdict, []).append(row.theme)
        release = CommentReleaseRow
        released.update(
            c.scalars(
                sa.select(release.comment_id).where(
                    release.comment_id.in_(part), release.withdrawn.is_(None)
                )
            )
        )

    def of(comment_id: int, verdict: str) -> tuple[str, ...]:
        return tuple(sorted(themes.get(comment_id, {}).get(verdict, ())))

    return [
        StoredComment(
            id=row.id,
            unit_id=row.unit_id,
            month=row.month,
            question=row.question,
            text=row.text,
            state=row.state,
            added=of(row.id, ADDED),
            removed=of(row.id, REMOVED),
            tags=of(row.id, TAG),
            released=row.id in released,
        )
        for row in rows
    ]


def _apply_state(c: Connection, comment_id: int, state: str) -> None:
    c.execute(sa.update(CommentRow).where(CommentRow.id == comment_id).values(state=state))


def _apply_theme(c: Connection, comment_id: int, theme: str, verdict: str) -> None:
    row = CommentThemeRow
    if verdict:
        insert_or_update(c, row, {"comment_id": comment_id, "theme": theme, "verdict": verdict})
    else:
        c.execute(sa.delete(row).where(row.comment_id == comment_id, row.theme == theme))


def _note(
    c: Connection, comment_id: int, field: str, before: str, after: str, now: datetime
) -> None:
    c.execute(
        sa.insert(CommentTriageRow).values(
            comment_id=comment_id, at=utc_text(now), field=field, before=before, after=after
        )
    )
