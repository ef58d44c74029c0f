"""The two kinds of failure: what a person can mend (UserError), and bugs (everything else)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    USAGE = 2
    FILE_REFUSED = 3
    DATABASE = 4
    QUESTIONS = 5
    """With `--strict`: something is not said, and nothing was imported."""


Fact = str | int | float | bool | None | tuple[str, ...]
"""What a failure can tell about itself: a number, a name, or a list of names; days are ISO."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where something is wrong. Everything may be empty.

    `file` is the name of a file or the address of a database, `sheet` and `column` are names
    within it. `measure` is the label or the number of a measure in a mapping, `table` the name of
    a table in it. With `as_unit_list` the file is the one that lists the units.
    """

    file: str = ""
    sheet: str = ""
    column: str = ""
    measure: str = ""
    table: str = ""
    as_unit_list: bool = False


Where = Location | str
"""A place, or just the name of a file."""


class UserError(Exception):
    """A failure that its reader can do something about.

    `code` says what is wrong, `facts` are the numbers and names that its sentence needs (`why`
    tells reasons of one code apart), and `where` says where it is; the sentences are in
    `ui.text.errors`. `questions` are those of a file whose answers would solve the problem. None
    of them may hold an answer, a comment or a person's name: the text can reach a terminal, a
    log and a screen.
    """

    exit_code = ExitCode.USAGE

    def __init__(self, code: str, *, where: Where = "", **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.where = Location(where) if isinstance(where, str) else where
        self.facts = facts
        self.questions: tuple[object, ...] = ()


class FileRefused(UserError):
    """A survey file cannot be used as it is. Nothing was stored."""

    exit_code = ExitCode.FILE_REFUSED


class QuestionsOpen(UserError):
    """Something decisive is not said about a file, and nothing may be guessed or left out."""

    exit_code = ExitCode.QUESTIONS


class DatabaseProblem(UserError):
    """The database cannot be opened, is damaged, foreign, too new, locked or full."""

    exit_code = ExitCode.DATABASE


class UsageProblem(UserError):
    """A name, choice or option that does not fit, with the candidates among its facts."""

    exit_code = ExitCode.USAGE


class Cancelled(Exception):
    """Raised by a progress callable to stop a long job. Not an error: the job rolls back."""
