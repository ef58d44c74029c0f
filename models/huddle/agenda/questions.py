"""The founding questions, and which of them is asked next about an item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

FOUNDING = ("communication", "process", "improve", "patient")
"""The questions that employees are asked about the results, by key."""


def questions_in_turn(item: str, asked: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    """Return the questions' keys in the order in which they should be asked about an item.

    `asked` counts (item, question). First what was asked least about this item, then what was
    asked least at all, then the order of `FOUNDING`; so they rotate.
    """
    total = {key: sum(n for (_i, q), n in asked.items() if q == key) for key in FOUNDING}
    keys = FOUNDING
    return tuple(sorted(keys, key=lambda q: (asked.get((item, q), 0), total[q], keys.index(q))))


def question_grid(
    items: Sequence[str], asked: Mapping[tuple[str, str], int]
) -> dict[str, dict[str, int]]:
    """Return item -> question -> how often it was asked, for the items given."""
    return {item: {key: asked.get((item, key), 0) for key in FOUNDING} for item in items}
