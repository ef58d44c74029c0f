"""A first look at tables of shares with their numbers of answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models.errors import FileRefused, UserError
from models.files.aggregates import AggregateLayout, aggregates, single_months
from models.files.columns import header_names
from models.files.content import Progress, ReadOptions
from models.files.mapping import ColumnMapping, Role
from models.files.preview.columns import bare_column
from models.files.preview.head import Head
from models.files.preview.preview import Certainty, ColumnPreview
from models.files.preview.rows import SheetAnalysis, fixed_look
from models.files.questions import Question
from models.files.respondents import period_question
from models.files.sheets import Sheet
from models.language import N_, _
from models.survey import Instrument

ROLES = (
    Role.UNIT,
    Role.FACILITY,
    Role.SITE,
    Role.QUESTION,
    Role.PERIOD,
    Role.YEAR,
    Role.COUNT,
    Role.SHARE,
    Role.IGNORE,
)
COUNTS = N_("Read as counts of answers, by the layout of such tables.")
_WHY = {
    Role.UNIT: N_("The unit for the row's scores."),
    Role.FACILITY: N_("The hospital for the row's scores."),
    Role.SITE: N_("The part of the hospital."),
    Role.QUESTION: N_("The question or measure for the row's scores."),
    Role.PERIOD: N_("The months for the row's scores."),
    Role.YEAR: N_("The year for the row's scores."),
    Role.COUNT: N_("How many answered."),
    Role.SHARE: N_("The share of the best answers."),
    Role.IGNORE: N_("Not a score or a place."),
}


def look_at_shares(
    sheet: Sheet,
    head: Head,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
) -> SheetAnalysis | None:
    """Return a look at a table of shares, None for any other sheet."""
    told = aggregates.layout_of(sheet, options, head.name)
    if told is None:
        return None
    table, layout, obeyed = told
    refused: UserError | None = None
    reading = None
    asked: tuple[Question, ...] = ()
    try:
        reading = aggregates.recognize(sheet, options, known, progress, file_name=head.name)
        asked = () if reading is None else reading.questions
    except FileRefused as error:
        if error.code == "no_month":
            text = _("Which month are these scores from? The file doesn't say.")
            asked = (period_question(single_months(date.today()), text),)
        else:
            refused = error
    if reading is None and not (refused or asked):
        return None
    found = fixed_look(
        sheet,
        aggregates.FORMAT,
        reading.instrument if reading is not None else None,
        reading.notes if reading is not None else (),
        refused,
    )
    columns = tuple(_column(layout, place, obeyed.mapping.column(name)) for place, name in
                    enumerate(layout.names))  # fmt: skip
    if table is not sheet:  # counts of answers, whose columns are others than those that are read
        columns = tuple(
            bare_column(n, name, _(COUNTS)) for n, name in enumerate(header_names(sheet))
        )
    return replace(
        found,
        header_rows=layout.header_rows,
        columns=columns,
        questions=asked,
        obeyed=obeyed,
        roles=ROLES,
        of_layout=True,
    )


def _column(layout: AggregateLayout, place: int, told: ColumnMapping | None) -> ColumnPreview:
    name = layout.names[place]
    if not name:
        return bare_column(place, "", _("It is empty."))
    role = layout.role_of(place)
    if told is not None and told.role is role:
        return ColumnPreview(place, name, role, Certainty.SURE, _("As you said."))
    certain = Certainty.SURE if role is not Role.IGNORE else Certainty.LIKELY
    return ColumnPreview(place, name, role, certain, _(_WHY[role]))
