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
from ui.cli.failures import report_problem
from ui.cli.progress import ProgressLine
from ui.text.language import _
from ui.text.trust import password_in_address_warning

if TYPE_CHECKING:
    from models.store.database import Database, Key

DATABASE_VARIABLE = "THROUGHLINE_DB"
PASSPHRASE_VARIABLE = "THROUGHLINE_PASSPHRASE_FILE"


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
    passphrase_file: str = ""
    named_language: str = ""
    """What `--lang` or $THROUGHLINE_LANG chose for this start, "" for neither."""

    @property
    def key(self) -> Key | None:
        """What opens encrypted data: from --passphrase-file, else $THROUGHLINE_PASSPHRASE_FILE,
        else the system's keyring. Raises DatabaseProblem when the file cannot be read."""
        from models.store.backup import key_for

        file = self.passphrase_file or os.environ.get(PASSPHRASE_VARIABLE, "")
        return None if self.is_on_server else key_for(self.place, file)

    @property
    def gives_passphrase(self) -> bool:
        return bool(self.passphrase_file or os.environ.get(PASSPHRASE_VARIABLE))

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
    def database(self, *, even_damaged: bool = False) -> Iterator[Database]:
        """Give the open database, made when it is not there. Raises DatabaseProblem, unless
        `even_damaged` also when it is damaged."""
        if "://" in self.place and not self.is_on_server:
            raise DatabaseProblem("unknown-address", where=self.place.partition("://")[0])
        from models.store.database import open_database
        from ui.base.machine import apply_to_data

        apply_to_data()
        database = open_database(
            self.place,
            make_folder=self.place == str(default_database()),
            key=self.key,
            even_damaged=even_damaged,
        )
        try:
            yield database
        finally:
            database.close()
        self._warn_of_password()

    @contextmanager
    def existing_database(self, *, even_damaged: bool = False) -> Iterator[Database]:
        """Give the open database. Raises DatabaseProblem, also when there is none."""
        if not self.database_exists:
            raise DatabaseProblem("database-missing", where=self.place)
        with self.database(even_damaged=even_damaged) as database:
            yield database

    @contextmanager
    def database_to_change(self, *, may_be_new: bool = False) -> Iterator[Database]:
        """Give the open database after the day's back-up; a new one needs none.

        A new one into which nothing came is removed again: its path was mistyped, or its file
        refused. Raises DatabaseProblem, also when there is none and it must not be made.
        """
        if self.database_exists or not may_be_new:
            with self.existing_database() as database:
                self._back_up(database)
                yield database
            return
        from models.store.database import remove_if_empty

        try:
            with self.database() as database:
                yield database
        finally:
            remove_if_empty(self.place)

    def _warn_of_password(self) -> None:
        from models.store.database import names_password

        if self.is_on_server and names_password(self.place):
            self.err.write(_("warning: {what}\n").format(what=password_in_address_warning()))

    def _back_up(self, database: Database) -> None:
        """Make the day's back-up. A second place that is full stops nothing: it is told."""
        from models.store.backup import backup_if_due

        try:
            backup_if_due(database, self.today)
        except DatabaseProblem as problem:
            if problem.code != "second-place":
                raise
            report_problem(self.err, problem)

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
