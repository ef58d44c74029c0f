"""Files with one row for each survey."""

from models.files.respondents.mapping_from_table import (
    NO_ITEMS,
    Items,
    items_by_place,
    role_of,
    role_of_item,
)
from models.files.respondents.schema import Columns, Understanding, read_columns, with_questions

__all__ = [
    "NO_ITEMS",
    "Columns",
    "Items",
    "Understanding",
    "items_by_place",
    "read_columns",
    "role_of",
    "role_of_item",
    "with_questions",
]
