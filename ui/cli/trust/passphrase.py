"""`passphrase`: encrypt the data, change the passphrase, or take it away."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from models.errors import DatabaseProblem, ExitCode
from ui.cli.context import Context
from ui.cli.parser import Commands
from ui.text.language import _
from ui.text.trust import lost_passphrase_warning, recovery_key_words, rewritten_words


def add_to(commands: Commands) -> None:
    parser = commands.add_parser("passphrase", help=_("encrypt your data with a passphrase"))
    own = parser.add_subparsers(
        dest="what", metavar="WHAT", required=True, prog="main.py passphrase"
    )
    for name, about in (
        ("set", _("encrypt the data and the backups")),
        ("change", _("change the passphrase")),
    ):
        one = own.add_parser(name, help=about, description=lost_passphrase_warning())
        one.add_argument(
            "--new-passphrase-file",
            required=True,
            metavar="F",
            help=_("a file with the new passphrase in its first line, at least 12 characters"),
        )
        one.add_argument(
            "--keep-in-keyring",
            action="store_true",
            help=_("also keep the key in this computer's keyring"),
        )
        one.set_defaults(run=run_set)
    own.add_parser("remove", help=_("remove the encryption from data and backups")).set_defaults(
        run=run_remove
    )
    own.add_parser("status", help=_("show whether the data is encrypted")).set_defaults(
        run=run_status
    )


def run_set(args: argparse.Namespace, context: Context) -> ExitCode:
    """Encrypt the data, or encrypt them anew under another passphrase."""
    from models.store.backup import remember_key, rewrite
    from models.store.database import Key, read_passphrase, recovery_key, refuse_weak

    path = _file(context)
    passphrase = read_passphrase(Path(args.new_passphrase_file))
    refuse_weak(passphrase)
    encrypted = _is_encrypted(path)
    if (args.what == "set") is encrypted:
        raise _wrong_state(path, encrypted)
    folders = _second_places(context)
    with context.progress() as progress:
        done = rewrite(
            path, context.key, Key(passphrase=passphrase), folders=folders, progress=progress
        )
    kept = args.keep_in_keyring and remember_key(path, done.raw)
    _record(
        path, Key(raw=done.raw), "passphrase.set" if args.what == "set" else "passphrase.changed"
    )
    key = recovery_key(done.raw)
    text = [rewritten_words(done), recovery_key_words(key), lost_passphrase_warning()]
    if args.keep_in_keyring:
        text.append(
            _("This computer's keyring keeps the key.")
            if kept
            else _("This computer has no safe keyring, so the key isn't kept.")
        )
    value: dict[str, Any] = {
        "encrypted": True,
        "recovery_key": key,
        "backups": [str(file) for file in done.backups],
        "unchanged_copies": [str(file) for file in done.left],
        "in_keyring": bool(kept),
    }
    context.answer(value, "\n\n".join(text))
    return ExitCode.DONE


def run_remove(_args: argparse.Namespace, context: Context) -> ExitCode:
    """Make the data a plain file again."""
    from models.store.backup import forget_key, rewrite

    path = _file(context)
    if not _is_encrypted(path):
        raise _wrong_state(path, encrypted=False)
    folders = _second_places(context)
    with context.progress() as progress:
        done = rewrite(path, context.key, None, folders=folders, progress=progress)
    forget_key(path)
    _record(path, None, "passphrase.removed")
    value = {
        "encrypted": False,
        "backups": [str(file) for file in done.backups],
        "unchanged_copies": [str(file) for file in done.left],
    }
    context.answer(value, rewritten_words(done))
    return ExitCode.DONE


def run_status(_args: argparse.Namespace, context: Context) -> ExitCode:
    """Tell whether the data are encrypted."""
    path = _file(context)
    encrypted = _is_encrypted(path)
    text = _("Your data is encrypted.") if encrypted else _("Your data isn't encrypted.")
    context.answer({"encrypted": encrypted}, text)
    return ExitCode.DONE


def _file(context: Context) -> Path:
    if context.is_on_server:
        raise DatabaseProblem("passphrase-on-server")
    if not context.database_exists:
        with context.existing_database():
            pass
    return Path(context.place).expanduser().absolute()


def _is_encrypted(path: Path) -> bool:
    from models.store.backup import is_file_encrypted

    return is_file_encrypted(path)


def _second_places(context: Context) -> list[Path]:
    from models.store.backup import second_place

    with context.existing_database() as db, db.read() as c:
        folder = second_place(c)
    return [folder] if folder is not None and folder.is_dir() else []


def _record(path: Path, key: Any, what: str) -> None:
    from models.store.database import open_database, record

    db = open_database(path, key=key)
    try:
        with db.write() as c:
            record(c, what, {})
    finally:
        db.close()


def _wrong_state(path: Path, encrypted: bool) -> DatabaseProblem:
    if encrypted:
        return DatabaseProblem("already-encrypted", where=str(path))
    return DatabaseProblem("not-encrypted", where=str(path))
