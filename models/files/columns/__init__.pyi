from .applied_mapping import (
    RESPONDENTS,
    MappingInEffect,
    apply_layout_mapping,
    apply_mapping,
    header_names,
)
from .assigner import Told, column_list, refuse_missing, told_columns
from .choice_columns import join_choices
from .codebook import codebook_of, is_twin
from .content import are_places, are_scores
from .demographics import find_groups, group_notes, group_spellings, match_groups
from .directions import (
    AGREEMENT,
    agreed_directions,
    contrary_places,
    is_direction_open,
    is_valued,
    told_direction,
)
from .identity import known_by
from .roles import Roles, decide_roles
from .row_dates import RowMetadata, order_question, read_row_facts
from .scale_inference import (
    LONGEST_NAME,
    Finding,
    answers_of,
    core_numbers,
    family_of,
    find_scales,
    fitting_scales,
    has_unknown_scale,
    is_code_off_range,
    with_no_answers,
    without_logged,
)
from .scale_overrides import (
    contradicts,
    direction_of,
    names_its_answers,
    scale_of_answers,
    spellings_of,
    turned,
)
from .scales import VALUED, KnownScales, known_scales, number_range
from .split_rows import join_split_rows
from .unit_list import id_key
from .unit_sheet import UnitNotes, UnitSheet, with_units

__all__ = [
    "AGREEMENT",
    "LONGEST_NAME",
    "RESPONDENTS",
    "VALUED",
    "Finding",
    "KnownScales",
    "MappingInEffect",
    "Roles",
    "RowMetadata",
    "Told",
    "UnitNotes",
    "UnitSheet",
    "agreed_directions",
    "answers_of",
    "apply_layout_mapping",
    "apply_mapping",
    "are_places",
    "are_scores",
    "codebook_of",
    "column_list",
    "contradicts",
    "contrary_places",
    "core_numbers",
    "decide_roles",
    "direction_of",
    "family_of",
    "find_groups",
    "find_scales",
    "fitting_scales",
    "group_notes",
    "group_spellings",
    "has_unknown_scale",
    "header_names",
    "id_key",
    "is_code_off_range",
    "is_direction_open",
    "is_twin",
    "is_valued",
    "join_choices",
    "join_split_rows",
    "known_by",
    "known_scales",
    "match_groups",
    "names_its_answers",
    "number_range",
    "order_question",
    "read_row_facts",
    "refuse_missing",
    "scale_of_answers",
    "spellings_of",
    "told_columns",
    "told_direction",
    "turned",
    "with_no_answers",
    "with_units",
    "without_logged",
]
