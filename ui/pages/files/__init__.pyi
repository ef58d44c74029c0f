from .page import FilesPage

__all__ = [
    "FilesPage",
]
