"""A first look at published figures and at counts of the Friends and Family Test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models.errors import FileRefused
from models.files.aggregates import published_periods, single_months, told_period
from models.files.columns import apply_layout_mapping, header_names
from models.files.content import ReadOptions
from models.files.mapping import Mapping, Role
from models.files.nhs import ward_counts
from models.files.preview.columns import bare_column
from models.files.preview.head import Head
from models.files.preview.preview import Certainty, ColumnPreview
from models.files.preview.rows import SheetAnalysis, fixed_look
from models.files.questions import Question
from models.files.recognize import SURE_FAMILIES
from models.files.respondents import period_question
from models.files.sheets import Sheet
from models.language import N_, _
from models.survey import Instrument

PUBLISHED = N_("CMS publishes these scores in a fixed layout. There's nothing to set.")
COUNT_ROLES = (Role.UNIT, Role.SITE, Role.FACILITY, Role.PERIOD, Role.YEAR, Role.IGNORE)

_WHY = {
    Role.UNIT: N_("The unit for the row's counts."),
    Role.SITE: N_("The part of the hospital."),
    Role.FACILITY: N_("The hospital or trust."),
    Role.PERIOD: N_("The month for the row's counts."),
    Role.YEAR: N_("The year beside the month."),
    Role.IGNORE: N_("Not needed for the counts."),
}


def look_at_official(
    sheets: Sequence[Sheet], head: Head, options: ReadOptions, known: Sequence[Instrument]
) -> tuple[Sheet, SheetAnalysis] | None:
    """Return the sheet whose layout is that of an official file, and a look at it; None when
    there is none. It asks for the months where the file does not tell them."""
    for family in SURE_FAMILIES:
        found = []
        for sheet in sheets:
            try:
                reading = family.recognize(sheet, options, known, head.name)
            except FileRefused as refused:
                if refused.code != "no_dates":
                    raise
                return sheet, _undated(sheet, options, head)
            if reading is not None:
                found.append((sheet, reading))
        if found:
            sheet, reading = max(found, key=lambda pair: pair[1].certainty)
            look = fixed_look(sheet, reading.format, reading.instrument, reading.notes)
            if reading.format == ward_counts.FORMAT:
                return sheet, _of_counts(sheet, look, head, options)
            look.notes = [_(PUBLISHED), *reading.notes]
            if options.mapping is not None and options.mapping.period is not None:
                look.obeyed = apply_layout_mapping(
                    sheet, header_names(sheet), options, look.format, ""
                )
                look.of_layout = True
            return sheet, look
    return None


def _undated(sheet: Sheet, options: ReadOptions, head: Head) -> SheetAnalysis:
    """Return a look at published figures whose months have to be asked."""
    look = fixed_look(sheet, "cms_hospital", None, [_(PUBLISHED)])
    text = _("Which months do these published scores cover? The file doesn't say.")
    look.questions = (period_question(published_periods(date.today()), text),)
    look.obeyed = apply_layout_mapping(sheet, header_names(sheet), options, look.format, head.name)
    look.of_layout = True
    return look


def _of_counts(
    sheet: Sheet, look: SheetAnalysis, head: Head, options: ReadOptions
) -> SheetAnalysis:
    layout, obeyed = ward_counts.layout_of(sheet, options, head.name)
    asked: tuple[Question, ...] = ()
    if told_period(options) is None and not ward_counts.tells_month(layout, head.name):
        text = _("Which month are these counts from? The file doesn't say.")
        asked = (period_question(single_months(date.today()), text),)
    columns = tuple(
        _count_column(place, name, ward_counts.role_at(layout, place), obeyed.mapping)
        for place, name in enumerate(layout.headers)
    )
    return replace(
        look,
        header_rows=[layout.header_row],
        columns=columns,
        questions=asked,
        obeyed=obeyed,
        roles=COUNT_ROLES,
        of_layout=True,
    )


def _count_column(place: int, name: str, role: Role | None, said: Mapping) -> ColumnPreview:
    if role is None or not name:
        return bare_column(place, name, _("Read by this file type's layout."), None)
    told = said.column(name)
    why = _("As you said.") if told is not None and told.role is role else _(_WHY[role])
    return ColumnPreview(place, name, role, Certainty.SURE, why)
