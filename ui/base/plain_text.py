"""Text from files and people, made safe where Qt or a spreadsheet would read more into it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

_FORMULA_STARTS = ("=", "+", "-", "@", "|", "＝", "＋", "－", "＠", "％")
_NUMBER = re.compile(r"[+-]?[\d.,\s]*\d\s*%?")


def plain_tip(text: str) -> str:
    """Return a text for a tool tip, which Qt would take for HTML where it looks like it."""
    return f"<qt>{html.escape(text)}</qt>" if "<" in text else text


def without_mnemonic(text: str) -> str:
    """Return a text for a button or menu, where "&" would mark a key and disappear."""
    return text.replace("&", "&&")


def tab_separated(lines: Iterable[Sequence[str]]) -> str:
    """Return lines for the clipboard: no cell breaks out of its place or runs as a formula."""
    return "\n".join("\t".join(safe_cell(cell) for cell in line) for line in lines)


def safe_cell(text: str) -> str:
    """Return a cell on one line; what a spreadsheet would run gets an apostrophe in front.

    Numbers stay numbers.
    """
    plain = " ".join(text.split())
    runs = plain.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(plain)
    return f"'{plain}" if runs else plain
