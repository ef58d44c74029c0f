from .signature import (
    NEARLY_THE_SAME,
    FileSignature,
    SavedMapping,
    match_saved_mapping,
    signature_of,
)
from .toml import read_mapping, write_mapping
from .value import (
    ANSWERED_ROLES,
    ANYTHING_ELSE,
    ITEM_ROLES,
    LAYOUT_ROLES,
    SINGLE_ROLES,
    ColumnMapping,
    Direction,
    Mapping,
    MeasureMapping,
    Role,
    column_key,
    told_apart,
)

__all__ = [
    "ANSWERED_ROLES",
    "ANYTHING_ELSE",
    "ITEM_ROLES",
    "LAYOUT_ROLES",
    "NEARLY_THE_SAME",
    "SINGLE_ROLES",
    "ColumnMapping",
    "Direction",
    "FileSignature",
    "Mapping",
    "MeasureMapping",
    "Role",
    "SavedMapping",
    "column_key",
    "match_saved_mapping",
    "read_mapping",
    "signature_of",
    "told_apart",
    "write_mapping",
]
