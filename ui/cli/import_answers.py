"""What a file leaves open, on the command line: the options, and the mapping, that answer it."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import UsageProblem
from models.files.mapping import read_mapping, write_mapping
from ui.text.language import _

if TYPE_CHECKING:
    from models.files.mapping import ColumnMapping, Mapping
    from models.files.questions import Choice, Question

DATE_ORDERS = ("day-first", "month-first")
HIGHEST, LOWEST = "highest", "lowest"
_SEPARATORS = ("|", ";", ",")


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options that answer what a file leaves open."""
    parser.add_argument(
        "--strict",
        action="store_true",
        help=_("import nothing while a question is open (exit code 5)"),
    )
    parser.add_argument(
        "--date-order", choices=DATE_ORDERS, help=_("whether 3/4/2026 is April 3 or March 4")
    )
    parser.add_argument(
        "--scale",
        action="append",
        default=[],
        metavar="C=WORST,…,BEST",
        help=_(
            "a column's answers from worst to best; other words don't count. Can be "
            "repeated. * in C matches any letters. Use | between answers that contain "
            "commas"
        ),
    )
    parser.add_argument(
        "--best-answer",
        action="append",
        default=[],
        metavar="C=ANSWER",
        help=_("a column's best answer, or “highest” or “lowest”; can be repeated"),
    )
    parser.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar="C",
        help=_("a column that isn't a survey question; can be repeated"),
    )


def said_by(args: argparse.Namespace) -> Mapping | None:
    """Return what the options say of columns and dates, None when they say nothing.

    Raises UsageProblem for an option that names no column or no answer.
    """
    from models.files.cells import Order
    from models.files.mapping import ColumnMapping, Mapping, Role

    columns: dict[str, ColumnMapping] = {}
    for text in args.scale:
        name, value = _pair("--scale", text)
        answers = _parts(value)
        if len(answers) < 2:
            raise UsageProblem(
                "no-column-and-answer", text=text, example="--scale 'Q1=Poor,Fair,Good'"
            )
        columns[name] = _scaled(name, answers)
    for text in args.best_answer:
        name, value = _pair("--best-answer", text)
        columns[name] = _with_best(columns.get(name) or ColumnMapping(name, Role.ITEM), value)
    for name in args.ignore:
        columns[name.strip()] = ColumnMapping(name.strip(), Role.IGNORE)
    order = Order(args.date_order.replace("-", " ")) if args.date_order else None
    if not columns and order is None:
        return None
    return Mapping(columns=tuple(columns.values()), date_order=order)


def _scaled(name: str, answers: Sequence[str]) -> ColumnMapping:
    from models.files.mapping import ANYTHING_ELSE, ColumnMapping, Role

    listed = tuple((answer,) for answer in answers)
    return ColumnMapping(name, Role.ITEM, answers=listed, no_answers=(ANYTHING_ELSE,))


def _with_best(column: ColumnMapping, value: str) -> ColumnMapping:
    from dataclasses import replace

    from models.files.mapping import Direction

    if value.casefold() in (HIGHEST, LOWEST):
        return replace(column, direction=Direction(f"{value.casefold()} is best"))
    return replace(column, best=tuple(_parts(value)))


def _pair(option: str, text: str) -> tuple[str, str]:
    name, equals, value = text.rpartition("=") if option != "--scale" else text.partition("=")
    if not (equals and name.strip() and value.strip()):
        raise UsageProblem("no-column-and-answer", text=text, example=f"{option} 'Q1=5'")
    return name.strip(), value.strip()


def _parts(value: str) -> list[str]:
    separator = next((mark for mark in _SEPARATORS if mark in value), ",")
    return [part.strip() for part in value.split(separator) if part.strip()]


def question_json(question: Question) -> dict[str, Any]:
    """Return an open question with its choices on real values and the options that answer it."""
    return {
        "id": question.id,
        "columns": list(question.columns),
        "question": question.text,
        "choices": [
            {
                "answer": choice.key,
                "text": choice.text,
                "detail": choice.detail,
                "options": _options_of(question, choice),
            }
            for choice in _choices_of(question)
        ],
        "option": answering(question),
    }


def _choices_of(question: Question) -> Sequence[Choice]:
    """Return a question's choices; of one for an order also that its columns ask for nothing."""
    from models.files.questions import IGNORE, Choice, QuestionKind

    if question.kind is not QuestionKind.ORDER:
        return question.choices
    return (*question.choices, Choice(IGNORE, _("Not a survey question")))


def answering(question: Question) -> str:
    """Return the option that answers a question, as it could be typed."""

    return shlex.join(_options_of(question, question.choices[0]))


def _options_of(question: Question, choice: Choice) -> list[str]:
    """Return the arguments by which a choice is said; of one word of an order, those that put the
    words in the order in which they are listed."""
    from models.files.questions import DATES, IGNORE, QuestionKind
    from models.files.respondents import questions as asked

    if choice.key == IGNORE or (question.id == asked.DATE and choice.key == asked.NO_DATE):
        return [word for name in question.columns for word in ("--ignore", name)]
    if question.kind is QuestionKind.ORDER:
        words = "|".join(each.key for each in question.choices)
        names = [name.replace("=", "*") for name in question.columns]  # "=" ends the name
        return [word for name in names for word in ("--scale", f"{name}={words}")]
    if question.id == asked.UNIT:
        return ["--unit", "NAME"] if choice.key == asked.ONE_UNIT else ["--unit-column", choice.key]
    if question.id == DATES:
        return ["--date-order", choice.key.replace(" ", "-")]
    if question.id == asked.DATE:
        name = choice.key if choice.key in question.columns else question.columns[0]
        return ["--date-column", name]
    if question.id == asked.VERSION:
        return ["--instrument", choice.key]
    if question.id == asked.SHEET:
        return ["--sheet", choice.key]
    if question.id == asked.PERIOD:
        return ["--period", choice.key]
    if question.id == asked.ENCODING:
        return ["--encoding", choice.key]
    end = choice.key.split()[0]
    return [word for name in question.columns for word in ("--best-answer", f"{name}={end}")]


MOST_BYTES = 1_000_000


class MappingFile:
    """A TOML file named on the command line; none when `path` is None."""

    def __init__(self, path: str | None) -> None:
        self._path = Path(path) if path is not None else None
        self.is_wanted = self._path is not None and not self._path.exists()
        """Whether it is to be written: it was named, and is not there yet."""

    def read(self) -> Mapping | None:
        """Return the mapping of a file that is there, else None.

        Raises UsageProblem when it cannot be read or holds no mapping.
        """
        if self._path is None or self.is_wanted:
            return None

        try:
            with self._path.open(encoding="utf-8-sig") as stream:
                text = stream.read(MOST_BYTES + 1)
        except (OSError, UnicodeDecodeError) as error:
            raise UsageProblem("mapping", why="file-no-text", where=str(self._path)) from error
        if len(text) > MOST_BYTES:
            raise UsageProblem("mapping", why="file-too-long", where=str(self._path))
        return read_mapping(text, str(self._path))

    def write(self, mapping: Mapping) -> None:
        """Write the mapping that was used, once. Raises UsageProblem when that fails."""
        if self._path is None:
            return
        try:
            with self._path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(write_mapping(mapping))
        except OSError as error:
            raise UsageProblem("mapping", why="file-not-written", where=str(self._path)) from error
        self.is_wanted = False
