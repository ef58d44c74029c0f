"""`server`: who may do what in a shared PostgreSQL database."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from getpass import getpass
from typing import TYPE_CHECKING

from models.errors import DatabaseProblem, ExitCode, UsageProblem
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.text.language import _
from ui.text.server import refreshed_words, role_words, status_lines

if TYPE_CHECKING:
    from models.store.database import Connection, Database

ALL = "ALL"


def add_to(commands: Commands) -> None:
    from models.store.server import ROLES

    parser = commands.add_parser(
        "server", help=_("set who can do what in a shared PostgreSQL database")
    )
    own = parser.add_subparsers(
        dest="part", required=True, metavar="init|grant|revoke|status|refresh|password"
    )
    own.add_parser("init", help=_("set up roles (for the owner of the tables)")).set_defaults(
        run=run_init
    )
    about = "; ".join(f"{role}: {role_words(role)}" for role in ROLES)
    grant = own.add_parser("grant", help=_("give a login a role"), description=about)
    revoke = own.add_parser("revoke", help=_("remove a role or units from a login"))
    for one, role_count in ((grant, None), (revoke, "?")):
        one.add_argument("login", metavar="LOGIN", help=_("a login on the server"))
        one.add_argument("role", metavar="ROLE", nargs=role_count, choices=[*ROLES, None],
                         help=", ".join(ROLES))  # fmt: skip
        one.add_argument(
            "--unit",
            action="append",
            default=[],
            metavar="U",
            help=_("a unit, or ALL; can be repeated"),
        )
        one.add_argument("--facility", metavar="F", help=_("the hospital for these units"))
    grant.set_defaults(run=run_grant)
    revoke.set_defaults(run=run_revoke)
    own.add_parser("status", help=_("show roles, logins and encryption")).set_defaults(
        run=run_status
    )
    password = own.add_parser("password", help=_("keep this login's password in the keyring"))
    password.add_argument("--forget", action="store_true", help=_("remove it from the keyring"))
    password.set_defaults(run=run_password)
    own.add_parser("refresh", help=_("update the results readers see")).set_defaults(
        run=run_refresh
    )


def run_init(_args: argparse.Namespace, context: Context) -> ExitCode:
    """Set up roles, and fill what readers see."""
    from models.store.server import set_up_access

    with context.existing_database() as db:
        with db.write() as c:
            set_up_access(c)
        rows = _refresh(db)
        _answer_status(db, context, refreshed_words(rows))
    return ExitCode.DONE


def run_grant(args: argparse.Namespace, context: Context) -> ExitCode:
    """Give a login a role and units."""
    from models.store.database import record
    from models.store.server import grant_role

    with context.existing_database() as db:
        with db.write() as c:
            units = _units(c, args)
            grant_role(c, args.login, args.role, units)
            record(c, "access.granted", _detail(args, units))
        _answer_status(db, context)
    return ExitCode.DONE


def run_revoke(args: argparse.Namespace, context: Context) -> ExitCode:
    """Take a role or units away from a login."""
    from models.store.database import record
    from models.store.server import revoke_role

    with context.existing_database() as db:
        with db.write() as c:
            units = _units(c, args)
            revoke_role(c, args.login, args.role or "", units)
            record(c, "access.revoked", _detail(args, units))
        _answer_status(db, context)
    return ExitCode.DONE


def run_status(_args: argparse.Namespace, context: Context) -> ExitCode:
    """Show roles, logins and encryption."""
    with context.existing_database() as db:
        _answer_status(db, context)
    return ExitCode.DONE


def run_refresh(_args: argparse.Namespace, context: Context) -> ExitCode:
    """Fill the table that readers see."""
    with context.existing_database() as db:
        rows = _refresh(db)
    context.answer({"rows": rows}, refreshed_words(rows))
    return ExitCode.DONE


def run_password(args: argparse.Namespace, context: Context) -> ExitCode:
    """Keep the password of this address in the system's keyring, or forget it."""
    from models.store.database import keep_password

    if not context.is_on_server:
        raise DatabaseProblem("not-a-server", where=context.place)
    word = "" if args.forget else getpass(_("Password: "))
    if not word and not args.forget:
        raise UsageProblem("no-password")
    kept = keep_password(context.place, word)
    if not kept:
        raise DatabaseProblem("no-keyring")
    said = _("Removed from the keyring.") if args.forget else _("Saved in the keyring.")
    context.answer({"kept": not args.forget}, said)
    return ExitCode.DONE


def _refresh(db: Database) -> int:
    from models.export.frames import shared_tallies
    from models.store.server import fill_shared

    table = shared_tallies(db)
    with db.write() as c:
        return fill_shared(c, table)


def _answer_status(db: Database, context: Context, more: str = "") -> None:
    from models.store.server import server_status

    with db.read() as c:
        status = server_status(c)
    lines = [*status_lines(status), *([more] if more else [])]
    context.answer(asdict(status), "\n".join(lines))


def _units(c: Connection, args: argparse.Namespace) -> list[int]:
    from models.store.units import find_unit, list_units

    if ALL in args.unit:
        return [summary.unit.id for summary in list_units(c)]
    return [find_unit(c, name, facility=args.facility).id for name in args.unit]


def _detail(args: argparse.Namespace, units: list[int]) -> dict[str, object]:
    return {"login": args.login, "role": args.role or "", "units": units}
