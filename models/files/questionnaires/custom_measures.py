"""Measures that were built by hand from some columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from models.errors import Location, UsageProblem
from models.files.mapping import MeasureMapping, column_key
from models.files.sheets import TableColumn
from models.language import _
from models.survey import Instrument, Measure


def built_measures(
    measures: Sequence[MeasureMapping], columns: Mapping[str, TableColumn]
) -> tuple[list[Measure], list[str]]:
    """Return the measures built by hand, and sentences on what of them is missing.

    `columns` are the columns of the items, by item key. A column that holds no answers in this
    file is left out of a measure; a measure without any is left out itself.
    """
    keys = {column_key(column.name): key for key, column in columns.items()}
    built, missing = [], []
    for measure in measures:
        items = [keys[name] for name in map(column_key, measure.columns) if name in keys]
        gone = [name for name in measure.columns if column_key(name) not in keys]
        if gone:
            missing.append(
                _(
                    "The measure {label} is missing questions that aren't in this file: {gone}."
                ).format(label=measure.label, gone=", ".join(gone))
            )
        if items:
            built.append(Measure(measure.key, measure.label, tuple(dict.fromkeys(items))))
    return built, missing


def with_measures(instrument: Instrument, measures: Sequence[Measure]) -> Instrument:
    """Return a questionnaire with measures added, or replaced where they had been built before.

    Raises UsageProblem when a measure would take the place of one of a single question.
    """
    for measure in measures:
        if measure.key in instrument.position and measure.items != (measure.key,):
            raise UsageProblem(
                "mapping", why="key-taken", where=Location(measure=measure.label), key=measure.key
            )
    keys = {measure.key for measure in measures}
    others = [measure for measure in instrument.measures if measure.key not in keys]
    return replace(instrument, measures=(*others, *measures))


def refuse_measures(measures: Sequence[MeasureMapping], instrument: Instrument) -> None:
    """Raise UsageProblem when measures are to be added to a questionnaire that has its own."""
    if measures:
        raise UsageProblem(
            "mapping",
            why="own-measures",
            where=Location(measure=measures[0].label),
            instrument=instrument.name,
        )
