"""Survey tools' exports: made plain, then read like any respondent table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from models.files import (
    respondents,
    tool_google_forms,
    tool_limesurvey,
    tool_microsoft_forms,
    tool_qualtrics,
    tool_redcap,
    tool_surveymonkey,
)
from models.files.content import Progress, ReadOptions
from models.files.family import Reading
from models.files.sheet import Sheet
from models.files.tool_sheet import UnfoldedSheet
from models.survey import Instrument

Unfold = Callable[[Sheet], UnfoldedSheet | None]

TOOLS: tuple[Unfold, ...] = (
    tool_qualtrics.unfold,
    tool_surveymonkey.unfold,
    tool_limesurvey.unfold,
    tool_microsoft_forms.unfold,
    tool_redcap.unfold,
    tool_google_forms.unfold,
)


def unfold_export(sheet: Sheet) -> UnfoldedSheet | None:
    """Return the export of a survey tool as a plain table, None for any other sheet."""
    return next((found for unfold in TOOLS if (found := unfold(sheet)) is not None), None)


def recognise(
    sheet: Sheet,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
    *,
    file_name: str,
) -> Reading | None:
    """Read the export of a survey tool as a respondent table, None for any other sheet.

    Columns may be named by any of their names in the file: the field's id, its text, or the
    name made of both. Raises FileRefused and UsageProblem as respondent tables do.
    """
    export = unfold_export(sheet)
    if export is None:
        return None
    named = [options.unit_column, options.facility_column, options.date_column]
    export = export.including([name for name in named if name is not None])
    unit, facility, day = (name and export.name_here(name) for name in named)
    options = replace(options, unit_column=unit, facility_column=facility, date_column=day)
    reading = respondents.recognise(
        export,
        options,
        known,
        progress,
        file_name=file_name,
        format_prefix=f"{export.tool}_",
    )
    return replace(reading, notes=[*export.notes, *reading.notes])
