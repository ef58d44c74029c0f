"""Who did what and when: entries that are only added, each chained to the one before.

An entry holds ids, counts, and names of fields, files and units; never an answer, a comment or the
words of an action. The chain shows that an entry was changed or taken out afterwards. Who can write
the file can also write a chain anew: this is evident to an honest reader, not proof against a
determined one.
"""

from __future__ import annotations

import csv
import getpass
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from models.store.database import sanitize
from models.store.tables import AuditRow

FIRST_HASH = "0" * 64

AUDIT_LOCK = 0x544C_0003
"""Number of the advisory lock that lets one entry at a time follow the last on PostgreSQL."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry: number, time (UTC, ISO 8601), system user, what was done ("import.added",
    "action.changed", …) and its facts."""

    id: int
    at: str
    who: str
    what: str
    detail: Mapping[str, Any]


def record(c: Connection, what: str, detail: Mapping[str, Any], now: datetime | None = None) -> int:
    """Add an entry within the caller's transaction, and return its number.

    So that it is there exactly when what it tells was done.
    """
    if c.dialect.name == "postgresql":
        c.execute(sa.select(sa.func.pg_advisory_xact_lock(AUDIT_LOCK)))
    last = c.execute(sa.select(AuditRow.id, AuditRow.hash).order_by(AuditRow.id.desc()).limit(1))
    number, before = last.one_or_none() or (0, FIRST_HASH)
    values = {
        "id": number + 1,
        "at": (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds"),
        "who": _who(c),
        "what": what,
        "detail": sanitize(json.dumps(detail, ensure_ascii=False, sort_keys=True)),
    }
    c.execute(sa.insert(AuditRow).values(**values, hash=_hash(before, values)))
    return number + 1


def entries(c: Connection, *, limit: int | None = None, what: str = "") -> list[AuditEntry]:
    """Return the entries, the latest first; `what` narrows them to those that begin so."""
    query = sa.select(AuditRow).order_by(AuditRow.id.desc()).limit(limit)
    if what:
        query = query.where(AuditRow.what.startswith(what, autoescape=True))
    return [
        AuditEntry(row.id, row.at, row.who, row.what, json.loads(row.detail))
        for row in c.execute(query)
    ]


def audit_csv(c: Connection) -> str:
    """Return all entries as comma-separated values, the latest first, with the chain's digests."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("id", "at", "who", "what", "detail", "hash"))
    for row in c.execute(sa.select(AuditRow).order_by(AuditRow.id.desc())):
        who = f"'{row.who}" if row.who.startswith(("=", "+", "-", "@")) else row.who
        writer.writerow((row.id, row.at, who, row.what, row.detail, row.hash))
    return out.getvalue()


def broken_entries(c: Connection) -> Iterator[int]:
    """Give the numbers of entries that do not follow from the one before."""
    before, number = FIRST_HASH, 0
    for row in c.execute(sa.select(AuditRow).order_by(AuditRow.id)):
        values = {"id": row.id, "at": row.at, "who": row.who, "what": row.what}
        values["detail"] = row.detail
        number += 1
        if row.id != number or row.hash != _hash(before, values):
            yield row.id
            number = row.id
        before = row.hash


def system_user() -> str:
    """Return the name of the system's user, empty when the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _who(c: Connection) -> str:
    """Return the system's user, on a server with the database's."""
    user = system_user()
    if c.dialect.name == "postgresql":
        return f"{user} as {c.scalar(sa.select(sa.func.current_user()))}"
    return user


def _hash(before: str, values: Mapping[str, Any]) -> str:
    names = ("id", "at", "who", "what", "detail")
    text = json.dumps([before, *(values[name] for name in names)], ensure_ascii=True)
    return sha256(text.encode()).hexdigest()
