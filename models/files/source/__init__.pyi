from .encoding import GUESSES, OFFERED, Encoding, find_encoding
from .inspect import FileFacts, Kind, inspect_file
from .resilient_file import open_resilient
from .zip_guard import (
    MAX_COLUMNS,
    MAX_UNPACKED,
    Findings,
    Unsafe,
    check_archive,
    checked_blocks,
    look_at_parts,
)

__all__ = [
    "GUESSES",
    "MAX_COLUMNS",
    "MAX_UNPACKED",
    "OFFERED",
    "Encoding",
    "FileFacts",
    "Findings",
    "Kind",
    "Unsafe",
    "check_archive",
    "checked_blocks",
    "find_encoding",
    "inspect_file",
    "look_at_parts",
    "open_resilient",
]
