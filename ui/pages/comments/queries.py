"""What the voices page asks of the data and writes to them, each one job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from models.huddle.comments import ShownVoice, VoiceFilter, VoiceList
from ui.text.language import _
from ui.widgets.options import Option

if TYPE_CHECKING:
    from models.store.database import Database
    from ui.base.jobs import Progress

ALL_UNITS = 0
"""In place of a unit's id: the comments of every unit."""

PAGE_ROWS = 60
"""Rows that are read at once."""

HEARD_AT_ONCE = 2_000
"""Comments whose rules are read in one go: a second or less."""


@dataclass(frozen=True)
class Voices:
    """A list of comments, and its first rows. `measures` are those of the questionnaires.

    `floor` is the organization's fewest answers to show.
    """

    shown: VoiceList
    rows: Sequence[ShownVoice]
    measures: Sequence[Option]
    floor: int


@dataclass(frozen=True)
class Release:
    """A deliberate act: the names in a word of praise are shown from now on, or masked again."""

    comment_id: int
    shown: bool


def read_voices(
    db: Database,
    progress: Progress,
    *,
    unit_id: int,
    wanted: VoiceFilter,
    around: int | None,
) -> Voices:
    """Read the comments that fit, and the rows at the top and about the comment `around`."""
    from models.huddle.comments import list_of_voices
    from models.store.database import small_cell_floor
    from models.store.tallies import stored_instruments

    shown = list_of_voices(db, unit_id or None, wanted)
    wanted_ids = list(shown.ids[:PAGE_ROWS])
    if around in shown.ids:
        first = max(0, shown.ids.index(around) - PAGE_ROWS // 2)
        wanted_ids = list(dict.fromkeys([*wanted_ids, *shown.ids[first : first + PAGE_ROWS]]))
    with db.read() as c:
        floor = small_cell_floor(c)
        measures = {
            measure.key: Option(measure.key, _(measure.label), short=measure.short_label)
            for stored in stored_instruments(c)
            for measure in stored.instrument.measures
        }
    return Voices(shown, read_rows(db, progress, ids=wanted_ids), list(measures.values()), floor)


def hear(db: Database, _progress: Progress, *, unit_id: int) -> int:
    """Read the rules for some comments that are new; return how many that were."""
    from models.huddle.comments import classify_pending

    return classify_pending(db, unit_id or None, most=HEARD_AT_ONCE)


def read_rows(db: Database, _progress: Progress, *, ids: Sequence[int]) -> list[ShownVoice]:
    """Read comments for the screen, masked."""
    from models.huddle.comments import shown_voices

    return shown_voices(db, ids)


def write_state(
    db: Database, progress: Progress, *, comment_id: int, state: str, now: datetime
) -> list[ShownVoice]:
    """Star, hide or park a comment, or make it new again; return it as it is now."""
    from models.store.comments import set_comment_state

    with db.write() as c:
        set_comment_state(c, comment_id, state, now=now)
    return read_rows(db, progress, ids=[comment_id])


def write_topics(
    db: Database,
    progress: Progress,
    *,
    comment_id: int,
    themes: Sequence[str],
    tags: Sequence[str],
    now: datetime,
) -> list[ShownVoice]:
    """Say what a comment is about; return it as it is now."""
    from models.huddle.comments import sort_into_topics

    with db.write() as c:
        sort_into_topics(c, comment_id, themes, tags, now=now)
    return read_rows(db, progress, ids=[comment_id])


def write_release(
    db: Database, progress: Progress, *, release: Release, now: datetime
) -> list[ShownVoice]:
    """Show the names in praise, on record, or mask them again. UsageProblem for criticism."""
    from models.huddle.comments import release_praise
    from models.store.comments import withdraw_release

    if release.shown:
        release_praise(db, release.comment_id, now=now)
    else:
        with db.write() as c:
            withdraw_release(c, release.comment_id, now=now)
    return read_rows(db, progress, ids=[release.comment_id])


def read_tags(db: Database, _progress: Progress) -> dict[str, str]:
    """Read people's own tags, the most used first, each as a room may see it."""
    from models.huddle.comments import words_masker
    from models.store.comments import used_tags

    with db.read() as c:
        masker = words_masker(c)
        return {tag: masker.shown(tag) for tag in used_tags(c)}


def read_names(db: Database, _progress: Progress, *, unit_id: int) -> list[str]:
    """Read a unit's own list of names to mask."""
    from models.store.units import unit_names

    with db.read() as c:
        return list(unit_names(c, unit_id))


def write_names(db: Database, _progress: Progress, *, unit_id: int, names: Sequence[str]) -> None:
    """Replace a unit's own list of names to mask."""
    from models.store.units import set_unit_names

    with db.write() as c:
        set_unit_names(c, unit_id, names)
