"""A program that writes until it is killed, seen from the program that kills it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Victim:
    """A writer that can be started and killed again and again; see `tests.faults.writer`."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.acknowledged: dict[str, set[int]] = {"batch": set(), "action": set()}

    def live(self, acknowledgements: int, seconds: float) -> None:
        """Start the writer, and kill it some time after so many acknowledgements."""
        assert self._process.stdin is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        process, seen = 0, 0
        while not process or seen < acknowledgements:
            word, number = self._read()
            if word == "started":
                process = number
            else:
                seen += 1
        time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
        while self._read()[0] != "gone":
            pass

    def _read(self) -> tuple[str, int]:
        assert self._process.stdout is not None
        word, number = self._process.stdout.readline().split()
        if word in self.acknowledged:
            self.acknowledged[word].add(int(number))
        return word, int(number)


@contextmanager
def victim(path: Path, journal: str) -> Iterator[Victim]:
    command = [sys.executable, "-m", "tests.faults.writer", str(path), journal]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        yield Victim(process)
        process.communicate()
