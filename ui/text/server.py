"""Sentences about who may do what in a shared database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.text.formats import listed, number
from ui.text.language import _, ngettext

if TYPE_CHECKING:
    from models.store.server import Member, ServerStatus


def role_words(role: str) -> str:
    """Return what a role may do."""
    return {
        "reader": _("reads results that can be shared"),
        "lead": _("runs huddles and works on actions for their own units"),
        "manager": _("the same, and sees single surveys for their own units"),
        "analyst": _("reads all units, without comments"),
        "administrator": _("does everything, and gives roles to others"),
    }[role]


def member_words(member: Member) -> str:
    """Return a login with its role and units."""
    words = f"{member.login}: {member.role} ({role_words(member.role)})"
    return f"{words}: {listed(member.units)}" if member.units else words


def status_lines(status: ServerStatus) -> list[str]:
    """Return how access is set up, and what is missing."""
    lines = [
        _("PostgreSQL {version}. The tables belong to {owner}. You are {login}.").format(
            version=status.version, owner=status.owner, login=status.login
        ),
        _("The connection is encrypted ({tls}).").format(tls=status.tls)
        if status.tls
        else _(
            "The connection isn’t encrypted. Over a network use sslmode=verify-full in the address."
        ),
    ]
    if not status.is_set_up:
        lines.append(_("Roles aren't set up. Everyone who connects sees what their login allows."))
        return lines
    lines.append(
        _("{n} of {all} tables show each person only their own units.").format(
            n=number(status.protected), all=number(status.tables)
        )
    )
    lines += [member_words(member) for member in status.members]
    if not status.members:
        lines.append(_("No one has a role yet."))
    return lines


def refreshed_words(rows: int) -> str:
    """Return how much readers see from now on."""
    return ngettext("Readers now see 1 row.", "Readers now see {n} rows.", rows).format(
        n=number(rows)
    )
