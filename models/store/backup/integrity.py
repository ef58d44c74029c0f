"""Check that the data are whole: the file, the keys, and every number against its source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from models.errors import DatabaseProblem
from models.language import _, number
from models.store.backup.batch_check import BatchCheck
from models.store.database import (
    DIGESTS_SINCE,
    SCHEMA_DIGEST,
    Database,
    Key,
    broken_entries,
    differing_tables,
    get_setting,
    mark_damaged,
    schema_digest,
    sqlite_engine,
    unmark,
)
from models.store.imports import NO_IDS, response_ids
from models.store.tables import (
    AuditRow,
    BatchRow,
    FacilityTallyRow,
    InstrumentRow,
    TallyRow,
    UnitRow,
)
from models.store.tallies import StoredInstrument, stored_instruments

Progress = Callable[[str, float | None], None]

SHOWN = 20
"""Rows named of each kind of damage; all are counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: which check found it, where, and what it is."""

    check: str
    where: str
    what: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was checked, and what was found.

    `digests` counts imports whose stored rows were compared with their digest; imports without
    one are in `without_digest`. `engine` and `keys` tell whether the file's structure and the
    references between rows were looked through; a server does both by itself.
    """

    findings: tuple[Finding, ...]
    engine: bool
    keys: bool
    batches: int = 0
    responses: int = 0
    tallies: int = 0
    benchmarks: int = 0
    digests: int = 0
    without_digest: int = 0

    @property
    def ok(self) -> bool:
        return not self.findings

    def _passed(self, check: str) -> bool:
        return all(finding.check != check for finding in self.findings)

    def to_json(self) -> dict[str, Any]:
        """Return the report as the command line prints it; null is what a server checks itself."""
        return {
            "ok": self.ok,
            "integrity": self._passed("integrity") if self.engine else None,
            "foreign_keys": self._passed("foreign_keys") if self.keys else None,
            "batches": self.batches,
            "responses": self.responses,
            "tallies": self.tallies,
            "benchmarks": self.benchmarks,
            "digests": self.digests,
            "without_digest": self.without_digest,
            "findings": [
                {"check": f.check, "where": f.where, "what": f.what} for f in self.findings
            ],
        }


def check(db: Database, progress: Progress | None = None) -> CheckReport:
    """Check everything that can be checked, in one unchanging state of the data.

    The file's structure and references (SQLite), every import's rows against their counts and
    digest, tallies against a new count of the responses, facilities' sums against the tallies.
    Nothing in the database is changed; beside a file that is found damaged a mark is left that
    stops reading and back-ups, until a check finds it whole. Raises DatabaseProblem when the
    database cannot be read at all for another reason than damage, and what `progress` raises to
    stop.
    """
    report = inspect(db, progress)
    if db.path is not None:
        unmark(db.path) if report.ok else mark_damaged(db.path)
    return report


def inspect(db: Database, progress: Progress | None = None, *, counts: bool = True) -> CheckReport:
    """Check without leaving a mark. Without `counts`, digests alone tell whether an import's rows
    are what was stored, where they were kept: a third of the time."""
    run = _Check(db, progress or _silent, counts)
    try:
        with db.read() as c:
            run.everything(c)
    except DatabaseProblem as problem:
        if problem.code != "database-damaged":
            raise
        run.find("integrity", db.place, _("Part of the database can't be read."))
    except (sa.exc.DBAPIError, ValueError):
        # What always works met a table or a value that is not what it was made as.
        run.find("integrity", db.place, _("The database's description is damaged."))
    return run.report()


def inspect_file(path: Path, key: Key | None) -> CheckReport:
    """Check a file that nobody writes to, without touching it or its folder."""
    engine = sqlite_engine(path, unchanging=True, key=key)
    try:
        return inspect(Database(engine, str(path), path, key=key), counts=False)
    finally:
        engine.dispose()


