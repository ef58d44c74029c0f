"""Reading the command line: one parser, with --db and --json allowed anywhere."""

from __future__ import annotations

import argparse
import difflib
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from models.errors import FileRefused, UsageProblem
from ui.base.machine import decided_language
from ui.base.program import program_name
from ui.base.version import VERSION
from ui.text.language import (
    LANGUAGE_VARIABLE,
    N_,
    _,
    languages,
    matching_language,
    set_language,
)
from ui.text.usage import translate_argparse

LANGUAGE_OPTION = "--lang"

Commands = Any
"""What `add_subparsers` returns; argparse has no public name for it."""

DESCRIPTION = N_(
    "From what patients say to what the unit does.\n\nWithout a command, the window "
    "opens. With files, it offers to import them."
)


class Parser(argparse.ArgumentParser):
    """An argument parser that raises UsageProblem instead of leaving the program."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("allow_abbrev", False)
        super().__init__(**options)
        self.add_argument(
            "--db",
            metavar="PATH|URL",
            default=argparse.SUPPRESS,
            help=_(
                "the database: a file or postgresql://… (default: $THROUGHLINE_DB, or a file "
                "in your data folder)"
            ),
        )
        self.add_argument(
            "--passphrase-file",
            metavar="F",
            default=argparse.SUPPRESS,
            help=_(
                "a file with the passphrase (default: $THROUGHLINE_PASSPHRASE_FILE, or the "
                "system's keyring)"
            ),
        )
        self.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help=_("print JSON")
        )
        self.add_argument(
            LANGUAGE_OPTION,
            metavar="L",
            default=argparse.SUPPRESS,
            help=_(
                "the language: {languages} (default: $THROUGHLINE_LANG, or the system's)"
            ).format(languages=", ".join(languages())),
        )

    def error(self, message: str) -> NoReturn:
        raise UsageProblem("usage", detail=message, program=self.prog)


def build_parser(groups: Iterable[Callable[[Commands], None]]) -> tuple[Parser, tuple[str, ...]]:
    """Return the parser of all commands, to which each group adds its own, and their names."""
    translate_argparse()
    name = program_name()
    parser = Parser(
        prog=name,
        usage=_("{name} [FILE…]\n       {name} COMMAND … [--db PATH|URL] [--json]").format(
            name=name
        ),
        description=_(DESCRIPTION),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=_("Throughline {version}").format(version=VERSION),
        help=_("show the version"),
    )
    commands = parser.add_subparsers(
        title=_("commands"), dest="command", metavar="COMMAND", prog=name
    )
    for add_to in groups:
        add_to(commands)
    return parser, tuple(commands.choices)


def parse(parser: Parser, names: Sequence[str], arguments: Sequence[str]) -> argparse.Namespace:
    """Return the arguments of a command, or of the window (`command` is None, `files` its files).

    Raises UsageProblem for what does not fit, FileRefused for a file that is not there.
    """
    word = first_word(arguments)
    if word is None or word in names:
        args = parser.parse_args(arguments)
        args.files = getattr(args, "files", [])
        return args
    window = Parser(prog=program_name(), add_help=False)
    window.add_argument("files", nargs="+")
    args = window.parse_args(arguments)
    args.command = None
    for file in args.files:
        _require_file(file, names)
    return args


_WITH_VALUE = ("--db", "--passphrase-file", LANGUAGE_OPTION)


def choose_language(arguments: Sequence[str]) -> str:
    """Speak the language that `--lang` names, else $THROUGHLINE_LANG, else the system's, before
    anything is said. Return its code when it was named, else "".

    Raises UsageProblem for a language that is not there.
    """
    option = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    option.add_argument(LANGUAGE_OPTION, nargs="?", default=os.environ.get(LANGUAGE_VARIABLE, ""))
    named = option.parse_known_args(list(arguments))[0].lang
    if not named:
        set_language(decided_language())
        return ""
    code = matching_language(named)
    if code is None:
        raise UsageProblem("no-language", name=named, known=tuple(languages()))
    set_language(code)
    return code


def first_word(arguments: Sequence[str]) -> str | None:
    """Return the first argument that is neither an option nor the value of one."""
    after_option = False
    for argument in arguments:
        if after_option or argument.startswith("-"):
            after_option = argument in _WITH_VALUE and not after_option
            continue
        return argument
    return None


def _require_file(file: str, names: Sequence[str]) -> None:
    if Path(file).exists():
        return
    if Path(file).name == file and "." not in file:
        near = difflib.get_close_matches(file, names, n=1)
        raise UsageProblem(
            "no-command", name=file, near=near[0] if near else "", known=tuple(names)
        )
    raise FileRefused("file-missing", where=file)
