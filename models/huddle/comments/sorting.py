"""Sorting comments: what they are about in people's own judgement, one step at a time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from models.huddle.comments.comments import decided_themes
from models.huddle.comments.themes import all_themes, themes_of
from models.store.comments import ADDED, REMOVED, TAG, get_comment, set_comment_theme
from models.store.database import Connection, one_line


def sort_into_topics(
    c: Connection,
    comment_id: int,
    themes: Collection[str],
    tags: Collection[str],
    *,
    now: datetime,
) -> None:
    """Say which themes and tags a comment has, all of them; what was decided so stays decided.

    A tag that is called like a theme is that theme. Each difference is one step that can be
    taken back. Raises UsageProblem when the comment is gone.
    """
    comment = get_comment(c, comment_id)
    found = themes_of(comment.text)
    named = {name.casefold(): t.key for t in all_themes() for name in (t.key, t.label)}
    words = [one_line(tag) for tag in tags]
    wanted = {*themes, *(named[w.casefold()] for w in words if w.casefold() in named)}
    kept = {word for word in words if word and word.casefold() not in named}
    before = set(decided_themes(found, comment))
    for key in sorted(before ^ wanted):
        if key in wanted:
            verdict = "" if key in found else ADDED
        else:
            verdict = REMOVED if key in found else ""
        set_comment_theme(c, comment_id, key, verdict, now=now)
    for tag in sorted(set(comment.tags) ^ kept):
        set_comment_theme(c, comment_id, tag, TAG if tag in kept else "", now=now)
