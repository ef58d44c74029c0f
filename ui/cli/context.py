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
from ui.base.program import as_called
from ui.cli.progress import ProgressLine

if TYPE_CHECKING:
    from models.store.database import Database

DATABASE_VARIABLE = "THROUGHLINE_DB"


def default_database() -> Path:
    """Return the file used when nobody names one, in the user's own data folder."""
    from ui.base.machine import data_folder

    return data_folder() / "throughline.db"


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
        """The database's path or address: `--db`, else $THROUGHLINE_DB, else what is decided for
        this computer, else the default."""
        from ui.base.machine import machine_settings

        return (
            self.named_database
            or os.environ.get(DATABASE_VARIABLE)
            or machine_settings().database
            or str(default_database())
        )

    @property
    def today(self) -> date:
        return self.now().date()

    @property
    def is_on_server(self) -> bool:
        return self.place.startswith(("postgresql:", "postgresql+", "postgres:"))

    @property
    def database_exists(self) -> bool:
        """Tell whether there is a file; of an address that is found out by connecting."""
        return self.is_on_server or Path(self.place).expanduser().is_file()

    @contextmanager
    def database(self) -> Iterator[Database]:
        """Give the open database, made when it is not there. Raises DatabaseProblem."""
        if "://" in self.place and not self.is_on_server:
            raise DatabaseProblem(
                "unknown-address",
                "This kind of database is not known.",
                where=self.place.partition("://")[0],
                hint="Name a file, or an address that begins with postgresql://",
            )
        from models.store.database import open_database

        database = open_database(self.place, make_folder=self.place == str(default_database()))
        try:
            yield database
        finally:
            database.close()

    @contextmanager
    def existing_database(self) -> Iterator[Database]:
        """Give the open database. Raises DatabaseProblem, also when there is none."""
        if not self.database_exists:
            raise DatabaseProblem(
                "database-missing",
                "There is no database here.",
                where=self.place,
                hint="Name another with --db, or import a file to start one.",
            )
        with self.database() as database:
            yield database

    @contextmanager
    def database_to_change(self, *, may_be_new: bool = False) -> Iterator[Database]:
        """Give the open database after the day's back-up; a new one needs none.

        Raises DatabaseProblem, also when there is none and it must not be made.
        """
        is_new = not self.database_exists
        with self.database() if is_new and may_be_new else self.existing_database() as database:
            if not is_new:
                from models.store.backup import backup_if_due

                backup_if_due(database, self.today)
            yield database

    def progress(self) -> ProgressLine:
        return ProgressLine(self.err)

    def answer(self, value: Any, text: str | Callable[[], str]) -> None:
        """Write the command's answer: `value` as JSON when asked for, else `text`, which may be
        given as a function where putting it together takes a while."""
        self.out.write((self._json(value) if self.as_json else as_called(_text(text))) + "\n")

    def _json(self, value: Any) -> str:
        """Return a value as JSON with a line for each value.

        Python's own encoder indents a hundred times slower than it encodes.
        """
        import msgspec

        encoding = (getattr(self.out, "encoding", None) or "utf-8").lower()
        plain = not encoding.startswith("utf")
        try:
            packed = json.dumps(value, ensure_ascii=plain, allow_nan=False)
            return msgspec.json.format(packed, indent=2)
        except (UnicodeEncodeError, msgspec.DecodeError):  # half a letter, as in a file's name
            return json.dumps(value, ensure_ascii=plain, allow_nan=False, indent=2)


def _text(text: str | Callable[[], str]) -> str:
    return text if isinstance(text, str) else text()
