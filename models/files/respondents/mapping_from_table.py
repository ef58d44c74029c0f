"""The whole mapping by which a table was read, to be remembered or written down."""

from __future__ import annotations

from collections.abc import Mapping as ByPlace
from types import MappingProxyType

from models.files.columns import Roles, RowMetadata, group_spellings, spellings_of
from models.files.mapping import ColumnMapping, Mapping, Role
from models.files.questionnaires import Plan, item_key
from models.files.sheets import Table, TableColumn
from models.survey import Box, Instrument, Item, group_trait_of

Items = ByPlace[int, tuple[Instrument, Item]]
"""The questionnaires and items that columns answer, by the columns' places."""

NO_ITEMS: Items = MappingProxyType({})


def used_mapping(
    table: Table, roles: Roles, facts: RowMetadata, plan: Plan, said: Mapping
) -> Mapping:
    """Return what every named column was taken for, with the answers of questions that no known
    questionnaire asks. `said` is what had been said before; it is kept where it still holds."""
    items = items_by_place(plan)
    columns = []
    for column in table.named():
        role = role_of(column, roles, items)
        if role is None:
            continue
        known = said.column(column.name)
        if column.place in items:
            columns.append(_of_item(column, *items[column.place], role, known))
        else:
            columns.append(ColumnMapping(column.name, role))
    return Mapping(
        sheet=said.sheet,
        header_rows=said.header_rows,
        columns=tuple(columns),
        date_order=facts.order or said.date_order,
        measures=said.measures,
        unit=said.unit,
        facility=said.facility,
        units=dict(said.units),
        instrument=said.instrument,
    )


def items_by_place(plan: Plan) -> Items:
    """Return the items that columns answer, by the columns' places; of several versions of a
    questionnaire that of most rows."""
    found: dict[int, tuple[Instrument, Item]] = {}
    rows = plan.version_of_row
    counts = [int((rows == place).sum()) for place in range(len(plan.versions))]
    for place in sorted(range(len(plan.versions)), key=lambda p: counts[p]):
        version = plan.versions[place]
        for key, column in version.columns.items():
            found[column.place] = (version.instrument, version.instrument.item(key))
    return found


def role_of(column: TableColumn, roles: Roles, items: Items) -> Role | None:
    """Return what a column was taken for, None for one that nothing is known of."""
    if column.place in items:
        return role_of_item(items[column.place][1])
    single = {
        Role.UNIT: roles.unit,
        Role.FACILITY: roles.facility,
        Role.SITE: roles.site,
        Role.DISCHARGE_DATE: roles.discharged,
        Role.RECEIVED_DATE: roles.received,
        Role.YEAR: roles.year,
        Role.MONTH: roles.month,
        Role.SURVEY_ID: roles.survey_id,
        Role.MODE: roles.mode,
    }
    for role, own in single.items():
        if own is column:
            return role
    several = {
        Role.COMMENT: roles.comments,
        Role.WEIGHT: roles.weights,
        Role.IDENTIFIER: roles.identifiers,
        Role.IGNORE: [*roles.ignored, *roles.counters, *roles.bookkeeping],
    }
    for role, columns in several.items():
        if any(own is column for own in columns):
            return role
    return None


def role_of_item(item: Item) -> Role:
    """Return the role of columns that answer an item."""
    if group_trait_of(item.scale) is not None:
        return Role.GROUP
    return Role.ABOUT_PATIENT if item.about_patient else Role.ITEM


def _of_item(
    column: TableColumn,
    instrument: Instrument,
    item: Item,
    role: Role,
    known: ColumnMapping | None,
) -> ColumnMapping:
    """Tell an item's key where its header does not, and its answers.

    Of a built-in questionnaire only what was told stays told: in its next version the same
    header may be another question.
    """
    label = known.label if known is not None else ""
    if instrument.built_in:
        return ColumnMapping(column.name, role, known.item if known is not None else "", label)
    base = item_key(column.name)
    key = "" if item.key == base or item.key.startswith(f"{base}_v") else item.key
    if role is Role.GROUP:
        return ColumnMapping(column.name, role, key, label, answers=group_spellings(item.scale))
    return ColumnMapping(
        column.name,
        role,
        key,
        label,
        answers=spellings_of(item.scale),
        best=tuple(a.label for a in item.scale.answers if a.box is Box.TOP),
        no_answers=item.scale.no_answers,
    )
