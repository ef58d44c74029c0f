"""Respondent tables: one row per returned survey, one column per question.

HCAHPS in its versions, or any other questionnaire. The table is read whole into small columns,
so that every decision rests on all of it; the blocks handed over are slices.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.errors import Location
from models.files.columns import RESPONDENTS, MappingInEffect, apply_mapping
from models.files.content import Progress, ReadOptions, Recognition
from models.files.respondents.left_out import left_out_columns
from models.files.respondents.mapping_from_table import items_by_place
from models.files.respondents.questions import questions_of
from models.files.respondents.schema import infer_schema, wanted_instrument
from models.files.sheets import Sheet
from models.survey import Instrument

__all__ = ["recognize", "wanted_instrument"]


def recognize(
    sheet: Sheet,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
    *,
    file_name: str,
    format_prefix: str = "",
    obeyed: MappingInEffect | None = None,
) -> Recognition:
    """Read a sheet as a respondent table, whatever its questionnaire.

    `format_prefix` names the survey tool that wrote it ("qualtrics_"), `obeyed` the mapping that
    holds for it where that is known already. Raises FileRefused when it has no rows, no unit, no
    question, or its version cannot be told, and UsageProblem when an option or mapping names a
    column or questionnaire that does not exist.
    """
    where = Location(file_name, sheet.name or "")
    if obeyed is None:
        sheet, obeyed = apply_mapping(sheet, options, f"{format_prefix}{RESPONDENTS}", where)
    whole = infer_schema(sheet, options, known, obeyed, progress, file_name=file_name)
    found = whole.closed(where)
    rows = found.rows()
    questions = questions_of(whole.columns, items_by_place(whole.plan), whole.plan.open)
    return Recognition(
        f"{format_prefix}{RESPONDENTS}",
        rows.usual_instrument(),
        rows.blocks,
        0.5,
        [*found.columns.units.sentences(), *found.notes],
        found.applied(),
        tuple(question for question in questions if question.default is None),
        left_out_columns(whole.columns, items_by_place(found.plan), whole.plan.open),
    )
