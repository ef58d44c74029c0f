"""Where own linear means would stand on the published star tables. Never an official star:
those are adjusted, over four quarters of a whole hospital, and need a hundred surveys.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from models.analysis.results import Comparison
from models.analysis.words import number_words
from models.statistics.stars import (
    EIGHT_PARTS,
    SIX_PARTS,
    SummaryStar,
    round_half_up,
    star_of,
    summary_star,
)
from models.survey import Period, parse_month
from models.survey.catalog import resources_folder

FEWEST_SURVEYS = 100
_OWN_KEYS = {"key", "name", "months", "parts"}


@dataclass(frozen=True, slots=True)
class StarEdition:
    """One published table: `cuts` are the lowest whole linear means for 2, 3, 4 and 5 stars by
    measure, `window` the discharges it covers, `parts` what its summary star averages."""

    key: str
    name: str
    window: Period
    cuts: tuple[tuple[str, tuple[int, ...]], ...]
    parts: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class MeasureStar:
    """A measure on the table. `to_next` are the points its mean lacks for one star more, None at
    five."""

    measure: str
    label: str
    mean: float
    star: int
    to_next: int | None
    words: str

    def to_json(self) -> dict[str, Any]:
        return {
            "measure": self.measure,
            "label": self.label,
            "mean": self.mean,
            "star": self.star,
            "to_next": self.to_next,
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class WouldBeStars:
    """All measures of a comparison's unit that a table has; `summary` is None while a part of
    it is missing. `note` says what these are not."""

    edition: str
    surveys: int
    measures: tuple[MeasureStar, ...]
    summary: SummaryStar | None
    note: str
    name: str = ""
    """The edition in words."""

    def of(self, measure: str) -> MeasureStar | None:
        """Return where a measure would stand, None where the table lacks it."""
        return next((star for star in self.measures if star.measure == measure), None)

    def to_json(self) -> dict[str, Any]:
        return {
            "edition": self.edition,
            "surveys": self.surveys,
            "measures": [measure.to_json() for measure in self.measures],
            "summary": {"mean": self.summary.mean, "star": self.summary.star}
            if self.summary
            else None,
            "note": self.note,
        }


@cache
def star_editions() -> tuple[StarEdition, ...]:
    """Return the published tables, oldest first.

    Raises OSError or ValueError when the program's own file of them is damaged.
    """
    path = resources_folder() / "star-ratings.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))["editions"]
    return tuple(_edition(table) for table in sorted(tables, key=lambda table: str(table["key"])))


def would_be_stars(comparison: Comparison, edition: StarEdition | None = None) -> WouldBeStars:
    """Return where the unit's linear means would stand on a table, the newest unless given.

    Measures below the floor, and those that the table lacks, are left out.
    """
    table = edition or star_editions()[-1]
    cuts = dict(table.cuts)
    found = [
        _measure(m.measure, m.label, m.unit.mean, cuts[m.measure])
        for m in comparison.measures
        if m.measure in cuts and m.unit.mean is not None and not m.unit.too_few
    ]
    summary = summary_star({m.measure: m.star for m in found}, table.parts)
    return WouldBeStars(
        table.key,
        comparison.surveys_unit,
        tuple(found),
        summary,
        _note(table, comparison.surveys_unit),
        table.name,
    )


def _edition(table: dict[str, Any]) -> StarEdition:
    first, last = (parse_month(month) for month in table["months"])
    cuts = tuple((key, tuple(cut)) for key, cut in table.items() if key not in _OWN_KEYS)
    parts = SIX_PARTS if table["parts"] == len(SIX_PARTS) else EIGHT_PARTS
    return StarEdition(table["key"], table["name"], Period(first, last), cuts, parts)


def _measure(key: str, label: str, mean: float, cuts: Sequence[int]) -> MeasureStar:
    star = star_of(mean, cuts)
    to_next = cuts[star - 1] - round_half_up(mean) if star <= len(cuts) else None
    stars = "star" if star == 1 else "stars"
    words = f"would be {number_words(star)} {stars}"
    if to_next is not None:
        points = "point" if to_next == 1 else "points"
        words = f"{words}, {number_words(to_next)} {points} below {number_words(star + 1)}"
    return MeasureStar(key, label, mean, star, to_next, words)


def _note(table: StarEdition, surveys: int) -> str:
    note = (
        f"By the table of {table.name}; not official: own answers are not adjusted for who was "
        "asked and how, and stars are for whole hospitals over four quarters."
    )
    if surveys < FEWEST_SURVEYS:
        return f"{note} Only {surveys:,} surveys; a star needs {FEWEST_SURVEYS}."
    return note
