"""A unit's year as the page and the paper show it: the same value for both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from models.huddle.voices import unit_masker
from models.huddle.year import YearPage, year_page
from models.store.database import Database
from models.store.huddles import list_huddles, words_to_change
from models.store.instruments import stored_instruments
from models.store.times import local_day
from models.survey import Unit

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
        labels = {m.key: m.label for s in stored_instruments(c) for m in s.instrument.measures}
    words = tuple(
        masker.shown(word) for at, word in found if first <= local_day(at) <= last and word.strip()
    )
    return YearView(unit, chosen, years, year_page(db, unit, first, last), words, labels)


def _span(chosen: str, today: date) -> tuple[date, date]:
    if chosen == LATEST:
        return today - timedelta(days=364), today
    year = int(chosen)
    return date(year, 1, 1), min(today, date(year, 12, 31))
