"""Reading a file in a process of its own."""

from models.files.process.child import main
from models.files.process.parent import read_survey_file

__all__ = [
    "main",
    "read_survey_file",
]
