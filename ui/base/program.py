"""How this program is called, and where its own files are: in a source tree, installed, bundled."""

from __future__ import annotations

import sys
from pathlib import Path

SOURCE_NAME, INSTALLED_NAME = "main.py", "throughline"

ROOT = Path(__file__).resolve().parents[2]
"""The folder that holds `ui`, `models` and `resources`."""


def is_bundled() -> bool:
    """Tell whether this is the bundle, which brings its own Python."""
    return bool(getattr(sys, "frozen", False))


def is_installed() -> bool:
    """Tell whether this is the bundle or an installed package, not a source tree."""
    return is_bundled() or (ROOT / "__init__.py").is_file()


def program_name() -> str:
    """Return the word that starts the program on a command line."""
    return INSTALLED_NAME if is_installed() else SOURCE_NAME


def as_called(text: str) -> str:
    """Return a text that names commands, with the program called as it is called here."""
    return text.replace(SOURCE_NAME, program_name())


def manual_folder() -> Path | None:
    """Return where the built manual is: in the bundle, or where `make manual` puts it."""
    for folder in (ROOT / "manual", ROOT / "build" / "manual"):
        if (folder / "index.html").is_file():
            return folder
    return None


def licenses_folder() -> Path | None:
    """Return where the licenses of the bundle's parts are, None where nothing was bundled."""
    folder = ROOT / "licenses"
    return folder if folder.is_dir() else None
