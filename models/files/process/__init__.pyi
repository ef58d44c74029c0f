from .child import main
from .parent import read_survey_file

__all__ = [
    "main",
    "read_survey_file",
]
