"""Which mapping holds for a sheet: the one that was given, one remembered, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from models.errors import UsageProblem, Where
from models.files.columns.assigner import refuse_missing, shortened
from models.files.columns.choice_columns import question_of
from models.files.content import ReadOptions
from models.files.mapping import (
    NEARLY_THE_SAME,
    FileSignature,
    Mapping,
    Role,
    column_key,
    match_saved_mapping,
    signature_of,
)
from models.files.sheets import Sheet, find_header_rows, header_of, with_header_rows
from models.language import _

RESPONDENTS = "respondents"


@dataclass(frozen=True, slots=True)
class MappingInEffect:
    """The mapping that holds for a sheet of a shape; empty where nothing was said.

    `source` and `differences` are those of `models.files.content.AppliedMapping`.
    """

    mapping: Mapping
    shape: FileSignature
    source: str
    differences: tuple[str, ...] = ()
    header_rows: tuple[int, ...] = ()
    """The source rows of the column names, where they are several."""

    def options(self, options: ReadOptions) -> ReadOptions:
        """Return the options with what the mapping says of all rows, where they say nothing."""
        named = (options.unit, options.units_from, options.unit_column)
        unit = self.mapping.unit if all(name is None for name in named) else options.unit
        return replace(
            options,
            unit=unit,
            facility=options.facility or self.mapping.facility,
            instrument=options.instrument or self.mapping.instrument,
        )

    def layout_options(self, options: ReadOptions) -> ReadOptions:
        """Return the options of `options`, and the columns that the mapping tells, by name: for
        files whose other columns are known by their layout."""
        options = self.options(options)
        named = {column.role: column.name for column in reversed(self.mapping.columns)}
        other = options.unit or options.units_from or options.unit_column
        return replace(
            options,
            unit_column=options.unit_column if other else named.get(Role.UNIT),
            facility_column=options.facility_column or named.get(Role.FACILITY),
            date_column=options.date_column or named.get(Role.DISCHARGE_DATE),
        )


def apply_mapping(
    sheet: Sheet, options: ReadOptions, layout: str, where: Where
) -> tuple[Sheet, MappingInEffect]:
    """Return a sheet as the mapping that holds for it names its columns, and that mapping.

    Raises UsageProblem when a given mapping names rows of column names, or a column as the
    unit, a date or the id, that the sheet does not have.
    """
    rows = find_header_rows(sheet)
    plain = sheet
    sheet = with_header_rows(plain, rows, where) if rows else plain
    shape = signature_of(layout, sheet.name, header_names(sheet))
    if options.mapping is not None:
        named = _named(plain, options.mapping, where) or sheet
        refuse_missing(options.mapping, header_names(named), where)
        mapping = with_said(options.mapping, options, header_names(named), where)
        return named, MappingInEffect(mapping, shape, "file", (), mapping.header_rows or rows)
    found = match_saved_mapping(shape, options.remembered)
    if found is None:
        said = with_said(Mapping(), options, header_names(sheet), where)
        return sheet, MappingInEffect(said, shape, "found", (), rows)
    mapping, named, differences = found.mapping, sheet, found.differences
    if mapping.header_rows:
        again = _named_again(plain, mapping)
        if again is None:
            mapping = replace(mapping, header_rows=())
            differences += (_("The column names aren't where they were last time."),)
        named = again or sheet
    mapping = replace(mapping.only_for(header_names(named)), sheet=sheet.name)
    mapping = with_said(mapping, options, header_names(named), where)
    rows = mapping.header_rows or rows
    return named, MappingInEffect(mapping, shape, "remembered", differences, rows)


def apply_layout_mapping(
    sheet: Sheet, names: Sequence[str], options: ReadOptions, layout: str, where: Where
) -> MappingInEffect:
    """Return the mapping that holds for a sheet of a known layout, whose columns are `names`.

    Raises UsageProblem when a given mapping names a unit, a date or an id that it does not have.
    """
    shape = signature_of(layout, sheet.name, names)
    if options.mapping is not None:
        refuse_missing(options.mapping, names, where)
        return MappingInEffect(with_said(options.mapping, options, names, where), shape, "file")
    found = match_saved_mapping(shape, options.remembered)
    if found is None:
        return MappingInEffect(with_said(Mapping(), options, names, where), shape, "found")
    mapping = replace(found.mapping.only_for(names), sheet=sheet.name, header_rows=())
    mapping = with_said(mapping, options, names, where)
    return MappingInEffect(mapping, shape, "remembered", found.differences)


def with_said(
    mapping: Mapping, options: ReadOptions, names: Sequence[str], where: Where
) -> Mapping:
    """Return a mapping with what was said beside it: spellings of units, the order of day and
    month, and scales of columns. A column's name may hold `*` for any letters.

    Raises UsageProblem for a column that is not there.
    """
    if options.codebook is not None:
        for column in options.codebook.columns:
            if column.name in names and mapping.column(column.name) is None:
                mapping = mapping.with_column(column)
    if options.unit_spellings:
        mapping = replace(mapping, units={**mapping.units, **options.unit_spellings})
    if options.said is None:
        return mapping
    mapping = replace(mapping, date_order=options.said.date_order or mapping.date_order)
    names = [*names, *dict.fromkeys(stem for name in names if (stem := question_of(name)))]
    for column in options.said.columns:
        fitting = [name for name in names if _is_meant(column.name, name)]
        if not fitting:
            raise UsageProblem(
                "unknown_column", where=where, column=column.name, columns=shortened(names)
            )
        for name in fitting:
            mapping = mapping.with_column(replace(column, name=name))
    return mapping


def _is_meant(pattern: str, name: str) -> bool:
    return column_key(pattern) == column_key(name) or (
        "*" in pattern and fnmatchcase(name.casefold(), pattern.casefold().replace("[", "[[]"))
    )


def header_names(sheet: Sheet) -> list[str]:
    """Return the names of a sheet's columns, those without a name left out."""
    header = header_of(sheet)
    return [name for name in header.names if name] if header is not None else []


def _named(sheet: Sheet, mapping: Mapping, where: Where) -> Sheet | None:
    """Return a sheet under the rows of column names that a mapping tells, None if it tells none."""
    return with_header_rows(sheet, mapping.header_rows, where) if mapping.header_rows else None


def _named_again(sheet: Sheet, mapping: Mapping) -> Sheet | None:
    """Return a sheet under the rows of column names of last time, None when they are none now."""
    try:
        named = _named(sheet, mapping, "")
    except UsageProblem:
        return None
    if named is None:
        return None
    still = len(mapping.only_for(header_names(named)).columns)
    return named if still >= NEARLY_THE_SAME * len(mapping.columns) else None
