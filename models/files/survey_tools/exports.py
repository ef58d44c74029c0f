"""Survey tools' exports: made plain, then read like any respondent table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from models.errors import Location, Where
from models.files.columns import RESPONDENTS, MappingInEffect, apply_mapping, header_names
from models.files.content import Progress, ReadOptions, Recognition
from models.files.mapping import Mapping, Role, match_saved_mapping, signature_of
from models.files.respondents import respondents
from models.files.sheets import FlattenedSheet, Sheet
from models.files.survey_tools import (
    google_forms,
    limesurvey,
    microsoft_forms,
    qualtrics,
    redcap,
    surveymonkey,
)
from models.survey import Instrument

Unfold = Callable[[Sheet], FlattenedSheet | None]

TOOLS: tuple[Unfold, ...] = (
    qualtrics.flatten_export,
    surveymonkey.flatten_export,
    limesurvey.flatten_export,
    microsoft_forms.flatten_export,
    redcap.flatten_export,
    google_forms.flatten_export,
)


def unfold_export(sheet: Sheet) -> FlattenedSheet | None:
    """Return the export of a survey tool as a plain table, None for any other sheet."""
    return next((found for unfold in TOOLS if (found := unfold(sheet)) is not None), None)


def recognize(
    sheet: Sheet,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
    *,
    file_name: str,
) -> Recognition | None:
    """Read the export of a survey tool as a respondent table, None for any other sheet.

    Columns may be named by any of their names in the file: the field's id, its text, or the
    name made of both. Raises FileRefused and UsageProblem as respondent tables do.
    """
    export = unfold_export(sheet)
    if export is None:
        return None
    where = Location(file_name, sheet.name or "")
    export, obeyed, options = apply_export_mapping(export, options, where)
    reading = respondents.recognize(
        export,
        options,
        known,
        progress,
        file_name=file_name,
        format_prefix=f"{export.tool}_",
        obeyed=obeyed,
    )
    return replace(reading, notes=[*export.notes, *reading.notes])


def apply_export_mapping(
    export: FlattenedSheet, options: ReadOptions, where: Where
) -> tuple[FlattenedSheet, MappingInEffect, ReadOptions]:
    """Return an export with the bookkeeping columns that options or a mapping ask for, the
    mapping that holds for it, and the options, all naming columns as the export does now."""
    if options.mapping is not None:
        options = replace(options, mapping=_named_here(options.mapping, export))
    if options.said is not None:
        options = replace(options, said=_named_here(options.said, export))
    named = [options.unit_column, options.facility_column, options.date_column]
    asked = [name for name in named if name is not None]
    layout = f"{export.tool}_{RESPONDENTS}"
    shape = signature_of(layout, export.name, header_names(export))
    again = match_saved_mapping(shape, options.remembered) if options.mapping is None else None
    mapping = again.mapping if again is not None else options.mapping
    if mapping is not None:
        asked += [c.name for c in mapping.columns if c.role is not Role.IGNORE]
    export = export.including(asked)
    _, obeyed = apply_mapping(export, options, layout, where)
    unit, facility, day = (name and export.name_here(name) for name in named)
    options = replace(options, unit_column=unit, facility_column=facility, date_column=day)
    return export, replace(obeyed, shape=shape), options


def _named_here(mapping: Mapping, export: FlattenedSheet) -> Mapping:
    """Return a mapping whose columns and measures are named as an export's columns are."""
    return replace(
        mapping,
        header_rows=(),
        columns=tuple(replace(c, name=export.name_here(c.name)) for c in mapping.columns),
        measures=tuple(
            replace(m, columns=tuple(map(export.name_here, m.columns))) for m in mapping.measures
        ),
    )
