from .results import Subgroup, Subgroups
from .unit_subgroups import subgroups

__all__ = [
    "Subgroup",
    "Subgroups",
    "subgroups",
]
