"""The command line's subcommands: which there are, and how one is run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import TextIO

from models.errors import Cancelled, ExitCode, UserError
from ui.cli.context import Context
from ui.cli.failures import INTERRUPTED_EXIT_CODE, report_problem, report_stop
from ui.cli.parser import Commands, build_parser, choose_language, first_word, parse
from ui.cli.window import open_window

GROUPS = {
    "import_files": ("import", "files", "undo-import"),
    "questionnaires.instruments": ("instruments",),
    "units": ("units", "measures"),
    "compare": ("compare",),
    "trend": ("trend",),
    "baseline": ("baseline",),
    "evidence": ("evidence",),
    "funnel": ("funnel",),
    "priorities": ("priorities",),
    "case_mix": ("cahps",),
    "actions": ("actions",),
    "huddles": ("huddles",),
    "monthly": ("inbox", "report"),
    "maintenance": ("check", "backup", "restore", "sample"),
    "trust.backups": ("backups",),
    "trust.passphrase": ("passphrase",),
    "trust.retention": ("retention",),
    "trust.server": ("server",),
    "trust.audit": ("audit",),
    "screenshot": ("screenshot",),
}
"""One module per group of commands, and its commands, in the order of the help."""


def local_now() -> datetime:
    """Return the time now, with the offset of this computer's time zone."""
    return datetime.now(UTC).astimezone()


def run(
    arguments: Sequence[str],
    *,
    out: TextIO | None = None,
    err: TextIO | None = None,
    now: Callable[[], datetime] = local_now,
) -> int:
    """Run one command and return its exit code.

    The answer goes to `out`, failures and progress to `err`. What a person can mend is reported
    as two lines; a defect of the program is raised.
    """
    out = out if out is not None else _tolerant(sys.stdout)
    err = err if err is not None else _tolerant(sys.stderr)
    try:
        exit_code = _run(arguments, out, err, now)
        out.flush()
    except UserError as problem:
        report_problem(err, problem)
        return int(problem.exit_code)
    except (KeyboardInterrupt, Cancelled):
        report_stop(err)
        return INTERRUPTED_EXIT_CODE
    except BrokenPipeError:
        _discard(out)  # whoever read the answer has seen enough
        return int(ExitCode.DONE)
    return int(exit_code)


def _run(
    arguments: Sequence[str], out: TextIO, err: TextIO, now: Callable[[], datetime]
) -> ExitCode:
    named = choose_language(arguments)
    parser, names = build_parser(_groups(first_word(arguments)))
    args = parse(parser, names, arguments)
    context = Context(
        out=out,
        err=err,
        as_json=getattr(args, "json", False),
        named_database=getattr(args, "db", ""),
        now=now,
        passphrase_file=getattr(args, "passphrase_file", ""),
        named_language=named,
    )
    if args.command is None:
        return open_window(args, context)
    exit_code: ExitCode = args.run(args, context)
    return exit_code


def _groups(command: str | None) -> list[Callable[[Commands], None]]:
    """Return what adds the commands: those of one group when one of them is named, for loading
    all of them takes longer than most commands; else all."""
    modules = [module for module, names in GROUPS.items() if command in names] or GROUPS
    return [import_module(f"ui.cli.{module}").add_to for module in modules]


def _tolerant(stream: TextIO) -> TextIO:
    """Return the stream, made to print `?` for what its encoding cannot write."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    return stream


def _discard(out: TextIO) -> None:
    """Point a closed pipe at nothing, so that Python's own last flush does not fail again."""
    if out is sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
