"""`retention`: delete old comments, or one patient's surveys, for good."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from models.errors import ExitCode
from ui.cli.arguments import positive
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.text.language import _
from ui.text.trust import (
    deleted_words,
    doomed_words,
    holding_backups_words,
    rewritten_backups_words,
)

if TYPE_CHECKING:
    from models.importing import Choice


def add_to(commands: Commands) -> None:
    parser = commands.add_parser(
        "retention", help=_("permanently delete old comments or one patient's surveys")
    )
    own = parser.add_subparsers(dest="what", required=True, metavar="comments|patient")
    old = own.add_parser("comments", help=_("delete old comments"))
    old.add_argument(
        "--older-than",
        type=positive,
        required=True,
        metavar="MONTHS",
        help=_("how many months to keep comments"),
    )
    patient = own.add_parser("patient", help=_("delete one patient’s surveys and comments"))
    patient.add_argument("survey_id", metavar="ID", help=_("the survey ID in the survey file"))
    for one in (old, patient):
        one.add_argument("--yes", action="store_true", help=_("delete (without it, only look)"))
        one.add_argument(
            "--rewrite-backups", action="store_true", help=_("also delete from backups")
        )
        one.set_defaults(run=run_retention)


def run_retention(args: argparse.Namespace, context: Context) -> ExitCode:
    """Say what would be deleted, and delete it with `--yes`."""
    from models.importing import delete, preview_deletion, rewrite_backups

    choice = _choice(args, context)
    rewritten: list[str] = []
    with context.existing_database() as db:
        found = preview_deletion(db, choice)
        lines = [doomed_words(found.comments, found.surveys)]
        if args.yes and (found.comments or found.surveys):
            done = delete(db, choice)
            lines = [deleted_words(done.comments, done.surveys)]
        holding = list(found.backups)
        if args.yes and args.rewrite_backups and holding:
            changed = rewrite_backups(db, holding, choice)
            rewritten = [str(path) for path in changed]
            lines.append(rewritten_backups_words(len(changed), len(holding)))
            holding = [path for path in holding if path not in changed]
    lines += holding_backups_words([str(p) for p in holding], [str(p) for p in found.unread])
    if not args.yes and (found.comments or found.surveys):
        lines.append(_("Nothing deleted yet. Add --yes to delete."))
    value = {
        "comments": found.comments,
        "surveys": found.surveys,
        "deleted": bool(args.yes),
        "backups_holding": [str(path) for path in holding],
        "backups_unread": [str(path) for path in found.unread],
        "backups_rewritten": rewritten,
    }
    context.answer(value, "\n".join(lines))
    return ExitCode.DONE


def _choice(args: argparse.Namespace, context: Context) -> Choice:
    from models.importing import comments_older_than, surveys_of_patient

    if args.what == "comments":
        return comments_older_than(args.older_than, context.today)
    return surveys_of_patient(args.survey_id)
