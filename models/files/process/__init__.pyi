from .child import main
from .parent import read_survey_file
from .start import WaitingReader

__all__ = [
    "WaitingReader",
    "main",
    "read_survey_file",
]
