from .blocks import is_shareable, shareable_blocks, shareable_period
from .counts import SharedCounts, gathered_of_units, shared_counts

__all__ = [
    "SharedCounts",
    "gathered_of_units",
    "is_shareable",
    "shareable_blocks",
    "shareable_period",
    "shared_counts",
]
