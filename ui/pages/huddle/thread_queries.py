"""What the threads ask of the data and write to them, each one job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from models.survey import Unit
from ui.text.language import _

if TYPE_CHECKING:
    from models.huddle.threads import BrightSpot, Thread, ThreadLine
    from models.store.database import Database
    from ui.base.jobs import Progress

LineKey = tuple[int, str, int]
"""Action, part of its thread, number of the line."""


@dataclass(frozen=True)
class ThreadsView:
    """A unit's threads, those that hang on its wall, and what other units handed over.

    `labels` names measures. `advice` says of a line why patients should not read it as it is.
    """

    unit: Unit
    threads: tuple[Thread, ...]
    hung: tuple[int, ...]
    spots: tuple[BrightSpot, ...]
    labels: Mapping[str, str]
    advice: Mapping[LineKey, str]

    def label(self, measure: str) -> str:
        return self.labels.get(measure, measure)


def read_threads(db: Database, _progress: Progress, *, unit: Unit) -> ThreadsView:
    """Read a unit's threads, the latest first."""
    from models.huddle.threads import list_threads, pinned_threads, taken_in
    from models.huddle.wording import survey_safe
    from models.store.tallies import stored_instruments

    threads = list_threads(db, unit)
    with db.read() as c:
        instruments = [stored.instrument for stored in stored_instruments(c)]
        hung = pinned_threads(c, unit.id)
    advice = {
        (thread.action_id, line.part, line.number): found[0].advice
        for thread in threads
        for line in thread.lines
        if line.public and (found := survey_safe(line.text, instruments))
    }
    labels = {m.key: _(m.label) for instrument in instruments for m in instrument.measures}
    return ThreadsView(unit, threads, hung, taken_in(db, unit), labels, advice)


def write_ticks(
    db: Database, _progress: Progress, *, action_id: int, line: ThreadLine, room: bool, public: bool
) -> None:
    """Say who may see a line. What patients may read, the room may see too."""
    from models.huddle.threads import tick_line

    tick_line(db, action_id, line.part, line.number, room=room, public=public)


def write_hung(
    db: Database, _progress: Progress, *, unit_id: int, action_id: int, on: bool
) -> None:
    """Hang a thread on the wall, or take it down. UsageProblem when three hang already."""
    from models.huddle.threads import pin_thread

    pin_thread(db, unit_id, action_id, on=on)


def read_card_text(
    _db: Database, _progress: Progress, *, unit: Unit, thread: Thread, now: datetime
) -> str:
    """Return a thread as the text of a card that another unit can take in."""
    from models.huddle.threads import bright_spot, card_text

    return card_text(bright_spot(unit, thread, now.date()))


def write_card_taken_in(
    db: Database, _progress: Progress, *, unit: Unit, path: Path, now: datetime
) -> BrightSpot:
    """Take in another unit's card from a file. Raises FileRefused for anything else."""
    from models.errors import FileRefused
    from models.huddle.threads import MOST_CHARACTERS, take_in

    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(MOST_CHARACTERS + 1)
    except (OSError, UnicodeDecodeError) as error:
        raise FileRefused("no-bright-spot", why="no-text", where=path.name) from error
    return take_in(db, unit, text, now=now, where=path.name)
