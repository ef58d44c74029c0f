"""Where own linear means would stand on the published star tables. Never an official star:
those are adjusted, over four quarters of a whole hospital, and need a hundred surveys.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import Any

from models.analysis.estimates import (
    Comparison,
    MeasureComparison,
    counted,
    in_sentence,
    joined,
    number_words,
)
from models.errors import UsageProblem
from models.language import _, number
from models.statistics.stars import (
    EIGHT_PARTS,
    SIX_PARTS,
    SummaryStar,
    round_half_up,
    star_of,
    summary_star,
)
from models.survey import (
    Period,
    built_in_instruments,
    own_questionnaires,
    parse_month,
    resources_folder,
)

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
    cuts: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """The edition's table: measure, and the lowest means for 2, 3, 4 and 5 stars."""
    summary_words: str = ""
    """What the summary star would be by the edition's rule, or why there is none."""

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
            "summary_words": self.summary_words,
            "cut_points": {measure: list(cuts) for measure, cuts in self.cuts},
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


def own_editions() -> tuple[StarEdition, ...]:
    """Return the tables of the organization's own questionnaires, which have no summary star."""
    return tuple(
        StarEdition(found.instrument.key, found.instrument.name, Period(), found.stars, ())
        for found in own_questionnaires()
        if found.stars
    )


def would_be_stars(comparison: Comparison, edition: StarEdition | None = None) -> WouldBeStars:
    """Return where the unit's linear means would stand on a table, the newest unless given.

    Measures below the floor, those that the table lacks, and those that were other questions in
    the months it covers are left out.
    """
    table = edition or star_editions()[-1]
    cuts = dict(table.cuts)
    found = [
        _measure(m.measure, m.label, m.unit.mean, cuts[m.measure])
        for m in comparison.measures
        if m.measure in cuts
        and m.unit.mean is not None
        and not m.unit.too_few
        and _asked_then(table, m)
    ]
    stars = {m.measure: m.star for m in found}
    summary = summary_star(stars, table.parts) if table.parts else None
    return WouldBeStars(
        table.key,
        comparison.surveys_unit,
        tuple(found),
        summary,
        _note(table, comparison.surveys_unit),
        table.name,
        table.cuts,
        _summary_words(table, summary, {m.measure for m in found}, comparison),
    )


def _asked_then(table: StarEdition, measure: MeasureComparison) -> bool:
    """Say whether a measure was made of the same questions in the months of a table; of
    questionnaires that are not built in that is not known, and taken as so."""
    versions = [
        (instrument, found)
        for instrument in built_in_instruments()
        if (found := instrument.measure_by_key.get(measure.measure)) is not None
        and found.items == measure.items
    ]
    window = table.window
    return not versions or any(
        (instrument.first_month or 0) <= (window.last or 0)
        and (window.first or 0) <= (instrument.last_month or window.first or 0)
        for instrument, _found in versions
    )


def star_edition(key: str) -> StarEdition:
    """Return an edition by its key, such as 2026-07; the newest for an empty one.

    Raises UsageProblem for one that is not there.
    """
    editions = star_editions()
    for edition in (*editions, *own_editions()):
        if edition.key == key:
            return edition
    if not key:
        return editions[-1]
    raise UsageProblem(
        "unknown-edition", edition=key, known=tuple(edition.key for edition in editions)
    )


def measure_label(key: str, comparison: Comparison) -> str:
    """Return a measure's name, from the comparison where it is there."""
    known = {m.measure: m.short for m in comparison.measures}
    return known.get(key) or key.replace("_", " ").capitalize()


def _summary_words(
    table: StarEdition,
    summary: SummaryStar | None,
    there: AbstractSet[str],
    comparison: Comparison,
) -> str:
    if not table.parts:
        return ""
    parts = _("{parts} parts").format(parts=number_words(len(table.parts)))
    if summary is not None:
        return _("Summary: would be {stars} (the mean of {parts} is {mean}).").format(
            stars=counted(summary.star, "star", "stars"),
            parts=parts,
            mean=number(summary.mean, 2),
        )
    missing = [key for part in table.parts for key in part if key not in there]
    few = {m.measure for m in comparison.measures if m.unit.too_few}
    asked = {m.measure for m in comparison.measures} - few
    reasons = []
    for words, keys in (
        (_("too few answered about {}"), [key for key in missing if key in few]),
        (_("no one was asked about {}"), [key for key in missing if key not in few | asked]),
        (_("{} is a different question now"), [key for key in missing if key in asked]),
    ):
        names = [in_sentence(measure_label(key, comparison)) for key in keys]
        if names:
            reasons.append(words.format(joined(names)))
    return _("No summary star: it needs all {parts}, and {reasons}.").format(
        parts=parts, reasons="; ".join(reasons)
    )


def _edition(table: dict[str, Any]) -> StarEdition:
    first, last = (parse_month(month) for month in table["months"])
    cuts = tuple((key, tuple(cut)) for key, cut in table.items() if key not in _OWN_KEYS)
    parts = SIX_PARTS if table["parts"] == len(SIX_PARTS) else EIGHT_PARTS
    return StarEdition(table["key"], table["name"], Period(first, last), cuts, parts)


def _measure(key: str, label: str, mean: float, cuts: Sequence[int]) -> MeasureStar:
    star = star_of(mean, cuts)
    to_next = cuts[star - 1] - round_half_up(mean) if star <= len(cuts) else None
    words = _("would be {stars}").format(stars=counted(star, "star", "stars"))
    if to_next is not None:
        words = _("{words}, {points} below {star}").format(
            words=words,
            points=counted(to_next, "point", "points"),
            star=number_words(star + 1),
        )
    return MeasureStar(key, label, mean, star, to_next, words)


def _note(table: StarEdition, surveys: int) -> str:
    if not table.parts:
        return _("By the cut points in your questionnaire “{name}”.").format(name=table.name)
    note = _(
        "By the table of {name}. Not official: your scores are not adjusted, and "
        "official stars are for whole hospitals over four quarters."
    ).format(name=table.name)
    if surveys < FEWEST_SURVEYS:
        return _("{note} Only {surveys} surveys; a star needs {fewest_surveys}.").format(
            note=note, surveys=number(surveys), fewest_surveys=FEWEST_SURVEYS
        )
    return note
