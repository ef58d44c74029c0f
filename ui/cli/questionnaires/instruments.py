"""`instruments`: which questionnaires are known, is a file of one right, and a file of one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import ExitCode, UsageProblem
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.cli.tables import table
from ui.text.language import _
from ui.text.questionnaires import checked_words, fault_words

if TYPE_CHECKING:
    from models.survey import CheckedFile, Instrument


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("instruments", help=_("list, check or save questionnaires"))
    parts = parser.add_subparsers(dest="part", required=True, metavar="list|check|save")
    known = parts.add_parser("list", help=_("list questionnaires"))
    known.set_defaults(run=run_list)
    check = parts.add_parser("check", help=_("check a questionnaire file"))
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    check.set_defaults(run=run_check)
    save = parts.add_parser("save", help=_("save a questionnaire as a file you can edit"))
    save.add_argument("key", metavar="KEY", help=_("its key in “instruments list”"))
    save.add_argument("--out", type=Path, metavar="FILE", help=_("where to save it"))
    save.set_defaults(run=run_save)


def run_list(_args: argparse.Namespace, context: Context) -> ExitCode:
    """List the questionnaires, and the files of own ones that have a fault."""
    from models.survey import own_questionnaire_files, questionnaire_folders

    known = _known(context)
    own = {f.questionnaire.instrument.key: f for f in own_questionnaire_files() if f.questionnaire}
    faulty = [file for file in own_questionnaire_files() if file.faults]
    value = {
        "folders": [str(folder) for folder in questionnaire_folders()],
        "instruments": [_row(instrument, own.get(instrument.key)) for instrument in known],
        "faulty": [_checked_json(file) for file in faulty],
    }
    rows = [
        [i.key, i.name, str(len(i.items)), str(own[i.key].path) if i.key in own else ""]
        for i in known
    ]
    lines = [table([_("key"), _("name"), _("questions"), _("file")], rows, right=[2])]
    lines += [f"{file.path}: {checked_words(file)}" for file in faulty]
    folders = ", ".join(str(folder) for folder in questionnaire_folders())
    lines.append(_("Your own questionnaires go into {folders}.").format(folders=folders))
    context.answer(value, "\n".join(lines))
    return ExitCode.DONE


def run_check(args: argparse.Namespace, context: Context) -> ExitCode:
    """Say what is wrong with files. Exit code 3 when one of them has a fault."""
    from models.survey import check_questionnaire

    checked = [check_questionnaire(path) for path in args.files]
    lines = []
    for file in checked:
        lines.append(f"{file.path}: {checked_words(file)}")
        lines += [f"  {fault_words(fault)}" for fault in file.faults]
    context.answer([_checked_json(file) for file in checked], "\n".join(lines))
    return ExitCode.FILE_REFUSED if any(file.faults for file in checked) else ExitCode.DONE


def run_save(args: argparse.Namespace, context: Context) -> ExitCode:
    """Save a questionnaire as a file, or print it."""
    from models.survey import questionnaire_text

    found = {instrument.key: instrument for instrument in _known(context)}
    if args.key not in found:
        raise UsageProblem("unknown_instrument", instrument=args.key, known=tuple(found))
    text = questionnaire_text(found[args.key])
    if args.out is None:
        context.answer({"key": args.key, "toml": text}, text.rstrip("\n"))
        return ExitCode.DONE
    try:
        args.out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageProblem(
            "cannot-write", where=str(args.out), reason=error.strerror or ""
        ) from None
    said = _("Saved to {file}.").format(file=args.out)
    context.answer({"key": args.key, "file": str(args.out)}, said)
    return ExitCode.DONE


def _known(context: Context) -> list[Instrument]:
    from models.importing import known_instruments
    from models.survey import built_in_instruments, own_questionnaires
    from ui.base.machine import apply_to_data

    if context.database_exists:
        with context.existing_database() as db:
            return [i for i in known_instruments(db) if not i.of_shares]
    apply_to_data()
    return [*built_in_instruments(), *(own.instrument for own in own_questionnaires())]


def _row(instrument: Instrument, file: CheckedFile | None) -> dict[str, Any]:
    return {
        "key": instrument.key,
        "name": instrument.name,
        "built_in": instrument.built_in,
        "questions": len(instrument.items),
        "measures": [measure.key for measure in instrument.measures],
        "file": str(file.path) if file is not None else None,
    }


def _checked_json(file: CheckedFile) -> dict[str, Any]:
    own = file.questionnaire
    return {
        "file": str(file.path),
        "key": own.instrument.key if own else None,
        "faults": [
            {"code": fault.code, "where": fault.where, "what": fault_words(fault)}
            for fault in file.faults
        ],
    }
