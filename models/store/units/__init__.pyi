from .aliases import (
    ALWAYS,
    AddedAlias,
    UnitAlias,
    add_alias,
    list_aliases,
    remove_alias,
)
from .changes import merge_units, rename_unit
from .names import all_unit_names, set_unit_names, unit_names
from .units import (
    UnitSummary,
    close_unit,
    facility_of,
    find_unit,
    get_unit,
    list_units,
    reopen_unit,
    set_unit_type,
)

__all__ = [
    "ALWAYS",
    "AddedAlias",
    "UnitAlias",
    "UnitSummary",
    "add_alias",
    "all_unit_names",
    "close_unit",
    "facility_of",
    "find_unit",
    "get_unit",
    "list_aliases",
    "list_units",
    "merge_units",
    "remove_alias",
    "rename_unit",
    "reopen_unit",
    "set_unit_names",
    "set_unit_type",
    "unit_names",
]
