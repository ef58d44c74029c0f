from .applied_mapping import (
    RESPONDENTS,
    MappingInEffect,
    apply_layout_mapping,
    apply_mapping,
    header_names,
)
from .assigner import Told, column_list, refuse_missing, told_columns
from .content import are_places
from .demographics import (
    find_groups,
    group_notes,
    group_spellings,
    match_groups,
)
from .identity import known_by
from .roles import Roles, decide_roles
from .row_dates import RowMetadata, read_row_facts
from .scale_inference import (
    Finding,
    answers_of,
    find_scales,
    fitting_scales,
    has_unknown_scale,
    is_code_off_range,
    with_no_answers,
)
from .scale_overrides import (
    contradicts,
    direction_of,
    scale_of_answers,
    spellings_of,
)
from .scales import KnownScales, known_scales
from .unit_list import id_key
from .unit_sheet import UnitNotes, UnitSheet, with_units

__all__ = [
    "RESPONDENTS",
    "Finding",
    "KnownScales",
    "MappingInEffect",
    "Roles",
    "RowMetadata",
    "Told",
    "UnitNotes",
    "UnitSheet",
    "answers_of",
    "apply_layout_mapping",
    "apply_mapping",
    "are_places",
    "column_list",
    "contradicts",
    "decide_roles",
    "direction_of",
    "find_groups",
    "find_scales",
    "fitting_scales",
    "group_notes",
    "group_spellings",
    "has_unknown_scale",
    "header_names",
    "id_key",
    "is_code_off_range",
    "known_by",
    "known_scales",
    "match_groups",
    "read_row_facts",
    "refuse_missing",
    "scale_of_answers",
    "spellings_of",
    "told_columns",
    "with_no_answers",
    "with_units",
]
