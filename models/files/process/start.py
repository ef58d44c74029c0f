"""Start the process that reads a large file, at once or before it is known how to read it.

Loads nothing heavy: a command starts the process before it loads the rest of the program itself.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

LARGE_BYTES = 4_000_000
"""Files from this size are read apart; for smaller ones starting a process costs more."""

Process = subprocess.Popen[bytes]


class WaitingReader:
    """A reading process that loads what it needs while the program does, and waits for its order.
    It serves one file; `close` ends it where nobody took it."""

    def __init__(self, path: Path) -> None:
        self._process = start(child_command()) if is_large(path, LARGE_BYTES) else None

    def take(self) -> Process | None:
        """Return the process, None when there is none or somebody has it."""
        process, self._process = self._process, None
        return process

    def close(self) -> None:
        """End a process that was not taken."""
        process = self.take()
        if process is not None:
            process.kill()
            process.communicate()


def is_large(path: Path, limit: int) -> bool:
    """Whether there is a file of at least `limit` bytes."""
    try:
        return path.is_file() and path.stat().st_size >= limit
    except (OSError, ValueError):
        return False


def start(command: list[str]) -> Process:
    """Start a reading process."""
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def child_command() -> list[str]:
    """Return the command line of the reading process: the program's own start, which has what no
    model may import, the languages."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--read-survey-file"]
    root = str(Path(__file__).resolve().parents[3])
    code = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); "
        "from main import READ_SURVEY_FILE, read_for_parent; read_for_parent(READ_SURVEY_FILE)"
    )
    return [sys.executable, "-I", "-c", code, root]
