"""`import`, `files` and `undo-import`: survey files in, listed, and taken back."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from models.errors import DatabaseProblem, ExitCode, QuestionsOpen, UsageProblem, UserError
from ui.cli import import_answers
from ui.cli.context import Context
from ui.cli.failures import report_problem
from ui.cli.import_answers import MappingFile, answering, question_json, said_by
from ui.cli.import_text import report_text
from ui.cli.parser import Commands
from ui.cli.tables import count, printable, table
from ui.text.errors import hint, sentence
from ui.text.formats import counted
from ui.text.language import _
from ui.text.left_out import why_left_out

if TYPE_CHECKING:
    from models.files.content import ReadOptions
    from models.files.process import WaitingReader
    from models.files.questions import Question
    from models.importing import ImportReport
    from models.store.database import Database


def add_to(commands: Commands) -> None:
    parser = commands.add_parser(
        "import",
        help=_("import survey files"),
        description=_(
            "Import survey files. Throughline never guesses what could change a number. It "
            "leaves out the column, or refuses the file, until you answer with an option."
        ),
    )
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--sheet", metavar="S", help=_("the sheet to read in a workbook"))
    parser.add_argument("--facility", metavar="NAME", help=_("the hospital for all rows"))
    parser.add_argument("--instrument", metavar="KEY", help=_("the questionnaire"))
    parser.add_argument("--unit-column", metavar="C", help=_("the column with the unit"))
    parser.add_argument("--facility-column", metavar="C", help=_("the column with the hospital"))
    parser.add_argument("--date-column", metavar="C", help=_("the column with the date"))
    parser.add_argument("--unit", metavar="U", help=_("the unit for all rows"))
    parser.add_argument(
        "--units-from",
        metavar="FILE",
        help=_("a file with survey or patient IDs and their units, for files without units"),
    )
    parser.add_argument(
        "--period",
        metavar="MONTHS",
        help=_("the months, if the file doesn't say: 2025-08, or '2023-10 to 2024-09'"),
    )
    parser.add_argument(
        "--encoding", metavar="NAME", help=_("the text encoding, such as cp1252 or cp932")
    )
    parser.add_argument(
        "--password-file",
        metavar="FILE",
        help=_("a file with the workbook's password in its first line"),
    )
    parser.add_argument(
        "--same-unit",
        action="append",
        default=[],
        metavar="NAME=UNIT",
        help=_("a name in the file and the unit it means; can be repeated"),
    )
    parser.add_argument(
        "--replace-months",
        action="store_true",
        help=_("replace earlier surveys for the file's units and months"),
    )
    parser.add_argument(
        "--mapping",
        metavar="M.toml",
        help=_("how to read the columns: used if the file exists, otherwise saved to it"),
    )
    import_answers.add_to(parser)
    parser.add_argument(
        "--dry-run", action="store_true", help=_("show what would happen, but import nothing")
    )
    parser.set_defaults(run=run_import)

    parser = commands.add_parser("files", help=_("list imports"))
    parser.set_defaults(run=list_files)

    parser = commands.add_parser("undo-import", help=_("undo an import"))
    parser.add_argument(
        "batch", type=int, metavar="BATCH", help=_("its number in the list of “files”")
    )
    parser.set_defaults(run=run_undo)


@dataclass
class _Outcome:
    """What became of the files: a refused one does not keep the others out."""

    reports: list[ImportReport] = field(default_factory=list)
    refusals: list[tuple[str, UserError, Sequence[Question]]] = field(default_factory=list)

    @property
    def exit_code(self) -> ExitCode:
        return self.refusals[0][1].exit_code if self.refusals else ExitCode.DONE

    def to_json(self) -> dict[str, Any]:
        refused = [
            {
                "file": Path(file).name,
                "code": p.code,
                "error": sentence(p),
                "hint": hint(p),
                "questions": [question_json(question) for question in questions],
            }
            for file, p, questions in self.refusals
        ]
        return {"files": [_report_json(r) for r in self.reports], "refused": refused}


def _report_json(report: ImportReport) -> dict[str, Any]:
    return report.to_json() | {
        "questions": [question_json(question) for question in report.questions],
        "left_out": [
            {
                "column": column.column,
                "reason": column.reason.value,
                "why": why_left_out(column.reason),
                "answers": column.answers,
            }
            for column in report.left_out
        ],
    }


def run_import(args: argparse.Namespace, context: Context) -> ExitCode:
    """Import each file in its own transaction, and report all of them."""
    from models.files.process import WaitingReader

    with closing(WaitingReader(Path(args.files[0]))) as waiting:
        return _run_import(args, context, waiting)


def _run_import(args: argparse.Namespace, context: Context, waiting: WaitingReader) -> ExitCode:
    from models.files.content import ReadOptions

    options = ReadOptions(
        sheet=args.sheet,
        facility=args.facility,
        instrument=args.instrument,
        unit_column=args.unit_column,
        facility_column=args.facility_column,
        date_column=args.date_column,
        unit=args.unit,
        units_from=args.units_from,
        encoding=args.encoding,
        period=args.period,
        password=password_in(args.password_file),
        unit_spellings=_spellings(args.same_unit),
        said=said_by(args),
    )
    mapping = MappingFile(args.mapping)
    options = replace(options, mapping=mapping.read())
    with _database_for_import(context, dry_run=args.dry_run) as db:
        outcome = _import_all(db, args, options, context, mapping, waiting)
    if context.as_json or outcome.reports:
        text = "\n\n".join(report_text(report) for report in outcome.reports)
        context.answer(outcome.to_json(), text)
    if mapping.is_wanted and outcome.reports:
        context.err.write(
            _("note: No mapping was saved. This file's layout has no columns to map.\n")
        )
    for _file, problem, questions in outcome.refusals:
        report_problem(context.err, problem)
        for question in questions:
            context.err.write(f"  {printable(answering(question))}\n")
    return outcome.exit_code


def _spellings(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        name, equals, unit = (part.strip() for part in pair.partition("="))
        if not (equals and name and unit):
            raise UsageProblem("same-unit", pair=pair)
        found[name] = unit
    return found


def password_in(file: str | None) -> str | None:
    """Return the first line of a file, None for no file.

    A password given as an argument would stand in the list of processes and in the shell's
    history. Raises UsageProblem when the file cannot be read or is empty.
    """
    if file is None:
        return None
    try:
        with open(file, encoding="utf-8-sig") as stream:
            password = stream.readline(1_000).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageProblem("password-file-no-text", where=file) from error
    if not password:
        raise UsageProblem("password-file-empty", where=file)
    return password


def _import_all(
    db: Database,
    args: argparse.Namespace,
    options: ReadOptions,
    context: Context,
    mapping: MappingFile,
    waiting: WaitingReader,
) -> _Outcome:
    from models.importing import Unsaid, import_file

    outcome = _Outcome()
    unsaid = Unsaid.REFUSED if args.strict else Unsaid.LEFT_OUT
    for file in args.files:
        try:
            with context.progress() as progress:
                report = import_file(
                    db,
                    Path(file),
                    options,
                    progress=progress,
                    dry_run=args.dry_run,
                    replace=args.replace_months,
                    unsaid=unsaid,
                    waiting=waiting,
                )
        except DatabaseProblem:
            raise
        except UserError as problem:
            outcome.refusals.append(_refusal(db, file, problem, options, strict=args.strict))
            continue
        outcome.reports.append(report)
        if mapping.is_wanted and report.applied is not None:
            options = replace(options, mapping=report.applied.mapping)
            try:
                mapping.write(report.applied.mapping)
            except UsageProblem as problem:
                outcome.refusals.append((file, problem, ()))
    return outcome


ANSWERABLE = frozenset(
    ["no_unit", "no_questions", "questions_open", "version_unclear", "encoding_unclear"]
)
"""Codes of refusals that an answer mends."""


def _refusal(
    db: Database, file: str, problem: UserError, options: ReadOptions, *, strict: bool
) -> tuple[str, UserError, Sequence[Question]]:
    """Return why a file was refused and the questions whose answers would mend it; with `strict`
    such a refusal is one for open questions."""
    questions = cast("Sequence[Question]", problem.questions)
    if problem.code in ANSWERABLE and not questions:
        questions = _open_questions(db, file, problem, options)
    if problem.code == "no_questions":  # there are some, where the order of words is asked
        questions = [question for question in questions if question.kind == "order"]
    if questions and problem.code == "no_questions":
        problem = type(problem)("questions_open", where=problem.where)
    named = naming_the_file(problem, file)
    if strict and questions and named.exit_code is ExitCode.FILE_REFUSED:
        named = QuestionsOpen(named.code, where=named.where, **named.facts)
    return file, named, questions


def _open_questions(
    db: Database, file: str, problem: UserError, options: ReadOptions
) -> Sequence[Question]:
    """Return what the first rows of a refused file leave open."""
    from models.files.content import no_progress
    from models.files.preview import preview_file
    from models.files.respondents import foreign_question
    from models.importing import known_instruments, with_memory

    if problem.code == "encoding_unclear":
        return foreign_question(Path(file))
    try:
        options = with_memory(db, options)
        preview = preview_file(Path(file), options, known_instruments(db), no_progress)
    except UserError:
        return ()
    return [question for question in preview.questions if question.default is None]


def naming_the_file(problem: UserError, file: str) -> UserError:
    """Return the problem with the file's name in its place: of several files, which one it was."""
    name = Path(file).name
    if name in sentence(problem):
        return problem
    place = problem.where
    where = replace(place, file=f"{name}, {place.file}" if place.file else name)
    named = type(problem)(problem.code, where=where, **problem.facts)
    named.questions = problem.questions
    return named


