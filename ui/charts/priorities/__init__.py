"""The matrix of importance and gap."""

from ui.charts.priorities.layout import placed_items
from ui.charts.priorities.matrix import PriorityMatrix
from ui.charts.priorities.words import (
    card_foot,
    field_words,
    gap_text,
    importance_text,
    name_of,
    tied_text,
)

__all__ = [
    "PriorityMatrix",
    "card_foot",
    "field_words",
    "gap_text",
    "importance_text",
    "name_of",
    "placed_items",
    "tied_text",
]
