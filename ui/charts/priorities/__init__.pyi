from .matrix import PriorityMatrix, placed_items
from .words import card_foot, field_words, gap_text, importance_text, name_of, tied_text

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
