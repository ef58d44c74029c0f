"""The page of imported files."""

from ui.pages.files.page import FilesPage

__all__ = [
    "FilesPage",
]
