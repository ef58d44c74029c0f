from .build import preview_file
from .preview import (
    IGNORE,
    SHOWN_ROWS,
    ColumnPreview,
    Preview,
    PreviewRow,
    Question,
    QuestionKind,
)
from .questions import ONE_UNIT, with_answer

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
