"""Characters that nobody sees: they make two names of one, and an answer unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.files.table import TableColumn

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""Control characters but tab and line ends, zero-width ones, and marks of writing direction."""

MOST_NAMED = 5


def without_invisible(text: str) -> str:
    """Return a text without the characters that nobody sees.

    >>> without_invisible("4 We\u200bst\u202e")
    '4 West'
    """
    return text if text.isascii() and text.isprintable() else _INVISIBLE.sub("", text)


def invisible_notes(columns: Iterable[TableColumn]) -> list[str]:
    """Return a sentence that says in how many cells such characters stand, none without any."""
    found = {}
    for column in columns:
        words = zip(column.words, column.counts.tolist(), strict=True)
        count = sum(count for word, count in words if _INVISIBLE.search(word))
        if count:
            found[column.name] = count
    if not found:
        return []
    named = ", ".join(list(found)[:MOST_NAMED]) + (" …" if len(found) > MOST_NAMED else "")
    return [
        f"Invisible characters stand in {sum(found.values()):,} cells ({named}). Names and answers "
        "are read without them; comments are kept as they are."
    ]
