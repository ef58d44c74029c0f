"""What `make run` does once the packages are there: the sample hospital, in the window.

Without a screen it prints the sample unit's comparison and writes its picture instead.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from models.survey import Period, Unit, month_label
from ui.base.machine import decided_language
from ui.cli.commands import local_now, run
from ui.cli.context import DATABASE_VARIABLE, default_database
from ui.cli.failures import report_defect
from ui.cli.screen import has_screen
from ui.text.language import _, set_language

PICTURE = "throughline-sample.png"


def sample_database() -> str:
    """Return where the sample hospital lives: $THROUGHLINE_DB, else beside the user's own data."""
    return os.environ.get(DATABASE_VARIABLE) or str(default_database().with_name("sample.db"))


def main(arguments: list[str]) -> int:
    """Show the sample hospital; the picture's name may be given. Return the exit code."""
    set_language(decided_language())
    place = sample_database()
    exit_code = _build(place)
    if exit_code:
        return exit_code
    if has_screen():
        print(
            _("This is the sample hospital ({place}). Your own data: {python} main.py").format(
                place=place, python=sys.executable
            )
        )
        return run(["--db", place])
    return _show_without_screen(place, arguments[0] if arguments else PICTURE)


def _build(place: str) -> int:
    """Build the sample hospital unless it is there, and return the exit code."""
    if Path(place).is_file() and _mine(place) is not None:
        return 0
    print(_("Making up the sample hospital (only once)"), flush=True)
    Path(place).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return run(["sample", "--db", place])


def _mine(place: str) -> tuple[Unit, Period] | None:
    """Return the unit that the window would show first, and its period; None without one."""
    from models.analysis.estimates import default_period
    from models.store.database import my_units, open_database
    from models.store.units import get_unit

    db = open_database(place)
    try:
        with db.read() as c:
            mine = [get_unit(c, unit_id) for unit_id in my_units(c)]
        return (mine[0], default_period(db, mine[0], local_now().date()).period) if mine else None
    finally:
        db.close()


def _show_without_screen(place: str, picture: str) -> int:
    """Print the comparison, write the picture, and name both."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found = _mine(place)
    if found is None:
        return run(["units", "--db", place])
    unit, period = found
    where = ["--db", place, "--unit", unit.name, "--facility", unit.facility]
    print(_("There's no screen here, so no window opens. Here's what it would show first:") + "\n")
    exit_code = run(["compare", *where, *_months(period)])
    print()
    exit_code = exit_code or run(["screenshot", "results", *where, "--out", picture])
    if exit_code == 0:
        said = _(
            "The table above compares {unit} with the rest of {facility}. The same as a picture: "
            "{picture}"
        ).format(unit=unit.name, facility=unit.facility, picture=Path(picture).resolve())
        print(f"\n{said}")
    return exit_code


def _months(period: Period) -> list[str]:
    ends = (("--from", period.first), ("--to", period.last))
    return [word for name, end in ends if end is not None for word in (name, month_label(end))]


if __name__ == "__main__":
    sys.excepthook = report_defect
    sys.exit(main(sys.argv[1:]))
