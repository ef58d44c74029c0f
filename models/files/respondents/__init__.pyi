from .mapping_from_table import NO_ITEMS, Items, items_by_place, role_of, role_of_item
from .questions import (
    ENCODING,
    MOST_QUESTIONS,
    ONE_UNIT,
    SHEET,
    UNIT,
    order_questions,
    period_question,
    questions_of,
    sheet_question,
    version_question,
    with_answer,
)
from .schema import ColumnRoles, TableSchema, read_columns, with_questions
from .text_encoding import encoding_question, foreign_question, is_confirmed

__all__ = [
    "ENCODING",
    "MOST_QUESTIONS",
    "NO_ITEMS",
    "ONE_UNIT",
    "SHEET",
    "UNIT",
    "ColumnRoles",
    "Items",
    "TableSchema",
    "encoding_question",
    "foreign_question",
    "is_confirmed",
    "items_by_place",
    "order_questions",
    "period_question",
    "questions_of",
    "read_columns",
    "role_of",
    "role_of_item",
    "sheet_question",
    "version_question",
    "with_answer",
    "with_questions",
]
