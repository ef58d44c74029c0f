"""A unit's year of huddles on one page. Shifts and people are not in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from models.huddle.comments import unit_masker
from models.huddle.threads import END_BETTER, END_NO_CHANGE, Outcome, Thread, list_threads
from models.language import _
from models.store.actions import DONE, ActionItem, list_actions
from models.store.database import Connection, Database, local_day
from models.store.huddles import (
    CARD,
    HuddleRecord,
    list_huddles,
    list_ideas,
    week_of,
    words_to_change,
)
from models.store.tallies import stored_instruments
from models.survey import Unit

ON_TIME_S = 600
FEWEST_GUESSES = 2
"""An item that was guessed once was not yet misjudged; from the second time on it counts."""


@dataclass(frozen=True, slots=True)
class Misjudged:
    """An item that the room guessed: how far off, on average, in points of a hundred patients.

    `points` is guess minus truth, so above 0 patients liked it less than the room thought.
    """

    item: str
    label: str
    guesses: int
    points: float


@dataclass(frozen=True, slots=True)
class YearPage:
    """What a unit's huddles came to, from `first` to `last` day.

    `held` huddles, in `weeks_with` of `weeks` weeks (the rest were missed); a huddle that was
    left and closed later counts as held. `minutes` is the median length, `on_time` the share
    0-1 that ended within ten minutes; both None without a huddle. `moved` are the ends of
    threads whose survey answered.
    """

    first: date
    last: date
    held: int
    weeks: int
    weeks_with: int
    minutes: float | None
    on_time: float | None
    lines: int
    ideas: int
    promises: int
    done: int
    thumbs_up: int
    thumbs_down: int
    moved: tuple[tuple[str, Outcome], ...]
    misjudged: tuple[Misjudged, ...]
    held_in: tuple[date, ...] = ()
    """The Mondays of the weeks with a huddle, oldest first."""

    @property
    def weeks_missed(self) -> int:
        return self.weeks - self.weeks_with

    @property
    def each_week(self) -> tuple[tuple[date, bool], ...]:
        """The Monday of each week since the first huddle, and whether there was one in it."""
        first = self.held_in[0] if self.held_in else self.last
        weeks = (first + timedelta(days=7 * place) for place in range(self.weeks))
        return tuple((week, week in self.held_in) for week in weeks)


def year_page(db: Database, unit: Unit, first: date, last: date) -> YearPage:
    """Return a unit's page over the days `first` to `last`, both included.

    Weeks are counted from the week of the first huddle in that time. Works without any huddle.
    """
    with db.read() as c:
        held = [h for h in list_huddles(c, unit.id) if _within(h.started, first, last)]
        actions = [a for a in list_actions(c, unit_id=unit.id) if _within(a.created, first, last)]
        ideas = [i for i in list_ideas(c, unit.id, state=None) if _within(i.created, first, last)]
        labels = _labels(c)
    timed = [h.seconds for h in held if h.kind != CARD and h.seconds is not None]
    weeks = {week_of(local_day(h.started)) for h in held}
    return YearPage(
        first=first,
        last=last,
        held=len(held),
        weeks=_weeks(weeks, last),
        weeks_with=len(weeks),
        minutes=median(timed) / 60 if timed else None,
        on_time=sum(s <= ON_TIME_S for s in timed) / len(timed) if timed else None,
        lines=sum(h.lines for h in held),
        ideas=len(ideas),
        promises=len(actions),
        done=sum(a.status == DONE for a in actions),
        thumbs_up=sum(h.thumbs_up for h in held),
        thumbs_down=sum(h.thumbs_down for h in held),
        moved=_moved(list_threads(db, unit), actions),
        misjudged=most_misjudged(held, labels),
        held_in=tuple(sorted(weeks)),
    )


def most_misjudged(held: Sequence[HuddleRecord], labels: dict[str, str]) -> tuple[Misjudged, ...]:
    """Return the items the room guesses worst, the worst first; `labels` by item key."""
    off: dict[str, list[float]] = {}
    for h in held:
        if h.guess is not None and h.truth is not None and h.guess_of:
            off.setdefault(h.item, []).append(100 * (h.guess - h.truth) / h.guess_of)
    found = [
        Misjudged(item, labels.get(item, item), len(points), sum(points) / len(points))
        for item, points in off.items()
        if len(points) >= FEWEST_GUESSES
    ]
    return tuple(sorted(found, key=lambda m: (-abs(m.points), m.item)))


def _moved(
    threads: Sequence[Thread], actions: Sequence[ActionItem]
) -> tuple[tuple[str, Outcome], ...]:
    mine = {a.id for a in actions}
    return tuple(
        (thread.measure, thread.ending)
        for thread in threads
        if thread.action_id in mine and thread.ending.end in (END_BETTER, END_NO_CHANGE)
    )


def _weeks(weeks: set[date], last: date) -> int:
    if not weeks:
        return 0
    return (week_of(last) - min(weeks)) // timedelta(days=7) + 1


def _within(at: str, first: date, last: date) -> bool:
    return first <= local_day(at) <= last


def _labels(c: Connection) -> dict[str, str]:
    return {i.key: _(i.label) for s in stored_instruments(c) for i in s.instrument.items}


LATEST = "12-months"
"""In place of a calendar year: the last twelve months."""


@dataclass(frozen=True)
class YearView:
    """A unit's year. `years` are calendar years with a huddle, newest first; `chosen` is one of
    them or `LATEST`. `words` are the single words to change of the huddles' checks, masked, the
    latest first; `labels` names measures."""

    unit: Unit
    chosen: str
    years: tuple[str, ...]
    page: YearPage
    words: tuple[str, ...]
    labels: Mapping[str, str]


def year_view(db: Database, unit: Unit, chosen: str, today: date) -> YearView:
    """Return a unit's last twelve months, or a calendar year in which it held a huddle."""
    with db.read() as c:
        held = {str(local_day(h.started).year) for h in list_huddles(c, unit.id)}
        years = tuple(sorted(held, reverse=True))
        chosen = chosen if chosen in years else LATEST
        first, last = _span(chosen, today)
        masker = unit_masker(c, unit, guess_names=False)
        found = words_to_change(c, unit.id)
        labels = {m.key: _(m.label) for s in stored_instruments(c) for m in s.instrument.measures}
    words = tuple(
        masker.shown(word) for at, word in found if first <= local_day(at) <= last and word.strip()
    )
    return YearView(unit, chosen, years, year_page(db, unit, first, last), words, labels)


def _span(chosen: str, today: date) -> tuple[date, date]:
    if chosen == LATEST:
        return today - timedelta(days=364), today
    year = int(chosen)
    return date(year, 1, 1), min(today, date(year, 12, 31))
