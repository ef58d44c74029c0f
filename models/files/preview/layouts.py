"""A first look at files whose layout is known: feeds of answers, HCAHPS XML.

What their columns are can be said where it is not part of a public standard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.errors import FileRefused
from models.files.columns import header_names
from models.files.content import Progress, ReadOptions
from models.files.long_format import FORMAT, Feed
from models.files.mapping import LAYOUT_ROLES, Mapping, Role
from models.files.preview.columns import bare_column
from models.files.preview.head import Head
from models.files.preview.preview import Certainty, ColumnPreview
from models.files.preview.rows import SheetAnalysis, first_rows, fixed_look
from models.files.questions import Choice, Question
from models.files.respondents import ONE_UNIT, UNIT, hcahps_xml
from models.files.sheets import HcahpsXmlSheet, Sheet, header_of
from models.language import N_, _
from models.survey import NO_UNIT, Instrument

FEED_ROLES = (*(role for role in Role if role not in LAYOUT_ROLES), Role.QUESTION, Role.ANSWER)
XML_ROLES = (Role.UNIT, Role.FACILITY, Role.IGNORE)

_KEYS = {
    Role.SURVEY_ID: N_("Each of its rows is part of one survey."),
    Role.QUESTION: N_("The question in each row."),
    Role.ANSWER: N_("The answer in each row."),
}
_XML = N_("HCAHPS XML is a standard. You only need to name the unit.")


def look_at_feed(sheet: Sheet, feed: Feed, look: SheetAnalysis) -> SheetAnalysis:
    """Return a look at a feed: its own rows and columns, under what was found in the surveys.

    `look` is the look at the surveys that were put together of it.
    """
    if look.refused and not look.columns:
        return fixed_look(sheet, FORMAT, None, refused=look.refused)
    by_name = {column.name: column for column in look.columns}
    keys = feed.key_columns()
    columns = []
    for place, name in enumerate(feed.layout.header.names):
        if place in keys:
            columns.append(_key_column(place, name, keys[place], feed.said))
        elif name in by_name:
            columns.append(replace(by_name[name], place=place))
        elif name:
            columns.append(bare_column(place, name, _("It's about single answers.")))
        else:
            columns.append(bare_column(place, "", _("It is empty.")))
    assert look.obeyed is not None
    obeyed = replace(look.obeyed, mapping=feed.said)
    return replace(
        look,
        format=FORMAT,
        rows=first_rows(sheet),
        header_rows=[feed.layout.header.row],
        left_out={},
        columns=tuple(columns),
        obeyed=obeyed,
        notes=[*feed.notes(), *look.notes],
        roles=FEED_ROLES,
        of_layout=True,
    )


def _key_column(place: int, name: str, role: Role, said: Mapping) -> ColumnPreview:
    told = said.column(name)
    certain = Certainty.SURE if told is not None and told.role is role else Certainty.LIKELY
    return ColumnPreview(place, name, role, certain, _(_KEYS[role]))


def look_at_xml(
    sheet: HcahpsXmlSheet,
    head: Head,
    options: ReadOptions,
    known: Sequence[Instrument],
    progress: Progress,
) -> SheetAnalysis:
    """Return a look at a patient-level HCAHPS file; it asks for the unit when nobody named it."""
    format_ = hcahps_xml.LAYOUT
    obeyed = hcahps_xml.apply_xml_mapping(sheet, options, head.name)
    candidates = hcahps_xml.unit_columns(sheet)
    asked: tuple[Question, ...] = ()
    try:
        reading = hcahps_xml.recognize(sheet, options, known, progress, file_name=head.name)
    except FileRefused as refused:
        if refused.code != "no_unit":
            return fixed_look(sheet, format_, None, refused=refused)
        asked = (_unit_of_xml(candidates),)
        without = replace(options, unit=NO_UNIT)
        reading = hcahps_xml.recognize(sheet, without, known, progress, file_name=head.name)
    if reading is None:
        return fixed_look(sheet, format_, None)
    header = header_of(sheet)
    columns = [
        _xml_column(place, name, candidates, obeyed.mapping)
        for place, name in enumerate(header.names if header is not None else header_names(sheet))
    ]
    notes = reading.notes[1:] if asked else reading.notes
    found = fixed_look(sheet, format_, reading.instrument, [_(_XML), *notes])
    return replace(
        found,
        columns=tuple(columns),
        questions=asked,
        obeyed=obeyed,
        roles=XML_ROLES,
        of_layout=True,
    )


def _unit_of_xml(candidates: dict[str, list[str]]) -> Question:
    text = _("HCAHPS XML files don't name the unit. Which unit is it?")
    choices = [Choice(ONE_UNIT, _("All patients are from one unit"))]
    for name, texts in candidates.items():
        some = ", ".join(texts[:3]) + (", …" if len(texts) > 3 else "")
        choices.append(Choice(name, _("It's in {name}").format(name=name), some))
    return Question(UNIT, (), text, tuple(choices))


def _xml_column(
    place: int, name: str, candidates: dict[str, list[str]], said: Mapping
) -> ColumnPreview:
    if name not in candidates:
        return bare_column(place, name, _("Read by the HCAHPS standard."), None)
    told = said.column(name)
    role = told.role if told is not None else Role.IGNORE
    why = _("As you said.") if told is not None else _("It could name the unit or the hospital.")
    return ColumnPreview(place, name, role, Certainty.SURE, why, tuple(candidates[name][:3]))
