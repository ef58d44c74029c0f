"""The two kinds of failure: what a person can mend (UserError), and bugs (everything else)."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    USAGE = 2
    FILE_REFUSED = 3
    DATABASE = 4
    QUESTIONS = 5
    """With `--strict`: something is not said, and nothing was imported."""


class UserError(Exception):
    """A failure that its reader can do something about.

    `what` says what is wrong in one plain sentence, `where` names the file, sheet, row or
    column (empty when there is no better place than the sentence itself), `hint` says what to
    do next; `questions` are those of a file whose answers would mend it. None of them may hold
    an answer, a comment or a person's name: the text can
    reach a terminal, a log and a screen.
    """

    exit_code = ExitCode.USAGE

    def __init__(
        self,
        code: str,
        what: str,
        *,
        hint: str,
        where: str = "",
        questions: tuple[object, ...] = (),
    ) -> None:
        super().__init__(code)
        self.code = code
        self.what = what
        self.where = where
        self.hint = hint
        self.questions = questions

    def sentence(self) -> str:
        """Return `where: what`, or `what` alone."""
        return f"{self.where}: {self.what}" if self.where else self.what


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
    """A name, choice or option that does not fit, with the candidates in the hint."""

    exit_code = ExitCode.USAGE


class Cancelled(Exception):
    """Raised by a progress callable to stop a long job. Not an error: the job rolls back."""
