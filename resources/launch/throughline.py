"""The installed program: one package that holds everything, started by its commands.

`ui`, `models` and `resources` lie inside this package, so that no other package of those names
can get in their way; they are found because their folder goes first on the path.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

HOME = Path(__file__).resolve().parent


def start() -> int:
    """Run the program with the command line's arguments and return its exit code."""
    _use_home()
    from main import main, report_defects, use_streams

    use_streams()
    report_defects()
    return main()


def __getattr__(name: str) -> ModuleType:
    """Give `throughline.frames`, the DataFrames for notebooks and scripts."""
    if name == "frames":
        _use_home()
        return import_module("models.export.frames")
    raise AttributeError(name)


def open_database(place: str) -> object:
    """Open a database by its file or address, for `throughline.frames`."""
    _use_home()
    from models.store.database import open_database as open_place

    return open_place(place)


def _use_home() -> None:
    if str(HOME) not in sys.path:
        sys.path.insert(0, str(HOME))