@dataclass
class _Check:
    db: Database
    progress: Progress
    recount: bool = True
    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def find(self, check: str, where: str, what: str) -> None:
        self.findings.append(Finding(check, where, what))

    def everything(self, c: Connection) -> None:
        if self.db.is_sqlite:
            self._structure(c)
            if self.findings:
                return  # what a damaged file says about its rows means nothing
            self._references(c)
            self._contents(c)
        self._audit(c)
        self._batches(c)
        self.progress(_("Comparing hospital totals"), None)
        self._facilities(c)

    def report(self) -> CheckReport:
        on_file = self.db.is_sqlite
        return CheckReport(tuple(self.findings), engine=on_file, keys=on_file, **self.counts)

    def _structure(self, c: Connection) -> None:
        self.progress(_("Checking the file"), None)
        for line in c.exec_driver_sql(f"PRAGMA integrity_check({SHOWN})").scalars():
            if line != "ok":
                self.find("integrity", self.db.place, str(line))
        kept = get_setting(c, SCHEMA_DIGEST)
        if kept is not None and kept != schema_digest(c):
            self.find("integrity", self.db.place, _("The tables have changed."))

    def _references(self, c: Connection) -> None:
        self.progress(_("Checking references"), None)
        broken: dict[tuple[str, str], int] = {}
        for table, _row, parent, _key in c.exec_driver_sql("PRAGMA foreign_key_check"):
            broken[table, parent] = broken.get((table, parent), 0) + 1
        for (table, parent), n in broken.items():
            self.find(
                "foreign_keys",
                table,
                _("{n} rows refer to a missing {parent}.").format(n=number(n), parent=parent),
            )

    def _contents(self, c: Connection) -> None:
        """Compare tables with their digests; a back-up of an early version has none."""
        self.progress(_("Checking tables"), None)
        if int(c.exec_driver_sql("PRAGMA user_version").scalar_one()) >= DIGESTS_SINCE:
            for name in differing_tables(c):
                self.find("contents", name, _("The stored rows have changed."))

    def _audit(self, c: Connection) -> None:
        if not sa.inspect(c).has_table(AuditRow.__tablename__):
            return  # a back-up of an early version
        broken = list(islice(broken_entries(c), SHOWN))
        if broken:
            numbers = ", ".join(map(str, broken))
            self.find(
                "audit",
                "audit",
                _("Entries were changed or removed: {numbers}.").format(numbers=numbers),
            )

    def _batches(self, c: Connection) -> None:
        instruments = self._questionnaires(c)
        ids = response_ids(c)
        rows = c.execute(sa.select(BatchRow).order_by(BatchRow.id)).all()
        names = ("responses", "tallies", "benchmarks", "digests", "without_digest")
        self.counts = {"batches": len(rows), **dict.fromkeys(names, 0)}
        for n, row in enumerate(rows):
            self.progress(_("Checking imports"), n / len(rows))
            one = BatchCheck(c, row, instruments, ids.get(row.id, NO_IDS), recount=self.recount)
            for kind, what in one.run():
                self.find(kind, f"import {row.id} ({row.file})", what)
            self.counts["responses"] += one.responses
            self.counts["tallies"] += one.tallies
            self.counts["benchmarks"] += one.benchmarks
            if row.undone is None:
                self.counts["digests" if row.rows_sha256 else "without_digest"] += 1

    def _questionnaires(self, c: Connection) -> dict[int, StoredInstrument]:
        try:
            found = stored_instruments(c)
        except (ValueError, KeyError, TypeError, AttributeError):
            self.find("questionnaires", "instrument", _("A questionnaire can't be read."))
            return {}
        for row in c.execute(
            sa.select(InstrumentRow.key, InstrumentRow.definition, InstrumentRow.sha256)
        ):
            if sha256(row.definition.encode()).hexdigest() != row.sha256:
                self.find("questionnaires", row.key, _("The questionnaire has changed."))
        whole = {}
        for stored in found:
            needed = {item.key for item in stored.instrument.items}
            named = {key for measure in stored.instrument.measures for key in measure.items}
            if needed <= stored.item_ids.keys() and named <= needed:
                whole[stored.id] = stored
            else:
                what = _("The questions don't fit together.")
                self.find("questionnaires", stored.instrument.key, what)
        return whole

    def _facilities(self, c: Connection) -> None:
        keys = (TallyRow.item_id, TallyRow.month, TallyRow.value)
        total = sa.cast(sa.func.sum(TallyRow.count), sa.BigInteger)
        added = (
            sa.select(UnitRow.facility_id, *keys, total)
            .join(UnitRow, UnitRow.id == TallyRow.unit_id)
            .group_by(UnitRow.facility_id, *keys)
        )
        row = FacilityTallyRow
        kept = sa.select(
            row.facility_id, row.item_id, row.month, row.value, sa.cast(row.count, sa.BigInteger)
        )
        for one, other in ((added, kept), (kept, added)):
            differing = sa.except_(one, other).subquery()
            n = c.scalar(sa.select(sa.func.count()).select_from(differing))
            if n:
                self.find(
                    "facility_sums",
                    "facility_tally",
                    _("{n} hospital totals don't match the counts of their units.").format(
                        n=number(n)
                    ),
                )
                return


def _silent(_message: str, _fraction: float | None) -> None:
    """Report nothing and never stop."""
