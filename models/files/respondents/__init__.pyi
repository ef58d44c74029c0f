from .mapping_from_table import (
    NO_ITEMS,
    Items,
    items_by_place,
    role_of,
    role_of_item,
)
from .schema import ColumnRoles, TableSchema, read_columns, with_questions

__all__ = [
    "NO_ITEMS",
    "ColumnRoles",
    "Items",
    "TableSchema",
    "items_by_place",
    "read_columns",
    "role_of",
    "role_of_item",
    "with_questions",
]
