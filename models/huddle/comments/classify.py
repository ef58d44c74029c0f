"""What the rules hear in comments, read once for each and kept with it."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b

from models.huddle.comments.sentiment import tone_of
from models.huddle.comments.sentiment_model import WEIGHTS
from models.huddle.comments.themes import themes_of
from models.huddle.wording import topics_folder
from models.store.comments import Classification, save_classifications, unclassified_comments
from models.store.database import Database

VERSION = 2
"""Raised when the way of reading changes and not only the word lists."""

_FILES = ("themes.toml", "tone.toml", WEIGHTS)


@cache
def rules_name() -> str:
    """Return a name of today's rules, which changes with the word lists."""
    digest = blake2b(str(VERSION).encode(), digest_size=6)
    for name in _FILES:
        digest.update((topics_folder() / name).read_bytes())
    return digest.hexdigest()


def classify(comment_id: int, text: str, question: str = "") -> Classification:
    """Read the rules for a comment: about a third of a millisecond."""
    tone = tone_of(text, question)
    return Classification(comment_id, tone.kind, tone.specific, themes_of(text))


def classify_pending(db: Database, unit_id: int | None, *, most: int) -> int:
    """Read the rules for comments of a unit (None: of all) that were not read yet, the latest
    first, at most `most`; return how many that were. 0: nothing is left to read."""
    with db.read() as c:
        waiting = unclassified_comments(c, unit_id, rules_name(), limit=most)
    found = [classify(*comment) for comment in waiting]
    if found:
        with db.write() as c:
            save_classifications(c, rules_name(), found)
    return len(found)
