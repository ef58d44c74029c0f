"""A month without clicks: `inbox` takes in new files, `report` writes what is handed on."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import ExitCode, FileRefused
from models.survey import Period
from ui.cli.arguments import add_period, add_unit, period_of
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.cli.screen import require_qt
from ui.text.errors import sentence
from ui.text.language import _

if TYPE_CHECKING:
    from models.importing import InboxFile
    from models.store.database import Database
    from models.survey import Unit
    from ui.report.files import ReportFiles

FORMATS = ("pptx", "xlsx", "pdf", "html", "csv", "parquet")
EVERY_UNIT = "ALL"


def add_to(commands: Commands) -> None:
    _add_inbox(commands)
    _add_report(commands)


def _add_inbox(commands: Commands) -> None:
    parser = commands.add_parser(
        "inbox",
        help=_("import new files from a folder"),
        description=_(
            "Check each new file in a folder once. Files without questions are imported. "
            "The rest are listed with their questions."
        ),
    )
    parser.add_argument("folder", metavar="FOLDER")
    parser.set_defaults(run=run_inbox)


def _add_report(commands: Commands) -> None:
    parser = commands.add_parser(
        "report",
        help=_("save slides, a workbook, a PDF report, or tables"),
        description=_(
            "Save reports for one unit, or for every unit and the hospital. Without "
            "months, reports cover the last full quarter with enough surveys. Each PDF "
            "comes with a matching web page for screen readers."
        ),
    )
    add_unit(parser)
    parser.add_argument(
        "--format",
        type=formats,
        default=("pptx",),
        metavar="F,F",
        help=_("one or more of {formats} (default: pptx)").format(formats=",".join(FORMATS)),
    )
    parser.add_argument("--out", required=True, metavar="FOLDER", help=_("where to save the files"))
    parser.add_argument(
        "--paper", choices=("a4", "letter"), help=_("default: your system's paper size")
    )
    add_period(parser)
    parser.set_defaults(run=run_report)


def formats(text: str) -> tuple[str, ...]:
    """Return the formats named in "pptx,xlsx", for argparse."""
    wanted = [part.strip().lower() for part in text.split(",") if part.strip()]
    unknown = [part for part in wanted if part not in FORMATS]
    if unknown or not wanted:
        raise argparse.ArgumentTypeError(
            _("“{text}” isn't a list of {formats}").format(text=text, formats=", ".join(FORMATS))
        )
    return tuple(dict.fromkeys(wanted))


def run_report(args: argparse.Namespace, context: Context) -> ExitCode:
    """Write the files and list them."""
    require_qt()
    from models.store.database import record_export
    from ui.report.files import write_reports

    period = period_of(args)
    with context.existing_database() as db, context.progress() as progress:
        written = write_reports(
            db,
            unit=_unit(args, db),
            period=None if period == Period() else period,
            formats=args.format,
            folder=Path(args.out),
            paper=args.paper,
            today=context.today,
            progress=progress,
        )
        record_export(db, {"formats": list(args.format), "files": len(written.files)})
    context.answer(written.to_json(), _text(written))
    return ExitCode.DONE


def _unit(args: argparse.Namespace, db: Database) -> Unit | None:
    """Return the unit that is named, None for all of them."""
    from models.store.units import find_unit

    if args.unit == EVERY_UNIT:
        return None
    with db.read() as c:
        return find_unit(c, args.unit, args.facility, args.site)


def _text(written: ReportFiles) -> str:
    lines = [
        _("Saved {files} files to {folder}.").format(
            files=len(written.files), folder=written.folder
        )
    ]
    lines += [f"  {file.relative_to(written.folder)}" for file in written.files]
    lines += [
        _("Not saved, too few surveys: {left_out}.").format(left_out=", ".join(written.left_out))
    ] * bool(written.left_out)
    return "\n".join(lines)


def _inbox_json(file: InboxFile) -> dict[str, Any]:
    return {
        "file": file.path.name,
        "outcome": file.outcome,
        "added": file.added,
        "questions": list(file.questions),
        "problem": sentence(file.problem) if file.problem is not None else None,
    }


def run_inbox(args: argparse.Namespace, context: Context) -> ExitCode:
    """Open the inbox once and say what became of each file."""
    from models.importing import REFUSED, open_inbox
    from ui.text import inbox as words

    folder = Path(args.folder)
    with context.database_to_change(may_be_new=True) as db, context.progress() as progress:
        try:
            found = open_inbox(db, folder, now=context.now(), progress=progress)
        except OSError as problem:
            raise FileRefused(
                "inbox-missing", where=str(folder), reason=problem.strerror or str(problem)
            ) from problem
    lines = []
    for file in found:
        lines.append(words.outcome_words(file))
        lines += [f"  {line}" for line in words.detail_lines(file)]
    value = {"folder": str(folder), "files": [_inbox_json(file) for file in found]}
    context.answer(value, "\n".join(lines) or words.nothing_new())
    refused = any(file.outcome == REFUSED for file in found)
    return ExitCode.FILE_REFUSED if refused else ExitCode.DONE
