"""Who let names be read out, for tests."""

from __future__ import annotations

import sqlalchemy as sa

from models.store.comments.sorting import Release
from models.store.database.database import Connection
from models.store.tables.huddle import CommentReleaseRow


def releases(c: Connection) -> list[Release]:
    """Return every release ever made, the oldest first."""
    row = CommentReleaseRow
    query = sa.select(row.comment_id, row.at, row.by, row.withdrawn).order_by(row.id)
    return [Release(*found) for found in c.execute(query)]
