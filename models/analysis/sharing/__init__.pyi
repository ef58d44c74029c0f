from .blocks import is_shareable, shareable_blocks, shareable_period
from .counts import SharedCounts, UnitReads, gathered_of_units, shared_counts

__all__ = [
    "SharedCounts",
    "UnitReads",
    "gathered_of_units",
    "is_shareable",
    "shareable_blocks",
    "shareable_period",
    "shared_counts",
]
