"""`units` and `measures`: what the database holds, and the names people use for it."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from models.errors import ExitCode
from models.survey import month_label
from ui.cli.arguments import add_place, iso_day, month
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.cli.tables import MISSING, count, table
from ui.text.formats import counted
from ui.text.language import N_, _

if TYPE_CHECKING:
    from models.store.database import Connection, Database
    from models.store.units import AddedAlias, UnitAlias, UnitSummary
    from models.survey import Unit

NOTHING_YET = N_("No survey data yet. Import a file with “main.py import FILE”.")


def add_to(commands: Commands) -> None:
    units = commands.add_parser(
        "units",
        help=_("list units; rename, merge, close, or set one up"),
        description=_("List units, or change one."),
    )
    units.set_defaults(run=list_all)
    changes = units.add_subparsers(title="changes", metavar="CHANGE")

    rename = changes.add_parser("rename", help=_("rename a unit"))
    rename.add_argument("unit", metavar="UNIT")
    rename.add_argument("name", metavar="NAME", help=_("the new name"))
    rename.set_defaults(run=run_rename)

    merge = changes.add_parser(
        "merge", help=_("move everything from one unit to another, for good")
    )
    merge.add_argument("unit", metavar="UNIT", help=_("the unit to remove"))
    merge.add_argument("into", metavar="INTO", help=_("the unit to keep"))
    merge.set_defaults(run=run_merge)

    typed = changes.add_parser("type", help=_("set the type of a unit, for peer comparison"))
    typed.add_argument("unit", metavar="UNIT")
    typed.add_argument("type", metavar="TYPE", help=_("such as medical-surgical"))
    typed.set_defaults(run=run_type)

    close = changes.add_parser("close", help=_("close a unit; its data stays"))
    close.add_argument("unit", metavar="UNIT")
    close.add_argument("--on", type=iso_day, metavar="DAY", help=_("the day (default: today)"))
    close.set_defaults(run=run_close)

    alias = changes.add_parser("alias", help=_("add another name or code for a unit"))
    alias.add_argument("name", metavar="NAME", help=_("the name or code in the files"))
    alias.add_argument("--unit", required=True, metavar="U", help=_("the unit it means"))
    alias.add_argument(
        "--from",
        dest="first",
        type=month,
        default=0,
        metavar="YYYY-MM",
        help=_("the first month the name means that unit (default: always)"),
    )
    alias.add_argument("--remove", action="store_true", help=_("remove the name instead"))
    alias.set_defaults(run=run_alias)

    aliases = changes.add_parser("aliases", help=_("list other names of units"))
    aliases.set_defaults(run=list_names)

    for parser in (rename, merge, typed, close, alias):
        add_place(parser)

    measures = commands.add_parser("measures", help=_("list measures with data"))
    measures.set_defaults(run=list_measures)


def unit_json(summary: UnitSummary) -> dict[str, Any]:
    """Return a unit as the command line prints it; months are YYYY-MM, null when undated."""
    unit = summary.unit
    return {
        "unit": unit.name,
        "facility": unit.facility,
        "site": unit.site,
        "type": unit.type,
        "responses": summary.responses,
        "from": month_label(summary.first_month) if summary.first_month else None,
        "to": month_label(summary.last_month) if summary.last_month else None,
        "closed": unit.closed_on.isoformat() if unit.closed_on else None,
        "no_unit": unit.is_unassigned,
    }


def list_all(_args: argparse.Namespace, context: Context) -> ExitCode:
    """List every unit with what it holds."""
    from models.store.units import list_units

    with context.database() as db, db.read() as c:
        found = [unit_json(summary) for summary in list_units(c)]
    context.answer(found, lambda: _units_text(found) if found else _(NOTHING_YET))
    return ExitCode.DONE


def _units_text(found: list[dict[str, Any]]) -> str:
    rows = [
        [
            u["unit"],
            u["facility"],
            u["site"],
            u["type"],
            count(u["responses"]),
            u["from"] or MISSING,
            u["to"] or MISSING,
            _remark(u),
        ]
        for u in found
    ]
    headers = [
        _("unit"),
        _("hospital"),
        _("site"),
        _("type"),
        _("surveys"),
        _("from"),
        _("to"),
        "",
    ]
    return table(headers, rows, right=[4])


def _remark(unit: dict[str, Any]) -> str:
    if unit["no_unit"]:
        return _("rows without a unit")
    return _("closed {unit}").format(unit=unit["closed"]) if unit["closed"] else ""


def _changed(db: Database, unit_id: int, context: Context, done: str) -> ExitCode:
    from models.store.units import list_units

    with db.read() as c:
        summary = next(s for s in list_units(c) if s.unit.id == unit_id)
    context.answer(unit_json(summary), f"{summary.unit.name} ({summary.unit.facility}) {done}.")
    return ExitCode.DONE


def _named(c: Connection, name: str, args: argparse.Namespace) -> Unit:
    from models.store.units import find_unit

    return find_unit(c, name, args.facility, args.site)


def run_rename(args: argparse.Namespace, context: Context) -> ExitCode:
    """Rename a unit; files that use its old name still find it."""
    from models.store.units import rename_unit

    with context.database_to_change() as db:
        with db.write() as c:
            unit = _named(c, args.unit, args)
            rename_unit(c, unit.id, args.name)
        return _changed(db, unit.id, context, _("was called {name}").format(name=unit.name))


def run_merge(args: argparse.Namespace, context: Context) -> ExitCode:
    """Merge one unit into another of its facility."""
    from models.store.units import merge_units

    with context.database_to_change() as db:
        with db.write() as c:
            unit, into = _named(c, args.unit, args), _named(c, args.into, args)
            merge_units(c, unit.id, into.id)
        return _changed(
            db, into.id, context, _("now has everything from {name}").format(name=unit.name)
        )


def run_type(args: argparse.Namespace, context: Context) -> ExitCode:
    """Say what kind of unit it is."""
    from models.store.units import set_unit_type

    with context.database_to_change() as db:
        with db.write() as c:
            unit = set_unit_type(c, _named(c, args.unit, args).id, args.type)
        return _changed(
            db,
            unit.id,
            context,
            _("has type {type}").format(type=unit.type) if unit.type else _("has no type"),
        )


def run_close(args: argparse.Namespace, context: Context) -> ExitCode:
    """Mark a unit as closed."""
    from models.store.units import close_unit

    day: date = args.on or context.today
    with context.database_to_change() as db:
        with db.write() as c:
            unit = close_unit(c, _named(c, args.unit, args).id, day)
        return _changed(
            db, unit.id, context, _("has been closed since {day}").format(day=day.isoformat())
        )


def run_alias(args: argparse.Namespace, context: Context) -> ExitCode:
    """Let files name a unit by another name, from a month on or always; or forget it."""
    from models.store.units import add_alias, remove_alias

    with context.database_to_change() as db, db.write() as c:
        unit = _named(c, args.unit, args)
        if args.remove:
            remove_alias(c, args.name, unit.id, args.first)
            answer: dict[str, Any] = {"name": args.name, "unit": unit.name, "removed": True}
            text = _(
                "“{name}” no longer means {name2}. Stored surveys stay where they are."
            ).format(name=args.name, name2=unit.name)
        else:
            added = add_alias(c, args.name, unit.id, args.first)
            answer = alias_json(added.alias) | {
                "left_standing": added.left_standing,
                "replaced": added.replaced or None,
            }
            text = _alias_text(added)
    context.answer(answer, text)
    return ExitCode.DONE


def alias_json(alias: UnitAlias) -> dict[str, Any]:
    """Return another name of a unit as the command line prints it; `from` null: always."""
    return {
        "name": alias.name,
        "unit": alias.unit,
        "facility": alias.facility,
        "site": alias.site,
        "from": month_label(alias.from_month) if alias.from_month else None,
    }


def _alias_text(added: AddedAlias) -> str:
    alias = added.alias
    told = (
        _("In files, “{name}” now means {unit} ({facility}) from {month}.")
        if alias.from_month
        else _("In files, “{name}” now means {unit} ({facility}).")
    )
    month = month_label(alias.from_month) if alias.from_month else ""
    parts = [told.format(name=alias.name, unit=alias.unit, facility=alias.facility, month=month)]
    if added.replaced:
        parts.append(_("Before, it meant {replaced}.").format(replaced=added.replaced))
    if added.left_standing:
        surveys = counted(added.left_standing, "survey", "surveys")
        stay = _("{surveys} from these months stay where earlier imports put them.")
        parts.append(stay.format(surveys=surveys))
    return " ".join(parts)


def list_names(_args: argparse.Namespace, context: Context) -> ExitCode:
    """List the names beside its own by which files know a unit."""
    from models.store.units import list_aliases

    with context.database() as db, db.read() as c:
        found = [alias_json(alias) for alias in list_aliases(c)]
    rows = [[a["name"], a["unit"], a["facility"], a["site"], a["from"] or ""] for a in found]
    headers = [_("name in files"), _("unit"), _("hospital"), _("site"), _("from")]
    context.answer(found, table(headers, rows) if rows else _("No other names yet."))
    return ExitCode.DONE


def list_measures(_args: argparse.Namespace, context: Context) -> ExitCode:
    """List the measures of every questionnaire that has data."""
    from models.store.tallies import stored_instruments

    with context.database() as db, db.read() as c:
        instruments = [stored.instrument for stored in stored_instruments(c)]
    found = [
        {
            "measure": measure.key,
            "label": _(measure.label),
            "instrument": instrument.key,
            "kind": measure.kind,
            "items": list(measure.items),
        }
        for instrument in instruments
        for measure in instrument.measure_by_key.values()
    ]
    rows = [
        [str(m["measure"]), str(m["label"]), str(m["instrument"]), ", ".join(m["items"])]
        for m in found
    ]
    text = (
        table([_("measure"), _("label"), _("questionnaire"), _("questions")], rows)
        if rows
        else _(NOTHING_YET)
    )
    context.answer(found, text)
    return ExitCode.DONE
