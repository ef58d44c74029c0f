"""What a file is before its cells are read: kind, encoding, archives, and reading that survives a
lost disk."""

from models.files.source.encoding import GUESSES, OFFERED, Encoding, find_encoding
from models.files.source.inspect import FileFacts, Kind, inspect_file
from models.files.source.resilient_file import open_resilient
from models.files.source.zip_guard import (
    MAX_UNPACKED,
    Findings,
    Unsafe,
    check_archive,
    checked_blocks,
    look_at_parts,
)

__all__ = [
    "GUESSES",
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
