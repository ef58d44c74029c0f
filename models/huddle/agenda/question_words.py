"""Words for a question whose name in the file is only a code, such as Q5."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from models.huddle.agenda.choices import MeasureChoice
from models.store.database import Connection, get_setting, one_line, put_setting

_KEY = "item_words:{item}"
_CODE = re.compile(r"[A-Za-z]{0,4}[ _.-]?\d+[A-Za-z]?")


def is_code(label: str) -> bool:
    """Tell whether a question's name says nothing to a room.

    >>> is_code("Q5"), is_code("Item 12"), is_code("sat_score"), is_code("Quiet at night")
    (True, True, True, False)
    """
    name = label.strip()
    return _CODE.fullmatch(name) is not None or ("_" in name and " " not in name)


def as_spoken(label: str) -> str:
    """Return a column's name as somebody would read it out, other names as they are.

    >>> as_spoken("overall_experience"), as_spoken("Quiet at night"), as_spoken("Q5")
    ('Overall experience', 'Quiet at night', 'Q5')
    """
    if "_" not in label or " " in label:
        return label
    words = " ".join(part for part in label.split("_") if part)
    return words[:1].upper() + words[1:]


def in_words(c: Connection, choices: Sequence[MeasureChoice]) -> tuple[MeasureChoice, ...]:
    """Return measures with the words that somebody gave their questions in place of codes."""
    return tuple(_choice_in_words(c, choice) for choice in choices)


def _choice_in_words(c: Connection, choice: MeasureChoice) -> MeasureChoice:
    words = item_words(c, choice.item)
    if not words:
        return choice
    label = words if choice.label == choice.item_label else choice.label
    return replace(choice, label=label, item_label=words)


def item_words(c: Connection, item: str) -> str:
    """Return the words that somebody gave a question, "" for none."""
    return str(get_setting(c, _KEY.format(item=item), "")) if item else ""


def set_item_words(c: Connection, item: str, words: str) -> None:
    """Keep what a question asks, in words for the room."""
    put_setting(c, _KEY.format(item=item), one_line(words))
