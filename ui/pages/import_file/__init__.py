"""The screen that opens one file: its rows, the questions, the import."""

from ui.pages.import_file.queries import Imports
from ui.pages.import_file.screen import ImportScreen
from ui.pages.import_file.session import WAITING, State
from ui.pages.import_file.words import format_words, imported_words, moment_words, tab_words

__all__ = [
    "WAITING",
    "ImportScreen",
    "Imports",
    "State",
    "format_words",
    "imported_words",
    "moment_words",
    "tab_words",
]
