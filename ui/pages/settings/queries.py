"""What the settings ask of the data and write to them, each one job."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ui.base.organization import ORGANIZATION_NAME
from ui.text.formats import counted
from ui.text.language import _
from ui.widgets.options import Option

if TYPE_CHECKING:
    from models.importing import Choice, DeletionPreview
    from models.store.backup import BackupDifference, CheckReport, ListedBackup, StoreFacts
    from models.store.database import Database, Key
    from models.store.units import UnitSummary
    from ui.base.jobs import Progress


@dataclass(frozen=True)
class Settings:
    """Everything the settings show, but for goals and facts of the database.

    `measures` are (key, label), each once. `options` are the units to choose from, mine first:
    made here, since there can be thousands.
    """

    organization: str
    default_facility: str
    facilities: tuple[str, ...]
    floor: int
    owner_style: str
    mine: tuple[int, ...]
    units: tuple[UnitSummary, ...]
    measures: tuple[tuple[str, str], ...]
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Goals:
    """Goals by measure, as shares (0-1): a unit's own, and everybody's."""

    own: dict[str, float]
    everybody: dict[str, float]


def read_settings(db: Database, _progress: Progress) -> Settings:
    """Read the settings."""
    from models.huddle.session import FIRST_NAME, OWNER_STYLE
    from models.importing import DEFAULT_FACILITY, DEFAULT_FACILITY_SETTING
    from models.store.database import get_setting, my_units, small_cell_floor
    from models.store.tallies import stored_instruments
    from models.store.units import list_units

    with db.read() as c:
        units = tuple(list_units(c))
        measures = {
            measure.key: _(measure.label)
            for stored in stored_instruments(c)
            for measure in stored.instrument.measures
        }
        mine = my_units(c)
        facilities = tuple(dict.fromkeys(u.unit.facility for u in units))
        return Settings(
            organization=str(get_setting(c, ORGANIZATION_NAME, "")),
            default_facility=str(get_setting(c, DEFAULT_FACILITY_SETTING, DEFAULT_FACILITY)),
            facilities=facilities,
            floor=small_cell_floor(c),
            owner_style=str(get_setting(c, OWNER_STYLE, FIRST_NAME)),
            mine=mine,
            units=units,
            measures=tuple(measures.items()),
            options=tuple(_options(units, mine, several=len(facilities) > 1)),
        )


def _options(
    units: Sequence[UnitSummary], mine: Sequence[int], *, several: bool
) -> Iterator[Option]:
    order = {unit_id: place for place, unit_id in enumerate(mine)}
    for summary in sorted(units, key=lambda s: order.get(s.unit.id, len(order))):
        unit = summary.unit
        surveys = counted(summary.responses, "survey", "surveys")
        place = [part for part in (unit.site, unit.facility if several else "") if part]
        yield Option(unit.id, unit.name, note=" · ".join([*place, surveys]), more=unit.facility)


def read_goals(db: Database, _progress: Progress, *, unit_id: int) -> Goals:
    """Read the goals of a unit, or of everybody."""
    from models.store.database import own_goals

    with db.read() as c:
        return Goals(own_goals(c, unit_id), own_goals(c))


def read_facts(db: Database, _progress: Progress) -> StoreFacts:
    """Read what the database is and which back-ups there are."""
    from models.store.backup import store_facts

    return store_facts(db)


def make_backup(db: Database, progress: Progress, *, today: date) -> Path:
    """Back up the database, checked. Raises DatabaseProblem."""
    from models.store.backup import backup

    progress(_("Copying and checking the copy"), None)
    return backup(db, today=today)


def verify_backups(db: Database, progress: Progress) -> list[ListedBackup]:
    """Compare every row of each back-up with its digest."""
    from models.store.backup import list_backups, second_place

    if db.path is None:
        return []
    with db.read() as c:
        second = second_place(c)
    return list_backups(db.path, second, key=db.key, verify=True, progress=progress)


def difference_to_backup(db: Database, progress: Progress, *, backup: Path) -> BackupDifference:
    """Return how a back-up differs from the data today. Raises DatabaseProblem."""
    from models.store.backup import compare_backup

    progress(_("Comparing"), None)
    return compare_backup(db, backup)


def restore_backup(
    path: Path, backup: Path, key: Key | None, now: datetime, progress: Progress
) -> None:
    """Put a back-up in the place of the closed data, and note who did. Raises DatabaseProblem."""
    from models.store.backup import key_for, restore
    from models.store.database import open_database, record

    progress(_("Restoring"), None)
    key = key or key_for(path)
    restore(path, backup, now=now, key=key)
    db = open_database(path, key=key)
    try:
        with db.write() as c:
            record(c, "backup.restored", {"backup": backup.name}, now)
    finally:
        db.close()


def write_second_place(db: Database, _progress: Progress, *, folder: str) -> None:
    """Let each back-up be copied to a folder too. Raises UsageProblem when it is none."""
    from models.store.backup import set_second_place

    with db.write() as c:
        set_second_place(c, folder)


def find_doomed(db: Database, progress: Progress, *, choice: Choice) -> DeletionPreview:
    """Count what would be deleted, and which back-ups hold it. Raises DatabaseProblem."""
    from models.importing import preview_deletion

    progress("", None)
    return preview_deletion(db, choice)


def delete_doomed(
    db: Database, progress: Progress, *, choice: Choice, backups: Sequence[Path]
) -> tuple[DeletionPreview, list[Path]]:
    """Delete what is chosen for good, also from some back-ups. Raises DatabaseProblem."""
    from models.importing import delete, rewrite_backups

    progress("", None)
    done = delete(db, choice)
    return done, rewrite_backups(db, backups, choice) if backups else []


def check_data(db: Database, progress: Progress) -> CheckReport:
    """Check that the data are whole. Raises DatabaseProblem when that cannot be found out."""
    from models.store.backup import check

    return check(db, progress)


def write_organization(db: Database, _progress: Progress, *, name: str) -> None:
    """Keep the organization's name; empty: the facility's is shown."""
    from models.store.database import put_setting

    with db.write() as c:
        put_setting(c, ORGANIZATION_NAME, name)


def write_owner_style(db: Database, _progress: Progress, *, style: str) -> None:
    """Keep how the owners of promises are shown in the room: by first name or by role."""
    from models.huddle.session import OWNER_STYLE
    from models.store.database import put_setting

    with db.write() as c:
        put_setting(c, OWNER_STYLE, style)


def write_facility(db: Database, _progress: Progress, *, name: str) -> None:
    """Keep where rows belong that name no facility; empty: as if it was never set."""
    from models.importing import DEFAULT_FACILITY, DEFAULT_FACILITY_SETTING
    from models.store.database import put_setting

    with db.write() as c:
        put_setting(c, DEFAULT_FACILITY_SETTING, name or DEFAULT_FACILITY)


def write_floor(db: Database, _progress: Progress, *, floor: int) -> None:
    """Keep the fewest answers of which a result is shown. Raises UsageProblem outside 1-1,000."""
    from models.store.database import set_small_cell_floor

    with db.write() as c:
        set_small_cell_floor(c, floor)


def write_mine(db: Database, _progress: Progress, *, units: Sequence[int]) -> None:
    """Keep which units are mine."""
    from models.store.database import set_my_units

    with db.write() as c:
        set_my_units(c, units)


def write_goal(
    db: Database, _progress: Progress, *, unit_id: int, measure: str, top_box: float | None
) -> None:
    """Keep a goal (0-1), None to take it away. Raises UsageProblem outside 0-1."""
    from models.store.database import set_goal

    with db.write() as c:
        set_goal(c, unit_id, measure, top_box)


def rename(db: Database, _progress: Progress, *, unit_id: int, name: str) -> None:
    """Rename a unit. Raises UsageProblem for a name that is empty or taken."""
    from models.store.units import rename_unit

    with db.write() as c:
        rename_unit(c, unit_id, name)


def merge(db: Database, _progress: Progress, *, unit_id: int, into: int) -> None:
    """Merge a unit into another of its facility. Raises UsageProblem, DatabaseProblem."""
    from models.store.units import merge_units

    with db.write() as c:
        merge_units(c, unit_id, into)


def retype(db: Database, _progress: Progress, *, unit_id: int, kind: str) -> None:
    """Say what kind of unit it is. Raises UsageProblem when it is not there any more."""
    from models.store.units import set_unit_type

    with db.write() as c:
        set_unit_type(c, unit_id, kind)


def close(db: Database, _progress: Progress, *, unit_id: int, on: date | None) -> None:
    """Close a unit on a day, or open it again with None. Raises UsageProblem."""
    from models.store.units import close_unit, reopen_unit

    with db.write() as c:
        if on is None:
            reopen_unit(c, unit_id)
        else:
            close_unit(c, unit_id, on)
