"""`huddles`: the huddles that were held."""

from __future__ import annotations

import argparse
from typing import Any

from models.errors import ExitCode
from ui.cli.arguments import add_unit
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.cli.tables import MISSING, table


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("huddles", help="list the huddles that were held")
    add_unit(parser, required=False)
    parser.set_defaults(run=list_all)


def list_all(args: argparse.Namespace, context: Context) -> ExitCode:
    """List huddles, the latest first."""
    from models.store.huddles import list_huddles
    from models.store.units import find_unit

    with context.database() as db, db.read() as c:
        unit_id = find_unit(c, args.unit, args.facility, args.site).id if args.unit else None
        found = list_huddles(c, unit_id)
    value = [
        {
            "id": h.id,
            "unit": h.unit,
            "started": h.started,
            "ended": h.ended,
            "seconds": h.seconds,
            "measure": h.measure or None,
            "lines": h.lines,
            "actions": h.actions,
        }
        for h in found
    ]
    headers = ["id", "unit", "started", "minutes", "measure", "lines", "actions"]
    text = table(headers, [_row(h) for h in value], right=[0, 3, 5, 6])
    context.answer(value, text if value else "No huddle was held yet.")
    return ExitCode.DONE


def _row(huddle: dict[str, Any]) -> list[str]:
    seconds = huddle["seconds"]
    return [
        str(huddle["id"]),
        huddle["unit"],
        huddle["started"][:16].replace("T", " "),
        MISSING if seconds is None else f"{seconds // 60}:{seconds % 60:02d}",
        huddle["measure"] or MISSING,
        str(huddle["lines"]),
        str(huddle["actions"]),
    ]
