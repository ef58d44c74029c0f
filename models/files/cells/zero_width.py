"""Characters that nobody sees: they make two names of one, and an answer unknown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""Control characters but tab and line ends, zero-width ones, and marks of writing direction."""


def without_invisible(text: str) -> str:
    """Return a text without the characters that nobody sees.

    >>> without_invisible("4 We\u200bst\u202e")
    '4 West'
    """
    return text if text.isascii() and text.isprintable() else INVISIBLE.sub("", text)
