from .build import preview_file
from .preview import SHOWN_ROWS, ColumnPreview, Preview, PreviewRow

__all__ = [
    "SHOWN_ROWS",
    "ColumnPreview",
    "Preview",
    "PreviewRow",
    "preview_file",
]
