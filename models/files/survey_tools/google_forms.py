"""Exports of Google Forms: a timestamp, then one column per question with its text as header.

The choices of a question with several stand in one cell, joined by ", " (spreadsheet) or ";"
(the form's own download); what a patient wrote behind "Other" stands as the answer itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from models.files.columns import known_scales
from models.files.sheets import FlattenedSheet, Sheet, ToolColumn, plain_name, question_text
from models.language import _

_TIMESTAMP = {
    *("timestamp", "zeitstempel", "horodateur", "marcatemporal", "carimbodedatahora"),
    *("informazionicronologiche", "tijdstempel", "tidsstmpel", "tidsstempel"),
}
"""Names of the first column in the languages of forms, with nothing but letters a to z."""

_DAY = r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})"
_STAMP = re.compile(rf"{_DAY}[ T]+\d{{1,2}}[:.]\d{{2}}([:.]\d{{2}})?.*")
_BOOKKEEPING = {"username", "emailaddress", "email", "score", "totalscore"}
_OF_A_QUIZ = ("[Score]", "[Feedback]")
_SEPARATOR = re.compile(r";|,\s")
LONGEST_LIST = 2_000
"""No longer cell lists choices."""

MOST_CHOICES = 20
"""Different choices of a question; more are free text with commas."""

AGAIN = 0.7
"""This part of what stands between commas is given more than once where it is choices."""


def flatten_export(sheet: Sheet) -> FlattenedSheet | None:
    """Return a Google Forms export as a plain table, None for any other sheet.

    Questions with several choices in a cell are on no scale; they stay out, and this is said.
    """
    if len(sheet.head) < 2:
        return None
    number, cells = sheet.head[0]
    names = [question_text(cell) for cell in cells]
    below = [row for _, row in sheet.head[1:]]
    if plain_name(names[0]) not in _TIMESTAMP or len(names) < 3 or not _are_stamps(below):
        return None
    columns, several = [], []
    for place, name in enumerate(names):
        is_several = place > 0 and _holds_several(
            [row[place].strip() for row in below if place < len(row) and row[place].strip()]
        )
        if is_several:
            several.append(name)
        if name:
            is_bookkeeping = is_several or _is_bookkeeping(name)
            shown = name if place else "timestamp"
            columns.append(ToolColumn(shown, (place,), (name,), is_bookkeeping))
    assumed = [
        _("Cells with several answers were left out: {several}.").format(several=", ".join(several))
    ]
    return FlattenedSheet(
        sheet, "google_forms", number, columns, assumed=assumed if several else ()
    )


def _is_bookkeeping(name: str) -> bool:
    return plain_name(name) in _BOOKKEEPING or name.endswith(_OF_A_QUIZ)


def _are_stamps(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first cells are days with a time of day, as a form writes them."""
    filled = [row[0].strip() for row in rows if row and row[0].strip()]
    return bool(filled) and all(_STAMP.fullmatch(text) for text in filled)


def _holds_several(cells: Sequence[str]) -> bool:
    """Whether cells list choices: one that stands alone elsewhere, or the same ones regrouped."""
    if any(len(cell) > LONGEST_LIST or known_scales().is_scale_word(cell) for cell in cells):
        return False
    split = (tuple(part.strip() for part in _SEPARATOR.split(cell)) for cell in cells)
    lists = {parts for parts in split if len(parts) > 1}
    if not lists or 5 * sum(bool(_SEPARATOR.search(cell)) for cell in cells) < len(cells):
        return False
    choices = Counter(choice for parts in lists for choice in parts)
    alone = {cell for cell in cells if not _SEPARATOR.search(cell)}
    regrouped = sum(count > 1 for count in choices.values())
    if len(choices) > MOST_CHOICES or not all(len(choice) <= 60 for choice in choices):
        return False
    # In comments with commas only the beginnings are alike.
    again = sum(count for choice, count in choices.items() if count > 1 or choice in alone)
    if again < AGAIN * choices.total():
        return False
    return bool(alone & set(choices)) or regrouped >= 2
