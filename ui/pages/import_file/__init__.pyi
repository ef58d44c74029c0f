from .queries import Imports
from .screen import ImportScreen
from .session import WAITING, State
from .words import format_words, imported_words, moment_words, tab_words

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
