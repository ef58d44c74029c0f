"""Sentences about back-ups, passphrases and the audit trail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.errors import DatabaseProblem, UserError
from ui.text.formats import counted, listed, number
from ui.text.language import _, ngettext

if TYPE_CHECKING:
    from models.store.backup import BackupDifference, Rewritten


def others_here(names: Sequence[str]) -> str:
    """Return who else looks at the same unit right now, "" for nobody."""
    return _("Also looking at this unit: {names}").format(names=listed(names)) if names else ""


def why_made(why: str) -> str:
    """Return why a back-up was made, by the word in its name."""
    words = {
        "": _("daily"),
        "import": _("before an import"),
        "upgrade": _("before an upgrade"),
        "hand": _("by you"),
    }
    return words.get(why, why)


def backup_state(problem: str | None) -> str:
    """Return whether a back-up is whole; `problem` is a code, "" for none, None if not checked."""
    if problem is None:
        return _("checked when made")
    if not problem:
        return _("good")
    if problem in ("passphrase-needed", "wrong-passphrase"):
        return _("different passphrase")
    return _("damaged")


def difference_lines(difference: BackupDifference) -> list[str]:
    """Return how a back-up differs from the data today, one line for each difference."""
    nouns = {
        "surveys": _("Surveys"),
        "comments": _("Comments"),
        "units": _("Units"),
        "actions": _("Actions"),
        "huddles": _("Huddles"),
    }
    lines = [
        _("{noun}: {then} in the backup, {now} today").format(
            noun=nouns[name], then=number(then), now=number(now)
        )
        for name, (then, now) in difference.counts.items()
        if then != now
    ]
    lines += [
        _("Import {number} ({file}) is newer than the backup.").format(number=n, file=file)
        for n, file in difference.only_now
    ]
    lines += [
        _("Import {number} ({file}) is only in the backup.").format(number=n, file=file)
        for n, file in difference.only_backup
    ]
    return lines or [_("The backup has the same surveys, comments, units, and actions.")]


def password_in_address_warning() -> str:
    """Return why a password doesn't belong in a server's address, and where to keep it."""
    return _(
        "The address contains a password, and other users of this computer can see it. "
        "Leave it out and use $PGPASSWORD, a .pgpass file, a service file, or the keyring."
    )


def lost_passphrase_warning() -> str:
    """Return what to know before a passphrase is set."""
    return _(
        "If you lose both the passphrase and the recovery key, nobody can open your data again. "
        "We can't help you then. Print the recovery key and lock it away."
    )


def recovery_page(key: str, place: str, day: str) -> list[str]:
    """Return the lines of the page to print and lock away: a title, the key, what it is for."""
    return [
        _("Throughline: recovery key"),
        key,
        _("This key opens the data if the passphrase is lost. Whoever has it can read everything."),
        _("Lock this page away, and don’t keep it with the computer."),
        _("Data: {place}").format(place=place),
        _("Printed: {day}").format(day=day),
    ]


def recovery_key_words(key: str) -> str:
    """Return the recovery key with what it is for."""
    return _(
        "Recovery key: {key}\nIt opens the data without the passphrase. Print it, lock it away, "
        "and keep it off this computer. Setting a new passphrase makes a new one."
    ).format(key=key)


def rewritten_words(done: Rewritten) -> str:
    """Return what became of the data and the back-ups after the passphrase changed."""
    head = _("Your data is now encrypted.") if done.raw else _("Your data is no longer encrypted.")
    if done.backups:
        head += (
            " "
            + _("So are {backups}.").format(backups=counted(len(done.backups), "backup", "backups"))
            if done.raw
            else " "
            + _("Neither are {backups}.").format(
                backups=counted(len(done.backups), "backup", "backups")
            )
        )
    if done.left:
        head += "\n" + _("These older copies weren't changed. Delete them if you don't need them:")
        head += "".join(f"\n  {file}" for file in done.left)
    return head


def audit_action(what: str) -> str:
    """Return what an entry of the audit trail says was done."""
    words = {
        "import.added": _("Import"),
        "import.undone": _("Import undone"),
        "unit.merged": _("Units merged"),
        "unit.changed": _("Unit changed"),
        "action.added": _("Action added"),
        "action.changed": _("Action changed"),
        "action.deleted": _("Action deleted"),
        "setting.changed": _("Setting changed"),
        "change.undone": _("Change undone"),
        "comment.unmasked": _("Names in a comment shown"),
        "comment.masked": _("Names in a comment hidden again"),
        "export.made": _("Export"),
        "backup.restored": _("Backup restored"),
        "passphrase.set": _("Passphrase set"),
        "passphrase.changed": _("Passphrase changed"),
        "passphrase.removed": _("Passphrase removed"),
        "retention.deleted": _("Comments or surveys permanently deleted"),
        "access.granted": _("Role given"),
        "access.revoked": _("Role removed"),
        "retention.backups": _("Deleted from backups too"),
    }
    return words.get(what, what)


def doomed_words(comments: int, surveys: int) -> str:
    """Return what would be deleted."""
    if not comments and not surveys:
        return _("There is nothing to delete.")
    what = [
        text
        for n, text in (
            (surveys, ngettext("{n} survey", "{n} surveys", surveys)),
            (comments, ngettext("{n} comment", "{n} comments", comments)),
        )
        if n
        for text in (text.format(n=number(n)),)
    ]
    return _("This would permanently delete {what}.").format(what=listed(what))


def deleted_words(comments: int, surveys: int) -> str:
    """Return what was deleted."""
    return _("Permanently deleted: {surveys}, {comments}.").format(
        surveys=ngettext("{n} survey", "{n} surveys", surveys).format(n=number(surveys)),
        comments=ngettext("{n} comment", "{n} comments", comments).format(n=number(comments)),
    )


def holding_backups_words(holding: Sequence[str], unread: Sequence[str]) -> list[str]:
    """Return which back-ups still hold what is deleted, and which can't be looked into."""
    lines = []
    if holding:
        lines.append(_("These backups still have it: {files}").format(files=", ".join(holding)))
    if unread:
        lines.append(
            _("These backups can't be read. Check them yourself: {files}").format(
                files=", ".join(unread)
            )
        )
    return lines


def rewritten_backups_words(done: int, wanted: int) -> str:
    """Return in how many back-ups it was deleted too."""
    if done < wanted:
        return _(
            "Deleted from {done} of {wanted} backups. The others couldn't be changed. "
            "Delete those files yourself."
        ).format(done=number(done), wanted=number(wanted))
    return ngettext("Deleted from 1 backup.", "Deleted from {n} backups.", done).format(
        n=number(done)
    )


def damage_problem() -> UserError:
    """Return what the window says after damage was found: why it shows nothing, what to do."""
    return DatabaseProblem("database-damaged", why="see-settings")
