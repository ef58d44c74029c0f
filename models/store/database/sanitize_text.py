"""Text as both databases can keep it."""

from __future__ import annotations

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_REPLACEMENT = "\ufffd"


def sanitize(text: str) -> str:
    """Return `text` without NUL (dropped) and with lone surrogates as U+FFFD.

    PostgreSQL refuses both and SQLite keeps them, so every writer cleans text on its way in:
    the same file then gives the same rows in either database.

    >>> storable("a\\x00b")
    'ab'
    """
    if _UNSTORABLE.search(text) is None:
        return text
    return _UNSTORABLE.sub(lambda found: "" if found[0] == "\x00" else _REPLACEMENT, text)


def one_line(text: str) -> str:
    """Return `text` storable, with every run of white space as one space, and none at the ends."""
    return " ".join(sanitize(text).split())
