"""What every command is given: where to write, which database, and what day it is."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from models.errors import DatabaseProblem
from ui.cli.progress import ProgressLine

if TYPE_CHECKING:
    from models.store.database import Database

DATABASE_VARIABLE = "THROUGHLINE_DB"


def default_database() -> Path:
    """Return the file used when nobody names one, in the user's own data folder."""
    from platformdirs import user_data_path

    return user_data_path("Throughline", appauthor=False) / "throughline.db"


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one command.

    `out` takes the answer and nothing else, `err` progress and failures. `named_database` is
    the value of `--db`, empty when it was not given. `now` is the only clock.
    """

    out: TextIO
    err: TextIO
    as_json: bool
    named_database: str
    now: Callable[[], datetime]

    @property
    def place(self) -> str:
        """The database's path or address: `--db`, else $THROUGHLINE_DB, else the default."""
        return self.named_database or os.environ.get(DATABASE_VARIABLE) or str(default_database())

    @property
    def today(self) -> date:
        return self.now().date()

    @property
    def database_exists(self) -> bool:
        """Tell whether there is a file; of an address that is found out by connecting."""
        return self.place.startswith("postgresql") or Path(self.place).is_file()

    @contextmanager
    def database(self, *, must_exist: bool = False) -> Iterator[Database]:
        """Give the open database. Raises DatabaseProblem when it cannot be opened.

        With `must_exist` a file that is not there is refused instead of made.
        """
        if must_exist and not self.database_exists:
            raise DatabaseProblem(
                "database-missing",
                "There is no database here.",
                where=self.place,
                hint="Name another with --db, or import a file to start one.",
            )
        from models.store.database import open_database

        database = open_database(self.prepared_place())
        try:
            yield database
        finally:
            database.close()

    def prepared_place(self) -> str:
        """Return `place`, its folder made when it is the default one."""
        if self.place == str(default_database()):
            Path(self.place).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return self.place

    def progress(self) -> ProgressLine:
        return ProgressLine(self.err)

    def answer(self, value: Any, text: str) -> None:
        """Write the command's answer: `value` as JSON when asked for, else `text`."""
        if self.as_json:
            encoding = (getattr(self.out, "encoding", None) or "utf-8").lower()
            plain = not encoding.startswith("utf")
            text = json.dumps(value, ensure_ascii=plain, allow_nan=False, indent=2)
        self.out.write(text + "\n")