@contextmanager
def _database_for_import(context: Context, *, dry_run: bool) -> Iterator[Database]:
    """Give the database, backed up as it is; for a dry run before there is one, an empty one that
    is thrown away."""
    from models.store.backup import backup_before_import

    if not dry_run:
        with context.database_to_change(may_be_new=True) as db:
            backup_before_import(db, context.today)
            _warn_of_risk(db, context)
            yield db
    elif context.database_exists:
        with context.database() as db:
            yield db
    else:
        from models.store.database import open_database

        with tempfile.TemporaryDirectory() as folder:
            db = open_database(Path(folder) / "empty.db")
            try:
                yield db
            finally:
                db.close()


def _warn_of_risk(db: Database, context: Context) -> None:
    if db.risk is not None:
        context.err.write(
            _("note: {what}\nhint: {hint}\n").format(
                what=printable(db.risk.what), hint=printable(db.risk.hint)
            )
        )


def list_files(_args: argparse.Namespace, context: Context) -> ExitCode:
    """List every import, undone ones included, the latest first."""
    from models.store.database import local_day
    from models.store.imports import list_batches

    with context.database() as db, db.read() as c:
        batches = list_batches(c)
    value = [
        {
            "batch": b.id,
            "file": b.file,
            "format": b.format,
            "instrument": b.instrument,
            "imported": b.imported,
            "responses": b.responses,
            "tallies": b.tallies,
            "benchmarks": b.benchmarks,
            "problems_total": b.problems_total,
            "undone": b.undone,
        }
        for b in batches
    ]
    rows = [
        [
            str(b.id),
            local_day(b.imported).isoformat(),
            b.file,
            b.format,
            count(b.responses),
            count(b.benchmarks),
            count(b.problems_total),
            _("undone {local_day}").format(local_day=local_day(b.undone).isoformat())
            if b.undone
            else "",
        ]
        for b in batches
    ]
    headers = [
        _("import"),
        _("on"),
        _("file"),
        _("file type"),
        _("surveys"),
        _("published"),
        _("problems"),
        "",
    ]
    text = table(headers, rows, right=[0, 4, 5, 6]) if rows else _("Nothing imported yet.")
    context.answer(value, text)
    return ExitCode.DONE


def run_undo(args: argparse.Namespace, context: Context) -> ExitCode:
    """Take back one import, exactly."""
    from models.importing import undo_import

    with context.database_to_change() as db, context.progress() as progress:
        report = undo_import(db, args.batch, progress)
    text = _(
        "Import {batch} ({file}) undone: {responses_removed}, {tallies_removed}, and "
        "{benchmarks_removed} removed."
    ).format(
        batch=report.batch,
        file=report.file,
        responses_removed=counted(report.responses_removed, "survey", "surveys"),
        tallies_removed=counted(report.tallies_removed, "count", "counts"),
        benchmarks_removed=counted(
            report.benchmarks_removed, "published score", "published scores"
        ),
    )
    if report.responses_restored:
        text += " " + _("The {surveys} it had replaced are back.").format(
            surveys=counted(report.responses_restored, "survey", "surveys")
        )
    context.answer(report.to_json(), text)
    return ExitCode.DONE
