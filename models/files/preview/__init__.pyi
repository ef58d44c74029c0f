from .build import preview_file
from .preview import (
    IGNORE,
    SHOWN_ROWS,
    Choice,
    ColumnPreview,
    Preview,
    PreviewRow,
    Question,
    QuestionKind,
)
from .questions import ONE_UNIT, questions_of, with_answer

__all__ = [
    "IGNORE",
    "ONE_UNIT",
    "SHOWN_ROWS",
    "Choice",
    "ColumnPreview",
    "Preview",
    "PreviewRow",
    "Question",
    "QuestionKind",
    "preview_file",
    "questions_of",
    "with_answer",
]
