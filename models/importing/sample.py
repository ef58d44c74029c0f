"""Build the sample hospital: an invented hospital whose survey files go through the same import
as everybody's."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from models.files.content import Progress, no_progress
from models.importing.importer import import_file
from models.importing.sample_patients import Hospital, read_hospital, write_survey_files
from models.language import _
from models.store.actions import NewAction, add_action, finish_action, list_actions
from models.store.database import Database, get_setting, put_setting, set_my_units
from models.store.units import find_unit, list_units, set_unit_type
from models.survey import resources_folder


@dataclass(frozen=True)
class SampleReport:
    """What building the sample hospital brought."""

    facility: str
    my_unit: str
    units: int
    responses: int

    def to_json(self) -> dict[str, object]:
        return {
            "units": self.units,
            "responses": self.responses,
            "facility": self.facility,
            "my_unit": self.my_unit,
        }


def build_sample(db: Database, progress: Progress = no_progress) -> SampleReport:
    """Add the sample hospital to a database; a second time adds nothing.

    Everything in it is invented and says so in its name, but for the national figures, which
    are as the Centers for Medicare & Medicaid Services published them. Raises DatabaseProblem
    when it cannot be stored; Cancelled when `progress` asks to stop.
    """
    folder = resources_folder() / "sample"
    hospital = read_hospital(folder)
    with tempfile.TemporaryDirectory(prefix="throughline-sample-") as scratch:
        progress(_("Making up patients"), 0.0)
        files = [*write_survey_files(hospital, Path(scratch)), folder / "HCAHPS-National.csv"]
        for file in files:
            import_file(db, file, progress=progress)
    _describe(db, hospital)
    with db.read() as c:
        mine = [u for u in list_units(c) if u.unit.facility == hospital.facility]
    return SampleReport(
        hospital.facility, hospital.my_unit, len(mine), sum(u.responses for u in mine)
    )


def _describe(db: Database, hospital: Hospital) -> None:
    """Set the types of units, whose unit it is, and the first actions."""
    with db.write() as c:
        for unit in hospital.units:
            set_unit_type(c, find_unit(c, unit.name, hospital.facility).id, unit.type)
        mine = find_unit(c, hospital.my_unit, hospital.facility)
        if get_setting(c, "organization") is None:
            put_setting(c, "organization", hospital.facility)
            set_my_units(c, [mine.id])
    with db.read() as c:
        has_actions = bool(list_actions(c, unit_id=mine.id))
    if has_actions:
        return
    for action in hospital.actions:
        created = datetime.combine(action.created, datetime.min.time(), UTC)
        item = add_action(
            db,
            NewAction(
                unit_id=mine.id,
                what=action.what,
                owner=action.owner,
                due=action.due,
                measure=action.measure,
            ),
            now=created,
        )
        if action.status == "done":
            finish_action(db, item.id, now=datetime.combine(action.due, datetime.min.time(), UTC))
