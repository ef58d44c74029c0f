"""What the packaging scripts share: folders, the version, and running a program."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "packaging"
BUILD = ROOT / "build"
WORK = BUILD / "work"
DIST = ROOT / "dist"
BUNDLE = DIST / "throughline"
"""The folder that PyInstaller makes."""

NAME, IDENTIFIER = "Throughline", "org.throughline.Throughline"
MAINTAINER = "Throughline <support@throughline.invalid>"


def version() -> str:
    """Return the program's version as `pyproject.toml` has it."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    found = re.search(r'^version = "(.+)"$', text, re.MULTILINE)
    if found is None:
        raise SystemExit("error: pyproject.toml names no version.")
    return found.group(1)


def program() -> Path:
    """Return the bundle's program. Ends the script when the bundle isn't there."""
    found = BUNDLE / ("throughline.exe" if sys.platform == "win32" else "throughline")
    if not found.is_file():
        raise SystemExit(f"error: There is no bundle in {BUNDLE}.\nhint: Run “make bundle” first.")
    return found


def run(command: Sequence[str | Path], **options: object) -> None:
    """Run a program; end the script with its exit code when it fails."""
    print("+", *command, flush=True)
    done = subprocess.run([str(part) for part in command], check=False, **options)  # type: ignore[call-overload]
    if done.returncode:
        raise SystemExit(done.returncode)
