"""The other side of `tests.faults.breaking`: builds the shim, starts it, asks it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SOURCE = Path(__file__).with_name("shim.c")

KILL, EIO, ENOSPC = 1, 5, 28


def shim_can_be_built() -> bool:
    return sys.platform == "linux" and shutil.which("cc") is not None


def build_shim(folder: Path) -> Path:
    """Compile the shim into a folder; return the library."""
    library = folder / "shim.so"
    command = ["cc", "-O1", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return library


class RunningBreaker:
    """A running breaker."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def operations(self, scenario: str) -> int:
        return int(self._ask(what="count", scenario=scenario))

    def strike(self, scenario: str, n: int, kind: int) -> str:
        """Kill or fail the n-th operation; return what went wrong, "" when nothing did."""
        return str(self._ask(what="strike", scenario=scenario, n=n, kind=kind))

    def cut(self, scenario: str, seed: int) -> str:
        """Cut the power at some moment; return what went wrong, "" when nothing did."""
        return str(self._ask(what="cut", scenario=scenario, seed=seed))

    def _ask(self, **request: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextmanager
def breaker(library: Path, broken: str = "") -> Iterator[RunningBreaker]:
    command = [sys.executable, "-m", "tests.faults.breaking", *([broken] if broken else [])]
    environment = {**os.environ, "LD_PRELOAD": str(library)}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment,
    ) as process:
        yield RunningBreaker(process)
        process.communicate()
