"""Published figures beside a unit's: which figure belongs to which question, and the ticks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from models.analysis.estimates import BenchmarkMark, Question, period_words
from models.errors import UsageProblem
from models.language import _
from models.store.database import Connection, get_setting, put_setting
from models.store.tallies import (
    LEVELS,
    NATION,
    STATE,
    Published,
    PublishedArea,
    PublishedFigures,
    StoredInstrument,
    find_area,
    published_areas,
    published_figures,
)
from models.survey import Instrument, Period, built_in_instruments, own_questionnaires

TICKS_SETTING = "benchmark_ticks"
"""Setting that holds the places whose figures are drawn as ticks: nation, state:VT,
hospital:470001. The nation, where nothing was chosen."""

MOST_TICKS = 4
"""More ticks than this beside one measure cannot be told apart."""


def figure_of(question: Question, figures: PublishedFigures) -> Published | None:
    """Return what was published for a measure, None when nothing was."""
    measure = question.measure
    figure = figures.measures.get(measure.key)
    if measure.kind == "item" and (figure is None or figure.top is None):
        return figures.items.get(measure.items[0], figure)
    return figure


def same_question(
    question: Question, figure: Published, versions: Iterable[Instrument]
) -> bool | None:
    """Say whether a figure was published for this very question; None when it cannot be told.

    The published id must be the measure's own, and the versions of the questionnaire in use in
    the published window must define the measure as it was asked here.
    """
    stem = question.measure.published_as
    rivals = [
        (version, measure)
        for version in versions
        if version.family in question.families
        and (measure := version.measure_by_key.get(question.key)) is not None
    ]
    if not stem:
        elsewhere = any(
            measure.published_as and _is_of(figure, measure.published_as)
            for _version, measure in rivals
        )
        return False if elsewhere else None
    if not _is_of(figure, stem):
        return False
    definitions = [
        version.definition(measure)
        for version, measure in rivals
        if measure.published_as == stem and _in_use(version, figure.window)
    ]
    if not definitions:
        return True
    alike = [definition == question.definition for definition in definitions]
    return True if all(alike) else False if not any(alike) else None


def family_versions(
    questions: Iterable[Question], stored: Iterable[StoredInstrument]
) -> list[Instrument]:
    """Return every known version of the questionnaires asked: the stored and the built-in."""
    families = {family for question in questions for family in question.families}
    versions = [s.instrument for s in stored if s.instrument.family in families]
    keys = {instrument.key for instrument in versions}
    if any(instrument.built_in for instrument in versions):
        versions += [
            i for i in built_in_instruments() if i.family in families and i.key not in keys
        ]
    return versions


def chosen_ticks(c: Connection) -> tuple[str, ...]:
    """Return the keys of the places whose figures are drawn as ticks."""
    found = get_setting(c, TICKS_SETTING, [NATION])
    return tuple(str(key) for key in found)[:MOST_TICKS]


def choose_ticks(c: Connection, keys: Sequence[str]) -> None:
    """Keep which places' figures are drawn as ticks.

    Raises UsageProblem for a place without figures, and for more than can be told apart.
    """
    if len(keys) > MOST_TICKS:
        raise UsageProblem("too-many-ticks", limit=MOST_TICKS)
    for key in keys:
        if _area(c, key) is None:
            raise UsageProblem("unknown-area", area=key)
    put_setting(c, TICKS_SETTING, list(keys))


def figures_for_ticks(c: Connection, period: Period) -> list[tuple[str, PublishedFigures]]:
    """Return the figures of the places chosen as ticks, with the words for each."""
    found = []
    for key in chosen_ticks(c):
        area = _area(c, key)
        figures = published_figures(c, area.level, area.area, period) if area else None
        if area is not None and figures is not None:
            found.append((_tick_words(area), figures))
    return found


def _area(c: Connection, key: str) -> PublishedArea | None:
    level, _colon, name = key.partition(":")
    if level == NATION:
        return next(iter(published_areas(c, NATION)), None)
    return find_area(c, level, name) if level in LEVELS and name else None


def _tick_words(area: PublishedArea) -> str:
    if area.level == NATION:
        return _("nation")
    return area.area if area.level == STATE else area.name or area.area


def marks(
    question: Question,
    ticks: Iterable[tuple[str, PublishedFigures]],
    versions: Iterable[Instrument],
) -> tuple[BenchmarkMark, ...]:
    """Return the published top boxes to draw beside a measure: only for the same question."""
    found = []
    for label, figures in ticks:
        figure = figure_of(question, figures)
        if figure is None or figure.top is None:
            continue
        if same_question(question, figure, versions):
            months = period_words(figure.window)
            note = _("published for {months}, adjusted").format(months=months)
            found.append(BenchmarkMark(label, figure.top, note, months))
    return (*found, *_own_marks(question))


def _own_marks(question: Question) -> Iterator[BenchmarkMark]:
    """Give the figures that an own questionnaire's file has for one of its measures."""
    for own in own_questionnaires():
        if own.instrument.family not in question.families:
            continue
        for figure in own.benchmarks:
            if figure.measure == question.key:
                months = period_words(figure.months)
                yield BenchmarkMark(
                    figure.name,
                    figure.top_box,
                    _("published for {months}").format(months=months),
                    months,
                )


def ticks_words(marks: Iterable[BenchmarkMark]) -> str:
    """Return what the ticks of a page are: of when, adjusted, rounded. Empty without any."""
    spans = sorted({f"{mark.label}: {mark.months}" for mark in marks})
    if not spans:
        return ""
    return _("Benchmarks: published scores ({spans}), adjusted and rounded.").format(
        spans="; ".join(spans)
    )


def _is_of(figure: Published, stem: str) -> bool:
    return figure.published_id == stem or figure.published_id.startswith(f"{stem}_")


def _in_use(version: Instrument, window: Period) -> bool:
    first, last = window.first or 0, window.last or 0
    begins = version.first_month if version.first_month is not None else first
    ends = version.last_month if version.last_month is not None else last
    return begins <= last and ends >= first
