from .mapping_from_table import (
    NO_ITEMS,
    Items,
    items_by_place,
    role_of,
    role_of_item,
)
from .questions import ONE_UNIT, questions_of, with_answer
from .schema import ColumnRoles, TableSchema, read_columns, with_questions

__all__ = [
    "NO_ITEMS",
    "ONE_UNIT",
    "ColumnRoles",
    "Items",
    "TableSchema",
    "items_by_place",
    "questions_of",
    "read_columns",
    "role_of",
    "role_of_item",
    "with_answer",
    "with_questions",
]
