"""`audit`: who did what and when."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from models.errors import ExitCode
from ui.cli.compare import as_csv
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.cli.tables import table
from ui.text.language import _
from ui.text.trust import audit_action

if TYPE_CHECKING:
    from models.store.database import AuditEntry

COLUMNS = ("id", "at", "who", "what", "detail")


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("audit", help=_("show who did what, and when"))
    parser.add_argument("--csv", action="store_true", help=_("print comma-separated values"))
    parser.add_argument("--limit", type=int, metavar="N", help=_("only the latest N"))
    parser.add_argument("--what", default="", metavar="W", help=_("such as import or action"))
    parser.set_defaults(run=run_audit)


def run_audit(args: argparse.Namespace, context: Context) -> ExitCode:
    """Print the audit trail, the latest entry first."""
    from models.store.database import entries, record_export

    leaving = args.csv and not context.as_json
    with context.existing_database() as db:
        with db.read() as c:
            found = entries(c, limit=args.limit, what=args.what)
        if leaving:
            record_export(db, {"page": "audit", "kind": "csv"})
    if leaving:
        rows = [{**_row(entry), "detail": _detail(entry)} for entry in found]
        context.answer(None, as_csv(COLUMNS, rows))
    else:
        context.answer([{**_row(e), "detail": dict(e.detail)} for e in found], _text(found))
    return ExitCode.DONE


def _row(entry: AuditEntry) -> dict[str, object]:
    return {"id": entry.id, "at": entry.at, "who": entry.who, "what": entry.what}


def _detail(entry: AuditEntry) -> str:
    return json.dumps(dict(entry.detail), ensure_ascii=False)


def _text(found: list[AuditEntry]) -> str:
    if not found:
        return _("Nothing recorded yet.")
    rows = [
        [str(entry.id), entry.at[:16], entry.who, audit_action(entry.what), _detail(entry)]
        for entry in found
    ]
    heads = [_("no."), _("when (UTC)"), _("who"), _("what"), _("details")]
    return table(heads, rows, right=[0])
