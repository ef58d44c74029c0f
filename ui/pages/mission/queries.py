"""What the mission page asks of the data and writes to them, each one job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from ui.text.language import _
from ui.widgets.options import Option
from ui.widgets.safe_words import Underline

if TYPE_CHECKING:
    from models.store.database import Connection, Database
    from models.store.huddles import Behavior, Mission
    from models.survey import Instrument
    from ui.base.jobs import Progress

NO_PROMISE = 0
"""In place of a promise's id: a measure that shows none."""


@dataclass(frozen=True)
class MissionView:
    """The mission as a unit sees it, with what it can be mapped to.

    `underlines` maps texts to the places where they use the survey's words. `week` is the
    behavior this week is about, None when none was chosen. `checked` tells whether there is a
    questionnaire to check against.
    """

    mission: Mission
    unit_id: int | None
    measures: Sequence[Option]
    underlines: dict[str, tuple[Underline, ...]]
    week: Behavior | None
    checked: bool


@dataclass(frozen=True)
class Edit:
    """One change: `kind` is sentence, add, reword, remove, order, map, add_behavior,
    reword_behavior, remove_behavior or week. `ids` are what it is about, `words` its text."""

    kind: str
    words: str = ""
    ids: tuple[int, ...] = ()
    measure: str = ""


@dataclass(frozen=True)
class Checked:
    """A text, and the places where it uses the survey's words."""

    words: str
    underlines: tuple[Underline, ...] = field(default=())


def read_mission(
    db: Database, _progress: Progress, *, unit_id: int | None, now: datetime
) -> MissionView:
    """Read the mission, with the behaviors of a unit when one is given."""
    from models.store.huddles import behavior_of_week, mission
    from models.store.tallies import stored_instruments

    with db.read() as c:
        found = mission(c, unit_id)
        week = behavior_of_week(c, unit_id, now.date()) if unit_id is not None else None
        instruments = [stored.instrument for stored in stored_instruments(c)]
    measures = {
        measure.key: Option(measure.key, _(measure.label), short=measure.short_label)
        for instrument in instruments
        for measure in instrument.measures
    }
    texts = [found.sentence, *(p.text for p in found.promises)]
    texts += [b.text for p in found.promises for b in p.behaviors]
    return MissionView(
        found,
        unit_id,
        list(measures.values()),
        {text: _underlines(text, instruments) for text in texts},
        week,
        bool(instruments),
    )


def read_check(db: Database, _progress: Progress, *, words: str) -> Checked:
    """Check a text that is not stored against the questionnaires that have data."""
    from models.store.tallies import stored_instruments

    with db.read() as c:
        instruments = [stored.instrument for stored in stored_instruments(c)]
    return Checked(words, _underlines(words, instruments))


def _underlines(text: str, instruments: Sequence[Instrument]) -> tuple[Underline, ...]:
    from models.huddle.wording import ANSWER, survey_safe

    if not text:
        return ()
    return tuple(
        Underline(a.start, a.end, a.advice, quoted=a.kind != ANSWER)
        for a in survey_safe(text, instruments)
    )


def write_edit(
    db: Database, _progress: Progress, *, edit: Edit, unit_id: int | None, now: datetime
) -> None:
    """Make one change. Committed when this returns.

    Raises UsageProblem for no words, an eighth promise, and what is not there any more.
    """
    with db.write() as c:
        _apply(c, edit, unit_id, now)


def _apply(c: Connection, edit: Edit, unit_id: int | None, now: datetime) -> None:
    import models.store.huddles as store

    first = edit.ids[0] if edit.ids else NO_PROMISE
    if edit.kind == "sentence":
        store.set_mission_sentence(c, edit.words)
    elif edit.kind == "add":
        store.add_promise(c, edit.words, now=now)
    elif edit.kind == "reword":
        store.reword_promise(c, first, edit.words)
    elif edit.kind == "remove":
        store.retire_promise(c, first, now=now)
    elif edit.kind == "order":
        store.order_promises(c, list(edit.ids))
    elif edit.kind == "map":
        store.map_measure(c, edit.measure, first or None)
    elif edit.kind == "reword_behavior":
        store.reword_behavior(c, first, edit.words)
    elif edit.kind == "remove_behavior":
        store.retire_behavior(c, first, now=now)
    elif unit_id is not None and edit.kind == "add_behavior":
        store.add_behavior(c, first, unit_id, edit.words, now=now)
    elif unit_id is not None and edit.kind == "week":
        store.choose_behavior(c, unit_id, now.date(), first)
