"""A first look at a file: its rows, what each column is taken for, and open questions."""

from models.files.preview.build import preview_file
from models.files.preview.preview import (
    IGNORE,
    SHOWN_ROWS,
    ColumnPreview,
    Preview,
    PreviewRow,
    Question,
    QuestionKind,
)
from models.files.preview.questions import ONE_UNIT, with_answer

__all__ = [
    "IGNORE",
    "ONE_UNIT",
    "SHOWN_ROWS",
    "ColumnPreview",
    "Preview",
    "PreviewRow",
    "Question",
    "QuestionKind",
    "preview_file",
    "with_answer",
]
